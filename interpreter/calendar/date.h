// Days of the proleptic Gregorian calendar, years 1 to 9999, and periods whose both ends are inside.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace meruit::calendar {

struct Date {
  std::int32_t days = 0;  // since 1970-01-01

  friend auto operator<=>(const Date&, const Date&) = default;
};

struct CivilDate {
  int year;
  int month;  // 1 to 12
  int day;    // 1 to 31
};

[[nodiscard]] std::optional<Date> from_civil(int year, int month, int day);  // nullopt: no such day
[[nodiscard]] CivilDate to_civil(Date date);
[[nodiscard]] std::optional<Date> parse_date(std::string_view iso);  // exactly YYYY-MM-DD
// `form` is made of MM, DD, YYYY and separators, e.g. "MM/DD/YYYY"; MM and DD take one or two digits.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text, std::string_view form);
[[nodiscard]] std::string to_text(Date date);  // YYYY-MM-DD

// first <= last always holds.
struct Period {
  Date first;
  Date last;

  [[nodiscard]] bool contains(Date date) const { return first <= date && date <= last; }
  [[nodiscard]] bool overlaps(const Period& other) const { return first <= other.last && other.first <= last; }
  friend bool operator==(const Period&, const Period&) = default;
};

[[nodiscard]] std::string to_text(const Period& period);  // "2021-04-01 to 2021-12-31"
[[nodiscard]] Period calendar_year(int year);

}  // namespace meruit::calendar
