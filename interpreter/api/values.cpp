#include "api/values.h"

namespace meruit::api {

namespace {

std::string word(const check::Model& model, const check::Type& type, check::Word value) {
  return model.lists[type.list.index].words[value.ordinal];
}

}  // namespace

bool is_money(const check::Model& model, const check::Type& type) {
  const auto& factors = type.unit.factors;
  return type.kind == check::TypeKind::Number && type.unit.scale == 1 && factors.size() == 1 &&
         factors.front().first == model.currency && factors.front().second == 1;
}

std::string plain(const check::Model& model, const check::Type& type, const check::Value& value) {
  if (const auto* number = std::get_if<Rational>(&value)) return number::to_plain(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<calendar::Date>(&value)) return calendar::to_text(*date);
  if (const auto* period = std::get_if<calendar::Period>(&value)) return calendar::to_text(*period);
  return word(model, type, std::get<check::Word>(value));
}

std::string human(const check::Model& model, const check::Type& type, const check::Value& value) {
  const auto* number = std::get_if<Rational>(&value);
  if (number == nullptr) return plain(model, type, value);
  if (!is_money(model, type)) return number::to_grouped(*number);
  const bool negative = *number < 0;
  return (negative ? "-$" : "$") + number::to_grouped(negative ? Rational(-*number) : *number, 2);
}

std::string human(const check::Model& model, const check::Type& type, const check::Outcome& outcome) {
  if (const auto* value = std::get_if<check::Value>(&outcome)) return human(model, type, *value);
  if (const auto* fault = std::get_if<check::Fault>(&outcome))
    return std::string("a fault: ") + check::text(fault->kind);
  return "missing";
}

}  // namespace meruit::api
