// Roots and powers against their definitions.
#include "number/root.h"

#include <doctest/doctest.h>

#include "samples.h"

namespace meruit::number {

namespace {

// floor(root * 2^20) by trying every bit from the highest: the root to a millionth, and whether that is all of it.
struct Bracket {
  Integer low;
  bool exact;
};
constexpr unsigned kBits = 20;

Bracket bracket(const Integer& n, const Integer& d, unsigned degree) {
  const Integer shifted = n << (kBits * degree);
  Integer low = 0;
  for (int bit = 160; bit >= 0; --bit) {
    const Integer candidate = low | (Integer(1) << bit);
    if (Integer(pow(candidate, degree)) * d <= shifted) low = candidate;
  }
  return {low, Integer(pow(low, degree)) * d == shifted};
}

}  // namespace

TEST_CASE("roots are rounded correctly in every mode") {
  test::Samples samples(11);
  long wrong = 0;
  for (long i = 0; i < test::rounds(300); ++i) {
    const unsigned degree = 2 + static_cast<unsigned>(i % 4);
    // Squares, cubes … of halves, and their neighbours, are where modes differ.
    const Integer whole = to_integer(samples.positive_word() >> (i % 40 + 20));
    const Integer d = i % 3 == 0 ? Integer(1) : Integer(pow(Integer(2), degree));
    const Integer n = Integer(pow(whole, degree)) + (i % 5 == 0 ? 1 : 0);
    const Bracket near = bracket(n, d, degree);
    // Half a step beside an irrational root is on its side of every half.
    const Rational value(Integer(2 * near.low + (near.exact ? 0 : 1)), Integer(1) << (kBits + 1));
    for (const RoundingMode mode : test::kModes)
      wrong += Rational(rounded_root(n, d, degree, mode)) != round_to(value, 1, mode);
  }
  CHECK(wrong == 0);
}

TEST_CASE("whole roots of numbers around a power") {
  for (const unsigned degree : {2U, 3U, 7U, 1000U})
    for (const Integer& root :
         {Integer(1), Integer(2), Integer(3), Integer(1) << 64, Integer(Integer(10) * 1'000'003)}) {
      const Integer n = pow(root, degree);
      CHECK(floor_root(n, degree) == root);
      CHECK(floor_root(Integer(n - 1), degree) == root - 1);
      CHECK(floor_root(Integer(n + 1), degree) == root);
    }
  CHECK(floor_root(0, 2) == 0);
}

TEST_CASE("powers") {
  CHECK(power(Rational(-2, 3), 3) == Rational(-8, 27));
  CHECK(power(Rational(-2, 3), -3) == Rational(Integer(-27), Integer(8)));
  CHECK(power(Rational(0), 4) == 0);
}

}  // namespace meruit::number
