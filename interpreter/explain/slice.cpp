#include "explain/slice.h"

#include <algorithm>

namespace meruit::explain {

bool needs_all_records(const check::Model& model) {
  return std::any_of(model.order.begin(), model.order.end(),
                     [&](check::RuleId id) { return model.rules[id.index].level != check::Level::Row; });
}

data::Relation one_record(const check::Model& model, const data::Relation& all, std::size_t row) {
  data::Relation one;
  one.id = all.id;
  one.rows = 1;
  one.origin = all.origin;
  if (!all.lines.empty()) one.lines = {all.lines[row]};
  one.columns.resize(all.columns.size());
  for (const check::InputId id : model.relations[all.id.index].inputs)
    one.columns[id.index] = data::make_column(all.columns[id.index].kind, {data::at(all.columns[id.index], row)});
  return one;
}

}  // namespace meruit::explain
