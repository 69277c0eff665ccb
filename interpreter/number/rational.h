// The exact numbers of the language. Every value is a fraction of whole numbers of any size, always reduced,
// denominator positive. This is the one home of Boost.Multiprecision outside the oracle.
//
// Two traps of Boost 1.74. Write `n += 1`, never `++n`, on an Integer: `++` loses the sign of a negative number of
// several limbs whose lowest limb becomes zero (-(2^71 + 1) becomes +2^71). And Rational(n, d) throws for d < 0: move
// the sign to n first. Division of one Rational by a negative one is right.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "budget/number_room.h"
#include "number/long_numbers.h"

// Boost 1.74 compares two fractions, and a fraction with a whole number, by continued fractions: a long division a
// step. These, which its operators prefer, look at the parts of what is always reduced.
namespace boost::multiprecision::backends {

using ReducedFraction = rational_adaptor<meruit::budget::Limbs>;

inline bool eval_eq(const ReducedFraction& a, const ReducedFraction& b) {
  return a.data().numerator() == b.data().numerator() && a.data().denominator() == b.data().denominator();
}

inline bool eval_lt(const ReducedFraction& a, const ReducedFraction& b) {
  const auto &m = a.data().numerator(), &n = b.data().numerator();
  const auto &of_m = a.data().denominator(), &of_n = b.data().denominator();
  const int sign = m.sign(), other = n.sign();
  if (sign != other || sign == 0) return sign < other;
  return of_m == of_n ? m < n : m * of_n < n * of_m;
}

inline bool eval_gt(const ReducedFraction& a, const ReducedFraction& b) { return eval_lt(b, a); }

}  // namespace boost::multiprecision::backends

namespace meruit {

namespace bmp = boost::multiprecision;
using Integer = bmp::number<budget::Limbs, bmp::et_off>;
using Rational = bmp::number<bmp::rational_adaptor<budget::Limbs>, bmp::et_off>;

}  // namespace meruit

namespace meruit::number {

// A plain decimal: optional minus, digits, optionally a point and digits (`-1250.07`). No exponent, no grouping,
// no sign `+`. Nothing else is read. Exact.
[[nodiscard]] std::optional<Rational> parse_decimal(std::string_view text);

// As parse_decimal, and thousands commas when every group after the first has exactly three digits.
[[nodiscard]] std::optional<Rational> parse_grouped_decimal(std::string_view text);

// In full: `0.75`, `-12`; `2/37` when no finite decimal exists. No grouping, no trailing zeros.
[[nodiscard]] std::string to_plain(const Rational& value);

// For people: thousands commas, the number's own decimals but at least `places`: `1,250.00`. Fractions as n/d.
[[nodiscard]] std::string to_grouped(const Rational& value, int places = 0);

// The smallest power of ten 10^k such that value * 10^k is whole; nullopt when there is none.
[[nodiscard]] std::optional<int> decimal_places(const Rational& value);

[[nodiscard]] Integer power_of_ten(unsigned exponent);

// Digits of a whole number, with a minus below zero.
[[nodiscard]] std::string to_digits(const Integer& value);

}  // namespace meruit::number
