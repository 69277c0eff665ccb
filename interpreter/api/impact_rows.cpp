#include "api/impact_rows.h"

#include <algorithm>
#include <map>
#include <set>

#include "api/apart.h"
#include "budget/budget.h"

namespace meruit::api {

namespace {

// What one side finds in the data of one kind of record.
struct LookedAt {
  std::size_t rows = 0;           // that could be cut into cells
  std::vector<std::string> keys;  // by row; empty where it cannot be read
  std::map<std::size_t, Reject> wrong;
  std::vector<std::uint32_t> above;  // by row: as ReadRows has it
  std::size_t parent = 0;            // RelationId of those above
  bool adds_up = false;              // results of the rows above rest on all of these
};
struct Looked {
  std::vector<LookedAt> kinds;       // by RelationId
  std::set<std::size_t> unexpected;  // rows that fail an expectation, of the only kind
};

void note_unexpected(const RunState& state, std::set<std::size_t>& rows) {
  for (const check::Violation& each : state.results.violations)
    if (each.kind == check::Violation::Kind::Expectation) rows.insert(data::source_row(state.relation(), each.row));
}

Result<void> look_at_tables(const Asked& asked, const check::Model& model, const RunState& state) {
  std::vector<Error> errors;
  for (std::size_t r = 0; r < state.read.size(); ++r)
    if (state.read[r].bound.problems.of_whole_table())
      errors.push_back(data_error(model, *asked.sources, state.records.relations[r], state.read[r].bound.problems));
  if (!errors.empty()) return joined(std::move(errors), kMostProblemsTold);
  return {};
}

// Sets apart what is wrong, again and again until nothing is.
void set_apart_all(const Asked& asked, const check::Model& model, RunState& state, std::vector<Apart>& apart,
                   std::set<std::size_t>& unexpected) {
  for (;;) {
    add_along(model, state, apart);
    bool empty = false;
    for (std::size_t r = 0; r < apart.size(); ++r) {
      std::size_t bytes = 0;
      state.records.relations[r] = {};
      state.records.relations[r] = apart[r].kept(bytes);
      state.read[r].bound.bytes += bytes;
      empty = empty || (state.read[r].all.rows > 0 && state.records.relations[r].rows == 0);
    }
    if (empty) return;
    evaluate(asked, model, state);
    note_unexpected(state, unexpected);
    if (!asked.expects)
      std::erase_if(state.results.violations,
                    [](const auto& each) { return each.kind == check::Violation::Kind::Expectation; });
    if (state.results.violations.empty()) return;
    for (std::uint32_t r = 0; r < apart.size(); ++r)
      if (const auto own = violations_of(model, state.results.violations, {r}); !own.empty())
        apart[r].add(state.records.relations[r], problems_of(model, *asked.sources, state.records.relations[r],
                                                             *state.read[r].table, own, {data::Problems::kAll, true}));
  }
}

LookedAt looked_at(const check::Model& model, const ReadRows& read, Apart& apart, check::RelationId id) {
  LookedAt looked;
  const auto& parents = model.relations[id.index].parents;
  if (!parents.empty()) looked.parent = model.links[parents.front().index].to.index;
  looked.adds_up = added_up(model)[id.index];
  looked.rows = read.all.rows;
  looked.above = read.above;
  for (std::size_t row = 0; row < read.all.rows; ++row)
    looked.keys.push_back(apart.rows()[row] ? std::string() : key_text(model, read.all, row));
  for (const std::string& key : looked.keys) budget::take(sizeof key + key.size());
  looked.wrong = apart.take();
  for (const auto& [row, reject] : looked.wrong) looked.keys[row] = reject.key;
  return looked;
}

Result<Looked> look(const Asked& asked) {
  Looked looked;
  const auto model = settled(asked);
  if (!model) return model.error();
  RunState state;
  if (auto bound = bind_rows(asked, *model, {data::Problems::kAll, true}, state); !bound) return bound.error();
  if (auto sound = look_at_tables(asked, *model, state); !sound) return sound.error();
  std::vector<Apart> apart;
  apart.reserve(state.read.size());
  for (std::size_t r = 0; r < state.read.size(); ++r) {
    ReadRows& read = state.read[r];
    read.all = state.records.relations[r];
    apart.emplace_back(*model, *asked.sources, read.all, read.bound.bad);
    apart[r].add(read.all, read.bound.problems);
  }
  set_apart_all(asked, *model, state, apart, looked.unexpected);
  for (std::uint32_t r = 0; r < apart.size(); ++r) {
    looked.kinds.push_back(looked_at(*model, state.read[r], apart[r], {r}));
    budget::give(state.read[r].bound.bytes);
  }
  return looked;
}

// Rows that cannot be cut come after the others.
std::vector<Reject> rejects_of(const LookedAt& looked, const Table* table, const std::string& relation) {
  std::vector<Reject> rejects;
  for (const auto& [row, reject] : looked.wrong) rejects.push_back(reject);
  if (table != nullptr)
    for (const DataProblem& each : table->broken()) rejects.push_back(reject_of(each, relation));
  return rejects;
}

// Whether a row that is wrong lies below nobody knows which row.
bool some_astray(const LookedAt& looked, const Table* table) {
  return (table != nullptr && !table->broken().empty()) ||
         std::any_of(looked.wrong.begin(), looked.wrong.end(), [&](const auto& each) {
           return !looked.above.empty() && looked.above[each.first] == data::kNoRow;
         });
}

using Keys = std::vector<std::set<std::string>>;  // by RelationId

// Marks the rows of the keys that either side finds wrong and what goes along with them. Whether the keys grew.
bool mark(const Looked& looked, SideData& data, Keys& keys) {
  const auto marked = [&](std::size_t r, std::size_t row) { return static_cast<bool>(data.kinds[r].apart[row]); };
  const auto pass = [&] {
    bool any = false;
    for (std::size_t r = 0; r < looked.kinds.size(); ++r) {
      const LookedAt& kind = looked.kinds[r];
      for (std::size_t row = 0; row < kind.rows; ++row) {
        const std::uint32_t above = kind.above.empty() ? data::kNoRow : kind.above[row];
        const bool below_one = above != data::kNoRow && marked(kind.parent, above);
        const bool of_key = !kind.keys[row].empty() && keys[r].contains(kind.keys[row]);
        if (!marked(r, row) && (kind.wrong.contains(row) || of_key || below_one)) any = data.kinds[r].apart[row] = true;
        if (marked(r, row) && kind.adds_up && above != data::kNoRow && !below_one)
          any = data.kinds[kind.parent].apart[above] = true;
      }
    }
    return any;
  };
  for (std::size_t r = 0; r < looked.kinds.size(); ++r) data.kinds[r].apart.resize(looked.kinds[r].rows);
  while (pass()) {
  }
  bool grew = false;
  for (std::size_t r = 0; r < looked.kinds.size(); ++r)
    for (std::size_t row = 0; row < looked.kinds[r].rows; ++row)
      if (const std::string& key = looked.kinds[r].keys[row]; marked(r, row) && !key.empty())
        grew = keys[r].insert(key).second || grew;
  return grew;
}

ImpactRows account_of(const LookedAt& looked, const SideRows& data, const std::string& relation) {
  ImpactRows account;
  account.relation = relation;
  if (data.table == nullptr) return account;
  const std::uint64_t broken = data.table->broken().size() + data.table->further_broken();
  const auto apart = static_cast<std::uint64_t>(std::count(data.apart.begin(), data.apart.end(), true));
  const auto along = static_cast<std::uint64_t>(
      std::count_if(looked.wrong.begin(), looked.wrong.end(), [](const auto& each) { return each.second.goes_along; }));
  account.origin = data.table->origin();
  account.read = looked.rows + broken;
  account.quarantined = looked.wrong.size() - along + broken;
  account.left_out = apart - (looked.wrong.size() - along);
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
  LookedAt& only = looked->kinds.front();
  for (const std::size_t row : own.unexpected) {
    const auto [at, fresh] = only.wrong.try_emplace(row, own.kinds.front().wrong.at(row));
    if (fresh) only.keys[row] = at->second.key;
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
void list(const std::vector<Reject>& olds, const std::vector<Reject>& news, bool one_file, const std::string& relation,
          Impact& result) {
  std::vector<SetApart> found;
  std::map<RowAt, std::size_t> known;
  for (const Reject& each : olds) {
    if (one_file) known.emplace(at(each), found.size());
    found.push_back({true, false, each});
  }
  for (const Reject& each : news) {
    const auto same = known.find(at(each));
    if (same == known.end()) {
      found.push_back({false, true, each});
      continue;
    }
    SetApart& both = found[same->second];
    both.after = true;
    for (const DataProblem& problem : each.problems)
      if (std::none_of(both.row.problems.begin(), both.row.problems.end(),
                       [&](const DataProblem& one) { return same_finding(one, problem); }))
        both.row.problems.push_back(problem);
  }
  if (one_file)
    std::stable_sort(found.begin(), found.end(),
                     [](const SetApart& a, const SetApart& b) { return at(a.row) < at(b.row); });
  for (SetApart& each : found) {
    each.row.relation = relation;
    result.set_apart.push_back(std::move(each));
  }
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

std::vector<AskedRows> SideData::asked() const {
  std::vector<AskedRows> rows;
  for (const SideRows& each : kinds) rows.push_back({each.table, sets_apart ? &each.apart : nullptr});
  return rows;
}

bool same_files(const SideData& a, const SideData& b) {
  return std::equal(a.kinds.begin(), a.kinds.end(), b.kinds.begin(), b.kinds.end(),
                    [](const SideRows& x, const SideRows& y) { return x.table == y.table; });
}

Result<void> set_rows_apart(const Asked& before, const Asked& after, SideData& old_data, SideData& new_data,
                            Impact& result) {
  auto olds = look(before);
  if (!olds) return olds.error();
  auto news = look(after);
  if (!news) return news.error();
  if (same_files(old_data, new_data) && (!olds->unexpected.empty() || !news->unexpected.empty()))
    if (auto held = hold_to_own_term(before, after, *olds, *news); !held) return held;
  old_data.sets_apart = new_data.sets_apart = true;
  const std::size_t kinds = olds->kinds.size();
  Keys keys(kinds);
  std::vector<std::vector<Reject>> old_rejects, new_rejects;
  for (std::size_t r = 0; r < kinds; ++r) {
    const std::string& relation = after.model.relations[r].name;
    old_rejects.push_back(rejects_of(olds->kinds[r], old_data.kinds[r].table, before.model.relations[r].name));
    new_rejects.push_back(rejects_of(news->kinds[r], new_data.kinds[r].table, relation));
    for (const auto* rejects : {&old_rejects.back(), &new_rejects.back()})
      for (const Reject& each : *rejects)
        if (!each.key.empty()) keys[r].insert(each.key);
    // A row of one file is wrong for both, key or not.
    if (old_data.kinds[r].table != new_data.kinds[r].table) continue;
    for (const auto& both :
         {std::pair(&olds->kinds[r], &new_data.kinds[r]), std::pair(&news->kinds[r], &old_data.kinds[r])}) {
      both.second->apart.resize(both.first->rows);
      for (const auto& each : both.first->wrong) both.second->apart[each.first] = true;
    }
  }
  for (bool grew = true; grew;) {
    const bool in_old = mark(*olds, old_data, keys);
    grew = mark(*news, new_data, keys) || in_old;
  }
  for (std::size_t r = 0; r < kinds; ++r) {
    const bool one_file = old_data.kinds[r].table == new_data.kinds[r].table;
    old_data.kinds[r].astray = new_data.kinds[r].astray =
        some_astray(olds->kinds[r], old_data.kinds[r].table) || some_astray(news->kinds[r], new_data.kinds[r].table);
    const std::string& relation = after.model.relations[r].name;
    result.rows_before.push_back(account_of(olds->kinds[r], old_data.kinds[r], relation));
    result.rows_after.push_back(account_of(news->kinds[r], new_data.kinds[r], relation));
    list(old_rejects[r], new_rejects[r], one_file, relation, result);
    result.no_longer_set_apart += alone(old_rejects[r], new_rejects[r], one_file);
    result.newly_set_apart += alone(new_rejects[r], old_rejects[r], one_file);
    const auto empty = [](const ImpactRows& rows) { return rows.read > 0 && rows.compared == 0; };
    if (empty(result.rows_before.back())) return nothing_left(old_rejects[r], kMostProblemsTold, "compare");
    if (empty(result.rows_after.back())) return nothing_left(new_rejects[r], kMostProblemsTold, "compare");
  }
  return {};
}

std::vector<std::string> lacking_rows(const check::Model& settled, const SideData& data, const Impact& impact) {
  std::vector<Accounting> accounting;
  std::vector<bool> astray;
  for (std::size_t r = 0; r < settled.relations.size(); ++r) {
    Accounting& one = accounting.emplace_back();
    one.relation = settled.relations[r].name;
    for (const SetApart& row : impact.set_apart)
      one.excluded += row.row.relation == impact.rows_after[r].relation ? 1 : 0;
    astray.push_back(data.kinds[r].astray);
  }
  return incomplete_outputs(settled, accounting, astray);
}

}  // namespace meruit::api
