#include "cli/numbers.h"

#include <doctest/doctest.h>

using namespace meruit::cli;

TEST_CASE("commas and places are put in, no digit is cut") {
  CHECK(grouped("0", 0) == "0");
  CHECK(grouped("0", 2) == "0.00");
  CHECK(grouped("-1250.5", 2) == "-1,250.50");
  CHECK(grouped("1234567.12345", 2) == "1,234,567.12345");
  CHECK(grouped("999", 2) == "999.00");
  CHECK(grouped("-100000", 0) == "-100,000");
  CHECK(grouped("2/37", 2) == "2/37");
}

TEST_CASE("a year has no comma, money and counted things of its size have one") {
  CHECK(readable("2023", false, false) == "2023");
  CHECK(readable("2023", false, true) == "2,023");
  CHECK(readable("2023", true, true) == "2,023.00");
  CHECK(readable("-2023", false, false) == "-2,023");
  CHECK(readable("12023", false, false) == "12,023");
  CHECK(readable("20.5", false, false) == "20.5");
}

TEST_CASE("decimals") {
  CHECK(decimals("12") == 0);
  CHECK(decimals("12.50") == 2);
  CHECK(decimals("2/37") == 0);
}
