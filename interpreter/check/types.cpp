// Types as written to types, and types to words.
#include "check/types.h"

#include <algorithm>

namespace meruit::check {

namespace {

// `member-months` is a member times a month; the names of a unit are kept singular.
number::Unit counted(std::string_view name) {
  number::Unit unit;
  while (!name.empty()) {
    const std::size_t hyphen = std::min(name.find('-'), name.size());
    number::Unit one;
    one.factors = {{number::singular(name.substr(0, hyphen)), 1}};
    unit = multiply(unit, one);
    name.remove_prefix(std::min(hyphen + 1, name.size()));
  }
  return unit;
}

}  // namespace

Type number_type(number::Unit unit) {
  Type type;
  type.unit = std::move(unit);
  return type;
}

Type money_type(const Builder& b) {
  number::Unit unit;
  unit.factors = {{b.currency, 1}};
  return number_type(std::move(unit));
}

Type plain_type(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

bool is_money(const Builder& b, const number::Unit& unit) {
  return std::any_of(unit.factors.begin(), unit.factors.end(),
                     [&](const auto& factor) { return factor.first == b.currency && factor.second == 1; });
}

bool same_words(const Builder& b, ListId x, ListId y) {
  if (x == y) return true;
  return x.given() && y.given() && b.model.lists[x.index].words == b.model.lists[y.index].words;
}

std::string words(const Builder& b, const number::Unit& unit) {
  return unit.plain() ? "a plain number" : number::to_words(unit, b.currency);
}

std::string words(const Builder& b, const Type& type) {
  switch (type.kind) {
    case TypeKind::Number:
      return words(b, type.unit);
    case TypeKind::YesNo:
      return "yes/no";
    case TypeKind::Text:
      return "text";
    case TypeKind::Date:
      return "a date";
    case TypeKind::Period:
      return "a period";
    case TypeKind::Row:
      return "a " + b.model.relations[type.rows.index].name;
    case TypeKind::OneOf:
      break;
  }
  const List& list = b.model.lists[type.list.index];
  if (list.name.find('.') == std::string::npos) return "a word of `" + list.name + "`";
  return "one of " + joined(list.words, "or");
}

number::Unit unit_of(const Builder& b, const ast::UnitText& text) {
  number::Unit unit;
  if (text.money) unit.factors = {{b.currency, 1}};
  for (const ast::Name& name : text.numerator)
    if (name.text != "number") unit = multiply(unit, counted(name.text));
  for (const ast::UnitText::Per& per : text.per) {
    number::Unit under = counted(per.name.text);
    under.scale = per.scale;
    unit = divide(unit, under);
  }
  return unit;
}

Type declared_type(Builder& b, ScopeId scope, const ast::UnitText& text) {
  if (!text.money && text.per.empty() && text.numerator.size() == 1) {
    const auto list = b.scope(scope).lists.find(text.numerator.front().text);
    if (list != b.scope(scope).lists.end()) {
      Type type = plain_type(TypeKind::OneOf);
      type.list = list->second;
      return type;
    }
  }
  return number_type(unit_of(b, text));
}

}  // namespace meruit::check
