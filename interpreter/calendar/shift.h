// Days and periods that are counted from others: whole days, months and years later or earlier, and what lies between.
// A month later is the same day of the month, or the last day of a month that lacks it.
#pragma once

#include "calendar/date.h"

namespace meruit::calendar {

enum class Measure : std::uint8_t { Day, Month, Quarter, Year };
[[nodiscard]] const char* word(Measure);  // "day"

// The day so many days, months or years later, or earlier where `count` is below zero. None outside the calendar.
[[nodiscard]] std::optional<Date> later(Date, std::int64_t count, Measure);
// So many days, months or years, one or more, of which this is the last or the first day. None outside the calendar.
[[nodiscard]] std::optional<Period> ending_on(Date last, std::int64_t count, Measure);
[[nodiscard]] std::optional<Period> starting_on(Date first, std::int64_t count, Measure);
// The calendar month, quarter or year that the day lies in.
[[nodiscard]] Period calendar_part(Date, Measure);
// The most whole days, months or years after `from` that end on or before `to`, which is not before `from`.
[[nodiscard]] std::int64_t elapsed(Date from, Date to, Measure);
// Both ends counted.
[[nodiscard]] std::int64_t days_of(const Period&);
// The days that lie in both; none where there are none.
[[nodiscard]] std::optional<Period> overlap(const Period&, const Period&);

}  // namespace meruit::calendar
