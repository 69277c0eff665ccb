// Rows that are wrong, or from which a result cannot be worked out, are set apart and the others settled as if they
// were all. What depends on all records is worked out anew without them, and can then fail for further ones; so again,
// until nothing fails. Every round takes at least one row out.
#include <algorithm>

#include "api/run_state.h"
#include "source/wording.h"

namespace meruit {

namespace {

// Rows that were set apart so far, by their position among those that were read.
class Apart {
 public:
  Apart(const check::Model& model, const source::Sources& sources, const data::Relation& all,
        const std::vector<std::vector<bool>>& bad)
      : model_(model), sources_(sources), all_(all), bad_(bad), rows_(all.rows) {}

  // Problems of a relation's rows.
  void add(const data::Relation& relation, const data::Problems& problems) {
    for (const data::Problem& problem : problems.first()) {
      const std::size_t row = data::source_row(relation, problem.row);
      reject(row).problems.push_back(api::public_problem(model_, sources_, relation, problem));
    }
  }
  void add(const data::Relation& relation, api::FaultyRows&& faults) {
    for (auto& each : faults) reject(data::source_row(relation, each.first)).faults = std::move(each.second);
  }

  [[nodiscard]] const std::vector<bool>& rows() const { return rows_; }
  [[nodiscard]] data::Relation kept() const {
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < rows_.size(); ++row)
      if (!rows_[row]) kept.push_back(row);
    return data::select(all_, kept);
  }
  [[nodiscard]] std::vector<Reject> take() {
    std::vector<Reject> rejects;
    for (auto& [row, reject] : rejects_) rejects.push_back(std::move(reject));
    return rejects;
  }

 private:
  Reject& reject(std::size_t row) {
    Reject& reject = rejects_[row];
    if (rows_[row]) return reject;
    rows_[row] = true;
    const api::RowPlace place = api::row_place(all_, row);
    reject.relation = model_.relations[all_.id.index].name;
    reject.file = place.file;
    reject.line = place.line;
    reject.row = place.row;
    if (has_key(row)) reject.key = api::key_text(model_, all_, row);
    return reject;
  }

  [[nodiscard]] bool has_key(std::size_t row) const {
    const auto& fields = model_.relations[all_.id.index].fields;
    return std::none_of(fields.begin(), fields.end(), [&](check::FieldId id) {
      const check::Expr& value = model_[model_.fields[id.index].value];
      if (!model_.fields[id.index].key || value.op != check::Op::Input) return false;
      const std::vector<bool>& bad = bad_[value.index];
      return row < bad.size() && bad[row];
    });
  }

  const check::Model& model_;
  const source::Sources& sources_;
  const data::Relation& all_;
  const std::vector<std::vector<bool>>& bad_;  // by input: cells that cannot be read
  std::vector<bool> rows_;
  std::map<std::size_t, Reject> rejects_;
};

Reject reject_of(const DataProblem& broken, const std::string& relation) {
  Reject reject;
  reject.relation = relation;
  reject.file = broken.file;
  reject.line = broken.line;
  reject.problems = {broken};
  reject.problems.front().relation = relation;
  return reject;
}

// A file of which no row can be settled is a wrong file, not one with wrong rows.
Error nothing_left(const std::vector<Reject>& rejects, std::size_t limit) {
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
      "no row is left to settle: " + source::counted(rejects.size(), "row") + " read, all of them set apart";
  return error;
}

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
  Apart apart(model, *sources, state.all, state.bound.bad);
  apart.add(state.all, state.bound.problems);
  bool fresh = state.bound.problems.empty();  // whether `bound` has all rows but those set apart
  for (;;) {
    if (!fresh) state.relation() = apart.kept();
    if (state.relation().rows == 0 && state.all.rows + bound.broken.size() > 0) break;
    if (auto evaluated = evaluate(state); !evaluated) return evaluated;
    fresh = false;
    if (!state.results.violations.empty()) {
      apart.add(state.relation(), api::problems_of(model, *sources, state.relation(), *state.table,
                                                   state.results.violations, {data::Problems::kAll, true}));
      continue;
    }
    if (!has_faults(state.results)) break;
    api::FaultyRows faulty = api::faulty_rows(model, *sources, state);
    // What is left is of no one record: the run fails for it.
    if (faulty.empty()) break;
    apart.add(state.relation(), std::move(faulty));
  }
  return account_for(state, apart.rows(), apart.take());
}

Result<void> Job::Inside::account_for(RunState& state, const std::vector<bool>& apart, std::vector<Reject> found) {
  const Binding& bound = *binding();
  Accounting& account = summary.accounting.front();
  rejects = std::move(found);
  for (const DataProblem& each : bound.broken) rejects.push_back(reject_of(each, account.relation));
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
  if (account.settled == 0) return nothing_left(rejects, most_problems());
  summary.incomplete = {rejects.size() + bound.further_broken, api::over_all_records(model)};
  return {};
}

}  // namespace meruit
