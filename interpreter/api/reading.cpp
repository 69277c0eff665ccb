// The data of each kind of record read, cast and looked at; then rows led to the rows above them, and control counts
// and totals held against what was read. The accounting says from here on what became of each row.
#include <algorithm>
#include <utility>

#include "api/run_state.h"

namespace meruit {

namespace {

// A settlement of nobody is a wrong file, unless the control count says so.
Error no_rows(const Accounting& account, bool only) {
  return api::plain_error(ErrorKind::Data, "no-rows",
                          (account.origin.empty() ? account.relation : account.origin) +
                              ": found no row, expected at least one; where none is right, a control count of 0 "
                              "(`--expect-rows " +
                              (only ? "" : account.relation + "=") + "0`) says so");
}

}  // namespace

const Binding* Job::Inside::binding_of(check::RelationId id) const {
  const std::string& name = model.relations[id.index].name;
  const auto found =
      std::find_if(bindings.begin(), bindings.end(), [&](const Binding& each) { return each.relation == name; });
  return found == bindings.end() ? nullptr : &*found;
}

std::vector<check::RelationId> Job::Inside::relations_of(const RunState& state) {
  std::vector<check::RelationId> ids;
  for (std::uint32_t r = 0; r < state.read.size(); ++r)
    if (state.read[r].table) ids.push_back({r});
  return ids;
}

Accounting& Job::Inside::account_of(const RunState& state, check::RelationId id) {
  return summary.accounting[state.read[id.index].account];
}

api::BrokenRows Job::Inside::broken_rows(check::RelationId id) const {
  const Binding& bound = *binding_of(id);
  return {&bound.broken, bound.further_broken, most_problems()};
}

Result<void> Job::Inside::read_data(RunState& state, BadData policy) {
  const bool only = model.relations.size() == 1;
  if (const auto fit = api::controls_fit(model, options); !fit) return fit;
  std::vector<bool> there;
  for (std::uint32_t r = 0; r < model.relations.size(); ++r) there.push_back(binding_of({r}) != nullptr);
  const std::vector<bool> needed = api::needed_relations(model, there);
  for (std::uint32_t r = 0; r < model.relations.size(); ++r) {
    const std::string& name = model.relations[r].name;
    if (needed[r] && !there[r])
      return api::plain_error(
          ErrorKind::Usage, "no-data",
          "there is no data for `" + name + "`" + (only ? "" : ", which the results need: `--data " + name + "=FILE`"));
  }
  for (std::uint32_t r = 0; r < model.relations.size(); ++r)
    if (auto read = read_relation(state, {r}, policy); !read) return read;
  note_wrong_rows(state);
  if (auto sound = look_at_tables(state); !sound) return sound;
  if (!only) {
    const bool apart = policy == BadData::Quarantine;
    api::lead_up(model, state, {apart ? data::Problems::kAll : most_problems(), apart});
    note_wrong_rows(state);
  }
  return held_to_controls(state, policy);
}

Result<void> Job::Inside::read_relation(RunState& state, check::RelationId id, BadData policy) {
  ReadRows& read = state.read.emplace_back();
  const Binding* bound = binding_of(id);
  if (bound == nullptr) {  // nothing needs it
    state.records.relations.push_back(api::no_rows_of(model, id));
    return {};
  }
  ArrowArrayStream stream{};
  if (auto opened = bound->open(&stream); !opened) return opened;
  auto table = data::ArrowTable::read(&stream, model.limits);
  if (!table) return table.error();
  const bool apart = policy == BadData::Quarantine;
  read.table = *std::move(table);
  read.bound = data::bind(contract->inside().model, model, id, read.table, bound->origin, bound->lines,
                          {apart ? data::Problems::kAll : most_problems(), apart});
  if (!read.bound.problems.empty()) api::add_limits(model, *read.table, read.bound);
  state.records.relations.push_back(std::move(read.bound.relation));
  const data::Relation& relation = state.records.relations.back();

  read.account = summary.accounting.size();
  Accounting& account = summary.accounting.emplace_back();
  account.relation = model.relations[id.index].name;
  account.origin = bound->origin;
  account.read = relation.rows + bound->broken.size() + bound->further_broken;
  account.expected = api::controls_of(model, options, id).rows;
  summary.doubts.insert(summary.doubts.end(), bound->doubts.begin(), bound->doubts.end());
  for (const data::Problem& doubt : read.bound.doubts)
    summary.doubts.push_back(api::public_problem(model, *sources, relation, doubt));
  return {};
}

void Job::Inside::note_wrong_rows(const RunState& state) {
  for (const check::RelationId id : relations_of(state)) {
    const Binding& bound = *binding_of(id);
    Accounting& account = account_of(state, id);
    account.quarantined =
        state.read[id.index].bound.problems.rows_in_error() + bound.broken.size() + bound.further_broken;
    account.excluded = account.read - account.quarantined;
  }
}

Result<void> Job::Inside::look_at_tables(const RunState& state) {
  std::vector<Error> errors;
  for (const check::RelationId id : relations_of(state)) {
    const data::Problems& problems = state.read[id.index].bound.problems;
    if (problems.of_whole_table())
      errors.push_back(api::data_error(model, *sources, state.records.relations[id.index], problems, broken_rows(id)));
  }
  if (!errors.empty()) return api::joined(std::move(errors), most_problems());
  for (const check::RelationId id : relations_of(state)) {
    const Accounting& account = account_of(state, id);
    if (account.read == 0 && account.expected.value_or(1) != 0) return no_rows(account, model.relations.size() == 1);
  }
  return {};
}

Result<void> Job::Inside::held_to_controls(const RunState& state, BadData policy) {
  std::vector<Error> errors;
  for (const check::RelationId id : relations_of(state)) {
    const ReadRows& read = state.read[id.index];
    const data::Relation& relation = state.records.relations[id.index];
    const data::Problems& problems = read.bound.problems;
    Accounting& account = account_of(state, id);
    auto totals = api::column_totals(model, relation, read, *binding_of(id),
                                     api::controls_of(model, options, id).totals, problems.rows());
    if (!totals) return totals.error();
    account.totals = *std::move(totals);
    if (auto doubt = api::line_of_totals(model, *sources, relation, read, account.totals))
      summary.doubts.push_back(*std::move(doubt));
    std::vector<DataProblem> wrong = api::control_problems(account, summary.doubts);
    const bool rows_stop = account.quarantined > 0 && policy == BadData::Stop;
    if (wrong.empty() && !rows_stop) continue;
    const api::BrokenRows broken = broken_rows(id);
    wrong.insert(wrong.end(), broken.told->begin(), broken.told->end());
    const data::Problems none;
    errors.push_back(api::data_error(model, *sources, relation, rows_stop ? problems : none,
                                     {&wrong, broken.further, broken.limit}));
  }
  if (!errors.empty()) return api::joined(std::move(errors), most_problems());
  return {};
}

}  // namespace meruit
