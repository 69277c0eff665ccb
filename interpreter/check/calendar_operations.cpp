#include "check/calendar_operations.h"

#include <algorithm>
#include <cstdlib>

namespace meruit::check {

namespace {

// More than any calendar has stands for all that is more. None where the number is not whole.
std::optional<std::int64_t> whole_count(const Rational& number) {
  constexpr std::int64_t kTooMany = 10'000'000;
  if (denominator(number) != 1) return std::nullopt;
  const Integer count = numerator(number);
  return std::clamp(count, Integer(-kTooMany), Integer(kTooMany)).convert_to<std::int64_t>();
}

template <class Found>
Outcome in_calendar(ExprId id, const std::optional<Found>& found) {
  return found ? Outcome(Value(*found)) : Outcome(Fault{FaultKind::OutsideCalendar, id});
}

Outcome moved(const Expr& expr, ExprId id, const calendar::Date& date, const Rational& number) {
  const std::optional<std::int64_t> count = whole_count(number);
  if (!count) return Fault{FaultKind::CountNotWhole, id};
  return in_calendar(id, calendar::later(date, expr.op == Op::Later ? *count : -*count, expr.measure));
}

Outcome counted_period(const Expr& expr, ExprId id, const Rational& number, const calendar::Date& date) {
  const std::optional<std::int64_t> count = whole_count(number);
  if (!count) return Fault{FaultKind::CountNotWhole, id};
  if (*count < 1) return Fault{FaultKind::PeriodReversed, id};
  return in_calendar(id, expr.op == Op::EndingOn ? calendar::ending_on(date, *count, expr.measure)
                                                 : calendar::starting_on(date, *count, expr.measure));
}

}  // namespace

bool counts_days(Op op) { return Op::DaysOf <= op && op <= Op::SharedDays; }

Outcome days_counted(const Expr& expr, ExprId id, const std::vector<Value>& values) {
  const auto date = [&](std::size_t i) { return std::get<calendar::Date>(values[i]); };
  const auto period = [&](std::size_t i) { return std::get<calendar::Period>(values[i]); };
  const auto number = [&](std::size_t i) { return std::get<Rational>(values[i]); };
  switch (expr.op) {
    case Op::DaysOf:
      return Value(Rational(calendar::days_of(period(0))));
    case Op::CalendarPart:
      return Value(calendar::calendar_part(date(0), expr.measure));
    case Op::Later:
    case Op::Earlier:
      return moved(expr, id, date(0), number(1));
    case Op::EndingOn:
    case Op::StartingOn:
      return counted_period(expr, id, number(0), date(1));
    case Op::Elapsed:
      if (date(1) < date(0)) return Fault{FaultKind::PeriodReversed, id};
      return Value(Rational(calendar::elapsed(date(0), date(1), expr.measure)));
    case Op::SharedDays: {
      const auto shared = calendar::overlap(period(0), period(1));
      return shared ? Outcome(Value(*shared)) : Outcome(Absence::Missing);
    }
    default:
      std::abort();  // counts_days says no
  }
}

}  // namespace meruit::check
