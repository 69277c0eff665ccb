// Days and periods counted from others, against a calendar that is walked day by day and month by month.
#include "calendar/shift.h"

#include <doctest/doctest.h>

#include <vector>

namespace meruit::calendar {

namespace {

struct Day {
  int year, month, day;
  friend auto operator<=>(const Day&, const Day&) = default;
};

int length_of(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

Day next(Day day) {
  if (day.day < length_of(day.year, day.month)) return {day.year, day.month, day.day + 1};
  return day.month < 12 ? Day{day.year, day.month + 1, 1} : Day{day.year + 1, 1, 1};
}

// One month at a time; the day of the month is cut only at the end.
Day months_later(Day day, int count) {
  for (; count > 0; --count)
    day = day.month < 12 ? Day{day.year, day.month + 1, day.day} : Day{day.year + 1, 1, day.day};
  for (; count < 0; ++count)
    day = day.month > 1 ? Day{day.year, day.month - 1, day.day} : Day{day.year - 1, 12, day.day};
  day.day = std::min(day.day, length_of(day.year, day.month));
  return day;
}

Date date(Day day) { return *from_civil(day.year, day.month, day.day); }
Day day(Date date) {
  const CivilDate civil = to_civil(date);
  return {civil.year, civil.month, civil.day};
}
Date on(const char* text) { return *parse_date(text); }

// Every 11th day of the years around a century that has no leap day and one that has, and the days at the ends of
// months.
std::vector<Day> days() {
  std::vector<Day> found;
  int i = 0;
  for (const int from : {1897, 1998, 2095})
    for (Day at{from, 1, 1}; at.year < from + 7; at = next(at))
      if (++i % 11 == 0 || at.day >= 28 || at.day == 1) found.push_back(at);
  return found;
}

}  // namespace

TEST_CASE("days and months later and earlier, as they are counted one by one") {
  long wrong = 0, tried = 0;
  for (const Day from : days()) {
    Day walked = from;
    for (int count = 0; count <= 400; ++count, walked = next(walked)) {
      wrong += later(date(from), count, Measure::Day) != date(walked);
      wrong += later(date(walked), -count, Measure::Day) != date(from);
      const Period both{date(from), date(walked)};
      wrong += days_of(both) != count + 1 || elapsed(both.first, both.last, Measure::Day) != count;
      wrong += starting_on(both.first, count + 1, Measure::Day) != both;
      wrong += ending_on(both.last, count + 1, Measure::Day) != both;
      tried += 6;
    }
    for (int count = -40; count <= 40; ++count) {
      wrong += later(date(from), count, Measure::Month) != date(months_later(from, count));
      wrong += later(date(from), count, Measure::Quarter) != date(months_later(from, 3 * count));
      wrong += later(date(from), count, Measure::Year) != date(months_later(from, 12 * count));
    }
  }
  CHECK(tried > 100'000);
  CHECK(wrong == 0);
}

TEST_CASE("whole months and years are those whose last anniversary is not after the end") {
  long wrong = 0;
  for (const Day from : days()) {
    int months = 0;
    for (Day to = from; to.year < from.year + 3; to = next(to)) {
      while (months_later(from, months + 1) <= to) ++months;
      wrong += elapsed(date(from), date(to), Measure::Month) != months;
      wrong += elapsed(date(from), date(to), Measure::Year) != months / 12;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("periods by the month begin where the one before them ends") {
  long wrong = 0;
  for (const Day from : days()) {
    for (const int count : {1, 2, 3, 12, 25}) {
      const Period after = *starting_on(date(from), count, Measure::Month);
      wrong += after.first != date(from) || next(day(after.last)) != months_later(from, count);
      const Period before = *ending_on(date(from), count, Measure::Month);
      wrong += before.last != date(from) || day(before.first) != months_later(next(from), -count);
    }
    const Period month = calendar_part(date(from), Measure::Month);
    const Period quarter = calendar_part(date(from), Measure::Quarter);
    wrong += day(month.first) != Day{from.year, from.month, 1} || next(day(month.last)).day != 1;
    wrong += days_of(month) != length_of(from.year, from.month);
    wrong += day(quarter.first) != Day{from.year, from.month - (from.month - 1) % 3, 1};
    wrong += next(day(quarter.last)) != months_later(day(quarter.first), 3);
    wrong += calendar_part(date(from), Measure::Year) != calendar_year(from.year);
  }
  CHECK(wrong == 0);
}

TEST_CASE("the days that two periods share are those that lie in both") {
  const Date zero = on("2024-02-20");
  long wrong = 0;
  for (int a = 0; a < 12; ++a)
    for (int b = a; b < 12; ++b)
      for (int c = 0; c < 12; ++c)
        for (int d = c; d < 12; ++d) {
          const Period p{{zero.days + a}, {zero.days + b}}, q{{zero.days + c}, {zero.days + d}};
          int shared = 0;
          for (int i = 0; i < 12; ++i) shared += p.contains({zero.days + i}) && q.contains({zero.days + i}) ? 1 : 0;
          const std::optional<Period> both = overlap(p, q);
          wrong += both.has_value() != (shared > 0) || (both && days_of(*both) != shared);
          wrong += both && !(p.contains(both->first) && q.contains(both->first) && p.contains(both->last));
        }
  CHECK(wrong == 0);
}

TEST_CASE("the ends of months, and of the calendar") {
  CHECK(later(on("2024-01-31"), 1, Measure::Month) == on("2024-02-29"));
  CHECK(later(on("2023-01-31"), 1, Measure::Month) == on("2023-02-28"));
  CHECK(later(on("2024-02-29"), 1, Measure::Year) == on("2025-02-28"));
  CHECK(later(on("2024-02-29"), -4, Measure::Year) == on("2020-02-29"));
  CHECK(elapsed(on("2020-02-29"), on("2021-02-28"), Measure::Year) == 1);
  CHECK(ending_on(on("2021-12-31"), 12, Measure::Month) == Period{on("2021-01-01"), on("2021-12-31")});
  CHECK(starting_on(on("2024-01-31"), 1, Measure::Month) == Period{on("2024-01-31"), on("2024-02-28")});

  CHECK_FALSE(later(on("9999-12-31"), 1, Measure::Day));
  CHECK_FALSE(later(on("0001-01-01"), -1, Measure::Day));
  CHECK_FALSE(later(on("9999-12-31"), 1, Measure::Month));
  CHECK_FALSE(later(on("0001-01-31"), -1, Measure::Month));
  CHECK_FALSE(later(on("2024-01-01"), 9'000'000'000'000, Measure::Year));
  CHECK_FALSE(later(on("2024-01-01"), -9'000'000'000'000, Measure::Day));
  CHECK_FALSE(later(on("2024-01-01"), 3'000'000, Measure::Year));
  CHECK(ending_on(on("9999-12-31"), 12, Measure::Month) == Period{on("9999-01-01"), on("9999-12-31")});
  CHECK(ending_on(on("9999-12-31"), 1, Measure::Day) == Period{on("9999-12-31"), on("9999-12-31")});
  CHECK(starting_on(on("9999-12-01"), 1, Measure::Month) == Period{on("9999-12-01"), on("9999-12-31")});
  CHECK_FALSE(starting_on(on("9999-12-02"), 1, Measure::Month));
  CHECK(starting_on(on("9999-12-31"), 1, Measure::Day) == Period{on("9999-12-31"), on("9999-12-31")});
  CHECK(ending_on(on("0001-01-31"), 1, Measure::Month) == Period{on("0001-01-01"), on("0001-01-31")});
  CHECK_FALSE(ending_on(on("0001-01-31"), 2, Measure::Month));
  CHECK(elapsed(on("0001-01-01"), on("9999-12-31"), Measure::Year) == 9998);
  CHECK(calendar_part(on("9999-11-05"), Measure::Quarter) == Period{on("9999-10-01"), on("9999-12-31")});
  CHECK(calendar_part(on("0001-02-05"), Measure::Quarter) == Period{on("0001-01-01"), on("0001-03-31")});
}

}  // namespace meruit::calendar
