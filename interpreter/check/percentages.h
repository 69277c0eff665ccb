// Figures that stand side by side - a column's cells, a parameter's dates, the values of cases - and are percentages.
#pragma once

#include <span>

#include "check/expressions.h"

namespace meruit::check {

// Refuses a bare number among percentages (`100` may be 100% or 10,000%; zero is zero) and warns of one a hundred times
// its neighbours. Only literals are looked at. False after an error.
bool check_percentages(Builder&, ScopeId, std::span<const ast::ExprId> written);

// The first figure of these that is written with a percent sign; none otherwise.
[[nodiscard]] Span percentage_among(const ast::File&, std::span<const ast::DatedExpr> written);
// Refuses a bare number that a setting, a `use` or a `given` brings for a parameter whose figures are percentages.
bool check_brought(Builder&, const ast::File&, ast::ExprId written, const Parameter&);

}  // namespace meruit::check
