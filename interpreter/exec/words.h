// Arithmetic in the three widths under one name each: the machine words raise the overflow flag, numbers of any
// size never do.
#pragma once

#include "number/fixed.h"
#include "number/rounding_division.h"
#include "plan/whole.h"

namespace meruit::exec {

template <class W>
inline constexpr bool kIsBig = std::is_same_v<W, Integer>;

template <class W>
inline constexpr plan::Width kWidth = kIsBig<W>                         ? plan::Width::Big
                                      : std::is_same_v<W, std::int64_t> ? plan::Width::I64
                                                                        : plan::Width::I128;

template <class W>
[[nodiscard]] inline W add(const W& a, const W& b, bool& overflow) {
  if constexpr (kIsBig<W>)
    return a + b;
  else
    return number::add(a, b, overflow);
}

template <class W>
[[nodiscard]] inline W subtract(const W& a, const W& b, bool& overflow) {
  if constexpr (kIsBig<W>)
    return a - b;
  else
    return number::subtract(a, b, overflow);
}

template <class W>
[[nodiscard]] inline W multiply(const W& a, const W& b, bool& overflow) {
  if constexpr (kIsBig<W>)
    return a * b;
  else
    return number::multiply(a, b, overflow);
}

template <class W>
[[nodiscard]] inline W negate(const W& a, bool& overflow) {
  return subtract(W(0), a, overflow);
}

// A number of the plan in this width; overflow where it does not fit.
template <class W>
[[nodiscard]] inline W constant(const plan::Whole& whole, bool& overflow) {
  overflow |= whole.width > kWidth<W>;
  if constexpr (kIsBig<W>)
    return whole.exact;
  else if constexpr (std::is_same_v<W, std::int64_t>)
    return whole.narrow;
  else
    return whole.wide;
}

// A number of any size in this width; overflow where it does not fit.
template <class W>
[[nodiscard]] inline W narrowed(const Integer& value, bool& overflow) {
  if constexpr (kIsBig<W>) {
    return value;
  } else if constexpr (std::is_same_v<W, std::int64_t>) {
    const auto fits = number::to_int64(value);
    overflow |= !fits;
    return fits.value_or(0);
  } else {
    const auto fits = number::to_int128(value);
    overflow |= !fits;
    return fits.value_or(0);
  }
}

template <class W>
[[nodiscard]] inline Integer exact(const W& value) {
  if constexpr (kIsBig<W>)
    return value;
  else
    return number::to_integer(value);
}

// Whether n is a multiple of unit (> 0).
template <class W>
[[nodiscard]] inline bool is_multiple(const W& n, const W& unit) {
  return W(n % unit) == 0;
}

}  // namespace meruit::exec
