#include "explain/amounts.h"

#include <algorithm>

#include "number/rounding.h"
#include "number/unit.h"

namespace meruit::explain {

namespace {

constexpr int kMostDecimals = 10;
constexpr unsigned kFewDecimals = 6;
constexpr unsigned kSmallest = 30;  // decimals

// Digits with commas, at least `places` decimals; `approximate` when digits had to be left out.
std::string digits(const Rational& value, int places, bool& approximate) {
  const auto decimals = number::decimal_places(value);
  if (decimals && *decimals <= kMostDecimals) return number::to_grouped(value, places);
  approximate = true;
  // Of a number that six decimals would call zero, its first digits.
  unsigned decimals_shown = kFewDecimals;
  while (value != 0 && value * number::power_of_ten(decimals_shown) < 1 && decimals_shown < kSmallest) ++decimals_shown;
  const Rational quantum(Integer(1), number::power_of_ten(decimals_shown));
  return number::to_grouped(number::round_to(value, quantum, number::RoundingMode::HalfEven), places);
}

// "money per member per month" without its first word; nullptr when it does not begin with money.
const char* after_money(const std::string& unit) {
  constexpr std::string_view kMoney = "money";
  return unit.starts_with(kMoney) ? unit.c_str() + kMoney.size() : nullptr;
}

// "visit" of one, otherwise "visits": the words before `per`.
std::string counted_unit(const std::string& unit, const Rational& number) {
  if (number != 1) return unit;
  const std::size_t per = std::min(unit.find(" per "), unit.size());
  return number::singular(unit.substr(0, per)) + unit.substr(per);
}

// A year is no quantity: it has no commas.
bool is_year_like(const Rational& number) { return denominator(number) == 1 && number >= 1900 && number <= 2100; }

std::string shown_number(const check::Model& model, const check::Type& type, bool percent, const Rational& number) {
  const bool negative = number < 0;
  const Rational size = negative ? Rational(-number) : number;
  const std::string unit = type.unit.plain() ? std::string() : number::to_words(type.unit, model.currency);
  bool approximate = false;
  std::string text;
  if (const char* rest = after_money(unit); rest != nullptr) {
    text = "$" + digits(size, 2, approximate) + rest;
  } else if (percent && unit.empty()) {
    text = digits(size * 100, 0, approximate) + "%";
  } else if (unit.empty() && is_year_like(number)) {
    text = number::to_plain(number);
  } else {
    text = digits(size, 0, approximate) + (unit.empty() ? "" : " " + counted_unit(unit, size));
  }
  return (approximate ? "≈ " : "") + std::string(negative ? "−" : "") + text;
}

}  // namespace

std::string exact(const check::Model& model, const check::Type& type, const check::Value& value) {
  if (const auto* number = std::get_if<Rational>(&value)) return number::to_plain(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<calendar::Date>(&value)) return calendar::to_text(*date);
  if (const auto* period = std::get_if<calendar::Period>(&value)) return calendar::to_text(*period);
  return model.lists[type.list.index].words[std::get<check::Word>(value).ordinal];
}

std::string shown(const check::Model& model, const check::Type& type, bool percent, const check::Value& value) {
  if (const auto* number = std::get_if<Rational>(&value)) return shown_number(model, type, percent, *number);
  if (const auto* text = std::get_if<std::string>(&value)) return "“" + *text + "”";
  return exact(model, type, value);
}

ExplainedValue explained(const check::Model& model, const check::Type& type, bool percent,
                         const check::Outcome& outcome) {
  ExplainedValue result;
  if (const auto* value = std::get_if<check::Value>(&outcome)) {
    result.exact = exact(model, type, *value);
    result.shown = shown(model, type, percent, *value);
  } else if (const auto* fault = std::get_if<check::Fault>(&outcome)) {
    result.fault = check::code(fault->kind);
    result.shown = "cannot be worked out";
  } else {
    result.missing = true;
    result.shown = type.waived ? "waived" : "missing";
  }
  return result;
}

ValueKind public_kind(check::TypeKind kind) {
  switch (kind) {
    case check::TypeKind::Number:
      return ValueKind::Number;
    case check::TypeKind::YesNo:
      return ValueKind::YesNo;
    case check::TypeKind::Text:
      return ValueKind::Text;
    case check::TypeKind::Date:
      return ValueKind::Date;
    case check::TypeKind::Period:
      return ValueKind::Period;
    case check::TypeKind::OneOf:
      return ValueKind::OneOf;
    case check::TypeKind::Row:  // no step's value is a row
      break;
  }
  return ValueKind::Text;
}

}  // namespace meruit::explain
