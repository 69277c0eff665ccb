#include "api/fault_reason.h"

#include <algorithm>

#include "api/values.h"
#include "budget/budget.h"
#include "check/check.h"

namespace meruit::api {

namespace {

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
  return (whole.payment ? "payment `" : whole.line_of.given() ? "line `" : "rule `") + whole.name + "`";
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

// ", `level` 2 and `region` rural, in the list from 2025-01-01"; ", asked for 2023-12-31".
std::string asked_for(const check::Model& model, const check::Fault& fault, const oracle::Origin& origin) {
  if (fault.kind == check::FaultKind::DateNotCovered)
    return origin.day ? ", asked for " + calendar::to_text(*origin.day) : "";
  if (fault.kind != check::FaultKind::NotFound) return {};
  const check::Table& table = model.tables[model[fault.place].index];
  std::string text;
  for (std::size_t k = 0; k < table.keys.size() && k < origin.operands.size(); ++k)
    text +=
        (k == 0 ? ", `" : " and `") + table.keys[k].name + "` " + human(model, table.keys[k].type, origin.operands[k]);
  const check::TableBlock* block = origin.day ? check::in_force(table.blocks, *origin.day) : nullptr;
  if (block != nullptr && block->from) text += ", in the list from " + calendar::to_text(*block->from);
  return text;
}

}  // namespace

std::string home_of(const check::Model& model, check::ExprId place) {
  for (const check::Rule& rule : model.rules) {
    if (!holds(model, rule.body, place)) continue;
    if (!rule.hidden) return kind_and_name(model, rule);
    return rule.instance_of.given() ? kind_and_name(model, model.rules[rule.instance_of.index]) : std::string();
  }
  for (const check::Field& field : model.fields)
    if (holds(model, field.value, place)) return "field `" + field.name + "`";
  return {};
}

std::string fault_reason(const check::Model& model, const source::Sources& sources, const check::Fault& fault,
                         const std::optional<oracle::Origin>& origin) {
  const std::string subject = subject_of(model, sources, fault.place);
  const bool denominators = fault.kind == check::FaultKind::TooManyDenominators;
  const std::string reason = denominators ? "the terms of the sum have more than " +
                                                budget::grouped(model.limits.denominators) + " different denominators"
                                          : check::text(fault.kind);
  return reason + (subject.empty() ? "" : ": " + subject) + (origin ? asked_for(model, fault, *origin) : "");
}

std::string spent_at(const check::Model& model, const source::Sources& sources, check::ExprId place) {
  const Place at = place_of(sources, model[place].span);
  if (at.file.empty()) return subject_of(model, sources, place);
  const std::string home = home_of(model, place);
  return subject_of(model, sources, place) + " (" + at.file + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column) + (home.empty() ? "" : ", in " + home) + ")";
}

}  // namespace meruit::api
