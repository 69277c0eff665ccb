// Dates against a calendar that is counted day by day.
#include "calendar/date.h"

#include <doctest/doctest.h>

namespace meruit::calendar {

namespace {

int month_length(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

TEST_CASE("every day of 1600 to 2400 follows the day before it and reads back") {
  std::int32_t expected = from_civil(1600, 1, 1)->days;
  long wrong = 0;
  for (int year = 1600; year <= 2400; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= month_length(year, month); ++day) {
        const std::optional<Date> date = from_civil(year, month, day);
        const CivilDate back = to_civil(Date{expected});
        wrong += !date || date->days != expected || back.year != year || back.month != month || back.day != day ||
                 parse_date(to_text(*date)) != date;
        ++expected;
      }
      wrong += from_civil(year, month, month_length(year, month) + 1).has_value();
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("known days, and the ends of the calendar") {
  CHECK(from_civil(1970, 1, 1)->days == 0);
  CHECK(from_civil(2000, 3, 1)->days == 11'017);
  CHECK(from_civil(1969, 12, 31)->days == -1);
  CHECK(to_text(*from_civil(1, 1, 1)) == "0001-01-01");
  CHECK(to_text(*from_civil(9999, 12, 31)) == "9999-12-31");
  CHECK(from_civil(9999, 12, 31)->days - from_civil(1, 1, 1)->days + 1 == 3'652'059);
  for (const Date end : {*from_civil(1, 1, 1), *from_civil(9999, 12, 31)}) {
    const CivilDate civil = to_civil(end);
    CHECK(from_civil(civil.year, civil.month, civil.day) == end);
  }
}

TEST_CASE("days that do not exist are refused") {
  CHECK_FALSE(from_civil(0, 1, 1));
  CHECK_FALSE(from_civil(10'000, 1, 1));
  CHECK_FALSE(from_civil(-1, 1, 1));
  CHECK_FALSE(from_civil(2023, 0, 1));
  CHECK_FALSE(from_civil(2023, 13, 1));
  CHECK_FALSE(from_civil(2023, 1, 0));
  CHECK_FALSE(from_civil(2023, 2, 29));
  CHECK_FALSE(from_civil(1900, 2, 29));
  CHECK(from_civil(2000, 2, 29));
  CHECK(from_civil(2024, 2, 29));
  CHECK_FALSE(from_civil(2023, 4, 31));
}

TEST_CASE("dates are read in one form only") {
  CHECK(parse_date("2023-04-01") == from_civil(2023, 4, 1));
  for (const char* text :
       {"", "2023-4-1", "2023-04-1", "2023-04-01 ", " 2023-04-01", "20230401", "2023/04/01", "2023-13-01", "2023-02-29",
        "0000-01-01", "-023-04-01", "2023-04-0a", "+2023-04-1", "2023--4-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("dates of a file's own form") {
  CHECK(parse_date("04/01/2023", "MM/DD/YYYY") == from_civil(2023, 4, 1));
  CHECK(parse_date("4/1/2023", "MM/DD/YYYY") == from_civil(2023, 4, 1));
  CHECK(parse_date("20230401", "YYYYMMDD") == from_civil(2023, 4, 1));
  CHECK(parse_date("1.12.2023", "DD.MM.YYYY") == from_civil(2023, 12, 1));
  CHECK_FALSE(parse_date("13/01/2023", "MM/DD/YYYY"));
  CHECK_FALSE(parse_date("4/1/23", "MM/DD/YYYY"));
  CHECK_FALSE(parse_date("4/1/20233", "MM/DD/YYYY"));
  CHECK_FALSE(parse_date("4-1-2023", "MM/DD/YYYY"));
  CHECK_FALSE(parse_date("2023-04", "YYYY-MM"));
  CHECK_FALSE(parse_date("2023-04-01", ""));
}

TEST_CASE("periods hold both their ends") {
  const Period year = calendar_year(2023);
  CHECK(to_text(year) == "2023-01-01 to 2023-12-31");
  CHECK(year.contains(*from_civil(2023, 1, 1)));
  CHECK(year.contains(*from_civil(2023, 12, 31)));
  CHECK_FALSE(year.contains(*from_civil(2024, 1, 1)));
  CHECK(year.overlaps({*from_civil(2023, 12, 31), *from_civil(2024, 3, 1)}));
  CHECK_FALSE(year.overlaps(calendar_year(2024)));
  CHECK(calendar_year(2024).last.days - calendar_year(2024).first.days + 1 == 366);
}

}  // namespace

}  // namespace meruit::calendar
