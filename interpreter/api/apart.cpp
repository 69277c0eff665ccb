#include "api/apart.h"

#include <algorithm>

#include "budget/budget.h"
#include "source/wording.h"

namespace meruit::api {

void Apart::add(const data::Relation& relation, const data::Problems& problems) {
  for (const data::Problem& problem : problems.first()) {
    const std::size_t row = data::source_row(relation, problem.row);
    std::vector<DataProblem>& problems_of_row = reject(row).problems;
    problems_of_row.push_back(public_problem(model_, sources_, relation, problem));
    const DataProblem& told = problems_of_row.back();
    budget::take(sizeof problem + sizeof told + 2 * (told.found.size() + told.expected.size()) + told.message.size());
    budget::tick();
  }
}

void Apart::add(const data::Relation& relation, FaultyRows&& faults) {
  for (auto& each : faults) {
    for (const Fault& fault : each.second) budget::take(sizeof fault + fault.reason.size() + fault.message.size());
    budget::tick();
    reject(data::source_row(relation, each.first)).faults = std::move(each.second);
  }
}

void Apart::add_below(const Apart& parents, const std::vector<std::uint32_t>& above) {
  for (std::size_t row = 0; row < above.size(); ++row) {
    if (!rows_[row] && above[row] != data::kNoRow && parents.rows_[above[row]])
      add_along(lost_parent(parents, row, above[row]));
  }
}

void Apart::add_above(const Apart& children, const std::vector<std::uint32_t>& above) {
  const std::string& of = model_.relations[all_.id.index].name;
  const std::string& below = model_.relations[children.all_.id.index].plural;
  for (std::size_t row = 0; row < above.size(); ++row)
    if (children.rows_[row] && above[row] != data::kNoRow && !rows_[above[row]])
      add_along({above[row], "", children.called(row) + ", which was set apart",
                 "all " + below + " of the " + of + ", as results add up over them"});
}

bool Apart::some_astray(const std::vector<std::uint32_t>& above) const {
  for (std::size_t row = 0; row < above.size(); ++row)
    if (rows_[row] && above[row] == data::kNoRow) return true;
  return false;
}

void Apart::add_along(const data::Problem& problem) {
  DataProblem told = public_problem(model_, sources_, all_, problem);
  budget::take(sizeof told + told.found.size() + told.expected.size() + told.message.size());
  budget::tick();
  Reject& along = reject(problem.row);
  along.goes_along = true;
  along.problems.push_back(std::move(told));
}

// Told as any problem of a cell is: in the columns that lead to the row above.
data::Problem Apart::lost_parent(const Apart& parents, std::size_t row, std::size_t parent) const {
  const check::Relation& relation = model_.relations[all_.id.index];
  data::Problem problem;
  problem.row = row;
  for (const check::FieldId id : model_.links[relation.parents.front().index].columns) {
    const check::Expr& value = model_[model_.fields[id.index].value];
    problem.column += (problem.column.empty() ? "" : ", ") + model_.inputs[value.index].column;
  }
  problem.found = parents.called(parent) + ", which was set apart";
  problem.expected = "a " + model_.relations[parents.all_.id.index].name + " that is settled";
  return problem;
}

data::Relation Apart::kept(std::size_t& bytes) const { return without(all_, rows_, bytes); }

Reject& Apart::reject(std::size_t row) {
  Reject& reject = rejects_[row];
  if (rows_[row]) return reject;
  budget::take(sizeof reject);
  rows_[row] = true;
  const RowPlace place = row_place(all_, row);
  reject.relation = model_.relations[all_.id.index].name;
  reject.file = place.file;
  reject.line = place.line;
  reject.row = place.row;
  if (has_key(row)) reject.key = key_text(model_, all_, row);
  return reject;
}

std::string Apart::called(std::size_t row) const {
  if (has_key(row)) return who_is(model_, all_, row);
  return "a " + model_.relations[all_.id.index].name + " (" + to_text(row_place(all_, row)) + ")";
}

bool Apart::has_key(std::size_t row) const {
  const auto& fields = model_.relations[all_.id.index].fields;
  return std::none_of(fields.begin(), fields.end(), [&](check::FieldId id) {
    const check::Expr& value = model_[model_.fields[id.index].value];
    if (!model_.fields[id.index].key || value.op != check::Op::Input) return false;
    const std::vector<bool>& bad = bad_[value.index];
    return row < bad.size() && bad[row];
  });
}

data::Relation without(const data::Relation& all, const std::vector<bool>& apart, std::size_t& bytes) {
  const auto count = static_cast<std::size_t>(std::count(apart.begin(), apart.end(), false));
  bytes = count * data::bytes_of_row(all);
  budget::take(bytes);
  budget::tick(1 + all.rows / 64);
  std::vector<std::size_t> kept;
  kept.reserve(count);
  for (std::size_t row = 0; row < all.rows; ++row)
    if (!apart[row]) kept.push_back(row);
  return data::select(all, kept);
}

Reject reject_of(const DataProblem& broken, const std::string& relation) {
  Reject reject;
  reject.relation = relation;
  reject.file = broken.file;
  reject.line = broken.line;
  reject.problems = {broken};
  reject.problems.front().relation = relation;
  return reject;
}

Error nothing_left(const std::vector<Reject>& rejects, std::size_t limit, const std::string& left_to) {
  const bool lacks_figures = std::all_of(rejects.begin(), rejects.end(), [](const Reject& each) {
    return std::any_of(each.faults.begin(), each.faults.end(), [](const Fault& fault) { return fault.contract; });
  });
  Error error{lacks_figures ? ErrorKind::Contract : ErrorKind::Data, "nothing-left", "", {}, {}, {}, 0};
  std::size_t count = 0;
  const auto tell = [&](const std::string& message) {
    if (++count <= limit) error.message += message + "\n";
    return count <= limit;
  };
  for (const Reject& reject : rejects) {
    for (const DataProblem& each : reject.problems)
      if (tell(each.message)) error.problems.push_back(each);
    for (const Fault& each : reject.faults)
      if (tell(each.message)) error.faults.push_back(each);
  }
  error.not_shown = count - std::min(count, limit);
  if (error.not_shown > 0) error.message += "… and " + std::to_string(error.not_shown) + " more\n";
  error.message +=
      "no row is left to " + left_to + ": " + source::counted(rejects.size(), "row") + " read, all of them set apart";
  return error;
}

void add_along(const check::Model& model, const RunState& state, std::vector<Apart>& apart) {
  const std::vector<check::RelationId> order = parents_first(model);
  const std::vector<bool> counted = added_up(model);
  const auto parent_of = [&](check::RelationId id) -> Apart* {
    const check::Relation& relation = model.relations[id.index];
    return relation.parents.empty() ? nullptr : &apart[model.links[relation.parents.front().index].to.index];
  };
  for (auto id = order.rbegin(); id != order.rend(); ++id)
    if (Apart* parents = parent_of(*id); parents != nullptr && counted[id->index])
      parents->add_above(apart[id->index], state.read[id->index].above);
  for (const check::RelationId id : order)
    if (const Apart* parents = parent_of(id)) apart[id.index].add_below(*parents, state.read[id.index].above);
}

}  // namespace meruit::api
