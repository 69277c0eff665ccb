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

data::Records one_record(const check::Model& model, const data::Relation& all, std::size_t row) {
  data::Records records;
  data::Relation& one = records.relations.emplace_back();
  one.id = all.id;
  one.rows = 1;
  one.origin = all.origin;
  if (!all.lines.empty()) one.lines = {all.lines[row]};
  one.columns.resize(all.columns.size());
  for (const check::InputId id : model.relations[all.id.index].inputs) {
    const data::Column& column = all.columns[id.index];
    data::Column cell = data::make_column(column.kind, {data::at(column, row)});
    if (data::is_unreadable(column, row)) cell = data::with_unreadable(std::move(cell), {1});
    one.columns[id.index] = std::move(cell);
  }
  return records;
}

}  // namespace meruit::explain
