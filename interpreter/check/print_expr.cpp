// Expressions as text, every operation in brackets of its own, so that nothing rests on precedence.
#include "check/print_expr.h"

#include "number/rational.h"

namespace meruit::check {

namespace {

std::string arguments(const Model& model, const Expr& expr) {
  std::string text = "(";
  const std::size_t count = expr.operands.size() - (expr.has_date ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? ", " : "") + expr_text(model, expr.operands[i]);
  text += ")";
  if (expr.has_date) text += " on " + expr_text(model, expr.operands.back());
  return text;
}

std::string cases(const Model& model, const Expr& expr) {
  std::string text = expr.first_that_applies ? "cases in order {" : "cases {";
  const std::size_t pairs = expr.operands.size() / 2;
  for (std::size_t i = 0; i < pairs; ++i)
    text += " when " + expr_text(model, expr.operands[2 * i]) + ": " + expr_text(model, expr.operands[2 * i + 1]) + ";";
  if (expr.has_otherwise) text += " otherwise: " + expr_text(model, expr.operands.back()) + ";";
  return text + " }";
}

std::string aggregate(const Model& model, const Expr& expr) {
  std::string text = std::string("(") + ast::word(expr.aggregate);
  if (expr.aggregate == ast::AggregateKind::Percentile)
    text += " " + number::to_plain(expr.quantum) + " " + ast::word(expr.method);
  const bool has_body = expr.operands.size() > (expr.has_where ? 1U : 0U);
  if (has_body) text += " " + expr_text(model, expr.operands[0]);
  if (model.relations.size() > 1) text += " over " + model.relations[expr.index].plural;
  for (const LinkId link : expr.chain) text += " of " + model.links[link.index].name;
  if (expr.has_where) text += " where " + expr_text(model, expr.operands.back());
  return text + ")";
}

std::string split(const Model& model, const Expr& expr) {
  std::string text = "(split " + expr_text(model, expr.operands[0]) + " by " + expr_text(model, expr.operands[1]) +
                     ", each part rounded down to " + number::to_plain(expr.quantum) + ", left over to the largest " +
                     (expr.by_weight ? "weight" : "remainder");
  for (const FieldId key : expr.keys) text += ", then lowest " + model.fields[key.index].name;
  return text + ")";
}

std::string set(const Model& model, const Expr& expr) {
  std::string text = "(" + expr_text(model, expr.operands[0]) + " in (";
  for (std::size_t i = 0; i < expr.items.size(); ++i)
    text += (i > 0 ? ", " : "") + value_text(model, expr.items[i], model[expr.operands[0]].type);
  return text + "))";
}

std::string operation(const Model& model, const Expr& expr) {
  const std::string name = words(expr);
  if (expr.operands.size() == 1) {
    const bool after = expr.op == Op::IsGiven || expr.op == Op::IsMissing;
    const std::string operand = expr_text(model, expr.operands[0]);
    return after ? "(" + operand + " " + name + ")" : "(" + name + " " + operand + ")";
  }
  const bool called =
      expr.op == Op::Minimum || expr.op == Op::Maximum || expr.op == Op::Clamp || expr.op == Op::SharedDays;
  if (called) return name + arguments(model, expr);
  const std::string left = expr_text(model, expr.operands[0]), right = expr_text(model, expr.operands[1]);
  const std::string measure = std::string(" ") + calendar::word(expr.measure);
  switch (expr.op) {
    case Op::Later:
    case Op::Earlier:
      return "(" + left + " " + name + " " + right + measure + ")";
    case Op::EndingOn:
    case Op::StartingOn:
      return "(" + left + measure + " " + name + " " + right + ")";
    case Op::Elapsed:
      return "(" + name + " " + left + " to " + right + ")";
    default:
      return "(" + left + " " + name + " " + right + ")";
  }
}

}  // namespace

std::string type_text(const Model& model, const Type& type) {
  std::string text;
  switch (type.kind) {
    case TypeKind::Number:
      text = number::to_words(type.unit, model.currency.empty() ? "money" : model.currency);
      break;
    case TypeKind::YesNo:
      text = "yes/no";
      break;
    case TypeKind::Text:
      text = "text";
      break;
    case TypeKind::Date:
      text = "date";
      break;
    case TypeKind::Period:
      text = "period";
      break;
    case TypeKind::OneOf:
      text = model.lists[type.list.index].name;
      break;
    case TypeKind::Row:
      text = model.relations[type.rows.index].name;
      break;
  }
  const char* absent = type.unknown ? ", may be waived or unknown" : type.waived ? ", may be waived" : ", optional";
  return text + (type.may_be_missing ? absent : "");
}

std::string constraints_text(const Constraints& limits) {
  std::string text;
  if (limits.whole) text += ", whole";
  if (limits.from && limits.to)
    text += " from " + number::to_plain(*limits.from) + " to " + number::to_plain(*limits.to);
  else if (limits.from)
    text += " at least " + number::to_plain(*limits.from);
  else if (limits.to)
    text += " up to " + number::to_plain(*limits.to);
  if (limits.places) text += " with " + std::to_string(*limits.places) + " places";
  return text;
}

std::string value_text(const Model& model, const Value& value, const Type& type) {
  if (const auto* number = std::get_if<Rational>(&value)) return number::to_plain(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  if (const auto* text = std::get_if<std::string>(&value)) return "\"" + *text + "\"";
  if (const auto* date = std::get_if<calendar::Date>(&value)) return calendar::to_text(*date);
  if (const auto* period = std::get_if<calendar::Period>(&value)) return calendar::to_text(*period);
  return model.lists[type.list.index].words[std::get<Word>(value).ordinal];
}

std::string expr_text(const Model& model, ExprId id) {
  if (!id.given()) return "(none)";
  const Expr& expr = model[id];
  switch (expr.op) {
    case Op::Literal:
      return value_text(model, expr.items[0], expr.type);
    case Op::Missing:
      return expr.type.waived ? "waived" : "missing";
    case Op::Term:
      return name(expr.op);
    case Op::Link:
      return model.links[expr.index].name;
    case Op::At:
      return expr_text(model, expr.operands[0]) + "." + expr_text(model, expr.operands[1]);
    case Op::Input:
      return "column \"" + model.inputs[expr.index].column + "\"";
    case Op::Field:
      return model.fields[expr.index].name;
    case Op::Rule:
      return model.rules[expr.index].name;
    case Op::Parameter:
      return expr.has_date ? "(" + model.parameters[expr.index].name + " on " + expr_text(model, expr.operands[0]) + ")"
                           : model.parameters[expr.index].name;
    case Op::Lookup:
      return model.tables[expr.index].name + arguments(model, expr) + "." +
             model.tables[expr.index].columns[expr.column].name;
    case Op::Band:
      return model.bands[expr.index].name + arguments(model, expr);
    case Op::Round:
      return "(" + expr_text(model, expr.operands[0]) + " rounded to " + number::to_plain(expr.quantum) + " " +
             number::words(expr.mode) + ")";
    case Op::Power:
      return "power(" + expr_text(model, expr.operands[0]) + ", " + std::to_string(expr.exponent) + ")";
    case Op::Root:
      return "(root(" + expr_text(model, expr.operands[0]) + ", " + std::to_string(expr.exponent) + ") rounded to " +
             number::to_plain(expr.quantum) + " " + number::words(expr.mode) + ")";
    case Op::Split:
      return split(model, expr);
    case Op::Cases:
      return cases(model, expr);
    case Op::Aggregate:
      return aggregate(model, expr);
    case Op::InSet:
      return set(model, expr);
    default:
      return operation(model, expr);
  }
}

}  // namespace meruit::check
