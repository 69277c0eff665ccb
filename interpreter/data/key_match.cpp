// Rows that ask in the order of the keys walk along them; others look in a table of hashes.
#include "data/key_match.h"

#include <algorithm>
#include <functional>
#include <string>

#include "budget/budget.h"
#include "number/fixed.h"

namespace meruit::data {

namespace {

namespace bmp = boost::multiprecision;
using check::TypeKind;

template <class T>
int compare_values(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

Integer numerator_at(const Column& column, std::size_t row) {
  if (!column.i64.empty()) return number::to_integer(column.i64[row]);
  if (!column.i128.empty()) return number::to_integer(column.i128[row]);
  return column.big[row];
}

// Held rows by the hashes of their keys: open addressing, at most half full.
class Table {
 public:
  Table(std::span<const KeyPart> parts, std::size_t rows) : parts_(parts) {
    std::size_t size = 16;
    while (size < 2 * rows) size *= 2;
    budget::take(size * sizeof(std::uint32_t));
    rows_.assign(size, kNoRow);
    for (std::size_t row = 0; row < rows; ++row) {
      budget::tick();
      std::size_t hash = 0;
      for (const KeyPart& part : parts_) hash = mixed(hash, part.hash_held(row));
      std::size_t at = hash & (size - 1);
      while (rows_[at] != kNoRow) at = (at + 1) & (size - 1);
      rows_[at] = static_cast<std::uint32_t>(row);
    }
  }
  ~Table() { budget::give(rows_.size() * sizeof(std::uint32_t)); }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  [[nodiscard]] std::uint32_t find(std::size_t asked) const {
    std::size_t hash = 0;
    for (const KeyPart& part : parts_) hash = mixed(hash, part.hash_asked(asked));
    for (std::size_t at = hash & (rows_.size() - 1); rows_[at] != kNoRow; at = (at + 1) & (rows_.size() - 1))
      if (holds(asked, rows_[at])) return rows_[at];
    return kNoRow;
  }

 private:
  static std::size_t mixed(std::size_t hash, std::size_t more) {
    std::uint64_t z = (hash ^ more) + 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  [[nodiscard]] bool holds(std::size_t asked, std::size_t row) const {
    for (const KeyPart& part : parts_)
      if (part.compare(asked, row) != 0) return false;
    return true;
  }

  std::span<const KeyPart> parts_;
  std::vector<std::uint32_t> rows_;
};

int compare_keys(std::span<const KeyPart> parts, std::size_t asked, std::size_t held) {
  for (const KeyPart& part : parts)
    if (const int order = part.compare(asked, held); order != 0) return order;
  return 0;
}

}  // namespace

KeyPart::KeyPart(const Column& asked, const Column& held) : asked_(asked), held_(held) {
  if (asked.kind != TypeKind::Number) return;
  const Integer common = bmp::lcm(asked.denominator, held.denominator);
  asked_times_ = common / asked.denominator;
  held_times_ = common / held.denominator;
  alike_ = asked_times_ == 1 && held_times_ == 1 && !asked.i64.empty() && !held.i64.empty();
}

int KeyPart::compare(std::size_t asked, std::size_t held) const {
  switch (asked_.kind) {
    case TypeKind::Number:
      if (alike_) return compare_values(asked_.i64[asked], held_.i64[held]);
      return compare_values(Integer(numerator_at(asked_, asked) * asked_times_),
                            Integer(numerator_at(held_, held) * held_times_));
    case TypeKind::YesNo:
      return compare_values(asked_.yes[asked], held_.yes[held]);
    case TypeKind::Text:
      return compare_values(asked_.texts[asked], held_.texts[held]);
    case TypeKind::Date:
    case TypeKind::OneOf:
    case TypeKind::Row:  // no column holds rows
      return compare_values(asked_.ordinals[asked], held_.ordinals[held]);
    case TypeKind::Period: {
      const int first = compare_values(asked_.ordinals[asked], held_.ordinals[held]);
      return first != 0 ? first : compare_values(asked_.lasts[asked], held_.lasts[held]);
    }
  }
  return 0;
}

std::size_t KeyPart::hash(const Column& column, const Integer& times, std::size_t row) {
  switch (column.kind) {
    case TypeKind::Number: {
      if (times == 1 && !column.i64.empty()) return std::hash<std::int64_t>()(column.i64[row]);
      const Integer value = numerator_at(column, row) * times;
      const auto narrow = number::to_int64(value);
      return narrow ? std::hash<std::int64_t>()(*narrow) : std::hash<std::string>()(value.str());
    }
    case TypeKind::YesNo:
      return column.yes[row];
    case TypeKind::Text:
      return std::hash<std::string_view>()(column.texts[row]);
    case TypeKind::Date:
    case TypeKind::OneOf:
    case TypeKind::Period:
    case TypeKind::Row:
      break;
  }
  return std::hash<std::int32_t>()(column.ordinals[row]);
}

std::vector<std::uint32_t> match_keys(std::span<const KeyPart> parts, std::size_t asking_rows, std::size_t held_rows,
                                      const std::vector<bool>& without) {
  std::vector<std::uint32_t> found(asking_rows, kNoRow);
  if (held_rows == 0) return found;
  const auto asks = [&](std::size_t row) {
    if (row < without.size() && without[row]) return false;
    return std::none_of(parts.begin(), parts.end(), [&](const KeyPart& part) { return part.is_missing(row); });
  };
  std::size_t row = 0, held = 0;
  for (; row < asking_rows; ++row) {
    budget::tick();
    if (!asks(row)) continue;
    int order = compare_keys(parts, row, held);
    // Keys before the last one found: the rows are in another order.
    if (order < 0 && held > 0 && compare_keys(parts, row, held - 1) <= 0) break;
    while (order > 0 && held + 1 < held_rows) order = compare_keys(parts, row, ++held);
    if (order == 0) found[row] = static_cast<std::uint32_t>(held);
  }
  if (row == asking_rows) return found;
  const Table table(parts, held_rows);
  for (; row < asking_rows; ++row) {
    budget::tick();
    if (asks(row)) found[row] = table.find(row);
  }
  return found;
}

}  // namespace meruit::data
