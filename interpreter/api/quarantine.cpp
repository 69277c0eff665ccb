// Rows that are wrong, or from which a result cannot be worked out, are set apart and the others settled as if they
// were all. What depends on all records is worked out anew without them, and can then fail for further ones; so again,
// until nothing fails. Every round takes at least one row out.
#include <algorithm>

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

}  // namespace

Result<void> Job::Inside::set_apart(RunState& state) {
  const Binding& bound = *binding();
  state.all = state.relation();
  api::Apart apart(model, *sources, state.all, state.bound.bad);
  apart.add(state.all, state.bound.problems);
  bool fresh = state.bound.problems.empty();  // whether `bound` has all rows but those set apart
  state.bound.problems = data::Problems();    // they are told now
  std::size_t bytes = 0;                      // of the rows that are left
  for (;;) {
    if (!fresh) {
      // The rows and the results of the round before are not needed beside those of this one.
      state.relation() = {};
      budget::give(bytes);
      state.relation() = apart.kept(bytes);
    }
    if (state.relation().rows == 0 && state.all.rows + bound.broken.size() > 0) break;
    const std::int64_t before = budget::taken();
    if (auto evaluated = evaluate(state); !evaluated) return evaluated;
    fresh = false;
    data::Problems problems;
    api::FaultyRows faulty;
    if (!state.results.violations.empty()) {
      problems = api::problems_of(model, *sources, state.relation(), *state.table, state.results.violations,
                                  {data::Problems::kAll, true});
    } else if (has_faults(state.results)) {
      faulty = api::faulty_rows(model, *sources, state);
    }
    // What is left is of no one record: the run fails for it.
    if (problems.empty() && faulty.empty()) break;
    state.results = {};
    budget::give_back_to(before);
    apart.add(state.relation(), problems);
    apart.add(state.relation(), std::move(faulty));
  }
  std::vector<Reject> found;
  for (auto& each : apart.take()) found.push_back(std::move(each.second));
  return account_for(state, apart.rows(), std::move(found));
}

Result<void> Job::Inside::account_for(RunState& state, const std::vector<bool>& apart, std::vector<Reject> found) {
  const Binding& bound = *binding();
  Accounting& account = summary.accounting.front();
  rejects = std::move(found);
  for (const DataProblem& each : bound.broken) rejects.push_back(api::reject_of(each, account.relation));
  std::stable_sort(rejects.begin(), rejects.end(), [](const Reject& a, const Reject& b) { return a.line < b.line; });
  account.undetermined = static_cast<std::uint64_t>(
      std::count_if(rejects.begin(), rejects.end(), [](const Reject& each) { return each.problems.empty(); }));
  account.quarantined = rejects.size() + bound.further_broken - account.undetermined;
  account.settled = state.relation().rows;
  account.excluded = 0;
  auto totals = api::column_totals(model, state.all, state, bound, options, apart);
  if (!totals) return totals.error();
  account.totals = *std::move(totals);
  if (rejects.empty()) return {};
  if (account.settled == 0) return api::nothing_left(rejects, most_problems(), "settle");
  summary.incomplete = {rejects.size() + bound.further_broken, api::over_all_records(model)};
  return {};
}

}  // namespace meruit
