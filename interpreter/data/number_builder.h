// A column of numbers whose decimals are not known until its last cell is read: mantissas and places are kept, and
// brought to one power of ten at the end, in the narrowest of the column's three widths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "data/relation.h"
#include "number/rational.h"

namespace meruit::data {

class NumberBuilder {
 public:
  explicit NumberBuilder(std::size_t rows);

  void add(std::int64_t mantissa, int places) {
    mantissas_.push_back(mantissa);
    places_.push_back(static_cast<std::uint8_t>(places));
    if (places > most_places_) most_places_ = places;
  }
  // A finite decimal of any size; false, and nothing added, with more than 255 decimals.
  [[nodiscard]] bool add_wide(const Rational& value);
  void add_missing();

  // `divisor`: every value is divided by it (100 for percentages). The builder is empty afterwards.
  [[nodiscard]] Column finish(const Integer& divisor);

 private:
  struct Storage;
  [[nodiscard]] bool fill_narrow(Storage&) const;
  [[nodiscard]] bool fill_middle(Storage&) const;
  void fill_big(Column&) const;

  std::vector<std::int64_t> mantissas_;
  std::vector<std::uint8_t> places_;
  std::vector<std::pair<std::size_t, Rational>> wide_;
  std::vector<std::uint8_t> present_;  // as far as the last missing one; empty: none yet
  int most_places_ = 0;
};

}  // namespace meruit::data
