// Roots and whole powers of exact numbers. A root is seldom a fraction, so it exists only rounded to whole numbers:
// whoever wants cents asks for the root of the number counted in the right power of a cent.
#pragma once

#include "number/rational.h"
#include "number/rounding.h"

namespace meruit::number {

// value to the power of the exponent, which is not zero; nor is the value where the exponent is below zero.
[[nodiscard]] Rational power(const Rational& value, int exponent);

// The largest whole number whose power of the degree is no more than n; n >= 0, degree >= 2.
[[nodiscard]] Integer floor_root(const Integer& n, unsigned degree);

// The root of n / d as a whole number under the mode; n >= 0, d > 0, degree >= 2. Correct in every mode: the whole
// root's remainder decides, never an approximation.
[[nodiscard]] Integer rounded_root(const Integer& n, const Integer& d, unsigned degree, RoundingMode mode);

}  // namespace meruit::number
