// Figures that stand side by side - a column's cells, a parameter's dates, the values of cases - and are percentages.
#pragma once

#include <span>

#include "check/expressions.h"

namespace meruit::check {

// Refuses a bare number among percentages (`100` may be 100% or 10,000%; zero is zero) and warns of one a hundred times
// its neighbours. Only literals are looked at. False after an error.
bool check_percentages(Builder&, ScopeId, std::span<const ast::ExprId> written);

}  // namespace meruit::check
