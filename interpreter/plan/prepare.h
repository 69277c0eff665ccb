// What stands before what: stages of rules and expressions, and the rules an expression needs in its section.
#pragma once

#include <functional>
#include <vector>

#include "plan/lowering.h"

namespace meruit::plan {

// stage(row rule) = max(row dependencies, overall dependencies + 1, splits + 1); stage(overall rule) =
// max(dependencies).
void number_stages(Context&);

// The first stage whose row section can compute an expression for each record.
[[nodiscard]] std::uint32_t row_stage(const Context&, check::ExprId);
// The first stage whose overall section can compute an overall expression; of an aggregate, the stage that folds it.
[[nodiscard]] std::uint32_t overall_stage(const Context&, check::ExprId);

// The stage that splits.
[[nodiscard]] std::uint32_t split_stage(const Context&, check::ExprId);

// Rules that the expression uses, directly or through others, within one section (row rules, or overall ones), each
// after those it uses; without those that are `known` and what only they use.
[[nodiscard]] std::vector<check::RuleId> rules_before(const Context&, check::ExprId, bool overall,
                                                      const std::function<bool(check::RuleId)>& known);

}  // namespace meruit::plan
