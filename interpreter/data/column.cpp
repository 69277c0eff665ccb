// One column's value at one row, and owned columns from plain outcomes. Numbers take the narrowest of the three
// widths that holds every numerator over the common denominator of the column.
#include <limits>

#include "data/relation.h"

namespace meruit::data {

namespace {

namespace bmp = boost::multiprecision;
using check::Absence;
using check::Outcome;
using check::TypeKind;
using check::Value;

// What an owned column's spans view.
struct Storage {
  std::vector<std::int64_t> i64;
  std::vector<__int128> i128;
  std::vector<std::uint8_t> yes, present;
  std::vector<std::int32_t> ordinals, lasts;
  std::vector<std::string> texts;
  std::vector<std::string_view> views;
};

bool fits(const Integer& value, unsigned bits) {
  const Integer limit = Integer(1) << (bits - 1);
  return -limit <= value && value < limit;
}

Value number_at(const Column& column, std::size_t row) {
  if (!column.i64.empty()) return Rational(Integer(column.i64[row]), column.denominator);
  if (!column.i128.empty()) return Rational(Integer(column.i128[row]), column.denominator);
  return Rational(column.big[row], column.denominator);
}

void fill_numbers(Column& column, Storage& storage, const std::vector<Outcome>& outcomes) {
  column.denominator = 1;
  for (const Outcome& outcome : outcomes)
    if (const Value* value = std::get_if<Value>(&outcome))
      column.denominator = bmp::lcm(column.denominator, Integer(denominator(std::get<Rational>(*value))));
  bool narrow = true, middle = true;
  column.big.reserve(outcomes.size());
  for (const Outcome& outcome : outcomes) {
    const Value* value = std::get_if<Value>(&outcome);
    column.big.push_back(value ? Integer(numerator(std::get<Rational>(*value) * Rational(column.denominator)))
                               : Integer(0));
    narrow = narrow && fits(column.big.back(), 64);
    middle = middle && fits(column.big.back(), 128);
  }
  if (!middle) return;
  for (const Integer& n : column.big) {
    if (narrow)
      storage.i64.push_back(n.convert_to<std::int64_t>());
    else
      storage.i128.push_back(n.convert_to<__int128>());
  }
  column.big.clear();
  column.i64 = storage.i64;
  column.i128 = storage.i128;
}

void fill_other(Storage& storage, TypeKind kind, const Value* value) {
  switch (kind) {
    case TypeKind::Number:
      break;
    case TypeKind::YesNo:
      storage.yes.push_back(value && std::get<bool>(*value));
      break;
    case TypeKind::Text:
      storage.texts.push_back(value ? std::get<std::string>(*value) : std::string());
      break;
    case TypeKind::Date:
      storage.ordinals.push_back(value ? std::get<calendar::Date>(*value).days : 0);
      break;
    case TypeKind::Period:
      storage.ordinals.push_back(value ? std::get<calendar::Period>(*value).first.days : 0);
      storage.lasts.push_back(value ? std::get<calendar::Period>(*value).last.days : 0);
      break;
    case TypeKind::Row:  // no column holds rows
      break;
    case TypeKind::OneOf:
      storage.ordinals.push_back(value ? static_cast<std::int32_t>(std::get<check::Word>(*value).ordinal) : 0);
      break;
  }
}

}  // namespace

Outcome at(const Column& column, std::size_t row) {
  if (!column.present.empty() && column.present[row] == 0) return Absence::Missing;
  switch (column.kind) {
    case TypeKind::Number:
      return number_at(column, row);
    case TypeKind::YesNo:
      return Value(column.yes[row] != 0);
    case TypeKind::Text:
      return Value(std::string(column.texts[row]));
    case TypeKind::Date:
      return Value(calendar::Date{column.ordinals[row]});
    case TypeKind::Period:
      return Value(calendar::Period{{column.ordinals[row]}, {column.lasts[row]}});
    case TypeKind::Row:
      break;
    case TypeKind::OneOf:
      return Value(check::Word{static_cast<std::uint32_t>(column.ordinals[row])});
  }
  return Absence::Missing;
}

Column with_unreadable(Column column, std::vector<std::uint8_t> rows) {
  struct Both {
    std::shared_ptr<const void> column;
    std::vector<std::uint8_t> rows;
  };
  if (rows.empty()) return column;
  auto both = std::make_shared<Both>(Both{std::move(column.owner), std::move(rows)});
  column.unreadable = both->rows;
  column.owner = std::move(both);
  return column;
}

Column make_column(TypeKind kind, const std::vector<Outcome>& outcomes) {
  auto storage = std::make_shared<Storage>();
  Column column;
  column.kind = kind;
  if (kind == TypeKind::Number) fill_numbers(column, *storage, outcomes);
  bool all_present = true;
  for (const Outcome& outcome : outcomes) {
    const Value* value = std::get_if<Value>(&outcome);
    fill_other(*storage, kind, value);
    storage->present.push_back(value != nullptr);
    all_present = all_present && value != nullptr;
  }
  storage->views.assign(storage->texts.begin(), storage->texts.end());
  column.yes = storage->yes;
  column.ordinals = storage->ordinals;
  column.lasts = storage->lasts;
  column.texts = storage->views;
  if (!all_present) column.present = storage->present;
  column.owner = std::move(storage);
  return column;
}

}  // namespace meruit::data
