#include "api/fault_reason.h"

#include <algorithm>

#include "api/inside.h"
#include "api/values.h"
#include "budget/budget.h"
#include "check/check.h"
#include "source/one_line.h"

namespace meruit::api {

namespace {

std::string cut_short(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  const std::string result = source::one_line(text);
  if (result.size() <= kLongest) return result;
  std::size_t end = kLongest;
  while ((static_cast<unsigned char>(result[end]) & 0xC0u) == 0x80u) --end;  // between characters
  return result.substr(0, end) + "…";
}

std::string text_of(const source::Sources& sources, const check::Expr& expr) {
  return expr.span.given() ? "`" + cut_short(sources.text(expr.span)) + "`" : "";
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
    case check::Op::Cases:
      return {};  // the conditions that hold are told, or that none does
    case check::Op::Split:
      return text_of(sources, model[expr.operands[1]]);
    default:
      return text_of(sources, expr);
  }
}

// The first day of any figure of a parameter, a table or bands.
std::optional<calendar::Date> first_day(const check::Model& model, const check::Expr& figure) {
  if (figure.op == check::Op::Parameter) return model.parameters[figure.index].values.front().from;
  if (figure.op == check::Op::Lookup) return model.tables[figure.index].blocks.front().from;
  return model.bands[figure.index].blocks.front().from;
}

// ", asked for 2023-12-31; its first is from 2024-01-01".
std::string day_asked(const check::Model& model, const check::Fault& fault, const oracle::Origin& origin) {
  if (!origin.day) return {};
  const std::optional<calendar::Date> first = first_day(model, model[fault.place]);
  return ", asked for " + calendar::to_text(*origin.day) +
         (first ? "; its first figure is from " + calendar::to_text(*first) : "");
}

std::string value_text(const check::Model& model, const check::Type& type, const check::Outcome& outcome) {
  const auto* value = std::get_if<check::Value>(&outcome);
  if (value == nullptr) return type.waived ? "waived" : "missing";
  return cut_short(human(model, type, *value));
}

// "; `x` is 3 and `y` is 0".
std::string values_read(const check::Model& model, const oracle::Origin& origin) {
  constexpr std::size_t kMost = 3;
  std::string text;
  std::size_t count = 0;
  for (const auto& [id, outcome] : origin.read) {
    if (std::holds_alternative<check::Fault>(outcome) || count == kMost) continue;
    const check::Expr& expr = model[id];
    const bool field = expr.op == check::Op::Field;
    const std::string& name = field ? model.fields[expr.index].name : model.rules[expr.index].name;
    const check::Type& type = field ? model.fields[expr.index].type : model.rules[expr.index].type;
    text += (count++ == 0 ? "; `" : ", `") + name + "` is " + value_text(model, type, outcome);
  }
  return text;
}

// Of bands: the input or the base that is not as it must be, where it is not a name whose value is told anyway.
std::string operand_told(const check::Model& model, const source::Sources& sources, const check::Fault& fault,
                         const oracle::Origin& origin) {
  const std::size_t at = fault.kind == check::FaultKind::BaseNotPositive ? 1 : 0;
  const check::Expr& figure = model[fault.place];
  if (figure.op != check::Op::Band || at >= origin.operands.size()) return {};
  const check::Expr& operand = model[figure.operands[at]];
  if (operand.op == check::Op::Field || operand.op == check::Op::Rule) return {};
  return "; " + text_of(sources, operand) + " is " + human(model, operand.type, origin.operands[at]);
}

const char* what_to_do(check::FaultKind kind) {
  switch (kind) {
    case check::FaultKind::NoCaseHolds:
      return "; the contract needs a case for it, or `otherwise: …`";
    case check::FaultKind::TwoCasesHold:
      return "; the contract must say that one of them goes first: `, the first that applies` in the header of the "
             "rule";
    case check::FaultKind::NegativeInput:
      return "; their header must say `losses mirrored`, `losses separate` or `losses none`, as the contract does";
    case check::FaultKind::BaseNotPositive:
    case check::FaultKind::DivisionByZero:
      return "; the contract needs a case for it";
    case check::FaultKind::NotFound:
      return "; the table needs a row for it, or the rule that asks a case before it asks";
    case check::FaultKind::Empty:
      return "; the contract needs a case for it, which asks first: `when (count of …) > 0: …`";
    case check::FaultKind::NotWhole:
      return "; round it as the contract says, or declare the field `whole`";
    case check::FaultKind::NegativeWeight:
      return "; where one may be below zero and such a record has no part, the split says `by max(0, WEIGHT)`";
    case check::FaultKind::NoWeights:
      return "; the contract must say who has the pool then, in an exception to the rule of the split, with the sum of "
             "the weights as an overall rule of its own: `when all_weights = 0: …`";
    case check::FaultKind::TooManyDenominators:
      return "; round each term, or divide after summing; `--limit denominators=NUMBER` sets another limit";
    case check::FaultKind::PoolNotWhole:
      return "; the pool must be rounded in the header of its own rule, before it is split";
    default:
      return "";
  }
}

// What the record of the fault adds to its reason.
std::string at_origin(const check::Model& model, const source::Sources& sources, const check::Fault& fault,
                      const oracle::Origin& origin) {
  if (fault.kind == check::FaultKind::NotFound) return ", " + key_asked(model, fault, origin);
  if (fault.kind == check::FaultKind::DateNotCovered) return day_asked(model, fault, origin);
  std::string text;
  for (const check::ExprId condition : origin.holding)
    if (fault.kind == check::FaultKind::TwoCasesHold)
      text += (text.empty() ? ": " : " and ") + text_of(sources, model[condition]);
  return text + operand_told(model, sources, fault, origin) + values_read(model, origin);
}

}  // namespace

std::string key_asked(const check::Model& model, const check::Fault& fault, const oracle::Origin& origin) {
  const check::Table& table = model.tables[model[fault.place].index];
  std::string text;
  for (std::size_t k = 0; k < table.keys.size() && k < origin.operands.size(); ++k)
    text +=
        (k == 0 ? "`" : " and `") + table.keys[k].name + "` " + human(model, table.keys[k].type, origin.operands[k]);
  const check::TableBlock* block = origin.day ? check::in_force(table.blocks, *origin.day) : nullptr;
  if (block != nullptr && block->from) text += ", in the list from " + calendar::to_text(*block->from);
  return text;
}

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
  return reason + (subject.empty() ? "" : ": " + subject) + (origin ? at_origin(model, sources, fault, *origin) : "") +
         what_to_do(fault.kind);
}

std::string in_place(const check::Model& model, const Place& at, check::ExprId place) {
  if (at.file.empty()) return {};
  const std::string home = home_of(model, place);
  return " (" + at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) +
         (home.empty() ? "" : ", in " + home) + ")";
}

std::string spent_at(const check::Model& model, const source::Sources& sources, check::ExprId place) {
  return subject_of(model, sources, place) + in_place(model, place_of(sources, model[place].span), place);
}

}  // namespace meruit::api
