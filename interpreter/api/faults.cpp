// Results that could not be worked out: which record, which rule, where in the contract, why.
#include <algorithm>
#include <map>
#include <tuple>

#include "api/fault_reason.h"
#include "api/found_faults.h"
#include "api/run_state.h"
#include "oracle/scene.h"
#include "source/wording.h"

namespace meruit::api {

std::string who_is(const check::Model& model, const data::Relation& relation, std::size_t row) {
  return model.relations[relation.id.index].name + " " + key_text(model, relation, row) + " (" +
         to_text(row_place(relation, row)) + ")";
}

std::vector<FoundFault> found_faults(const check::Model& model, const RunState& state) {
  std::vector<FoundFault> found;
  for (std::size_t output = 0; output < state.results.outputs.size(); ++output) {
    const exec::OutputColumn& column = state.results.outputs[output];
    const check::RelationId relation = model.rules[model.outputs[output].index].level.relation;
    for (const exec::Chunk& chunk : column.chunks()) {
      for (std::size_t i = 0; i < chunk.faults.size(); ++i) {
        if (chunk.faults[i] == 0) continue;
        const std::size_t row = chunk.first_row + i;
        found.push_back(
            {relation, column.overall() ? FoundFault::kOverall : row, row, output, column.fault(chunk.faults[i])});
      }
    }
  }
  return found;
}

Fault fault_at(const check::Model& model, const source::Sources& sources, const check::Fault& found) {
  Fault fault;
  fault.code = check::code(found.kind);
  fault.place = place_of(sources, model[found.place].span);
  fault.contract = found.kind == check::FaultKind::Unpublished;
  fault.reason = fault_reason(model, sources, found);
  return fault;
}

void add_record(const check::Model& model, const data::Relation& relation, const FoundFault& found, Fault& fault) {
  fault.rule = model.rules[model.outputs[found.output].index].name;
  if (found.rank == FoundFault::kOverall) return;
  const RowPlace at = row_place(relation, found.row);
  fault.relation = model.relations[relation.id.index].name;
  fault.key = key_text(model, relation, found.row);
  fault.file = at.file;
  fault.line = at.line;
  fault.row = at.row;
}

Fault public_fault(const check::Model& model, const source::Sources& sources, const RunState& state,
                   const FoundFault& found) {
  const data::Relation none;
  const bool overall = found.rank == FoundFault::kOverall;
  const data::Relation& relation = overall ? none : state.records.relations[found.relation.index];
  Fault fault = fault_at(model, sources, found.fault);
  add_record(model, relation, found, fault);
  fault.message = (overall ? "over all records" : who_is(model, relation, found.row)) + ": `" + fault.rule +
                  "` cannot be worked out: " + fault.reason + in_place(model, fault.place, found.fault.place);
  return fault;
}

namespace {

// ---- what is said of one place ------------------------------------------------------------------------------

// Whose row a fault arose in: of an expression that is the same for all, that of the output.
const data::Relation* rows_of_origin(const check::Model& model, const RunState& state, const FoundFault& found) {
  const auto& relations = state.records.relations;
  if (relations.size() == 1) return &relations.front();
  const check::Level& level = model[found.fault.place].level;
  if (check::of_rows(level)) return &relations[level.relation.index];
  return found.relation.given() ? &relations[found.relation.index] : nullptr;
}

// The record of the fault, where that is not the record whose value is not there; or that it is of no record.
void say_origin(const check::Model& model, const RunState& state, const FoundFault& found, const oracle::Origin& origin,
                Fault& fault, FaultGroup& group) {
  const std::string why = fault.reason + in_place(model, fault.place, found.fault.place);
  const bool overall = found.rank == FoundFault::kOverall;
  const std::string lost = "`" + fault.rule + "` cannot be worked out";
  const std::string whose = overall ? std::string() : " for " + source::counted(group.records, "record");
  const data::Relation* rows = rows_of_origin(model, state, found);
  if (origin.row && !overall && *origin.row == found.row && rows->id == found.relation) {
    fault.message = who_is(model, *rows, found.row) + ": " + lost + ": " + why;
  } else if (origin.row && rows != nullptr) {
    fault.message = who_is(model, *rows, *origin.row) + ": " + why;
    group.others = "; so " + lost + whose;
  } else {
    fault.message = (overall ? "over all records: " : "") + lost + whose + ": " + why;
    group.others.clear();
  }
}

// The places that failed, in the order of the first record of each.
std::vector<FaultGroup> groups_of(const std::vector<FoundFault>& found, std::size_t kept) {
  std::vector<FaultGroup> groups;
  std::map<std::pair<check::FaultKind, std::uint32_t>, std::size_t> by_place;
  for (std::size_t i = 0; i < kept; ++i) {
    const auto [at, is_new] =
        by_place.emplace(std::pair(found[i].fault.kind, found[i].fault.place.index), groups.size());
    if (is_new) groups.push_back({i, 0, i, {}});
    FaultGroup& group = groups[at->second];
    // One record's further rules fail for the same reason, and what is over all records is no record.
    const FoundFault& last = found[group.last];
    const bool fresh = is_new || last.rank != found[i].rank || last.relation != found[i].relation;
    if (fresh && found[i].rank != FoundFault::kOverall) ++group.records;
    group.last = i;
  }
  return groups;
}

// Further keys of a table that has no rows for them: " (`note` b and `joined` 2024-01-01)".
std::string other_keys(oracle::Scene& scene, const std::vector<FoundFault>& found, std::size_t kept,
                       const FaultGroup& group, const oracle::Origin& first) {
  constexpr std::size_t kMost = 5;
  const FoundFault& head = found[group.head];
  std::vector<std::string> known{key_asked(scene.model, head.fault, first)};
  for (std::size_t i = group.head + 1; i < kept && known.size() <= kMost; ++i) {
    if (!(found[i].fault == head.fault)) continue;
    const check::ExprId body = scene.model.rules[scene.model.outputs[found[i].output].index].body;
    const auto origin = oracle::origin_of(scene, body, found[i].row, found[i].fault);
    if (!origin) continue;
    const std::string key = key_asked(scene.model, found[i].fault, *origin);
    if (std::find(known.begin(), known.end(), key) == known.end()) known.push_back(key);
  }
  std::string text;
  for (std::size_t i = 1; i < known.size(); ++i)
    text += (i == 1 ? " (" : "; ") + (i == kMost ? std::string("…") : known[i]);
  return text.empty() ? text : text + ")";
}

// The way of an evaluation is gone again only where that takes a moment.
constexpr std::size_t kMostValues = 200'000;

void explain_groups(const check::Model& model, const source::Sources& sources, const RunState& state,
                    const std::vector<FoundFault>& found, Faults& result) {
  std::size_t rows = 0;
  for (const data::Relation& each : state.records.relations) rows += each.rows;
  const bool small = rows * model.rules.size() <= kMostValues;
  std::optional<oracle::Scene> scene;
  if (small) oracle::remember_rules(scene.emplace(oracle::make_scene(model, state.records)));
  for (FaultGroup& group : result.groups) {
    const FoundFault& head = found[group.head];
    if (group.records > 1) group.others = "; the same for " + source::counted(group.records - 1, "further record");
    if (!scene) continue;
    const auto origin =
        oracle::origin_of(*scene, model.rules[model.outputs[head.output].index].body, head.row, head.fault);
    if (!origin) continue;
    result.first[group.head].reason = fault_reason(model, sources, head.fault, origin);
    say_origin(model, state, head, *origin, result.first[group.head], group);
    if (head.fault.kind == check::FaultKind::NotFound && group.records > 1)
      group.others += other_keys(*scene, found, result.first.size(), group, *origin);
  }
}

}  // namespace

Faults faults_of(const check::Model& model, const source::Sources& sources, const RunState& state, std::size_t limit) {
  Faults result;
  std::vector<FoundFault> found = found_faults(model, state);
  std::vector<std::vector<bool>> records;
  for (const data::Relation& each : state.records.relations) records.emplace_back(each.rows);
  for (const FoundFault& one : found) {
    if (one.rank != FoundFault::kOverall) records[one.relation.index][one.row] = true;
    result.contract = result.contract || one.fault.kind == check::FaultKind::Unpublished;
  }
  result.count = found.size();
  for (const std::vector<bool>& each : records)
    result.records.push_back(static_cast<std::size_t>(std::count(each.begin(), each.end(), true)));
  const auto before = [](const FoundFault& a, const FoundFault& b) {
    return std::tie(a.relation, a.rank, a.output) < std::tie(b.relation, b.rank, b.output);
  };
  const std::size_t kept = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), before);
  for (std::size_t i = 0; i < kept; ++i) result.first.push_back(public_fault(model, sources, state, found[i]));
  result.groups = groups_of(found, kept);
  explain_groups(model, sources, state, found, result);
  return result;
}

// One line for each place that failed.
Error fault_error(const Faults& faults, std::size_t limit) {
  Error error = plain_error(faults.contract ? ErrorKind::Contract : ErrorKind::Data, "fault", "");
  for (std::size_t i = 0; i < faults.groups.size() && i < limit; ++i) {
    const FaultGroup& group = faults.groups[i];
    error.faults.push_back(faults.first[group.head]);
    error.message += (i == 0 ? "" : "\n") + error.faults.back().message + group.others;
  }
  if (faults.count > faults.first.size())
    error.message += "\n… and " + std::to_string(faults.count - faults.first.size()) + " more";
  error.not_shown = faults.count - error.faults.size();
  return error;
}

}  // namespace meruit::api
