// The meaning of an expression, one operation a case. Operands are evaluated from left to right and the first
// fault among them is the result; only then can the operation itself fault, and its place is the operation.
#include <algorithm>

#include "budget/budget.h"
#include "check/calendar_operations.h"
#include "number/rounding.h"
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using calendar::Date;
using calendar::Period;
using check::Absence;
using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Op;
using check::Outcome;
using check::Value;

// A cell of the data. A run reads no file that lacks a value it must have; an example may leave one out, and
// then only what looks at it faults.
Outcome cell(const Scene& scene, ExprId id, std::size_t row) {
  const Expr& expr = scene.model[id];
  const data::Relation& relation = scene.records.relations[scene.model.inputs[expr.index].relation.index];
  const data::Column& column = relation.columns[expr.index];
  if (data::is_unreadable(column, row)) return Fault{FaultKind::Unreadable, id};
  const Outcome found = data::at(column, row);
  if (std::holds_alternative<Absence>(found) && !expr.type.may_be_missing) return Fault{FaultKind::RequiredMissing, id};
  return found;
}

Outcome year_of(ExprId id, const Value& value) {
  if (const Date* date = std::get_if<Date>(&value)) return Value(Rational(calendar::to_civil(*date).year));
  const Period& period = std::get<Period>(value);
  const int year = calendar::to_civil(period.first).year;
  if (year != calendar::to_civil(period.last).year) return Fault{FaultKind::PeriodSpansYears, id};
  return Value(Rational(year));
}

Outcome make_period(ExprId id, const Date& first, const Date& last) {
  if (last < first) return Fault{FaultKind::PeriodReversed, id};
  return Value(Period{first, last});
}

Outcome divide(ExprId id, const Rational& dividend, const Rational& divisor) {
  if (divisor == 0) return Fault{FaultKind::DivisionByZero, id};
  return Value(Rational(dividend / divisor));
}

Outcome strict(Scene& scene, ExprId id, std::size_t row) {
  const Expr& expr = scene.model[id];
  std::vector<Value> values;
  for (const ExprId operand : expr.operands) {
    const Outcome outcome = evaluate(scene, operand, row);
    if (fault_of(outcome)) return outcome;
    values.push_back(std::get<Value>(outcome));
  }
  const bool reads_figure = expr.op == Op::Parameter || expr.op == Op::Lookup || expr.op == Op::Band;
  try {
    return reads_figure ? figure(scene, id, values) : apply(expr, id, values);
  } catch (budget::Spent& spent) {
    spent.in_expr(id.index);
    spent.in_row(row);
    throw;
  }
}

}  // namespace

bool less(const Value& a, const Value& b) {
  if (const Date* date = std::get_if<Date>(&a)) return *date < std::get<Date>(b);
  if (const auto* text = std::get_if<std::string>(&a)) return *text < std::get<std::string>(b);
  if (const auto* word = std::get_if<check::Word>(&a)) return word->ordinal < std::get<check::Word>(b).ordinal;
  return std::get<Rational>(a) < std::get<Rational>(b);
}

Outcome evaluate_rule(Scene& scene, check::RuleId id, std::size_t row) {
  const check::Rule& rule = scene.model.rules[id.index];
  const std::size_t place = check::of_rows(rule.level) ? row : 0;
  if (!scene.by_rule[id.index][place]) {
    Outcome outcome = evaluate(scene, rule.body, place);
    scene.by_rule[id.index][place] = std::move(outcome);
  }
  return *scene.by_rule[id.index][place];
}

Outcome evaluate(Scene& scene, ExprId id, std::size_t row) {
  budget::tick();
  const Expr& expr = scene.model[id];
  switch (expr.op) {
    case Op::Literal:
      return expr.items.front();
    case Op::Missing:
      return Absence::Missing;
    case Op::Input:
      return cell(scene, id, row);
    case Op::Field:
      return evaluate(scene, scene.model.fields[expr.index].value, row);
    case Op::Rule:
      return evaluate_rule(scene, {expr.index}, row);
    case Op::At:
      return evaluate(scene, expr.operands[1], row_led_to(scene, expr.operands[0], row));
    case Op::Term:
      return Value(scene.model.term.value());
    case Op::And:
    case Op::Or:
    case Op::IsGiven:
    case Op::IsMissing:
    case Op::IfMissing:
    case Op::Required:
    case Op::Cases:
      return choice(scene, id, row);
    case Op::Aggregate:
      return aggregate(scene, id, row);
    case Op::Split:
      return split(scene, id).parts[row];
    default:
      return strict(scene, id, row);
  }
}

Outcome apply(const Expr& expr, ExprId id, const std::vector<Value>& values) {
  const auto n = [&](std::size_t i) -> const Rational& { return std::get<Rational>(values[i]); };
  const auto date = [&](std::size_t i) { return std::get<Date>(values[i]); };
  const auto period = [&](std::size_t i) { return std::get<Period>(values[i]); };
  switch (expr.op) {
    case Op::MakePeriod:
      return make_period(id, date(0), date(1));
    case Op::StartOf:
      return Value(period(0).first);
    case Op::EndOf:
      return Value(period(0).last);
    case Op::YearOf:
      return year_of(id, values[0]);
    case Op::Negate:
      return Value(Rational(-n(0)));
    case Op::Add:
      return Value(Rational(n(0) + n(1)));
    case Op::Subtract:
      return Value(Rational(n(0) - n(1)));
    case Op::Multiply:
      return Value(Rational(n(0) * n(1)));
    case Op::Divide:
      return divide(id, n(0), n(1));
    case Op::Minimum:
      return *std::min_element(values.begin(), values.end(), less);
    case Op::Maximum:
      return *std::max_element(values.begin(), values.end(), less);
    // The low limit wins where the limits cross.
    case Op::Clamp:
      return Value(std::max(n(1), std::min(n(0), n(2))));
    case Op::Absolute:
      return Value(Rational(n(0) < 0 ? -n(0) : n(0)));
    case Op::Power:
      return power(expr, id, n(0));
    case Op::Root:
      return root(expr, id, n(0));
    case Op::Round:
      return Value(number::round_to(n(0), expr.quantum, expr.mode));
    case Op::Equal:
      return Value(values[0] == values[1]);
    case Op::NotEqual:
      return Value(values[0] != values[1]);
    case Op::Less:
      return Value(less(values[0], values[1]));
    case Op::LessEqual:
      return Value(!less(values[1], values[0]));
    case Op::Greater:
      return Value(less(values[1], values[0]));
    case Op::GreaterEqual:
      return Value(!less(values[0], values[1]));
    case Op::Not:
      return Value(!std::get<bool>(values[0]));
    case Op::InSet:
      return Value(std::find(expr.items.begin(), expr.items.end(), values[0]) != expr.items.end());
    case Op::InPeriod:
      return Value(period(1).contains(date(0)));
    case Op::Overlaps:
      return Value(period(0).overlaps(period(1)));
    default:
      if (check::counts_days(expr.op)) return check::days_counted(expr, id, values);
      std::abort();  // every other operation is evaluate()'s
  }
}

}  // namespace meruit::oracle
