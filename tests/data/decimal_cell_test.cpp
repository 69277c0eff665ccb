#include "data/decimal_cell.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace meruit;
using namespace meruit::data;

std::string read(std::string_view text, DecimalForm form = {}) {
  DecimalCell cell;
  switch (read_decimal(text, form, cell)) {
    case DecimalRead::Small:
      return number::to_plain(
          Rational(Integer(cell.mantissa), number::power_of_ten(static_cast<unsigned>(cell.places))));
    case DecimalRead::Wide:
      return "wide " + number::to_plain(cell.wide);
    case DecimalRead::Bad:
      break;
  }
  return "bad";
}

}  // namespace

TEST_CASE("plain decimals") {
  CHECK(read("0") == "0");
  CHECK(read("-1234.5") == "-1234.5");
  CHECK(read("007.10") == "7.1");
  CHECK(read("123456789012345678") == "123456789012345678");
  CHECK(read("0.000000000000000001") == "wide 0.000000000000000001");
  CHECK(read("1234567890123456789.5") == "wide 1234567890123456789.5");
  CHECK(read("-1234567890123456789.5") == "wide -1234567890123456789.5");
}

TEST_CASE("what is no plain decimal") {
  for (const char* text : {"", "-", "+1", ".5", "5.", "1e3", "1E3", " 1", "1 ", "--1", "1.2.3", "0x1", "1_000", "NaN",
                           "$5", "5%", "(5)", "1,5"})
    CHECK_MESSAGE(read(text) == "bad", text);
}

TEST_CASE("thousands in exact groups") {
  CHECK(read("1,234.5") == "1234.5");
  CHECK(read("-12,345,678") == "-12345678");
  CHECK(read("1,234,567,890,123,456,789.25") == "wide 1234567890123456789.25");
  for (const char* text : {"1,23", "1234,567", "1,,234", ",123", "1,2345", "1,234,", "12,34,567", "1.234,567"})
    CHECK_MESSAGE(read(text) == "bad", text);
}

TEST_CASE("dollars and percentages only where they are meant") {
  CHECK(read("-$1,234.50", {.dollars = true}) == "-1234.5");
  CHECK(read("$12345678901234567890", {.dollars = true}) == "wide 12345678901234567890");
  CHECK(read("$-5", {.dollars = true}) == "bad");
  CHECK(read("$", {.dollars = true}) == "bad");
  CHECK(read("35%", {.percent = true}) == "35");
  CHECK(read("35", {.percent = true}) == "35");
  CHECK(read("%", {.percent = true}) == "bad");
}
