// Results that could not be worked out: which record, which rule, where in the contract, why.
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "api/run_state.h"
#include "source/wording.h"

namespace meruit::api {

namespace {

struct Found {
  std::size_t rank = 0;  // of the record in key order; overall rules come last
  std::size_t row = 0;
  std::size_t output = 0;
  check::Fault fault;
};

bool holds(const check::Model& model, check::ExprId inside, check::ExprId place) {
  if (!inside.given()) return false;
  if (inside == place) return true;
  const auto& operands = model[inside].operands;
  return std::any_of(operands.begin(), operands.end(),
                     [&](check::ExprId operand) { return holds(model, operand, place); });
}

std::string kind_and_name(const check::Model& model, const check::Rule& rule) {
  using Part = check::Rule::Part;
  if (rule.part == Part::Applies || rule.part == Part::Result)
    for (const check::Exception& one : model.rules[rule.part_of.index].exceptions)
      if (one.span == rule.span) return "exception `" + one.name + "`";
  const check::Rule& whole = rule.part == Part::None ? rule : model.rules[rule.part_of.index];
  return (whole.payment ? "payment `" : "rule `") + whole.name + "`";
}

// "rule `shared_savings`", "field `cost`"; empty when the place is in neither.
std::string home_of(const check::Model& model, check::ExprId place) {
  for (const check::Rule& rule : model.rules)
    if (holds(model, rule.body, place)) return kind_and_name(model, rule);
  for (const check::Field& field : model.fields)
    if (holds(model, field.value, place)) return "field `" + field.name + "`";
  return {};
}

std::string one_line(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  return result.size() <= kLongest ? result : result.substr(0, kLongest) + "…";
}

// What the expression is about: the figure that is not there, or the text of what was computed.
std::string subject_of(const check::Model& model, const source::Sources& sources, check::ExprId place) {
  const check::Expr& expr = model[place];
  switch (expr.op) {
    case check::Op::Parameter:
      return "parameter `" + model.parameters[expr.index].name + "`";
    case check::Op::Lookup:
      return "table `" + model.tables[expr.index].name + "`";
    case check::Op::Band:
      return "bands `" + model.bands[expr.index].name + "`";
    default:
      return expr.span.given() ? "`" + one_line(sources.text(expr.span)) + "`" : "";
  }
}

std::vector<Found> collect(const RunState& state, Faults& result) {
  std::vector<std::size_t> rank(state.bound.order.size());
  for (std::size_t i = 0; i < rank.size(); ++i) rank[state.bound.order[i]] = i;
  std::vector<bool> records(rank.size());
  std::vector<Found> found;
  for (std::size_t output = 0; output < state.results.outputs.size(); ++output) {
    const exec::OutputColumn& column = state.results.outputs[output];
    for (const exec::Chunk& chunk : column.chunks()) {
      for (std::size_t i = 0; i < chunk.faults.size(); ++i) {
        if (chunk.faults[i] == 0) continue;
        const check::Fault& fault = column.fault(chunk.faults[i]);
        const std::size_t row = chunk.first_row + i;
        found.push_back({column.overall() ? SIZE_MAX : rank[row], row, output, fault});
        if (!column.overall()) records[row] = true;
        result.contract = result.contract || fault.kind == check::FaultKind::Unpublished;
      }
    }
  }
  result.count = found.size();
  result.records = static_cast<std::size_t>(std::count(records.begin(), records.end(), true));
  return found;
}

Fault public_fault(const check::Model& model, const source::Sources& sources, const RunState& state,
                   const Found& found) {
  Fault fault;
  const check::Rule& rule = model.rules[model.outputs[found.output].index];
  fault.rule = rule.name;
  fault.code = check::code(found.fault.kind);
  fault.place = place_of(sources, model[found.fault.place].span);
  fault.contract = found.fault.kind == check::FaultKind::Unpublished;
  const std::string subject = subject_of(model, sources, found.fault.place);
  fault.reason = check::text(found.fault.kind) + (subject.empty() ? "" : ": " + subject);

  std::string who = "over all records";
  if (!state.results.outputs[found.output].overall()) {
    const data::Relation& relation = state.bound.relation;
    fault.relation = model.relations[relation.id.index].name;
    fault.key = key_text(model, relation, found.row);
    const RowPlace at = row_place(relation, found.row);
    fault.file = at.file;
    fault.line = at.line;
    fault.row = at.row;
    who = fault.relation + " " + fault.key + " (" + to_text(at) + ")";
  }
  fault.message = who + ": `" + fault.rule + "` cannot be worked out: " + fault.reason;
  const std::string home = home_of(model, found.fault.place);
  if (!fault.place.file.empty()) {
    fault.message +=
        " (" + fault.place.file + ":" + std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column);
    fault.message += (home.empty() ? "" : ", in " + home) + ")";
  }
  return fault;
}

}  // namespace

Faults faults_of(const check::Model& model, const source::Sources& sources, const RunState& state, std::size_t limit) {
  Faults result;
  std::vector<Found> found = collect(state, result);
  const auto before = [](const Found& a, const Found& b) {
    return std::tie(a.rank, a.output) < std::tie(b.rank, b.output);
  };
  const std::size_t kept = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), before);
  for (std::size_t i = 0; i < kept; ++i) result.first.push_back(public_fault(model, sources, state, found[i]));
  return result;
}

// One line for each place that failed: the first record it met, and how many more.
Error fault_error(const Faults& faults) {
  constexpr std::size_t kLines = 20;
  struct Group {
    const Fault* first;
    std::size_t more = 0;
  };
  std::vector<Group> groups;
  std::map<std::tuple<std::string, std::uint32_t, std::uint32_t, std::string>, std::size_t> by_place;
  const Fault* previous = nullptr;
  for (const Fault& fault : faults.first) {
    const auto key = std::tuple(fault.place.file, fault.place.line, fault.place.column, fault.code);
    const auto [at, is_new] = by_place.emplace(key, groups.size());
    // One record's further rules fail for the same reason: that is not another record.
    const bool same_record = previous != nullptr && previous->row == fault.row && previous->relation == fault.relation;
    if (is_new) {
      groups.push_back({&fault});
    } else if (!same_record) {
      ++groups[at->second].more;
    }
    previous = &fault;
  }

  Error error = plain_error(faults.contract ? ErrorKind::Contract : ErrorKind::Data, "fault", "");
  for (std::size_t i = 0; i < groups.size() && i < kLines; ++i) {
    error.faults.push_back(*groups[i].first);
    error.message += (i == 0 ? "" : "\n") + groups[i].first->message;
    if (groups[i].more > 0) error.message += "; so " + source::counted(groups[i].more, "further record");
  }
  if (faults.count > faults.first.size())
    error.message += "\n… and " + std::to_string(faults.count - faults.first.size()) + " more";
  error.not_shown = faults.count - error.faults.size();
  return error;
}

}  // namespace meruit::api
