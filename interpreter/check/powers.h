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
// Whether the expression is a root, `root(…)` or a standard deviation: whoever holds its rounding checks both as one.
[[nodiscard]] bool is_root(const ast::File&, ast::ExprId);
// `scale`: of the unit that the rounding counts in.
ExprId check_root(Builder&, Place&, ast::ExprId, Span, const ast::RoundingText&, const Rational& scale = 1);
// A root for which there is no rounding; `of`: what it is, `written` how it begins.
void report_unrounded(Builder&, Span, const std::string& of, const std::string& written);

// Of which a standard deviation is the root.
ExprId check_variance(Builder&, Place&, const ast::Average&, Span);
[[nodiscard]] bool is_deviation(const ast::Average&);
// Without a scale of `per 1,000`.
ExprId in_whole_units(Builder&, ExprId);

}  // namespace meruit::check
