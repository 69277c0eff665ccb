// Reads the notation of general decimal arithmetic.
#include "decimal_text.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace meruit::suites {

namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<long> parse_exponent(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<DecimalText> parse_general_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t mark = text.find_first_of("eE");
  std::optional<long> exponent = 0;
  if (mark != std::string_view::npos) exponent = parse_exponent(text.substr(mark + 1));
  if (!exponent) return std::nullopt;
  const std::string_view digits = text.substr(0, mark);
  const std::size_t point = digits.find('.');
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
  const std::string all = std::string(digits.substr(0, point)) + std::string(fraction);
  if (all.empty() || !all_digits(all)) return std::nullopt;
  Integer coefficient = numerator(*number::parse_decimal(all));
  if (negative) coefficient = -coefficient;
  return DecimalText{coefficient, *exponent - static_cast<long>(fraction.size())};
}

Rational value_of(const DecimalText& decimal) {
  const Integer power = number::power_of_ten(static_cast<unsigned>(std::labs(decimal.exponent)));
  return decimal.exponent < 0 ? Rational(decimal.coefficient, power) : Rational(decimal.coefficient * power);
}

}  // namespace meruit::suites
