// Days and periods in words. What a `+` or `-` of days says as well becomes that.
#include "syntax/build.h"

namespace meruit::syntax {

namespace {

// D + COUNT days, which the words at `where` say.
ast::ExprId days_later(Build& build, ast::Span whole, ast::Span where, ast::ExprId date, const Rational& count) {
  ast::NumberLiteral days;
  days.value = abs(count);
  days.unit = ast::UnitText{};
  days.unit->numerator.push_back({"days", where});
  days.unit->span = where;
  const ast::ExprId number = add(build, where, std::move(days));
  const ast::BinaryOp op = count < 0 ? ast::BinaryOp::Subtract : ast::BinaryOp::Add;
  return add(build, whole, ast::Binary{op, date, number, where});
}

}  // namespace

ast::ExprId part_of(Build& build, G::PartOfContext* context) {
  const ast::PeriodPart part = context->START() != nullptr  ? ast::PeriodPart::Start
                               : context->END() != nullptr  ? ast::PeriodPart::End
                               : context->DAYS() != nullptr ? ast::PeriodPart::Days
                                                            : ast::PeriodPart::Year;
  const ast::ExprId operand = operation(build, context->operation());
  return add(build, span(build, context), ast::PartOf{part, operand});
}

ast::ExprId calendar_part(Build& build, G::CalendarPartContext* context) {
  const ast::PeriodPart part = context->MONTH() != nullptr     ? ast::PeriodPart::CalendarMonth
                               : context->QUARTER() != nullptr ? ast::PeriodPart::CalendarQuarter
                                                               : ast::PeriodPart::CalendarYear;
  const ast::ExprId operand = operation(build, context->operation());
  return add(build, span(build, context), ast::PartOf{part, operand});
}

ast::ExprId day_beside(Build& build, G::DayBesideContext* context) {
  const ast::ExprId date = operation(build, context->operation());
  antlr4::tree::TerminalNode* side = context->BEFORE() != nullptr ? context->BEFORE() : context->AFTER();
  const ast::Span words = source::join(span(build, context->THE()->getSymbol()), span(build, side->getSymbol()));
  return days_later(build, span(build, context), words, date, context->BEFORE() != nullptr ? -1 : 1);
}

// `day 90 counting D as day 1` is D + 89 days.
ast::ExprId numbered_day(Build& build, G::NumberedDayContext* context) {
  const ast::ExprId date = operation(build, context->operation());
  antlr4::Token* number = context->NUMBER(0)->getSymbol();
  const Rational count = plain_number(build, number) - plain_number(build, context->NUMBER(1)->getSymbol());
  const ast::Span words = source::join(span(build, context->DAY(0)->getSymbol()), span(build, number));
  return days_later(build, span(build, context), words, date, count);
}

ast::ExprId elapsed(Build& build, G::ElapsedPhraseContext* context) {
  const calendar::Measure measure = context->DAYS() != nullptr     ? calendar::Measure::Day
                                    : context->MONTHS() != nullptr ? calendar::Measure::Month
                                                                   : calendar::Measure::Year;
  const ast::ExprId first = operation(build, context->operation(0));
  const ast::ExprId last = operation(build, context->operation(1));
  return add(build, span(build, context), ast::Elapsed{measure, first, last});
}

}  // namespace meruit::syntax
