// Arithmetic in machine words for the engine's kernels: exact, or the overflow flag is raised and the result is
// meaningless; never wrapped, never rounded. A kernel keeps one flag for a whole batch and looks at it once.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "number/rational.h"

namespace meruit {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

}  // namespace meruit

namespace meruit::number {

inline constexpr Int128 kInt128Max = static_cast<Int128>(~UInt128{0} >> 1);
inline constexpr Int128 kInt128Min = -kInt128Max - 1;

template <class Word>
struct UnsignedOf;
template <>
struct UnsignedOf<std::int64_t> {
  using type = std::uint64_t;
};
template <>
struct UnsignedOf<Int128> {
  using type = UInt128;
};

// |value|, also for the most negative word, whose magnitude only the unsigned word holds.
template <class Word>
[[nodiscard]] constexpr typename UnsignedOf<Word>::type magnitude(Word value) {
  using Unsigned = typename UnsignedOf<Word>::type;
  const auto bits = static_cast<Unsigned>(value);
  return value < 0 ? static_cast<Unsigned>(Unsigned{0} - bits) : bits;
}

template <class Word>
[[nodiscard]] constexpr Word add(Word a, Word b, bool& overflow) {
  Word result{};
  overflow |= __builtin_add_overflow(a, b, &result);
  return result;
}

template <class Word>
[[nodiscard]] constexpr Word subtract(Word a, Word b, bool& overflow) {
  Word result{};
  overflow |= __builtin_sub_overflow(a, b, &result);
  return result;
}

[[nodiscard]] constexpr std::int64_t multiply(std::int64_t a, std::int64_t b, bool& overflow) {
  std::int64_t result{};
  overflow |= __builtin_mul_overflow(a, b, &result);
  return result;
}

// Written out because clang turns its builtin into a call that libgcc does not have.
// |a| = a1*2^64 + a0, |b| likewise, so |a||b| = a1*b1*2^128 + (a1*b0 + a0*b1)*2^64 + a0*b0. It fits only when
// a1*b1 = 0; then one of the two cross products is zero and neither is cut (64 x 64 bits fit 128).
[[nodiscard]] constexpr Int128 multiply(Int128 a, Int128 b, bool& overflow) {
  const UInt128 left = magnitude(a);
  const UInt128 right = magnitude(b);
  const UInt128 left_high = left >> 64;
  const UInt128 right_high = right >> 64;
  const auto left_low = static_cast<std::uint64_t>(left);
  const auto right_low = static_cast<std::uint64_t>(right);
  const UInt128 cross = left_high * right_low + right_high * left_low;
  const UInt128 low = UInt128{left_low} * right_low;
  const UInt128 product = low + (cross << 64);
  const bool negative = (a < 0) != (b < 0);
  const UInt128 limit = static_cast<UInt128>(kInt128Max) + (negative ? 1 : 0);
  overflow |= (left_high != 0 && right_high != 0) || (cross >> 64) != 0 || product < low || product > limit;
  return static_cast<Int128>(negative ? UInt128{0} - product : product);
}

// The same value in 64 bits.
[[nodiscard]] constexpr std::int64_t narrow(Int128 value, bool& overflow) {
  const auto result = static_cast<std::int64_t>(value);
  overflow |= result != value;
  return result;
}

[[nodiscard]] Integer to_integer(std::int64_t value);
[[nodiscard]] Integer to_integer(Int128 value);

// nullopt when the number needs a wider word.
[[nodiscard]] std::optional<std::int64_t> to_int64(const Integer& value);
[[nodiscard]] std::optional<Int128> to_int128(const Integer& value);

}  // namespace meruit::number
