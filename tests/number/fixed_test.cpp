// Checked machine-word arithmetic against numbers of any size.
#include "number/fixed.h"

#include <doctest/doctest.h>

#include "samples.h"

namespace meruit::number {

namespace {

const Integer kWordMin = to_integer(std::int64_t{INT64_MIN});
const Integer kWordMax = to_integer(std::int64_t{INT64_MAX});

// Either the flag is down and the value exact, or it is up and the exact value does not fit.
template <class Word>
bool agrees(Word result, bool overflow, const Integer& exact) {
  const bool fits = sizeof(Word) == 8 ? exact >= kWordMin && exact <= kWordMax : to_int128(exact).has_value();
  return overflow ? !fits : fits && to_integer(result) == exact;
}

template <class Word>
bool arithmetic_agrees(Word a, Word b) {
  bool sum_overflow = false;
  bool difference_overflow = false;
  bool product_overflow = false;
  const Word sum = add(a, b, sum_overflow);
  const Word difference = subtract(a, b, difference_overflow);
  const Word product = multiply(a, b, product_overflow);
  const Integer left = to_integer(a);
  const Integer right = to_integer(b);
  return agrees(sum, sum_overflow, left + right) && agrees(difference, difference_overflow, left - right) &&
         agrees(product, product_overflow, left * right);
}

TEST_CASE("whole numbers go into 128 bits and back") {
  const Integer limit = Integer(1) << 127;
  CHECK(to_integer(kInt128Max) == limit - 1);
  CHECK(to_integer(kInt128Min) == -limit);
  CHECK(to_int128(limit - 1) == kInt128Max);
  CHECK(to_int128(-limit) == kInt128Min);
  CHECK_FALSE(to_int128(limit));
  CHECK_FALSE(to_int128(-limit - 1));
  CHECK_FALSE(to_int128(limit << 64));
  CHECK(to_int64(Integer("9223372036854775807")) == INT64_MAX);
  CHECK(to_int64(Integer("-9223372036854775808")) == INT64_MIN);
  CHECK_FALSE(to_int64(Integer("9223372036854775808")));
  CHECK_FALSE(to_int64(Integer("-9223372036854775809")));
  CHECK_FALSE(to_int64(limit << 64));
  for (const Int128 value : test::edges(128)) REQUIRE(to_int128(to_integer(value)) == value);
}

TEST_CASE("sums, differences and products are exact or flagged, at the edges") {
  const auto words = test::edges(64);
  const auto wides = test::edges(128);
  long wrong = 0;
  for (const Int128 a : words) {
    for (const Int128 b : words) {
      wrong += !arithmetic_agrees(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
    }
  }
  for (const Int128 a : wides) {
    for (const Int128 b : wides) wrong += !arithmetic_agrees(a, b);
  }
  CHECK(wrong == 0);
}

TEST_CASE("sums, differences and products are exact or flagged, at random") {
  test::Samples samples(1);
  long wrong = 0;
  for (long i = 0; i < test::rounds(100'000); ++i) {
    wrong += !arithmetic_agrees(samples.word(), samples.word());
    wrong += !arithmetic_agrees(samples.wide(), samples.wide());
  }
  CHECK(wrong == 0);
}

TEST_CASE("the flag stays up and narrowing says when it cuts") {
  bool overflow = true;
  CHECK(add<std::int64_t>(1, 1, overflow) == 2);
  CHECK(overflow);
  overflow = false;
  CHECK(narrow(Int128{INT64_MIN}, overflow) == INT64_MIN);
  CHECK_FALSE(overflow);
  (void)narrow(Int128{INT64_MAX} + 1, overflow);
  CHECK(overflow);
}

}  // namespace

}  // namespace meruit::number
