#include <doctest/doctest.h>

#include <cstring>

#include "contracts.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

// The batch that a job hands out, released at the end.
struct Batch {
  ArrowArrayStream stream{};
  ArrowSchema schema{};
  ArrowArray array{};

  Batch(const Job& job, const std::vector<std::string>& outputs) {
    const auto read = job.read(outputs, &stream);
    REQUIRE_MESSAGE(read.ok(), (read ? "" : read.error().message));
    stream.get_schema(&stream, &schema);
    stream.get_next(&stream, &array);
  }
  ~Batch() {
    array.release(&array);
    schema.release(&schema);
    stream.release(&stream);
  }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  [[nodiscard]] std::string format(std::size_t column) const { return schema.children[column]->format; }
  [[nodiscard]] std::int64_t low_word(std::size_t column, std::size_t row) const {
    return static_cast<const std::int64_t*>(array.children[column]->buffers[1])[2 * row];
  }
};

Job ran(RunOptions options, const Table& table, const std::string& text = kSavings) {
  auto job = job_for(std::move(options), table, text);
  REQUIRE(job);
  const auto summary = job->run();
  REQUIRE_MESSAGE(summary.ok(), (summary ? "" : summary.error().message));
  return *std::move(job);
}

}  // namespace

TEST_CASE("tables of text, in key order, with totals of money") {
  const Job job = ran({.term = "2023", .all = true}, two_acos());
  const auto table = job.results("aco");
  REQUIRE(table);
  REQUIRE(table->columns.size() == 4);
  CHECK(table->columns[0].key);
  CHECK(table->columns[0].values[0] == "A1");
  CHECK(table->columns[1].values[0] == "300.1");
  CHECK(table->columns[1].values[1] == "0");
  CHECK(table->columns[1].total == "300.1");
  CHECK(table->columns[2].values[0] == "3001/4001");
  CHECK(table->columns[2].total.empty());
  CHECK(table->columns[3].values[0] == "150.05");
  const auto overall = job.results("");
  REQUIRE(overall);
  CHECK(overall->columns[0].values[0] == "300.1");
  CHECK(!job.results("acos"));
}

TEST_CASE("single values") {
  const Job job = ran({.term = "2023"}, two_acos());
  CHECK(*job.text("payment", "A1") == "150.05");
  CHECK(*job.text("saved_overall", "") == "300.1");
  CHECK(job.text("payment", "A9").error().message == "there is no record `A9`");
  CHECK(job.text("paymnt", "A1").error().message == "the run has no output `paymnt`");
}

TEST_CASE("Arrow: decimals at the column's scale, keys as text") {
  const Job job = ran({.term = "2023"}, two_acos());
  const Batch batch(job, {"payment"});
  CHECK(batch.array.length == 2);
  CHECK(batch.format(0) == "U");
  CHECK(batch.format(1) == "d:38,2");
  CHECK(batch.low_word(1, 0) == 15005);
  CHECK(batch.low_word(1, 1) == 0);
}

TEST_CASE("Arrow: unrounded fractions are numerator and denominator") {
  const Job job = ran({.term = "2023", .all = true}, two_acos());
  const Batch batch(job, {"share_of_benchmark"});
  CHECK(batch.format(1) == "+s");
  const ArrowArray& fraction = *batch.array.children[1];
  REQUIRE(fraction.n_children == 2);
  CHECK(static_cast<const std::int64_t*>(fraction.children[0]->buffers[1])[0] == 3001);
  CHECK(static_cast<const std::int64_t*>(fraction.children[1]->buffers[1])[0] == 4001);
}

TEST_CASE("Arrow: negative numbers and more than 38 digits") {
  Table table;
  table.text("aco_id", {"A"})
      .text("track", {"two_sided"})
      .text("benchmark", {"1"})
      .text("cost", {"1" + std::string(45, '0')});
  const Job job = ran({.term = "2023"}, table);
  CHECK(*job.text("payment", "A") == "-4" + std::string(43, '9') + "9.5");
  const Batch batch(job, {"payment"});
  CHECK(batch.format(1) == "d:76,2,256");
  const auto* words = static_cast<const std::int64_t*>(batch.array.children[1]->buffers[1]);
  CHECK(words[3] == -1);
}

TEST_CASE("Arrow: overall rules have no keys, and do not mix with others") {
  const Job job = ran({.term = "2023"}, two_acos());
  const Batch batch(job, {"saved_overall"});
  CHECK(batch.schema.n_children == 1);
  CHECK(batch.array.length == 1);
  ArrowArrayStream stream{};
  CHECK(job.read({"saved_overall", "payment"}, &stream).error().code == "mixed-outputs");
}

TEST_CASE("a table without rows gives results without rows where none is right, and is refused elsewhere") {
  Table table;
  const std::vector<std::string> none;
  table.text("aco_id", none).text("track", none).text("benchmark", none).text("cost", none);
  auto refused = job_for({.term = "2023"}, table);
  CHECK(refused->run().error().code == "no-rows");
  const Job job = ran({.term = "2023", .expected_rows = 0}, table);
  CHECK(job.results("aco")->rows == 0);
  CHECK(*job.text("saved_overall", "") == "0");
  CHECK(job.summary().payments[0].net == "0");
}

TEST_CASE("threads and batches do not show in the results") {
  Table table;
  std::vector<std::string> ids, tracks;
  std::vector<std::int64_t> benchmarks, costs;
  for (int i = 0; i < 5000; ++i) {
    ids.push_back("A" + std::to_string(100000 + i * 7919 % 5000));
    tracks.push_back(i % 2 == 0 ? "upside" : "two_sided");
    benchmarks.push_back(1'000'000 + i * 37);
    costs.push_back(1'000'000 + (i * 53) % 100'000);
  }
  table.text("aco_id", ids).text("track", tracks).number("benchmark", benchmarks, 2).number("cost", costs, 3);
  const Job one = ran({.term = "2023", .all = true, .threads = 1, .batch_rows = 7}, table);
  const Job two = ran({.term = "2023", .all = true, .threads = 2, .batch_rows = 1024}, table);
  const auto first = one.results("aco"), second = two.results("aco");
  for (std::size_t i = 0; i < first->columns.size(); ++i) CHECK(first->columns[i].values == second->columns[i].values);
  CHECK(*one.text("saved_overall", "") == *two.text("saved_overall", ""));
}
