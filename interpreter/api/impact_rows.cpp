#include "api/impact_rows.h"

#include <algorithm>
#include <map>
#include <set>

#include "api/apart.h"
#include "budget/budget.h"

namespace meruit::api {

namespace {

constexpr std::size_t kMostTold = 20;  // problems in one error

// What one side finds in its data.
struct Looked {
  std::size_t rows = 0;           // that could be cut into cells
  std::vector<std::string> keys;  // by row; empty where it cannot be read
  std::map<std::size_t, Reject> wrong;
  std::set<std::size_t> unexpected;  // rows that fail an expectation
};

void note_unexpected(const RunState& state, std::set<std::size_t>& rows) {
  for (const check::Violation& each : state.results.violations)
    if (each.kind == check::Violation::Kind::Expectation) rows.insert(data::source_row(state.relation(), each.row));
}

Result<Looked> look(const Asked& asked) {
  Looked looked;
  const auto model = settled(asked);
  if (!model) return model.error();
  RunState state;
  if (auto bound = bind_rows(asked, *model, {data::Problems::kAll, true}, state); !bound) return bound.error();
  ReadRows& read = state.sole();
  const data::Problems& problems = read.bound.problems;
  if (problems.of_whole_table()) return data_error(*model, *asked.sources, state.relation(), problems);
  read.all = state.relation();
  looked.rows = read.all.rows;
  Apart apart(*model, *asked.sources, read.all, read.bound.bad);
  apart.add(read.all, problems);
  for (;;) {
    state.relation() = {};
    std::size_t bytes = 0;
    state.relation() = apart.kept(bytes);
    read.bound.bytes += bytes;
    if (state.relation().rows == 0) break;
    evaluate(asked, *model, state);
    note_unexpected(state, looked.unexpected);
    if (!asked.expects)
      std::erase_if(state.results.violations,
                    [](const auto& each) { return each.kind == check::Violation::Kind::Expectation; });
    if (state.results.violations.empty()) break;
    apart.add(state.relation(), problems_of(*model, *asked.sources, state.relation(), *read.table,
                                            state.results.violations, {data::Problems::kAll, true}));
  }
  for (std::size_t row = 0; row < read.all.rows; ++row)
    looked.keys.push_back(apart.rows()[row] ? std::string() : key_text(*model, read.all, row));
  for (const std::string& key : looked.keys) budget::take(sizeof key + key.size());
  budget::give(read.bound.bytes);
  looked.wrong = apart.take();
  for (const auto& [row, reject] : looked.wrong) looked.keys[row] = reject.key;
  return looked;
}

// Rows that cannot be cut come after the others.
std::vector<Reject> rejects_of(const Looked& looked, const Table& table, const std::string& relation) {
  std::vector<Reject> rejects;
  for (const auto& [row, reject] : looked.wrong) rejects.push_back(reject);
  for (const DataProblem& each : table.broken()) rejects.push_back(reject_of(each, relation));
  return rejects;
}

// Rows of the keys that either side finds wrong.
std::vector<bool> rows_of(const Looked& looked, const std::set<std::string>& keys) {
  std::vector<bool> rows(looked.rows);
  for (std::size_t row = 0; row < looked.rows; ++row)
    rows[row] = looked.wrong.contains(row) || (!looked.keys[row].empty() && keys.contains(looked.keys[row]));
  return rows;
}

ImpactRows account_of(const Looked& looked, const ImpactData& data) {
  ImpactRows account;
  const std::uint64_t broken = data.table->broken().size() + data.table->further_broken();
  const auto apart = static_cast<std::uint64_t>(std::count(data.apart.begin(), data.apart.end(), true));
  account.origin = data.table->origin();
  account.read = looked.rows + broken;
  account.quarantined = looked.wrong.size() + broken;
  account.left_out = apart - looked.wrong.size();
  account.compared = looked.rows - apart;
  return account;
}

// The side to which one file belongs says which of its rows are not of it; for the other its term says nothing.
Result<void> hold_to_own_term(const Asked& before, const Asked& after, Looked& olds, Looked& news) {
  const bool is_new = news.unexpected.size() < olds.unexpected.size();
  const Looked& own = is_new ? news : olds;
  Asked other = is_new ? before : after;
  other.expects = false;
  auto looked = look(other);
  if (!looked) return looked.error();
  for (const std::size_t row : own.unexpected) {
    const auto [at, fresh] = looked->wrong.try_emplace(row, own.wrong.at(row));
    if (fresh) looked->keys[row] = at->second.key;
  }
  (is_new ? olds : news) = *std::move(looked);
  return {};
}

using RowAt = std::pair<std::uint64_t, std::uint64_t>;  // line and row, of which either may be 0
RowAt at(const Reject& one) { return {one.line, one.row}; }

bool same_finding(const DataProblem& a, const DataProblem& b) {
  return a.column == b.column && a.found == b.found && a.expected == b.expected;
}

// A row of one file that both sides find wrong is one, with what each finds.
void list(const std::vector<Reject>& olds, const std::vector<Reject>& news, bool one_file, Impact& result) {
  std::map<RowAt, std::size_t> known;
  for (const Reject& each : olds) {
    if (one_file) known.emplace(at(each), result.set_apart.size());
    result.set_apart.push_back({true, false, each});
  }
  for (const Reject& each : news) {
    const auto same = known.find(at(each));
    if (same == known.end()) {
      result.set_apart.push_back({false, true, each});
      continue;
    }
    SetApart& both = result.set_apart[same->second];
    both.after = true;
    for (const DataProblem& problem : each.problems)
      if (std::none_of(both.row.problems.begin(), both.row.problems.end(),
                       [&](const DataProblem& one) { return same_finding(one, problem); }))
        both.row.problems.push_back(problem);
  }
  if (one_file)
    std::stable_sort(result.set_apart.begin(), result.set_apart.end(),
                     [](const SetApart& a, const SetApart& b) { return at(a.row) < at(b.row); });
}

// Records that only one side finds wrong; of rows whose key cannot be read, those rows.
std::uint64_t alone(const std::vector<Reject>& these, const std::vector<Reject>& others, bool one_file) {
  std::set<std::string> keys;
  std::set<RowAt> rows;
  for (const Reject& each : others) {
    keys.insert(each.key);
    if (one_file) rows.insert(at(each));
  }
  std::set<std::string> counted;
  std::uint64_t keyless = 0;
  for (const Reject& each : these) {
    if (rows.contains(at(each))) continue;
    if (each.key.empty())
      ++keyless;
    else if (!keys.contains(each.key))
      counted.insert(each.key);
  }
  return counted.size() + keyless;
}

}  // namespace

Result<void> set_rows_apart(const Asked& before, const Asked& after, ImpactData& old_data, ImpactData& new_data,
                            Impact& result) {
  const bool one_file = old_data.table == new_data.table;
  auto olds = look(before);
  if (!olds) return olds.error();
  auto news = look(after);
  if (!news) return news.error();
  if (one_file && (!olds->unexpected.empty() || !news->unexpected.empty()))
    if (auto held = hold_to_own_term(before, after, *olds, *news); !held) return held;
  old_data.sets_apart = new_data.sets_apart = true;
  const std::string& relation = check::sole_relation(before.model).name;
  const std::vector<Reject> old_rejects = rejects_of(*olds, *old_data.table, relation);
  const std::vector<Reject> new_rejects = rejects_of(*news, *new_data.table, relation);
  std::set<std::string> keys;
  for (const auto* rejects : {&old_rejects, &new_rejects})
    for (const Reject& each : *rejects)
      if (!each.key.empty()) keys.insert(each.key);
  old_data.apart = rows_of(*olds, keys);
  new_data.apart = rows_of(*news, keys);
  if (one_file)
    for (std::size_t row = 0; row < old_data.apart.size(); ++row)
      old_data.apart[row] = new_data.apart[row] = old_data.apart[row] || new_data.apart[row];
  result.rows_before = account_of(*olds, old_data);
  result.rows_after = account_of(*news, new_data);
  list(old_rejects, new_rejects, one_file, result);
  result.no_longer_set_apart = alone(old_rejects, new_rejects, one_file);
  result.newly_set_apart = alone(new_rejects, old_rejects, one_file);
  const auto empty = [](const ImpactRows& rows) { return rows.read > 0 && rows.compared == 0; };
  if (empty(*result.rows_before)) return nothing_left(old_rejects, kMostTold, "compare");
  if (empty(*result.rows_after)) return nothing_left(new_rejects, kMostTold, "compare");
  return {};
}

}  // namespace meruit::api
