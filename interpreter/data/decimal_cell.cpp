#include "data/decimal_cell.h"

#include <algorithm>
#include <string>

namespace meruit::data {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 18 digits always fit 63 bits: 10^18 < 2^63.
constexpr int kSmallDigits = 18;

DecimalRead read_wide(std::string_view digits, bool negative, std::uint64_t most, DecimalCell& out) {
  if (static_cast<std::uint64_t>(std::count_if(digits.begin(), digits.end(), is_digit)) > most) return DecimalRead::Bad;
  const auto value = number::parse_grouped_decimal(digits);
  if (!value) return DecimalRead::Bad;
  out.wide = negative ? Rational(-*value) : *value;
  return DecimalRead::Wide;
}

}  // namespace

DecimalRead read_decimal(std::string_view text, DecimalForm form, DecimalCell& out) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (form.dollars && !text.empty() && text.front() == '$') text.remove_prefix(1);
  if (form.percent && !text.empty() && text.back() == '%') text.remove_suffix(1);
  if (text.empty() || !is_digit(text.front())) return DecimalRead::Bad;

  std::int64_t mantissa = 0;
  int digits = 0;
  std::size_t i = 0;
  std::size_t group = 0;  // digits since the last comma
  bool grouped = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      if (++digits > kSmallDigits) return read_wide(text, negative, form.most_digits, out);
      mantissa = mantissa * 10 + (c - '0');
      ++group;
    } else if (c == ',') {
      if (grouped ? group != 3 : group > 3) return DecimalRead::Bad;
      grouped = true;
      group = 0;
    } else {
      break;
    }
  }
  if (grouped && group != 3) return DecimalRead::Bad;

  int places = 0;
  if (i < text.size()) {
    if (text[i] != '.' || i + 1 == text.size()) return DecimalRead::Bad;
    for (++i; i < text.size(); ++i) {
      if (!is_digit(text[i])) return DecimalRead::Bad;
      if (++digits > kSmallDigits) return read_wide(text, negative, form.most_digits, out);
      mantissa = mantissa * 10 + (text[i] - '0');
      ++places;
    }
  }
  out.mantissa = negative ? -mantissa : mantissa;
  out.places = places;
  return DecimalRead::Small;
}

}  // namespace meruit::data
