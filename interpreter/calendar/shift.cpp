#include "calendar/shift.h"

#include <algorithm>

namespace meruit::calendar {

namespace {

constexpr std::int64_t kMostDays = 3'652'059;  // of the calendar
constexpr std::int64_t kMonthsOfYear = 12, kMonthsOfQuarter = 3;

const Date kFirst = *from_civil(1, 1, 1);
const Date kLast = *from_civil(9999, 12, 31);

std::int64_t months_in(Measure measure) {
  return measure == Measure::Month ? 1 : measure == Measure::Quarter ? kMonthsOfQuarter : kMonthsOfYear;
}

// Months since the year 0, and the first day of one; the month behind the calendar begins on the day behind it.
std::int64_t month_of(const CivilDate& civil) { return civil.year * kMonthsOfYear + civil.month - 1; }
std::optional<Date> start_of_month(std::int64_t month) {
  const std::int64_t year = month / kMonthsOfYear;
  if (month == month_of({10'000, 1, 1})) return Date{kLast.days + 1};
  if (month < kMonthsOfYear || year > 9999) return std::nullopt;
  return from_civil(static_cast<int>(year), static_cast<int>(month % kMonthsOfYear) + 1, 1);
}

// As the day itself is inside the calendar or right behind it, the result may be right behind it.
std::optional<Date> shifted(Date date, std::int64_t count, Measure measure) {
  if (count < -kMostDays || count > kMostDays) return std::nullopt;
  if (measure == Measure::Day) return Date{date.days + static_cast<std::int32_t>(count)};
  const CivilDate civil = to_civil(date);
  const std::int64_t month = month_of(civil) + count * months_in(measure);
  const std::optional<Date> first = start_of_month(month);
  if (!first || *first > kLast) return civil.day == 1 ? first : std::nullopt;
  const std::optional<Date> next = start_of_month(month + 1);
  return Date{std::min(first->days + civil.day - 1, next->days - 1)};
}

bool in_calendar(Date date) { return kFirst <= date && date <= kLast; }

}  // namespace

const char* word(Measure measure) {
  switch (measure) {
    case Measure::Day:
      return "day";
    case Measure::Month:
      return "month";
    case Measure::Quarter:
      return "quarter";
    case Measure::Year:
      return "year";
  }
  return "";
}

std::optional<Date> later(Date date, std::int64_t count, Measure measure) {
  const std::optional<Date> found = shifted(date, count, measure);
  return found && in_calendar(*found) ? found : std::nullopt;
}

std::optional<Period> ending_on(Date last, std::int64_t count, Measure measure) {
  const std::optional<Date> first = shifted({last.days + 1}, -count, measure);
  if (!first || !in_calendar(*first)) return std::nullopt;
  return Period{*first, last};
}

std::optional<Period> starting_on(Date first, std::int64_t count, Measure measure) {
  const std::optional<Date> next = shifted(first, count, measure);
  if (!next || !in_calendar({next->days - 1})) return std::nullopt;
  return Period{first, {next->days - 1}};
}

Period calendar_part(Date date, Measure measure) {
  if (measure == Measure::Day) return {date, date};
  const std::int64_t months = months_in(measure), month = month_of(to_civil(date));
  const std::int64_t from = month - month % months;
  return {*start_of_month(from), {start_of_month(from + months)->days - 1}};
}

std::int64_t elapsed(Date from, Date to, Measure measure) {
  if (measure == Measure::Day) return std::int64_t{to.days} - from.days;
  const std::int64_t most = (month_of(to_civil(to)) - month_of(to_civil(from))) / months_in(measure);
  const std::optional<Date> reached = shifted(from, most, measure);
  return reached && *reached <= to ? most : most - 1;
}

std::int64_t days_of(const Period& period) { return std::int64_t{period.last.days} - period.first.days + 1; }

std::optional<Period> overlap(const Period& a, const Period& b) {
  if (!a.overlaps(b)) return std::nullopt;
  return Period{std::max(a.first, b.first), std::min(a.last, b.last)};
}

}  // namespace meruit::calendar
