#include "explain/slice.h"

#include <algorithm>

namespace meruit::explain {

bool needs_all_records(const check::Model& model) {
  const auto is_overall = [&](check::RuleId id) { return !check::of_rows(model.rules[id.index].level); };
  const auto is_split = [](const check::Expr& expr) { return expr.op == check::Op::Split; };
  const std::vector<check::RuleId> rules = model.rules_in_order();
  return std::any_of(rules.begin(), rules.end(), is_overall) ||
         std::any_of(model.exprs.begin(), model.exprs.end(), is_split);
}

}  // namespace meruit::explain
