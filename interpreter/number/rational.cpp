// Exact numbers from and to text. Decimal text is read as a whole number over a power of ten; a number is written
// as a decimal when its reduced denominator has no prime factor but 2 and 5, and as a fraction otherwise.
#include "number/rational.h"

#include <algorithm>
#include <utility>

namespace meruit::number {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// Digits only. A leading zero would otherwise be read as octal by cpp_int.
Integer integer_from_digits(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? Integer(0) : Integer(std::string(digits.substr(first)));
}

// The value of `whole.fraction`, each made of digits, fraction possibly empty.
Rational decimal_value(bool negative, std::string_view whole, std::string_view fraction) {
  Integer digits = integer_from_digits(std::string(whole) + std::string(fraction));
  if (negative) digits = -digits;
  return Rational(digits, power_of_ten(static_cast<unsigned>(fraction.size())));
}

// Removes the commas of `1,234,567`; nullopt when a group is not of exactly three digits (the first: one to three).
std::optional<std::string> without_groups(std::string_view whole) {
  if (whole.find(',') == std::string_view::npos) return std::string(whole);
  std::string digits;
  bool first = true;
  while (true) {
    const std::size_t comma = whole.find(',');
    const std::string_view group = whole.substr(0, comma);
    const bool fits = first ? !group.empty() && group.size() <= 3 : group.size() == 3;
    if (!fits || !all_digits(group)) return std::nullopt;
    digits += group;
    if (comma == std::string_view::npos) return digits;
    whole.remove_prefix(comma + 1);
    first = false;
  }
}

std::optional<Rational> parse(std::string_view text, bool grouped) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole_text = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (point != std::string_view::npos && !all_digits(fraction)) return std::nullopt;
  const std::optional<std::string> whole = grouped ? without_groups(whole_text) : std::string(whole_text);
  if (!whole || !all_digits(*whole)) return std::nullopt;
  return decimal_value(negative, *whole, fraction);
}

// How often the prime divides the number, which it divides out.
int take_out(Integer& number, unsigned prime) {
  int count = 0;
  Integer quotient;
  Integer remainder;
  while (true) {
    boost::multiprecision::divide_qr(number, Integer(prime), quotient, remainder);
    if (remainder != 0) return count;
    number = quotient;
    ++count;
  }
}

// The digits of |value| before and after the point; the value must have `places` decimals or fewer.
std::pair<std::string, std::string> split_decimal(const Rational& value, int places) {
  const Integer scaled = abs(numerator(value)) * power_of_ten(static_cast<unsigned>(places)) / denominator(value);
  std::string digits = to_digits(scaled);
  const auto wanted = static_cast<std::size_t>(places) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  const std::size_t point = digits.size() - static_cast<std::size_t>(places);
  return {digits.substr(0, point), digits.substr(point)};
}

std::string with_groups(const std::string& digits) {
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) result += ',';
    result += digits[i];
  }
  return result;
}

// The digits of 0 <= value < 10^count, with zeros before it: the upper ones and the lower ones by themselves.
void add_digits(const Integer& value, std::size_t count, std::string& text) {
  constexpr std::size_t kFew = 10'000;
  if (count <= kFew) {
    const std::string digits = value.str();
    text.append(count - digits.size(), '0').append(digits);
    return;
  }
  Integer upper, lower;
  boost::multiprecision::divide_qr(value, power_of_ten(static_cast<unsigned>(count / 2)), upper, lower);
  add_digits(upper, count - count / 2, text);
  add_digits(lower, count / 2, text);
}

std::string sign_of(const Rational& value) { return value < 0 ? "-" : ""; }

}  // namespace

std::optional<Rational> parse_decimal(std::string_view text) { return parse(text, false); }

std::optional<Rational> parse_grouped_decimal(std::string_view text) { return parse(text, true); }

std::string to_plain(const Rational& value) {
  const std::optional<int> places = decimal_places(value);
  if (!places) return to_digits(numerator(value)) + "/" + to_digits(denominator(value));
  const auto [whole, fraction] = split_decimal(value, *places);
  return sign_of(value) + whole + (fraction.empty() ? "" : "." + fraction);
}

std::string to_grouped(const Rational& value, int places) {
  const std::optional<int> own = decimal_places(value);
  if (!own) {
    return sign_of(value) + with_groups(to_digits(abs(numerator(value)))) + "/" +
           with_groups(to_digits(denominator(value)));
  }
  const auto [whole, fraction] = split_decimal(value, std::max(*own, places));
  return sign_of(value) + with_groups(whole) + (fraction.empty() ? "" : "." + fraction);
}

std::optional<int> decimal_places(const Rational& value) {
  Integer rest = denominator(value);
  const int twos = take_out(rest, 2);
  const int fives = take_out(rest, 5);
  if (rest != 1) return std::nullopt;
  return std::max(twos, fives);
}

std::string to_digits(const Integer& value) {
  constexpr unsigned kShort = 30'000;  // bits
  if (value == 0 || msb(Integer(abs(value))) < kShort) return value.str();
  // log10(2) is less than 0.30103.
  const std::size_t most = static_cast<std::size_t>(msb(Integer(abs(value))) + 1) * 30'103 / 100'000 + 1;
  std::string digits;
  add_digits(abs(value), most, digits);
  digits.erase(0, digits.find_first_not_of('0'));
  return (value < 0 ? "-" : "") + digits;
}

Integer power_of_ten(unsigned exponent) { return boost::multiprecision::pow(Integer(10), exponent); }

}  // namespace meruit::number
