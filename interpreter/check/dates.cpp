// Days and periods: moved by whole days, months and years, counted from a day, and counted themselves.
#include "check/calendar_operations.h"
#include "check/expressions.h"

namespace meruit::check {

namespace {

using calendar::Measure;

Type counted_in(Measure measure) {
  number::Unit unit;
  unit.factors.emplace_back(calendar::word(measure), 1);
  return number_type(std::move(unit));
}

// Days, months or years, and nothing else.
std::optional<Measure> measure_of(const number::Unit& unit) {
  for (const Measure measure : {Measure::Day, Measure::Month, Measure::Year})
    if (unit == counted_in(measure).unit) return measure;
  return std::nullopt;
}

const Value* literal_of(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  return expr.op == Op::Literal ? &expr.items[0] : nullptr;
}

std::string as_written(const Builder& b, ExprId id, std::string_view otherwise) {
  return written_or(b, b.expr(id).span, otherwise);
}

void report_fault(Builder& b, FaultKind kind, const Expr& expr) {
  switch (kind) {
    case FaultKind::CountNotWhole:
      report(b, DiagnosticKind::CountNotWhole, expr.span, "days, months and years are counted by whole numbers",
             "write a whole number, or round it as the contract says: `(" + written_or(b, expr.span, "…") +
                 " rounded down to 1)`");
      break;
    case FaultKind::PeriodReversed:
      report(b, DiagnosticKind::PeriodBackwards, expr.span, "the period ends before it begins",
             expr.op == Op::Elapsed ? "write the earlier day first" : "a period has one day or more");
      break;
    default:
      report(b, DiagnosticKind::OutsideCalendar, expr.span,
             "there is no such day: the calendar has the years 1 to 9999",
             "check the date, and the number of days, months or years");
  }
}

// Worked out where it stands if it is written out.
ExprId add_counted(Builder& b, Op op, Measure measure, const Type& type, Span span,
                   const std::vector<ExprId>& operands) {
  const ExprId id = add(b, op, type, span, operands);
  b.model.exprs[id.index].measure = measure;
  std::vector<Value> values;
  for (const ExprId operand : operands)
    if (const Value* value = literal_of(b, operand)) values.push_back(*value);
  if (values.size() < operands.size()) return id;
  const Outcome found = days_counted(b.expr(id), id, values);
  if (const auto* value = std::get_if<Value>(&found)) return add_literal(b, *value, type, span);
  const auto* fault = std::get_if<Fault>(&found);
  if (fault == nullptr) return id;
  report_fault(b, fault->kind, b.expr(id));
  return {};
}

ExprId check_date(Builder& b, Place& place, ast::ExprId written, const char* what = "a date") {
  const Type hint = plain_type(TypeKind::Date);
  return need(b, check_expr(b, place, written, &hint), TypeKind::Date, what);
}

ExprId check_period_value(Builder& b, Place& place, ast::ExprId written) {
  const Type hint = plain_type(TypeKind::Period);
  return need(b, check_expr(b, place, written, &hint), TypeKind::Period, "a period");
}

// What a number without a unit may be meant to count: "write `D + 3 days`, `… months` or `… years`".
std::string with_units(const Builder& b, ExprId count, const std::string& before, const std::string& behind) {
  const bool literal = literal_of(b, count) != nullptr;
  const std::string number = as_written(b, count, "N");
  const auto one = [&](const char* unit) {
    return "`" + before + number + (literal ? " " : " * 1 ") + unit + (literal ? "s" : "") + behind + "`";
  };
  return "the contract says which: " + one("day") + ", " + one("month") + " or " + one("year");
}

// A number of days, months or years that may count from a date; `before` and `behind` are what is written around it.
std::optional<Measure> check_count(Builder& b, ExprId count, const std::string& before, const std::string& behind) {
  if (!present(b, count)) return std::nullopt;
  const Expr& expr = b.expr(count);
  const std::string name = in_ticks(b, expr.span);
  if (expr.type.kind != TypeKind::Number) {
    report(b, DiagnosticKind::WrongType, expr.span,
           name + " is " + words(b, expr.type) + "; a number of days, months or years is needed",
           "as in `" + before + "30 days" + behind + "`");
    return std::nullopt;
  }
  const std::optional<Measure> measure = measure_of(expr.type.unit);
  if (!measure) {
    const bool plain = expr.type.unit.plain();
    report(b, DiagnosticKind::UnitMismatch, expr.span,
           name + " is " + words(b, expr.type) + "; days, months or years are counted from a date",
           plain ? with_units(b, count, before, behind) : "write a number of days, months or years");
    return std::nullopt;
  }
  const Value* value = literal_of(b, count);
  if (value == nullptr || denominator(std::get<Rational>(*value)) == 1) return measure;
  report_fault(b, FaultKind::CountNotWhole, expr);
  return std::nullopt;
}

// `joined in A to B and not rural`, which reads as `(joined in A) to (B and not rural)`.
bool reaches_too_far(Builder& b, const Place& place, ast::ExprId begin, ast::ExprId end) {
  const ast::File& file = *b.scope(place.scope).file;
  const auto* left = std::get_if<ast::Binary>(&file[begin].node);
  const auto* right = std::get_if<ast::Binary>(&file[end].node);
  const bool left_too_far = left != nullptr && (left->op == ast::BinaryOp::In || left->op == ast::BinaryOp::Overlaps);
  const bool right_too_far = right != nullptr && (right->op == ast::BinaryOp::And || right->op == ast::BinaryOp::Or);
  if (!left_too_far && !right_too_far) return false;
  const Span first = file[left_too_far ? left->right : begin].span;
  const Span last = file[right_too_far ? right->left : end].span;
  const std::string written(b.files.sources.text(join(first, last)));
  report(b, DiagnosticKind::WrongType, join(first, last), "a period within an expression stands in parentheses",
         "write `(" + written + ")`");
  return true;
}

// `days of 30 days ending on D`, which reads as `(days of 30 days) ending on D`.
bool begins_too_early(Builder& b, const Place& place, const ast::CountedPeriod& period, Span span) {
  const ast::File& file = *b.scope(place.scope).file;
  const auto* part = std::get_if<ast::PartOf>(&file[period.count].node);
  if (part == nullptr) return false;
  const Span inner{span.source, file[part->operand].span.begin, span.end};
  report(b, DiagnosticKind::WrongType, inner, "a period within an expression stands in parentheses",
         "write `(" + written_or(b, inner, "30 days ending on D") + ")`");
  return true;
}

// `term + 30 days`, `30 days + admitted`.
ExprId refuse_order(Builder& b, const ast::Binary& binary, ExprId left, ExprId right, Span span) {
  const std::string first = as_written(b, left, "P"), second = as_written(b, right, "D");
  const bool period = b.type(left).kind == TypeKind::Period;
  const std::string sign = binary.op == ast::BinaryOp::Add ? " + " : " - ";
  report(b, DiagnosticKind::WrongType, span,
         period ? in_ticks(b, b.expr(left).span) + " is a period, and days, months and years are counted from a date"
                : std::string("a date is moved by what stands behind it"),
         period ? "a day is `start of " + first + sign + second + "` or `end of " + first + sign + second +
                      "`; a period of other days is `(start of " + first + " to end of " + first + sign + second + ")`"
                : "write `" + second + sign + first + "`");
  return {};
}

// `years from A to B >= 65 years`, and `days from A to B + 1 day`, where the sum may be meant or the day.
bool goes_on(Builder& b, const Place& place, ast::ExprId last, Span span) {
  const ast::File& file = *b.scope(place.scope).file;
  const auto sign_behind = [&](ast::ExprId id) -> const ast::Binary* {
    const auto* binary = std::get_if<ast::Binary>(&file[id].node);
    const bool enclosed = b.files.sources.text(file[id].span).starts_with('(');
    const bool written = binary != nullptr && file[binary->left].span.begin < binary->op_span.begin;
    return written && !enclosed ? binary : nullptr;
  };
  const ast::Binary* outer = sign_behind(last);
  if (outer == nullptr) return false;
  const bool sum = outer->op <= ast::BinaryOp::Subtract;
  ast::ExprId end = outer->left;
  while (const ast::Binary* inner = sign_behind(end)) end = inner->left;
  const Span phrase{span.source, span.begin, file[end].span.end};
  const std::string behind(b.files.sources.text({span.source, file[end].span.end, span.end}));
  report(b, sum ? DiagnosticKind::TwoReadings : DiagnosticKind::WrongType, span,
         "how far this phrase reaches is not clear here",
         "put it in parentheses: `(" + written_or(b, phrase, "days from A to B") + ")" + behind + "`" +
             (sum ? ", or the day: `(" + written_or(b, file[last].span, "B + 1 day") + ")`" : std::string()));
  return true;
}

// Two dates with a sign between them.
ExprId refuse_two_dates(Builder& b, ast::BinaryOp op, ExprId left, ExprId right, Span span) {
  const std::string a = as_written(b, left, "A"), z = as_written(b, right, "B");
  if (op == ast::BinaryOp::Add) {
    report(b, DiagnosticKind::WrongType, span, "two dates do not add up",
           "a date is moved by days, months or years, `" + a + " + 30 days`; the days from one to the other are `(" +
               a + " to " + z + ")`");
    return {};
  }
  report(b, DiagnosticKind::WrongType, span, "between two dates a `-` does not say which of the two days it counts",
         "write `(days from " + z + " to " + a + ")` for the days after `" + z + "`, or `days of (" + z + " to " + a +
             ")`, which counts both ends and is one more");
  return {};
}

ExprId calendar_part(Builder& b, Place& place, const ast::PartOf& part, Span span) {
  const Measure measure = part.part == ast::PeriodPart::CalendarMonth     ? Measure::Month
                          : part.part == ast::PeriodPart::CalendarQuarter ? Measure::Quarter
                                                                          : Measure::Year;
  const ExprId date = check_date(b, place, part.operand);
  if (!date.given()) return {};
  return add_counted(b, Op::CalendarPart, measure, plain_type(TypeKind::Period), span, {date});
}

}  // namespace

ExprId check_period(Builder& b, Place& place, const ast::PeriodLiteral& period, Span span) {
  if (reaches_too_far(b, place, period.first, period.last)) return {};
  const ExprId first = check_date(b, place, period.first);
  const ExprId last = check_date(b, place, period.last);
  if (!first.given() || !last.given()) return {};
  const Type type = plain_type(TypeKind::Period);
  const Value* from = literal_of(b, first);
  const Value* to = literal_of(b, last);
  if (from == nullptr || to == nullptr) return add(b, Op::MakePeriod, type, span, {first, last});
  const calendar::Period value{std::get<calendar::Date>(*from), std::get<calendar::Date>(*to)};
  if (value.first <= value.last) return add_literal(b, value, type, span);
  report(b, DiagnosticKind::PeriodBackwards, span, "the period ends before it begins", "write the earlier day first");
  return {};
}

ExprId check_part(Builder& b, Place& place, const ast::PartOf& part, Span span) {
  using Part = ast::PeriodPart;
  switch (part.part) {
    case Part::Start:
    case Part::End: {
      const ExprId period = check_period_value(b, place, part.operand);
      if (!period.given()) return {};
      return add(b, part.part == Part::Start ? Op::StartOf : Op::EndOf, plain_type(TypeKind::Date), span, {period});
    }
    case Part::Days: {
      const ExprId period = check_period_value(b, place, part.operand);
      if (!period.given()) return {};
      return add_counted(b, Op::DaysOf, Measure::Day, counted_in(Measure::Day), span, {period});
    }
    case Part::Year: {
      const Type hint = plain_type(TypeKind::Date);
      const ExprId operand = check_expr(b, place, part.operand, &hint);
      if (!operand.given()) return {};
      const bool fits = b.type(operand).kind == TypeKind::Date
                            ? present(b, operand)
                            : need(b, operand, TypeKind::Period, "a date or a period").given();
      return fits ? add(b, Op::YearOf, number_type(), span, {operand}) : ExprId{};
    }
    default:
      return calendar_part(b, place, part, span);
  }
}

bool moves_days(const Builder& b, const ast::Binary& binary, ExprId left, ExprId right) {
  if (!left.given() || !right.given() || binary.op > ast::BinaryOp::Subtract) return false;
  const TypeKind first = b.type(left).kind, second = b.type(right).kind;
  const bool behind = second == TypeKind::Date && first == TypeKind::Number && binary.op == ast::BinaryOp::Add;
  return first == TypeKind::Date || behind || (first == TypeKind::Period && second == TypeKind::Number);
}

ExprId check_moved(Builder& b, const ast::Binary& binary, ExprId date, ExprId count, Span span) {
  if (!present(b, date) || !present(b, count)) return {};
  if (b.type(date).kind != TypeKind::Date) return refuse_order(b, binary, date, count, span);
  if (b.type(count).kind == TypeKind::Date) return refuse_two_dates(b, binary.op, date, count, span);
  const bool later = binary.op == ast::BinaryOp::Add;
  const auto measure = check_count(b, count, as_written(b, date, "D") + (later ? " + " : " - "), "");
  if (!measure) return {};
  return add_counted(b, later ? Op::Later : Op::Earlier, *measure, plain_type(TypeKind::Date), span, {date, count});
}

ExprId check_counted_period(Builder& b, Place& place, const ast::CountedPeriod& period, Span span) {
  if (reaches_too_far(b, place, period.count, period.date) || begins_too_early(b, place, period, span)) return {};
  const ExprId count = check_expr(b, place, period.count);
  const ExprId date = check_date(b, place, period.date);
  if (!count.given() || !date.given()) return {};
  const auto measure =
      check_count(b, count, "", (period.ending ? " ending on " : " starting on ") + as_written(b, date, "D"));
  if (!measure) return {};
  const Op op = period.ending ? Op::EndingOn : Op::StartingOn;
  const Value* value = literal_of(b, count);
  if (value == nullptr || std::get<Rational>(*value) >= 1)
    return add_counted(b, op, *measure, plain_type(TypeKind::Period), span, {count, date});
  report(b, DiagnosticKind::PeriodBackwards, span, "the period ends before it begins", "a period has one day or more");
  return {};
}

ExprId check_elapsed(Builder& b, Place& place, const ast::Elapsed& elapsed, Span span) {
  if (goes_on(b, place, elapsed.last, span)) return {};
  const ExprId first = check_date(b, place, elapsed.first);
  const ExprId last = check_date(b, place, elapsed.last);
  if (!first.given() || !last.given()) return {};
  return add_counted(b, Op::Elapsed, elapsed.measure, counted_in(elapsed.measure), span, {first, last});
}

ExprId check_overlap(Builder& b, Place& place, const ast::Call& call, Span span) {
  const ExprId first = check_period_value(b, place, call.arguments[0]);
  const ExprId second = check_period_value(b, place, call.arguments[1]);
  if (!first.given() || !second.given()) return {};
  Type type = plain_type(TypeKind::Period);
  type.may_be_missing = true;
  const ExprId shared = add_counted(b, Op::SharedDays, Measure::Day, type, span, {first, second});
  return shared.given() ? as_known(b, place, shared) : shared;
}

}  // namespace meruit::check
