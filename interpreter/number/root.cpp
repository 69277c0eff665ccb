#include "number/root.h"

namespace meruit::number {

Rational power(const Rational& value, int exponent) {
  const auto times = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  const Rational raised(Integer(pow(Integer(numerator(value)), times)),
                        Integer(pow(Integer(denominator(value)), times)));
  return exponent < 0 ? Rational(Rational(1) / raised) : raised;
}

// Newton's method from above: each step stays at or above the root, and the first that does not fall has reached it.
Integer floor_root(const Integer& n, unsigned degree) {
  if (n <= 1) return n;
  Integer root = Integer(1) << (msb(n) / degree + 1);
  for (;;) {
    const Integer lower = pow(root, degree - 1);
    const Integer next = (root * (degree - 1) + n / lower) / degree;
    if (next >= root) return root;
    root = next;
  }
}

// The root lies between whole and whole + 1. Where exactly matters only against whole and the middle, so that a
// number of quarters on the same side is rounded in its place.
Integer rounded_root(const Integer& n, const Integer& d, unsigned degree, RoundingMode mode) {
  const Integer whole = floor_root(Integer(n / d), degree);
  const bool exact = Integer(pow(whole, degree) * d) == n;
  const Integer middle = Integer(pow(Integer(2 * whole + 1), degree)) * d;
  const int past_middle = Integer(n << degree).compare(middle);
  const int quarters = exact ? 0 : 2 + (past_middle > 0 ? 1 : past_middle < 0 ? -1 : 0);
  return divide_rounded(Integer(4 * whole + quarters), 4, mode);
}

}  // namespace meruit::number
