// Divisions and common divisors of numbers of many thousand digits, which take seconds: worked off in pieces, between
// which the clock is looked at. Boost's own operations, and all that is built on them, call these, which they prefer to
// their own; shorter numbers go Boost's way.
#pragma once

#include <boost/integer/common_factor_rt.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include "budget/number_room.h"

namespace boost::multiprecision::backends {

using CountedLimbs = meruit::budget::Limbs;

// |a| divided by |b|, both results without a sign; `quotient` may be null.
void divide_in_pieces(const CountedLimbs& a, const CountedLimbs& b, CountedLimbs* quotient, CountedLimbs& rest);
void common_divisor(CountedLimbs& result, const CountedLimbs& a, const CountedLimbs& b);

// A few milliseconds.
[[nodiscard]] inline bool takes_long(const CountedLimbs& a, const CountedLimbs& b) {
  constexpr std::size_t kSteps = std::size_t{1} << 22;
  return a.size() > b.size() && std::size_t{a.size() - b.size()} * b.size() > kSteps;
}

inline void eval_divide(CountedLimbs& result, const CountedLimbs& a, const CountedLimbs& b) {
  if (!takes_long(a, b)) return eval_divide<>(result, a, b);
  const bool negative = a.sign() != b.sign();
  CountedLimbs quotient, rest;
  divide_in_pieces(a, b, &quotient, rest);
  result = std::move(quotient);
  result.sign(negative);
}

inline void eval_modulus(CountedLimbs& result, const CountedLimbs& a, const CountedLimbs& b) {
  if (!takes_long(a, b)) return eval_modulus<>(result, a, b);
  const bool negative = a.sign();
  CountedLimbs rest;
  divide_in_pieces(a, b, nullptr, rest);
  result = std::move(rest);
  result.sign(negative);
}

inline void eval_qr(const CountedLimbs& a, const CountedLimbs& b, CountedLimbs& quotient, CountedLimbs& rest) {
  if (!takes_long(a, b)) return eval_qr<>(a, b, quotient, rest);
  const bool negative = a.sign(), other = b.sign();
  CountedLimbs whole, left;
  divide_in_pieces(a, b, &whole, left);
  quotient = std::move(whole);
  rest = std::move(left);
  quotient.sign(negative != other);
  rest.sign(negative);
}

inline void eval_gcd(CountedLimbs& result, const CountedLimbs& a, const CountedLimbs& b) {
  constexpr unsigned kShort = 8;  // limbs
  if (a.size() <= kShort || b.size() <= kShort) return eval_gcd<>(result, a, b);
  common_divisor(result, a, b);
}

}  // namespace boost::multiprecision::backends

namespace boost::integer::gcd_detail {

using CountedInteger = multiprecision::number<meruit::budget::Limbs, multiprecision::et_off>;

// What fractions are reduced by; both are above zero, or zero. Boost's template takes copies.
template <>  // NOLINTNEXTLINE(performance-unnecessary-value-param)
inline CountedInteger mixed_binary_gcd(CountedInteger a, CountedInteger b) {
  return multiprecision::gcd(a, b);
}

}  // namespace boost::integer::gcd_detail
