// Division and rounding as one whole-number operation, for kernels. A divisor that is constant for a run is
// prepared once (multiply-high instead of dividing); a divisor of each row is divided by. Results are exact in all
// seven modes, or the overflow flag is raised.
//
// Every mode is decided on magnitudes. With |n| = k*d + r, 0 <= r < d, six modes are floor((|n| + bias) / d) for a
// bias in [0, d-1] that depends on the sign of the exact quotient only:
//   toward zero        0          up never
//   away from zero     d-1        up when r >= 1
//   ceiling            d-1 for quotients >= 0, 0 below
//   floor              0 for quotients >= 0, d-1 below
//   half up            floor(d/2):     up when r >= ceil(d/2), that is 2r >= d
//   half down          floor((d-1)/2): up when r >= d - floor((d-1)/2), that is 2r > d
// Half even takes the bias of half up and, at a tie, steps back from an odd result. A tie needs d even, and then
// |n| + d/2 = (k+1)*d exactly: the biased remainder is zero, which with d even happens only at a tie.
#pragma once

#include <cstdint>
#include <type_traits>

#include "number/fixed.h"
#include "number/rounding.h"

namespace meruit::number {

// The bias for a quotient of this sign; divisor >= 1.
template <class Unsigned>
[[nodiscard]] constexpr Unsigned rounding_bias(RoundingMode mode, Unsigned divisor, bool negative) {
  const auto whole = static_cast<Unsigned>(divisor - 1);
  switch (mode) {
    case RoundingMode::HalfUp:
    case RoundingMode::HalfEven:
      return divisor / 2;
    case RoundingMode::HalfDown:
      return whole / 2;
    case RoundingMode::AwayFromZero:
      return whole;
    case RoundingMode::TowardZero:
      return 0;
    case RoundingMode::Ceiling:
      return negative ? 0 : whole;
    case RoundingMode::Floor:
      return negative ? whole : 0;
  }
  return 0;
}

// A positive divisor and a mode, prepared for 64-bit numerators.
//
// With l = ceil(log2 d) and m = ceil(2^(63+l) / d):  floor(x/d) = floor(x*m / 2^(63+l))  for 0 <= x < 2^63.
// Proof: m*d = 2^(63+l) + e with 0 <= e < d <= 2^l, so x*m / 2^(63+l) = x/d + x*e / (d * 2^(63+l)). The surplus is
// below 1/d, because x*e < 2^63 * 2^l; and x/d is at least 1/d under the next whole number.
// m fits 64 bits: for d = 2^l it is 2^63; else d >= 2^(l-1) + 1 and m <= 2^(63+l)/d + 1 < 2^64 for l <= 63.
// The kernel takes the high half of (2x)*m, where 2x < 2^64, and shifts it by l.
struct ConstantDivisor {
  std::uint64_t divisor = 1;
  std::uint64_t multiplier = std::uint64_t{1} << 63;
  unsigned shift = 0;
  std::uint64_t bias = 0;           // for numerators >= 0
  std::uint64_t negative_bias = 0;  // for numerators < 0
  std::uint64_t tie_bit = 0;        // half even: 1 when the divisor is even, so that ties exist

  ConstantDivisor() = default;
  ConstantDivisor(std::int64_t divisor, RoundingMode mode);  // divisor > 0
};

// numerator / divisor, rounded. kHalfEven must be true exactly for divisors prepared with that mode. Overflow when
// |numerator| + bias needs 64 bits.
template <bool kHalfEven>
[[nodiscard]] constexpr std::int64_t divide(std::int64_t numerator, const ConstantDivisor& by, bool& overflow) {
  const bool negative = numerator < 0;
  // At most 2^63 + (2^63 - 2), which 64 bits hold.
  const std::uint64_t x = magnitude(numerator) + (negative ? by.negative_bias : by.bias);
  overflow |= (x >> 63) != 0;
  std::uint64_t quotient = static_cast<std::uint64_t>((UInt128{x << 1} * by.multiplier) >> 64) >> by.shift;
  if constexpr (kHalfEven) {
    const std::uint64_t at_tie = (x - quotient * by.divisor == 0 ? 1u : 0u) & by.tie_bit;
    quotient -= quotient & at_tie;
  }
  const auto result = static_cast<std::int64_t>(quotient);
  return negative ? -result : result;
}

// A positive divisor and a mode, prepared for 128-bit numerators: those whose biased magnitude fits 63 bits take the
// short way, the others the compiler's division, which beat a 256-bit reciprocal.
struct WideConstantDivisor {
  UInt128 divisor = 1;
  UInt128 bias = 0;
  UInt128 negative_bias = 0;
  std::uint64_t tie_bit = 0;
  ConstantDivisor narrow;  // meaningful when `short_way`
  bool short_way = false;  // the divisor fits 63 bits

  WideConstantDivisor() = default;
  WideConstantDivisor(Int128 divisor, RoundingMode mode);  // divisor > 0
};

// numerator / divisor, rounded. Never overflows: |numerator| <= 2^127 and bias < 2^127 fit 128 bits together, and the
// result is no larger than the numerator.
template <bool kHalfEven>
[[nodiscard]] constexpr Int128 divide(Int128 numerator, const WideConstantDivisor& by) {
  const bool negative = numerator < 0;
  const UInt128 x = magnitude(numerator) + (negative ? by.negative_bias : by.bias);
  UInt128 quotient = 0;
  if (by.short_way && (x >> 63) == 0) {
    const auto twice = static_cast<std::uint64_t>(x) << 1;
    quotient = static_cast<std::uint64_t>((UInt128{twice} * by.narrow.multiplier) >> 64) >> by.narrow.shift;
  } else {
    quotient = x / by.divisor;
  }
  if constexpr (kHalfEven) {
    const std::uint64_t at_tie = (x - quotient * by.divisor == 0 ? 1u : 0u) & by.tie_bit;
    quotient -= quotient & at_tie;
  }
  return static_cast<Int128>(negative ? UInt128{0} - quotient : quotient);
}

// numerator / divisor, rounded, for a divisor of the row: not zero, of either sign. Overflow only for the most
// negative word over one or minus one.
template <RoundingMode kMode, class Word>
[[nodiscard]] constexpr Word divide_row(Word numerator, Word divisor, bool& overflow) {
  using Unsigned = typename UnsignedOf<Word>::type;
  const bool negative = (numerator < 0) != (divisor < 0);
  const Unsigned size = magnitude(divisor);
  const Unsigned x = magnitude(numerator);
  Unsigned quotient = x / size;
  const auto remainder = static_cast<Unsigned>(x - quotient * size);
  if constexpr (kMode == RoundingMode::HalfEven) {
    const auto rest = static_cast<Unsigned>(size - remainder);  // remainder < size: no wrap
    quotient += remainder > rest || (remainder == rest && (quotient & 1) != 0) ? 1u : 0u;
  } else {
    // remainder + bias >= size, turned so that nothing can wrap.
    quotient += remainder >= size - rounding_bias(kMode, size, negative) ? 1u : 0u;
  }
  constexpr unsigned kTopBit = sizeof(Word) * 8 - 1;
  overflow |= (quotient >> kTopBit) != 0;
  return static_cast<Word>(negative ? Unsigned{0} - quotient : quotient);
}

// Calls f(std::integral_constant<RoundingMode, mode>): the mode chosen once, outside a kernel's loop.
template <class F>
constexpr decltype(auto) with_mode(RoundingMode mode, F&& f) {
  using enum RoundingMode;
  switch (mode) {
    case HalfUp:
      break;
    case HalfEven:
      return f(std::integral_constant<RoundingMode, HalfEven>{});
    case HalfDown:
      return f(std::integral_constant<RoundingMode, HalfDown>{});
    case AwayFromZero:
      return f(std::integral_constant<RoundingMode, AwayFromZero>{});
    case TowardZero:
      return f(std::integral_constant<RoundingMode, TowardZero>{});
    case Ceiling:
      return f(std::integral_constant<RoundingMode, Ceiling>{});
    case Floor:
      return f(std::integral_constant<RoundingMode, Floor>{});
  }
  return f(std::integral_constant<RoundingMode, HalfUp>{});
}

}  // namespace meruit::number
