// Operations that count days, months and years: their meaning, for whoever evaluates them one record at a time.
#pragma once

#include "check/model.h"

namespace meruit::check {

[[nodiscard]] bool counts_days(Op);
// Of such an operation; the values are those of its operands.
[[nodiscard]] Outcome days_counted(const Expr&, ExprId, const std::vector<Value>&);

}  // namespace meruit::check
