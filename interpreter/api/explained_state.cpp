// The data and the engine's results that an explanation is held against.
#include <algorithm>

#include "api/run_state.h"

namespace meruit {

// Of the last run, or read and worked out now.
Result<const RunState*> Job::Inside::state_to_explain() {
  if (run) return static_cast<const RunState*>(run.get());
  if (explained) return static_cast<const RunState*>(explained.get());
  const bool apart = options.bad_data == BadData::Quarantine;
  const std::vector<Accounting> accounting = summary.accounting;
  summary.accounting.clear();
  auto state = std::make_unique<RunState>();
  const auto read = read_data(*state, options.bad_data);
  // A constraint that another record breaks, or a fault of its own, does not keep this one from being explained.
  const auto worked = !read ? Result<void>() : apart ? set_apart(*state) : evaluate(*state);
  if (!worked && (apart || worked.error().kind == ErrorKind::Environment)) return worked.error();
  if (!apart) summary.accounting = accounting;
  if (!read) return read.error();
  explained = std::move(state);
  return static_cast<const RunState*>(explained.get());
}

// A record that was set apart because it cannot be worked out, among those that were not; with those above it and all
// that lies below these, but what is wrong itself.
Result<std::unique_ptr<RunState>> Job::Inside::with_record(const RunState& others, check::RelationId relation,
                                                           std::size_t source_row) {
  const auto parent_of = [&](check::RelationId id) {
    const check::Relation& below = model.relations[id.index];
    return below.parents.empty() ? check::RelationId{} : model.links[below.parents.front().index].to;
  };
  std::vector<std::vector<bool>> wrong, taken;
  for (const ReadRows& each : others.read) {
    wrong.emplace_back(each.all.rows);
    taken.emplace_back(each.all.rows);
  }
  for (const Reject& each : rejects)
    if (!each.problems.empty() && !each.goes_along && each.row > 0)
      wrong[api::relation_called(model, each.relation)->index][each.row - 1] = true;
  while (parent_of(relation).given()) {
    source_row = others.read[relation.index].above[source_row];
    relation = parent_of(relation);
  }
  auto state = std::make_unique<RunState>();
  state->read.resize(others.read.size());
  state->records.relations.resize(others.read.size());
  for (const check::RelationId id : api::parents_first(model)) {
    const ReadRows& read = others.read[id.index];
    std::vector<bool>& rows = taken[id.index];
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const bool below = parent_of(id).given() && read.above[row] != data::kNoRow;
      const bool near = id == relation ? row == source_row : below && taken[parent_of(id).index][read.above[row]];
      rows[row] = near && !wrong[id.index][row];
    }
    const data::Relation& kept = others.records.relations[id.index];
    std::vector<bool> all = rows;
    for (std::size_t row = 0; row < kept.rows; ++row) all[data::source_row(kept, row)] = true;
    std::vector<std::size_t> selected;
    for (std::size_t row = 0; row < all.size(); ++row)
      if (all[row]) selected.push_back(row);
    state->read[id.index].table = read.table;
    state->records.relations[id.index] = data::select(read.all, selected);
  }
  if (auto evaluated = evaluate(*state); !evaluated) return evaluated.error();
  return state;
}

}  // namespace meruit
