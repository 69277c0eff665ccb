#include "cli/csv_file.h"

#include <doctest/doctest.h>

#include "../files.h"

namespace {

using namespace meruit;
using meruit::tests::TemporaryFolder;

// The table as text: one row a line, `line: cell|cell`.
std::string shown(const Table& table) {
  ArrowArrayStream stream{};
  if (!table.stream(&stream)) return "?";
  ArrowSchema schema{};
  ArrowArray batch{};
  stream.get_schema(&stream, &schema);
  stream.get_next(&stream, &batch);
  std::string text;
  for (std::int64_t i = 0; i < schema.n_children; ++i)
    text += (i == 0 ? "" : "|") + std::string(schema.children[i]->name);
  for (std::int64_t row = 0; row < batch.length; ++row) {
    text += "\n" + std::to_string(table.lines()[static_cast<std::size_t>(row)]) + ": ";
    for (std::int64_t i = 0; i < batch.n_children; ++i) {
      const auto* ends = static_cast<const std::int64_t*>(batch.children[i]->buffers[1]);
      const auto* bytes = static_cast<const char*>(batch.children[i]->buffers[2]);
      text += (i == 0 ? "" : "|") + std::string(bytes + ends[row], bytes + ends[row + 1]);
    }
  }
  batch.release(&batch);
  schema.release(&schema);
  stream.release(&stream);
  return text;
}

std::string read(std::string_view text) {
  const TemporaryFolder folder;
  const auto file = cli::read_csv(folder.write("x.csv", text));
  std::string message;
  if (!file) message = file.error().message;
  if (file && file->table.broken().empty()) return shown(file->table);
  if (file)
    for (const DataProblem& each : file->table.broken()) message += (message.empty() ? "" : "\n") + each.message;
  for (std::size_t at; (at = message.find(folder.path(""))) != std::string::npos;)
    message.erase(at, folder.path("").size());
  return message;
}

}  // namespace

TEST_CASE("rows, columns and lines") {
  CHECK(read("a,b\n1,2\n3,4\n") == "a|b\n2: 1|2\n3: 3|4");
  CHECK(read("a,b\n1,2") == "a|b\n2: 1|2");
  CHECK(read("a\n") == "a");
}

TEST_CASE("CRLF, empty lines and a byte-order mark") {
  CHECK(read("\xEF\xBB\xBF"
             "a,b\r\n1,2\r\n\r\n3,4\r\n") == "a|b\n2: 1|2\n4: 3|4");
  CHECK(read("a,b\n\n\n1,2\n") == "a|b\n4: 1|2");
}

TEST_CASE("quotes, commas, doubled quotes and line ends within cells") {
  CHECK(read("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n") == "a|b\n2: x, y|say \"hi\"");
  CHECK(read("a,b\n\"one\ntwo\",2\n3,4\n") == "a|b\n2: one\ntwo|2\n4: 3|4");
  CHECK(read("a,b\r\n\"one\r\ntwo\",2\r\n3,4\r\n") == "a|b\n2: one\r\ntwo|2\n4: 3|4");
}

TEST_CASE("blanks belong to the cell, empty cells are cells") {
  CHECK(read("a,b\n 1 , \n,2\n") == "a|b\n2:  1 | \n3: |2");
}

TEST_CASE("a row of commas alone is told") {
  CHECK(read("a,b\n1,2\n,\n") ==
        "x.csv:3: found a row without any value, expected values; where there is no record, delete the row: `,`");
}

TEST_CASE("ragged rows, several at once") {
  CHECK(read("a,b\n1\n1,2\n1,2,3\n") ==
        "x.csv:2: found 1 cell, expected 2 as in the line that names the columns: `1`\n"
        "x.csv:4: found 3 cells, expected 2 as in the line that names the columns (a cell that holds a comma stands in "
        "quotes; decimals have a point): `1,2,3`");
}

TEST_CASE("quotes that are no CSV") {
  CHECK(read("a,b\n1,x\"y\n") ==
        "x.csv:2: found a quote inside a cell that does not begin with one, expected the whole cell in quotes and each "
        "quote in it doubled: `1,x\"y`");
  CHECK(read("a,b\n1,2\n1,\"x\n\n\n") ==
        "x.csv:3: found a quote that opens in this row and is never closed, expected a quote at the end of that cell: "
        "`1,\"x`");
}

TEST_CASE("a broken row ends with its line, and the rows below it are read") {
  for (const char* broken : {"1,\"x", "\"1\"2,3", "1,2,3", "\"1"}) {
    const TemporaryFolder folder;
    const auto file = cli::read_csv(folder.write("x.csv", "a,b\n" + std::string(broken) + "\n3,\"4, 5\"\n\"6\",7\n"));
    REQUIRE(file);
    CHECK(shown(file->table) == "a|b\n3: 3|4, 5\n4: 6|7");
    REQUIRE(file->table.broken().size() == 1);
    CHECK(file->table.broken()[0].line == 2);
    CHECK(file->rows == 3);
  }
}

TEST_CASE("bytes that no text has, and lines without end") {
  CHECK(read(std::string_view("a,b\n1,2\0\n3,4\n", 13)) ==
        "x.csv:2: found the byte `\\x00`, expected text: a file that was cut off or is in another encoding is to be "
        "exported again: `1,2\\x00`");
  std::string digits;
  digits.resize(10'000'000, '4');
  const std::string endless = "a,b\n1,2\n3," + digits + "\n5,6\n\"7,8\n" + std::string(3'000'000, ' ');
  const std::string told = read(endless);
  CHECK(told.starts_with("x.csv:3: found a row of more than 1 MiB, expected rows that end"));
  CHECK(told.find("x.csv:5: found a row of more than 1 MiB") != std::string::npos);
  CHECK(told.find("x.csv:6: found a row of more than 1 MiB") != std::string::npos);
}

TEST_CASE("rows keep their own text") {
  const TemporaryFolder folder;
  const std::string text = "a,b\r\n1,\"x\"\"\"\r\n\r\n\"3\r\n4\",5\r\n6";
  const std::string path = folder.write("x.csv", text);
  const auto file = cli::read_csv(path, {.keep_rows = true});
  REQUIRE(file);
  CHECK(file->text.header() == "a,b\r\n");
  CHECK(file->text.row(2).empty());  // a file can be read again
  const auto all = cli::read_rows(path, {2, 3, 4, 6}, file->sha256);
  REQUIRE(all);
  CHECK(all->header() == "a,b\r\n");
  CHECK(all->row(2) == "1,\"x\"\"\"\r\n");
  CHECK(all->row(4) == "\"3\r\n4\",5\r\n");
  CHECK(all->row(6) == "6");
  CHECK(all->row(3).empty());
  const auto one = cli::read_rows(path, {4}, file->sha256);
  REQUIRE(one);
  CHECK(one->row(4) == "\"3\r\n4\",5\r\n");
  CHECK(one->row(2).empty());
  CHECK(!cli::read_rows(folder.write("x.csv", text + "\n"), {4}, file->sha256));
}

TEST_CASE("files in another form are named") {
  CHECK(read("PK\x03\x04rest").find("found an Excel workbook or another ZIP archive") != std::string::npos);
  CHECK(read(std::string_view("\xFF\xFE"
                              "a\0,\0",
                              6))
            .find("found text in UTF-16") != std::string::npos);
  CHECK(read("a;b\n1;2\n").find("found columns with semicolons between them") != std::string::npos);
}

TEST_CASE("an empty file, and one that is not there") {
  CHECK(read("") == "x.csv:1: found an empty file, expected a line that names the columns");
  CHECK(read("\n\n") == "x.csv:1: found nothing, expected a line that names the columns");
  const auto absent = cli::read_csv("/no/such/file.csv");
  REQUIRE(!absent);
  CHECK(absent.error().kind == ErrorKind::Environment);
  CHECK(absent.error().message == "cannot read `/no/such/file.csv`: No such file or directory");
}

TEST_CASE("the digest is that of the file's bytes") {
  const TemporaryFolder folder;
  const auto file = cli::read_csv(folder.write("x.csv", "a\n1\n"));
  REQUIRE(file);
  CHECK(file->sha256 == "309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc");
}
