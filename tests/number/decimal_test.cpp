// Numbers from text and to text.
#include <doctest/doctest.h>

#include <string>

#include "number/rational.h"
#include "samples.h"

namespace meruit::number {

namespace {

Rational fraction(const char* n, const char* d) { return Rational(Integer(n), Integer(d)); }

TEST_CASE("plain decimals are read exactly") {
  CHECK(parse_decimal("0") == Rational(0));
  CHECK(parse_decimal("-0") == Rational(0));
  CHECK(parse_decimal("-0.00") == Rational(0));
  CHECK(parse_decimal("007") == Rational(7));
  CHECK(parse_decimal("010") == Rational(10));  // not octal
  CHECK(parse_decimal("00") == Rational(0));
  CHECK(parse_decimal("-1250.07") == fraction("-125007", "100"));
  CHECK(parse_decimal("0.0375") == fraction("3", "80"));
  CHECK(parse_decimal("12345678901234567890123456789.000000000000000000001") ==
        fraction("12345678901234567890123456789000000000000000000001", "1000000000000000000000"));
}

TEST_CASE("nothing but plain decimals is read") {
  for (const char* text :
       {"",     "-",     ".",     "-.",    "1.",  ".5", "+1", "--1", "- 1", " 1",  "1 ",    "1e3",  "1E3",
        "0x10", "1.2.3", "1,234", "1_000", "12a", "$1", "5%", "NaN", "inf", "1/2", "-1.-2", "1.,2", "\xEF\xBC\x91"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_decimal(text));
    if (std::string(text) != "1,234") CHECK_FALSE(parse_grouped_decimal(text));
  }
}

TEST_CASE("grouped numbers have exact groups of three") {
  CHECK(parse_grouped_decimal("1,234") == Rational(1234));
  CHECK(parse_grouped_decimal("1,234,567.891") == fraction("1234567891", "1000"));
  CHECK(parse_grouped_decimal("-12,345.5") == fraction("-123455", "10"));
  CHECK(parse_grouped_decimal("123,456") == Rational(123456));
  CHECK(parse_grouped_decimal("1234567.5") == fraction("12345675", "10"));
  CHECK(parse_grouped_decimal("1,000") == Rational(1000));
  CHECK(parse_grouped_decimal("0,000") == Rational(0));
  for (const char* text : {"1,23", "1,2345", "1234,567", ",123", "1,", "1,,234", "1,234,", "1,234,56", "12,34,567",
                           "1,234.5,6", "1.234,567", "-,123", "1, 234", ",", "1,23a", "1,-23", "1,234.", ",1,234"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_grouped_decimal(text));
  }
}

TEST_CASE("printed in full, without trailing zeros, or as a fraction") {
  CHECK(to_plain(fraction("3", "4")) == "0.75");
  CHECK(to_plain(Rational(-12)) == "-12");
  CHECK(to_plain(Rational(0)) == "0");
  CHECK(to_plain(Rational(1200)) == "1200");
  CHECK(to_plain(fraction("-1", "200")) == "-0.005");
  CHECK(to_plain(fraction("2", "37")) == "2/37");
  CHECK(to_plain(fraction("-4", "6")) == "-2/3");
  CHECK(to_plain(fraction("125007", "100")) == "1250.07");
  CHECK(to_plain(fraction("1", "1024")) == "0.0009765625");
  CHECK(to_plain(fraction("1", "3125")) == "0.00032");
}

TEST_CASE("printed for people: groups, and at least so many decimals") {
  CHECK(to_grouped(Rational(1250), 2) == "1,250.00");
  CHECK(to_grouped(fraction("-123456789125", "100000"), 2) == "-1,234,567.89125");
  CHECK(to_grouped(Rational(999)) == "999");
  CHECK(to_grouped(Rational(1000)) == "1,000");
  CHECK(to_grouped(Rational(-123456)) == "-123,456");
  CHECK(to_grouped(Rational(0), 2) == "0.00");
  CHECK(to_grouped(fraction("-1", "200"), 2) == "-0.005");
  CHECK(to_grouped(fraction("-1234567", "3000"), 2) == "-1,234,567/3,000");
}

TEST_CASE("decimal places") {
  CHECK(decimal_places(Rational(1000)) == 0);
  CHECK(decimal_places(fraction("1", "1000")) == 3);
  CHECK(decimal_places(fraction("1", "8")) == 3);
  CHECK(decimal_places(fraction("1", "25")) == 2);
  CHECK(decimal_places(fraction("7", "160")) == 5);
  CHECK_FALSE(decimal_places(fraction("1", "3")));
  CHECK_FALSE(decimal_places(fraction("1", "700")));
}

TEST_CASE("what is printed reads back as the same number") {
  test::Samples samples(7);
  for (long i = 0; i < test::rounds(3'000); ++i) {
    const Rational value(to_integer(samples.wide()), power_of_ten(static_cast<unsigned>(samples.below(30))));
    const int places = static_cast<int>(samples.below(8));
    REQUIRE(parse_decimal(to_plain(value)) == value);
    REQUIRE(parse_grouped_decimal(to_grouped(value, places)) == value);
    REQUIRE(parse_decimal(to_grouped(Rational(value / 1'000'000'000))).has_value() ==
            (to_grouped(Rational(value / 1'000'000'000)).find(',') == std::string::npos));
  }
}

}  // namespace

}  // namespace meruit::number
