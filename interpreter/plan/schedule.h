// What stands before what: moments of rules and expressions, and the rules an expression needs in its section.
#pragma once

#include <functional>
#include <vector>

#include "plan/lowering.h"

namespace meruit::plan {

// Within one relation, a value is of the moment of the latest that it is made of. What comes from another relation, or
// from several rows of one, is of the next tick; what comes from all records is of the next stage.
void number_moments(Context&);

// What a field or a rule means in the end: the first expression behind it that is neither.
[[nodiscard]] check::ExprId behind(const check::Model&, check::ExprId);

// The first moment at which a pass can compute an expression for each row of its relation.
[[nodiscard]] Moment row_moment(const Context&, check::ExprId);
// The moment of the pass that goes through the rows of an aggregate.
[[nodiscard]] Moment fold_moment(const Context&, check::ExprId);
// The first stage whose overall section can compute an overall expression; of an aggregate, the stage that folds it.
[[nodiscard]] std::uint32_t overall_stage(const Context&, check::ExprId);

// The moment of the pass that has the weights of a split, in the stage that splits.
[[nodiscard]] Moment split_moment(const Context&, check::ExprId);

// Rules that the expression uses, directly or through others, within one section (of rows of one relation, or
// overall), each after those it uses; without those that are `known` and what only they use.
[[nodiscard]] std::vector<check::RuleId> rules_before(const Context&, check::ExprId, const check::Level& of_section,
                                                      const std::function<bool(check::RuleId)>& known);

}  // namespace meruit::plan
