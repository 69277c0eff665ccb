// Whole powers and roots.
#pragma once

#include "check/expressions.h"

namespace meruit::check {

// How long an exact number may be: an estimate by which powers without use or end are refused.
[[nodiscard]] NumberSize size_of(const Builder&, ExprId);

// Whether the unit to this power is within the limit on powers: `x * x * …` multiplies units too. False after a
// message.
bool stays_usable(Builder&, const number::Unit&, int exponent, Span);

ExprId check_power(Builder&, Place&, const ast::Call&, Span);
// The call when the expression is `root(…)`: whoever holds its rounding checks both as one.
[[nodiscard]] const ast::Call* root_call(const ast::File&, ast::ExprId);
// `scale`: of the unit that the rounding counts in.
ExprId check_root(Builder&, Place&, const ast::Call&, Span, const ast::RoundingText&, const Rational& scale = 1);

}  // namespace meruit::check
