#include "check/plain_values.h"

#include <algorithm>

namespace meruit::check {

namespace {

std::vector<Value> plain_numbers(const Builder& b, ExprId source, const std::vector<Rational>& edges) {
  static const std::vector<Rational> steps{0, -1, 1, Rational(-1, 2), Rational(1, 2)};
  static const std::vector<Rational> plain{100, 1, 1000, 10, 2, 0, -1, -100, Rational(1, 2)};
  std::vector<Rational> candidates;
  for (const Rational& edge : edges)
    for (const Rational& step : steps) candidates.push_back(edge + step);
  candidates.insert(candidates.end(), plain.begin(), plain.end());
  if (const Expr& expr = b.expr(source); expr.op == Op::Field) {
    const Constraints& limits = b.model.fields[expr.index].constraints;
    if (limits.from) candidates.push_back(*limits.from);
    if (limits.to) candidates.push_back(*limits.to);
  }
  std::vector<Value> values;
  for (Rational& candidate : candidates)
    if (allowed(b, source, candidate)) values.emplace_back(std::move(candidate));
  return values;
}

}  // namespace

bool allowed(const Builder& b, ExprId source, const Rational& value) {
  const Expr& expr = b.expr(source);
  if (expr.op != Op::Field) return true;
  const Constraints& limits = b.model.fields[expr.index].constraints;
  if (limits.whole && denominator(value) != 1) return false;
  if ((limits.from && value < *limits.from) || (limits.to && value > *limits.to)) return false;
  if (!limits.places) return true;
  const auto places = number::decimal_places(value);
  return places && *places <= *limits.places;
}

std::vector<Value> plain_values(const Builder& b, ExprId source, const std::vector<Rational>& edges) {
  constexpr std::size_t kMostWords = 8;
  const Type& type = b.type(source);
  const calendar::Period year =
      b.model.term.value_or(calendar::Period{*calendar::parse_date("2024-01-01"), *calendar::parse_date("2024-12-31")});
  std::vector<Value> values;
  switch (type.kind) {
    case TypeKind::Number:
      return plain_numbers(b, source, edges);
    case TypeKind::YesNo:
      return {false, true};
    case TypeKind::Text:
      return {std::string("A")};
    case TypeKind::Date:
      return {year.first, year.last, calendar::Date{year.first.days - 1}, calendar::Date{year.last.days + 1}};
    case TypeKind::Period:
      return {year};
    case TypeKind::Row:
      break;
    case TypeKind::OneOf:
      for (std::uint32_t i = 0; i < std::min(b.model.lists[type.list.index].words.size(), kMostWords); ++i)
        values.emplace_back(Word{i});
      return values;
  }
  return values;
}

std::string another_text(const std::vector<std::string>& mentioned) {
  std::string text = "A";
  while (std::find(mentioned.begin(), mentioned.end(), text) != mentioned.end()) text += "A";
  return text;
}

}  // namespace meruit::check
