#include "plan/constant.h"

#include <algorithm>

#include "check/calendar_operations.h"
#include "number/root.h"
#include "number/rounding.h"
#include "plan/constant_figure.h"

namespace meruit::plan {

namespace {

using calendar::Date;
using calendar::Period;
using check::Absence;
using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Model;
using check::Op;
using check::Outcome;
using check::Value;

bool is_fault(const Outcome& outcome) { return std::holds_alternative<Fault>(outcome); }
bool is_missing(const Outcome& outcome) { return std::holds_alternative<Absence>(outcome); }
bool holds(const Outcome& outcome) { return std::get<bool>(std::get<Value>(outcome)); }

bool before(const Value& a, const Value& b) {
  if (const Date* date = std::get_if<Date>(&a)) return *date < std::get<Date>(b);
  return std::get<Rational>(a) < std::get<Rational>(b);
}

Outcome cases(const Model& model, ExprId id) {
  const Expr& expr = model[id];
  std::optional<std::size_t> chosen;
  for (std::size_t i = 0; i + 1 < expr.operands.size(); i += 2) {
    const Outcome condition = evaluate_constant(model, expr.operands[i]);
    if (is_fault(condition) || is_missing(condition)) return condition;
    if (!holds(condition)) continue;
    if (chosen) return Fault{FaultKind::TwoCasesHold, id};
    chosen = i + 1;
    if (expr.first_that_applies) break;
  }
  if (chosen) return evaluate_constant(model, expr.operands[*chosen]);
  if (expr.has_otherwise) return evaluate_constant(model, expr.operands.back());
  return Fault{FaultKind::NoCaseHolds, id};
}

// Operations that do not look at all their operands, or that look at absences. Where a condition is absent nobody will
// ask for it: it stands behind a question whether it is given.
Outcome lazy(const Model& model, ExprId id) {
  const Expr& expr = model[id];
  const Outcome first = evaluate_constant(model, expr.operands[0]);
  if (is_fault(first)) return first;
  switch (expr.op) {
    case Op::And:
      return !is_missing(first) && holds(first) ? evaluate_constant(model, expr.operands[1]) : first;
    case Op::Or:
      return is_missing(first) || holds(first) ? first : evaluate_constant(model, expr.operands[1]);
    case Op::IsGiven:
      return Value(!is_missing(first));
    case Op::IsMissing:
      return Value(is_missing(first));
    case Op::IfMissing:
      return is_missing(first) ? evaluate_constant(model, expr.operands[1]) : first;
    default:
      return is_missing(first) ? Outcome(Fault{FaultKind::RequiredMissing, id}) : first;  // Required
  }
}

Outcome year_of(ExprId id, const Value& value) {
  if (const Date* date = std::get_if<Date>(&value)) return Value(Rational(calendar::to_civil(*date).year));
  const auto& period = std::get<Period>(value);
  const int year = calendar::to_civil(period.first).year;
  if (calendar::to_civil(period.last).year != year) return Fault{FaultKind::PeriodSpansYears, id};
  return Value(Rational(year));
}

Outcome make_period(ExprId id, Date first, Date last) {
  if (last < first) return Fault{FaultKind::PeriodReversed, id};
  return Value(Period{first, last});
}

Outcome divide(ExprId id, const Rational& a, const Rational& b) {
  if (b == 0) return Fault{FaultKind::DivisionByZero, id};
  return Value(Rational(a / b));
}

Outcome power(const Expr& expr, ExprId id, const Rational& x) {
  if (x == 0 && expr.exponent < 0) return Fault{FaultKind::DivisionByZero, id};
  return Value(number::power(x, expr.exponent));
}

// Counted in quanta to the power of the degree, the root is a number of quanta.
Outcome root(const Expr& expr, ExprId id, const Rational& x) {
  if (x < 0) return Fault{FaultKind::NegativeRadicand, id};
  const Rational counted = x / number::power(expr.quantum, expr.exponent);
  const Integer quanta = number::rounded_root(Integer(numerator(counted)), Integer(denominator(counted)),
                                              static_cast<unsigned>(expr.exponent), expr.mode);
  return Value(Rational(quanta * expr.quantum));
}

Outcome apply(const Expr& expr, ExprId id, const std::vector<Value>& values) {
  const auto number = [&](std::size_t i) -> const Rational& { return std::get<Rational>(values[i]); };
  switch (expr.op) {
    case Op::MakePeriod:
      return make_period(id, std::get<Date>(values[0]), std::get<Date>(values[1]));
    case Op::StartOf:
      return Value(std::get<Period>(values[0]).first);
    case Op::EndOf:
      return Value(std::get<Period>(values[0]).last);
    case Op::YearOf:
      return year_of(id, values[0]);
    case Op::Negate:
      return Value(Rational(-number(0)));
    case Op::Add:
      return Value(Rational(number(0) + number(1)));
    case Op::Subtract:
      return Value(Rational(number(0) - number(1)));
    case Op::Multiply:
      return Value(Rational(number(0) * number(1)));
    case Op::Divide:
      return divide(id, number(0), number(1));
    case Op::Minimum:
      return *std::min_element(values.begin(), values.end(), before);
    case Op::Maximum:
      return *std::max_element(values.begin(), values.end(), before);
    case Op::Clamp:
      return Value(std::max(number(1), std::min(number(0), number(2))));
    case Op::Absolute:
      return Value(Rational(abs(number(0))));
    case Op::Power:
      return power(expr, id, number(0));
    case Op::Root:
      return root(expr, id, number(0));
    case Op::Round:
      return Value(number::round_to(number(0), expr.quantum, expr.mode));
    case Op::Equal:
      return Value(values[0] == values[1]);
    case Op::NotEqual:
      return Value(values[0] != values[1]);
    case Op::Less:
      return Value(before(values[0], values[1]));
    case Op::LessEqual:
      return Value(!before(values[1], values[0]));
    case Op::Greater:
      return Value(before(values[1], values[0]));
    case Op::GreaterEqual:
      return Value(!before(values[0], values[1]));
    case Op::Not:
      return Value(!std::get<bool>(values[0]));
    case Op::InSet:
      return Value(std::find(expr.items.begin(), expr.items.end(), values[0]) != expr.items.end());
    case Op::InPeriod:
      return Value(std::get<Period>(values[1]).contains(std::get<Date>(values[0])));
    case Op::Overlaps:
      return Value(std::get<Period>(values[0]).overlaps(std::get<Period>(values[1])));
    default:
      if (check::counts_days(expr.op)) return check::days_counted(expr, id, values);
      std::abort();  // not an operation of constants: the checker's levels are wrong
  }
}

// Operations that look at all their operands, from left to right.
Outcome strict(const Model& model, ExprId id) {
  const Expr& expr = model[id];
  std::vector<Value> values;
  for (const ExprId operand : expr.operands) {
    Outcome outcome = evaluate_constant(model, operand);
    if (!std::holds_alternative<Value>(outcome)) return outcome;
    values.push_back(std::get<Value>(std::move(outcome)));
  }
  switch (expr.op) {
    case Op::Parameter:
      return constant_parameter(model, id, values);
    case Op::Lookup:
      return constant_lookup(model, id, values);
    case Op::Band:
      return constant_band(model, id, values);
    default:
      return apply(expr, id, values);
  }
}

}  // namespace

Outcome evaluate_constant(const Model& model, ExprId id) {
  const Expr& expr = model[id];
  switch (expr.op) {
    case Op::Literal:
      return expr.items.front();
    case Op::Missing:
      return Absence::Missing;
    case Op::Term:
      return Value(model.term.value());
    case Op::Field:
      return evaluate_constant(model, model.fields[expr.index].value);
    case Op::Rule:
      return evaluate_constant(model, model.rules[expr.index].body);
    case Op::Cases:
      return cases(model, id);
    case Op::And:
    case Op::Or:
    case Op::IsGiven:
    case Op::IsMissing:
    case Op::IfMissing:
    case Op::Required:
      return lazy(model, id);
    default:
      return strict(model, id);
  }
}

}  // namespace meruit::plan
