// Dates as days since 1970-01-01, converted by counting from 1 March, so that the leap day ends the year.
#include "calendar/date.h"

#include <array>
#include <cassert>

namespace meruit::calendar {

namespace {

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;
constexpr int kDaysInEra = 146'097;           // 400 years
constexpr int kEpochFromMarchZero = 719'468;  // days from 0000-03-01 to 1970-01-01

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

// A number at the front of text: at least `least`, at most `most` digits, which it takes off.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < most && is_digit(text[digits])) {
    value = value * 10 + (text[digits] - '0');
    ++digits;
  }
  if (digits < least) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

std::string padded(int value, std::size_t width) {
  const std::string digits = std::to_string(value);
  return std::string(width - digits.size(), '0') + digits;
}

}  // namespace

std::optional<Date> from_civil(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  const int march_year = month > 2 ? year : year - 1;  // never negative: year >= 1
  const int march_month = month > 2 ? month - 3 : month + 9;
  const int era = march_year / 400;
  const int year_of_era = march_year % 400;
  const int day_of_year = (153 * march_month + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return Date{era * kDaysInEra + day_of_era - kEpochFromMarchZero};
}

CivilDate to_civil(Date date) {
  const int days = date.days + kEpochFromMarchZero;
  assert(days >= 0);
  const int era = days / kDaysInEra;
  const int day_of_era = days % kDaysInEra;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int march_month = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * march_month + 2) / 5 + 1;
  const int month = march_month < 10 ? march_month + 3 : march_month - 9;
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day};
}

std::optional<Date> parse_date(std::string_view iso) {
  return iso.size() == 10 ? parse_date(iso, "YYYY-MM-DD") : std::nullopt;
}

std::optional<Date> parse_date(std::string_view text, std::string_view form) {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  while (!form.empty()) {
    if (form.starts_with("YYYY")) {
      if (!(year = take_number(text, 4, 4))) return std::nullopt;
      form.remove_prefix(4);
    } else if (form.starts_with("MM") || form.starts_with("DD")) {
      std::optional<int>& part = form.starts_with("MM") ? month : day;
      if (!(part = take_number(text, 1, 2))) return std::nullopt;
      form.remove_prefix(2);
    } else {
      if (text.empty() || text.front() != form.front()) return std::nullopt;
      text.remove_prefix(1);
      form.remove_prefix(1);
    }
  }
  if (!text.empty() || !year || !month || !day) return std::nullopt;
  return from_civil(*year, *month, *day);
}

std::string to_text(Date date) {
  const CivilDate civil = to_civil(date);
  return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2);
}

std::string to_text(const Period& period) { return to_text(period.first) + " to " + to_text(period.last); }

Period calendar_year(int year) {
  const std::optional<Date> first = from_civil(year, 1, 1);
  const std::optional<Date> last = from_civil(year, 12, 31);
  assert(first && last);
  return {*first, *last};
}

}  // namespace meruit::calendar
