#include "cli/numbers.h"

namespace meruit::cli {

std::size_t decimals(std::string_view number) {
  const std::size_t point = number.find('.');
  return point == std::string_view::npos ? 0 : number.size() - point - 1;
}

bool is_fraction(std::string_view number) { return number.find('/') != std::string_view::npos; }
bool is_zero(std::string_view number) { return number == "0"; }
bool is_negative(std::string_view number) { return number.starts_with('-'); }

std::string grouped(std::string_view number, std::size_t places) {
  if (is_fraction(number)) return std::string(number);
  const bool negative = is_negative(number);
  if (negative) number.remove_prefix(1);
  const std::size_t point = number.find('.');
  const std::string_view whole = number.substr(0, point);
  std::string result = negative ? "-" : "";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) result += ',';
    result += whole[i];
  }
  const std::size_t own = decimals(number);
  if (own > 0) result += number.substr(point);
  if (own == 0 && places > 0) result += '.';
  if (own < places) result.append(places - own, '0');
  return result;
}

std::string counted(std::uint64_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

std::string readable(std::string_view number, bool money, bool has_unit) {
  const bool may_be_year = !has_unit && number.size() == 4 && number.find_first_not_of("0123456789") == number.npos;
  return may_be_year ? std::string(number) : grouped(number, money ? 2 : 0);
}

std::string aligned_to(std::string text, std::size_t most) {
  if (is_fraction(text) || most == 0) return text;
  // The point is as wide as a decimal.
  const std::size_t own = decimals(text);
  return text + std::string(most - own + (own == 0 ? 1 : 0), ' ');
}

}  // namespace meruit::cli
