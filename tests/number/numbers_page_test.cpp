// Tables of the documentation are code: each cell of the rounding tables of docs/numbers.md and docs/language.md and of
// the table of written forms is computed.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "number/rational.h"
#include "number/rounding.h"

namespace meruit::number {

namespace {

using Row = std::vector<std::string>;

Row cells(const std::string& line) {
  Row result;
  std::size_t from = 1;
  for (std::size_t bar = line.find('|', from); bar != std::string::npos; bar = line.find('|', from)) {
    const std::string cell = line.substr(from, bar - from);
    const std::size_t first = cell.find_first_not_of(' ');
    result.push_back(first == std::string::npos ? "" : cell.substr(first, cell.find_last_not_of(' ') - first + 1));
    from = bar + 1;
  }
  return result;
}

// The rows of the one table whose header begins with these two cells, the header first.
std::vector<Row> table(const std::string& page_name, const std::string& first, const std::string& second) {
  std::ifstream page(MERUIT_SOURCE_DIR "/docs/" + page_name);
  REQUIRE(page.good());
  std::vector<Row> rows;
  for (std::string line; std::getline(page, line);) {
    const Row row = line.starts_with('|') ? cells(line) : Row{};
    const bool is_header = row.size() > 2 && row[0] == first && row[1] == second;
    if (rows.empty() ? is_header : !row.empty()) rows.push_back(row);
    if (!rows.empty() && row.empty()) break;
  }
  REQUIRE(rows.size() > 2);
  rows.erase(rows.begin() + 1);  // the line of dashes
  return rows;
}

// `-$1,250.00`, `1.995%`, `2/3`, perhaps with the typographer's minus: a number as a page writes it.
Rational number_of(std::string text) {
  constexpr std::string_view kMinus = "\xE2\x88\x92";
  if (text.starts_with(kMinus)) text.replace(0, kMinus.size(), "-");
  std::erase(text, '$');
  const bool percent = text.ends_with('%');
  if (percent) text.pop_back();
  const std::size_t slash = text.find('/');
  const std::optional<Rational> above = parse_grouped_decimal(text.substr(0, slash));
  const std::optional<Rational> below =
      slash == std::string::npos ? Rational(1) : parse_grouped_decimal(text.substr(slash + 1));
  CAPTURE(text);
  REQUIRE(above);
  REQUIRE(below);
  return *above / *below / (percent ? 100 : 1);
}

Rational quantum_of(const std::string& words) {
  if (words == "cents") return Rational(Integer(1), Integer(100));
  const std::size_t places = words.find(" places");
  if (places != std::string::npos) {
    return Rational(Integer(1), power_of_ten(static_cast<unsigned>(std::stoul(words.substr(0, places)))));
  }
  return number_of(words);
}

TEST_CASE("the rounding table of docs/numbers.md") {
  const std::vector<Row> rows = table("numbers.md", "value", "rounded to");
  const Row& header = rows.front();
  REQUIRE(header.size() == 9);
  for (std::size_t r = 1; r < rows.size(); ++r) {
    REQUIRE(rows[r].size() == header.size());
    for (std::size_t c = 2; c < header.size(); ++c) {
      const std::optional<RoundingMode> mode = rounding_mode(header[c]);
      REQUIRE(mode);
      CAPTURE(rows[r][0]);
      CAPTURE(header[c]);
      CHECK(round_to(number_of(rows[r][0]), quantum_of(rows[r][1]), *mode) == number_of(rows[r][c]));
    }
  }
}

TEST_CASE("the rounding table of docs/language.md") {
  const std::vector<Row> rows = table("language.md", "words", "meaning");
  const Row& header = rows.front();
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const std::string& words = rows[r][0];  // `ceiling`, and …
    const std::optional<RoundingMode> mode = rounding_mode(words.substr(1, words.find('`', 1) - 1));
    CAPTURE(words);
    REQUIRE(mode);
    REQUIRE(rows[r].size() == header.size());
    for (std::size_t c = 2; c < header.size(); ++c) {
      CHECK(round_to(number_of(header[c]), 1, *mode) == number_of(rows[r][c]));
    }
  }
  CHECK(rows.size() == 8);
}

TEST_CASE("the rounding table shows what it must: each value on both signs, ties of an even and an odd multiple") {
  const std::vector<Row> rows = table("numbers.md", "value", "rounded to");
  const auto shown = [&](const Rational& value) {
    return std::any_of(rows.begin() + 1, rows.end(), [&](const Row& row) { return number_of(row[0]) == value; });
  };
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r][1] != "$5") CHECK(shown(-number_of(rows[r][0])));
  }
}

TEST_CASE("the table of written forms of docs/numbers.md") {
  const std::vector<Row> rows = table("numbers.md", "value", "written in results");
  for (std::size_t r = 1; r < rows.size(); ++r) {
    CHECK(to_plain(number_of(rows[r][0])) == rows[r][1]);
    CHECK(to_grouped(number_of(rows[r][0]), 2) == rows[r][2]);
  }
}

}  // namespace

}  // namespace meruit::number
