#include "explain/shapes.h"

#include <algorithm>
#include <cctype>

#include "explain/amounts.h"
#include "number/rounding.h"
#include "source/one_line.h"

namespace meruit::explain {

using check::Expr;
using check::ExprId;
using check::Op;

ExprId given_only(const check::Model& model, ExprId id) {
  const Expr& expr = model[id];
  if (expr.op != Op::Cases || !expr.has_otherwise || expr.operands.size() != 3) return {};
  const Expr& condition = model[expr.operands[0]];
  if (condition.op != Op::IsGiven || model[expr.operands[2]].op != Op::Missing) return {};
  const ExprId inner = condition.operands[0];
  // What is done to the value has it as its first operand; two limits, one of which may be waived, are two operations.
  for (ExprId at = expr.operands[1]; !model[at].operands.empty(); at = model[at].operands[0])
    if (model[at].op == Op::Required && model[at].operands[0] == inner) return inner;
  return {};
}

// Only the checker gives a factor the place of what it multiplies.
bool is_conversion(const check::Model& model, ExprId id) {
  const Expr& expr = model[id];
  if (expr.op != Op::Multiply) return false;
  const Expr& factor = model[expr.operands[1]];
  return factor.op == Op::Literal && factor.span.given() && factor.span == model[expr.operands[0]].span;
}

const check::Rule* part_of_exceptions(const check::Model& model, ExprId id) {
  if (model[id].op != Op::Rule) return nullptr;
  const check::Rule& rule = model.rules[model[id].index];
  using Part = check::Rule::Part;
  return rule.part == Part::Before || rule.part == Part::Applies ? &rule : nullptr;
}

bool is_limit_left_out(const check::Model& model, const Expr& extreme, ExprId operand) {
  const Expr& expr = model[operand];
  if (extreme.op != Op::Minimum && extreme.op != Op::Maximum) return false;
  if (expr.op != Op::IfMissing || !model[expr.operands[0]].type.waived) return false;
  return std::find(extreme.operands.begin(), extreme.operands.end(), expr.operands[1]) != extreme.operands.end();
}

std::string so_far_title(const check::Model& model, const check::Rule& before) {
  const check::Rule& whole = model.rules[before.part_of.index];
  return (whole.title.empty() ? whole.name : whole.title) + ", so far";
}

std::string quantum_words(const check::Model& model, const Expr& round, bool percent) {
  const Rational& quantum = round.quantum;
  const auto decimals = number::decimal_places(quantum);
  const bool power =
      decimals && quantum == Rational(Integer(1), number::power_of_ten(static_cast<unsigned>(*decimals)));
  const number::Unit& unit = round.type.unit;
  const bool money = unit.factors.size() == 1 && unit.scale == 1 && unit.factors.front().first == model.currency;
  if (money && power && *decimals == 2) return "cents";
  if (money) return "$" + number::to_grouped(quantum);
  if (percent && unit.plain()) return shown(model, round.type, true, check::Value(quantum));
  if (power && *decimals > 0) return std::to_string(*decimals) + (*decimals == 1 ? " place" : " places");
  return number::to_grouped(quantum);
}

std::string rounding_words(const check::Model& model, const Expr& round, bool percent) {
  return "rounded to " + quantum_words(model, round, percent) + ", " + number::words(round.mode);
}

std::string set_words(const check::Model& model, const Expr& in, bool percent) {
  const check::Type& type = model[in.operands[0]].type;
  std::string words;
  for (std::size_t i = 0; i < in.items.size(); ++i)
    words += (i == 0 ? "" : i + 1 == in.items.size() ? " or " : ", ") + shown(model, type, percent, in.items[i]);
  return words;
}

std::string calculation_words(const source::Sources& sources, const Expr& literal) {
  if (literal.type.kind != check::TypeKind::Number) return {};
  std::string words;
  bool calculation = false;
  const std::string text = source::one_line(sources, literal.span);
  for (std::size_t i = 0; i < text.size(); ++i) {
    // The hyphen of `member-months` and the sign of `-5` are no operations.
    const bool minus = text[i] == '-' && i > 0 && (text[i - 1] == ' ' || std::isdigit(text[i - 1]) != 0);
    calculation = calculation || minus || text[i] == '(' || text[i] == '+' || text[i] == '*' || text[i] == '/';
    words += text[i] == '*' ? "×" : text[i] == '/' ? "÷" : minus ? "−" : std::string(1, text[i]);
  }
  return calculation ? words : std::string();
}

std::string table_title(const check::Table& table, std::uint32_t column) {
  const std::string title = table.title.empty() ? table.name : table.title;
  const std::string& name = table.columns[column].name;
  return name == table.name ? title : title + ": " + name;
}

std::string fault_words(const check::Model& model, const source::Sources& sources, const check::Fault& fault) {
  const Expr& expr = model[fault.place];
  std::string subject = expr.span.given() ? std::string(sources.text(expr.span)) : "";
  if (subject.find('\n') != std::string::npos) subject.clear();
  return check::text(fault.kind) + (subject.empty() ? "" : ": `" + subject + "`");
}

}  // namespace meruit::explain
