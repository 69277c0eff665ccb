// Rows that are wrong, or from which a result cannot be worked out, are set apart and the others settled as if they
// were all. What depends on all records is worked out anew without them, and can then fail for further ones; so again,
// until nothing fails. Every round takes at least one row out.
#include <algorithm>
#include <iterator>

#include "api/apart.h"
#include "budget/budget.h"

namespace meruit {

namespace {

bool has_faults(const exec::Results& results) {
  return std::any_of(results.outputs.begin(), results.outputs.end(), [](const exec::OutputColumn& column) {
    return std::any_of(column.chunks().begin(), column.chunks().end(), [](const exec::Chunk& chunk) {
      return std::any_of(chunk.faults.begin(), chunk.faults.end(), [](auto fault) { return fault != 0; });
    });
  });
}

// Whether of some kind of record nothing is left of what was read.
bool nothing_left(const RunState& state, const std::vector<Accounting>& accounting) {
  for (std::size_t r = 0; r < state.read.size(); ++r)
    if (state.read[r].table && state.records.relations[r].rows == 0 && accounting[state.read[r].account].read > 0)
      return true;
  return false;
}

// Puts what is wrong in a round among the rows set apart; false where it is of no one row.
bool add_wrong(const check::Model& model, const source::Sources& sources, RunState& state, std::int64_t before,
               std::vector<api::Apart>& apart) {
  std::vector<data::Problems> problems(apart.size());
  std::vector<api::FaultyRows> faulty(apart.size());
  if (!state.results.violations.empty()) {
    for (std::uint32_t r = 0; r < apart.size(); ++r) {
      const auto own = api::violations_of(model, state.results.violations, {r});
      if (!own.empty())
        problems[r] = api::problems_of(model, sources, state.records.relations[r], *state.read[r].table, own,
                                       {data::Problems::kAll, true});
    }
  } else if (has_faults(state.results)) {
    faulty = api::faulty_rows(model, sources, state);
  }
  const auto sound = [](const auto& each) { return each.empty(); };
  if (std::all_of(problems.begin(), problems.end(), sound) && std::all_of(faulty.begin(), faulty.end(), sound))
    return false;
  state.results = {};
  budget::give_back_to(before);
  for (std::size_t r = 0; r < apart.size(); ++r) {
    apart[r].add(state.records.relations[r], problems[r]);
    apart[r].add(state.records.relations[r], std::move(faulty[r]));
  }
  return true;
}

}  // namespace

Result<void> Job::Inside::set_apart(RunState& state) {
  std::vector<api::Apart> apart;
  apart.reserve(state.read.size());
  bool fresh = true;  // whether the records have all rows but those set apart
  for (std::size_t r = 0; r < state.read.size(); ++r) {
    ReadRows& read = state.read[r];
    read.all = state.records.relations[r];
    apart.emplace_back(model, *sources, read.all, read.bound.bad);
    apart[r].add(read.all, read.bound.problems);
    fresh = fresh && read.bound.problems.empty();
    read.bound.problems = data::Problems();  // they are told now
  }
  std::vector<std::size_t> bytes(apart.size());  // of the rows that are left
  for (;;) {
    if (!fresh) {
      api::add_along(model, state, apart);
      // The rows and the results of the round before are not needed beside those of this one.
      for (std::size_t r = 0; r < apart.size(); ++r) {
        state.records.relations[r] = {};
        budget::give(bytes[r]);
        state.records.relations[r] = apart[r].kept(bytes[r]);
      }
    }
    if (nothing_left(state, summary.accounting)) break;
    const std::int64_t before = budget::taken();
    if (auto evaluated = evaluate(state); !evaluated) return evaluated;
    fresh = false;
    // What is left is of no one record: the run fails for it.
    if (!add_wrong(model, *sources, state, before, apart)) break;
  }
  return account_for(state, apart);
}

Result<void> Job::Inside::account_for(RunState& state, std::vector<api::Apart>& apart) {
  std::uint64_t records = 0;
  std::vector<bool> astray(state.read.size());
  rejects.clear();
  for (const check::RelationId id : relations_of(state)) {
    const Binding& bound = *binding_of(id);
    Accounting& account = account_of(state, id);
    std::vector<Reject> own;
    for (auto& each : apart[id.index].take()) own.push_back(std::move(each.second));
    for (const DataProblem& each : bound.broken) own.push_back(api::reject_of(each, account.relation));
    std::stable_sort(own.begin(), own.end(), [](const Reject& a, const Reject& b) { return a.line < b.line; });
    account.undetermined = static_cast<std::uint64_t>(
        std::count_if(own.begin(), own.end(), [](const Reject& each) { return each.problems.empty(); }));
    account.excluded = static_cast<std::uint64_t>(
        std::count_if(own.begin(), own.end(), [](const Reject& each) { return each.goes_along; }));
    account.quarantined = own.size() + bound.further_broken - account.undetermined - account.excluded;
    account.settled = state.records.relations[id.index].rows;
    const ReadRows& read = state.read[id.index];
    astray[id.index] = !bound.broken.empty() || apart[id.index].some_astray(read.above);
    auto totals = api::column_totals(model, read.all, read, bound, api::controls_of(model, options, id).totals,
                                     apart[id.index].rows());
    if (!totals) return totals.error();
    account.totals = *std::move(totals);
    records += own.size() + bound.further_broken;
    rejects.insert(rejects.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  }
  for (const Accounting& account : summary.accounting) {
    if (account.settled > 0 || account.read == 0) continue;
    std::vector<Reject> own = rejects;
    std::erase_if(own, [&](const Reject& each) { return each.relation != account.relation; });
    return api::nothing_left(own, most_problems(), "settle");
  }
  if (!rejects.empty()) summary.incomplete = {records, api::incomplete_outputs(model, summary.accounting, astray)};
  return {};
}

}  // namespace meruit
