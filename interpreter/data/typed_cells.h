// Columns of plain values being built cell by cell, and casts of columns that come typed: whole numbers, decimals,
// dates and yes/no.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/arrow_table.h"
#include "data/number_builder.h"
#include "data/problem.h"
#include "data/relation.h"

namespace meruit::data {

template <class T>
class CellBuilder {
 public:
  explicit CellBuilder(std::size_t rows) { values_.reserve(rows); }

  void add(T value) { values_.push_back(value); }
  void add_missing() {
    present_.resize(values_.size(), 1);
    present_.push_back(0);
    values_.push_back(T{});
  }

  [[nodiscard]] const std::vector<T>& values() const { return values_; }
  // One byte a row, or empty when all are present.
  [[nodiscard]] std::vector<std::uint8_t> take_present() {
    if (!present_.empty()) present_.resize(values_.size(), 1);
    return std::move(present_);
  }

  // Dates and words. The builder is spent afterwards, as by every finish.
  [[nodiscard]] Column finish_ordinals(check::TypeKind kind) {
    Column column = owned(kind);
    column.ordinals = static_cast<const Storage*>(column.owner.get())->values;
    return column;
  }
  [[nodiscard]] Column finish_yes() {
    Column column = owned(check::TypeKind::YesNo);
    column.yes = static_cast<const Storage*>(column.owner.get())->values;
    return column;
  }
  // The texts lie in `table`.
  [[nodiscard]] Column finish_texts(std::shared_ptr<const ArrowTable> table) {
    Column column = owned(check::TypeKind::Text, std::move(table));
    column.texts = static_cast<const Storage*>(column.owner.get())->values;
    return column;
  }

 private:
  struct Storage {
    std::vector<T> values;
    std::vector<std::uint8_t> present;
    std::shared_ptr<const ArrowTable> table;
  };

  Column owned(check::TypeKind kind, std::shared_ptr<const ArrowTable> table = nullptr) {
    auto present = take_present();
    auto storage = std::make_shared<Storage>(Storage{std::move(values_), std::move(present), std::move(table)});
    Column column;
    column.kind = kind;
    column.present = storage->present;
    column.owner = std::move(storage);
    return column;
  }

  std::vector<T> values_;
  std::vector<std::uint8_t> present_;  // as far as the last missing one
};

class PeriodBuilder {
 public:
  explicit PeriodBuilder(std::size_t rows) : firsts_(rows), lasts_(rows) {}
  void add(const calendar::Period& period) {
    firsts_.add(period.first.days);
    lasts_.add(period.last.days);
  }
  void add_missing() {
    firsts_.add_missing();
    lasts_.add_missing();
  }
  [[nodiscard]] Column finish();

 private:
  CellBuilder<std::int32_t> firsts_, lasts_;
};

// "2021-04-01 to 2021-12-31" or "2021-04-01/2021-12-31".
[[nodiscard]] std::optional<calendar::Period> read_period(std::string_view text);

// The file's texts for an input that takes one of a few: the mapping's codes, a list's words, yes and no. Empty for
// other inputs.
[[nodiscard]] std::vector<std::pair<std::string, check::Value>> codes_of(const check::Model&, const check::Input&);

// A column from positions in `codes`.
[[nodiscard]] Column values_of(check::TypeKind, const std::vector<std::pair<std::string, check::Value>>& codes,
                               CellBuilder<std::int32_t>& positions);

[[nodiscard]] Column cast_typed(const check::Model&, const check::Input&, const std::shared_ptr<const ArrowTable>&,
                                const ArrowColumn&, Problems&);

}  // namespace meruit::data
