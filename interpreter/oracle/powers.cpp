// Whole powers by multiplying over and over, roots by halving the interval in which they lie.
#include "number/rounding.h"
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Outcome;
using check::Value;

Integer times_itself(const Integer& n, int exponent) {
  Integer product = 1;
  for (int i = 0; i < exponent; ++i) product *= n;
  return product;
}

// Numerator and denominator have no common factor, and neither have their powers.
Rational raised(const Rational& x, int exponent) {
  return Rational(times_itself(Integer(numerator(x)), exponent), times_itself(Integer(denominator(x)), exponent));
}

// The largest whole number whose power is no more than x.
Integer whole_root(const Rational& x, int degree) {
  Integer low = 0, high = 1;
  while (raised(Rational(high), degree) <= x) high *= 2;
  while (high - low > 1) {
    const Integer middle = (low + high) / 2;
    if (raised(Rational(middle), degree) <= x)
      low = middle;
    else
      high = middle;
  }
  return low;
}

}  // namespace

Outcome power(const Expr& expr, ExprId id, const Rational& x) {
  if (expr.exponent > 0) return Value(raised(x, expr.exponent));
  if (x == 0) return Fault{FaultKind::DivisionByZero, id};
  return Value(Rational(1 / raised(x, -expr.exponent)));
}

// Counted in quanta. A root strictly between two halves of a quantum is rounded as any other number there is.
Outcome root(const Expr& expr, ExprId id, const Rational& x) {
  if (x < 0) return Fault{FaultKind::NegativeRadicand, id};
  const Rational half_quanta = x / raised(Rational(expr.quantum / 2), expr.exponent);
  const Integer halves = whole_root(half_quanta, expr.exponent);
  const bool exact = raised(Rational(halves), expr.exponent) == half_quanta;
  const Rational near = exact ? Rational(halves) : Rational(halves + Rational(1, 2));
  return Value(number::round_to(Rational(near * expr.quantum / 2), expr.quantum, expr.mode));
}

}  // namespace meruit::oracle
