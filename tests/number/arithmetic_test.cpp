// What is relied on in Boost's numbers, checked against laws and against machine words: its `++` was found wrong on
// negative numbers, and fractions with a negative denominator are refused by exception (see rational.h).
#include <doctest/doctest.h>

#include "number/fixed.h"
#include "samples.h"

namespace meruit::number {

namespace {

// Lengths around one, two and three limbs, low limbs of all zeros and all ones.
Integer long_integer(test::Samples& samples) {
  Integer value = to_integer(samples.wide());
  switch (samples.below(4)) {
    case 0:
      value = (value >> 64) << 64;
      break;
    case 1:
      value = ((value >> 64) << 64) - 1;
      break;
    case 2:
      value = value * to_integer(samples.wide()) + to_integer(samples.word());
      break;
    default:
      break;
  }
  return value;
}

TEST_CASE("whole numbers: adding one, dividing and shifting agree with each other") {
  test::Samples samples(8);
  for (long i = 0; i < test::rounds(20'000); ++i) {
    const Integer a = long_integer(samples);
    const Integer b = long_integer(samples);
    REQUIRE(a + 1 - a == 1);
    REQUIRE(Integer(a + 1) - 1 == a);
    REQUIRE((a - b) + b == a);
    REQUIRE((a < b) == (a - b < 0));
    REQUIRE(a.compare(b) == -b.compare(a));
    REQUIRE(Integer((a + b) * (a - b)) == a * a - b * b);
    REQUIRE(Integer(a.str()) == a);
    if (b == 0) continue;
    const Integer quotient = a / b;
    const Integer remainder = a % b;
    REQUIRE(quotient * b + remainder == a);
    REQUIRE(abs(remainder) < abs(b));
    REQUIRE((remainder == 0 || (remainder < 0) == (a < 0)));
  }
}

TEST_CASE("128-bit words and whole numbers agree") {
  test::Samples samples(9);
  for (long i = 0; i < test::rounds(20'000); ++i) {
    const Int128 a = samples.wide();
    const Int128 b = samples.positive_wide();
    REQUIRE(to_integer(a / b) == to_integer(a) / to_integer(b));
    REQUIRE(to_integer(a % b) == to_integer(a) % to_integer(b));
    REQUIRE((a < b) == (to_integer(a) < to_integer(b)));
  }
}

TEST_CASE("fractions: reduced, denominator positive, comparison and the four operations by cross multiplication") {
  test::Samples samples(10);
  for (long i = 0; i < test::rounds(5'000); ++i) {
    const Integer n = long_integer(samples);
    const Integer m = long_integer(samples);
    const Integer d = to_integer(samples.positive_wide());
    const Integer e = to_integer(samples.positive_wide());
    const Rational a(n, d);
    const Rational b(m, e);
    REQUIRE(gcd(numerator(b), denominator(b)) == (m == 0 ? denominator(b) : Integer(1)));
    REQUIRE(numerator(b) * e == denominator(b) * m);
    REQUIRE(numerator(Rational(a + b)) * d * e == (n * e + m * d) * denominator(Rational(a + b)));
    REQUIRE(numerator(Rational(a * b)) * d * e == n * m * denominator(Rational(a * b)));
    REQUIRE(Rational(a + b) - b == a);
    REQUIRE(a - b == -(b - a));
    REQUIRE((a < b) == (n * e < m * d));
    REQUIRE((a > b) == (n * e > m * d));
    REQUIRE((a <= b) == (n * e <= m * d));
    REQUIRE((a == b) == (n * e == m * d));
    REQUIRE(a == Rational(n * e, d * e));
    const auto whole = static_cast<int>(i % 7) - 3;
    REQUIRE((a < whole) == (n < whole * d));
    REQUIRE((a == whole) == (n == whole * d));
    REQUIRE((a > whole) == (n > whole * d));
    if (m != 0) REQUIRE(Rational(a / b) * b == a);
    if (m != 0) REQUIRE(denominator(Rational(a / b)) > 0);
  }
}

}  // namespace

}  // namespace meruit::number
