// The kernels' divisions against divide_rounded over numbers of any size: all modes, both signs, ties and edges.
#include "number/rounding_division.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "samples.h"

namespace meruit::number {

namespace {

std::int64_t divide64(std::int64_t n, std::int64_t d, RoundingMode mode, bool& overflow) {
  const ConstantDivisor by(d, mode);
  return mode == RoundingMode::HalfEven ? divide<true>(n, by, overflow) : divide<false>(n, by, overflow);
}

Int128 divide128(Int128 n, Int128 d, RoundingMode mode) {
  const WideConstantDivisor by(d, mode);
  return mode == RoundingMode::HalfEven ? divide<true>(n, by) : divide<false>(n, by);
}

bool constant64_agrees(std::int64_t n, std::int64_t d, RoundingMode mode) {
  bool overflow = false;
  const std::int64_t result = divide64(n, d, mode, overflow);
  // The stated limit: with a numerator this large the kernel may ask for a wider word, and never otherwise.
  const Integer room = abs(to_integer(n)) + to_integer(d) - 1;
  if (overflow) return room >= Integer(1) << 63;
  return to_integer(result) == divide_rounded(to_integer(n), to_integer(d), mode);
}

bool constant128_agrees(Int128 n, Int128 d, RoundingMode mode) {
  return to_integer(divide128(n, d, mode)) == divide_rounded(to_integer(n), to_integer(d), mode);
}

template <class Word>
bool row_agrees(Word n, Word d, RoundingMode mode) {
  bool overflow = false;
  const Word result = with_mode(mode, [&](auto chosen) { return divide_row<chosen()>(n, d, overflow); });
  const Integer sign = d < 0 ? -1 : 1;
  const Integer exact = divide_rounded(to_integer(n) * sign, to_integer(d) * sign, mode);
  const Integer limit = Integer(1) << (sizeof(Word) * 8 - 1);
  return overflow ? abs(exact) == limit : to_integer(result) == exact;
}

bool all_agree64(std::int64_t n, std::int64_t d) {
  return std::all_of(test::kModes.begin(), test::kModes.end(), [&](RoundingMode mode) {
    return constant64_agrees(n, d, mode) && row_agrees(n, d, mode) && row_agrees(n, -d, mode) &&
           constant128_agrees(n, d, mode);
  });
}

bool all_agree128(Int128 n, Int128 d) {
  return std::all_of(test::kModes.begin(), test::kModes.end(), [&](RoundingMode mode) {
    return constant128_agrees(n, d, mode) && row_agrees(n, d, mode) && row_agrees(n, -d, mode);
  });
}

TEST_CASE("small numbers by small divisors, every pair") {
  long wrong = 0;
  for (std::int64_t d = 1; d <= 40; ++d) {
    for (std::int64_t n = -130; n <= 130; ++n) wrong += !all_agree64(n, d);
  }
  CHECK(wrong == 0);
}

TEST_CASE("edges of 64-bit words in all seven modes") {
  const auto edges = test::edges(64);
  long wrong = 0;
  for (const Int128 d : edges) {
    if (d <= 0) continue;
    for (const Int128 n : edges) wrong += !all_agree64(static_cast<std::int64_t>(n), static_cast<std::int64_t>(d));
  }
  CHECK(wrong == 0);
}

TEST_CASE("edges of 128-bit words in all seven modes") {
  const auto edges = test::edges(128);
  long wrong = 0;
  test::Samples samples(2);
  for (const Int128 n : edges) {
    for (int i = 0; i < 12; ++i) {
      const Int128 d = edges[samples.below(edges.size())];
      if (d > 0) wrong += !all_agree128(n, d);
    }
  }
  CHECK(wrong == 0);
}

// Numerators at and beside whole multiples and ties, where the modes part.
TEST_CASE("64-bit numerators at random and near ties") {
  test::Samples samples(3);
  long wrong = 0;
  for (long i = 0; i < test::rounds(60'000); ++i) {
    const std::int64_t d = samples.positive_word();
    wrong += !all_agree64(samples.word(), d);
    const Int128 multiple = Int128{samples.word() / d} * d;
    const Int128 shift = (samples.below(2) == 0 ? Int128{0} : Int128{d} / 2) + static_cast<int>(samples.below(3)) - 1;
    bool outside = false;
    const std::int64_t tie = narrow(multiple + shift, outside);
    if (!outside) wrong += !all_agree64(tie, d);
  }
  CHECK(wrong == 0);
}

TEST_CASE("128-bit numerators at random and near ties") {
  test::Samples samples(4);
  long wrong = 0;
  for (long i = 0; i < test::rounds(40'000); ++i) {
    const Int128 d = samples.positive_wide();
    wrong += !all_agree128(samples.wide(), d);
    bool outside = false;
    const Int128 shift = (samples.below(2) == 0 ? Int128{0} : d / 2) + static_cast<int>(samples.below(3)) - 1;
    const Int128 tie = add(samples.wide() / d * d, shift, outside);
    if (!outside) wrong += !all_agree128(tie, d);
  }
  CHECK(wrong == 0);
}

TEST_CASE("one constant divisor over many numerators, as a kernel uses it") {
  test::Samples samples(5);
  for (const std::int64_t d : {std::int64_t{1}, std::int64_t{2}, std::int64_t{37}, std::int64_t{10'000},
                               std::int64_t{1'000'000'000'000}, std::int64_t{INT64_MAX}}) {
    const ConstantDivisor half_up(d, RoundingMode::HalfUp);
    const ConstantDivisor half_even(d, RoundingMode::HalfEven);
    long wrong = 0;
    for (long i = 0; i < test::rounds(20'000); ++i) {
      const std::int64_t n = samples.word() / 2;
      bool overflow = false;
      const std::int64_t up = divide<false>(n, half_up, overflow);
      const std::int64_t even = divide<true>(n, half_even, overflow);
      if (overflow) continue;
      wrong += up != divide_rounded(n, d, RoundingMode::HalfUp) || even != divide_rounded(n, d, RoundingMode::HalfEven);
    }
    CHECK(wrong == 0);
  }
}

}  // namespace

}  // namespace meruit::number
