// Which row has a key: cells of one relation's columns compared with those of another's.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/relation.h"

namespace meruit::data {

// One part of a key: a column of each side, of one kind. Numbers are compared by value, whatever their denominators.
class KeyPart {
 public:
  KeyPart(const Column& asked, const Column& held);

  // -1, 0 or 1 as the cell asked for comes before the held one, is it, or comes after it.
  [[nodiscard]] int compare(std::size_t asked, std::size_t held) const;
  // The same for equal cells of both sides.
  [[nodiscard]] std::size_t hash_asked(std::size_t row) const { return hash(asked_, asked_times_, row); }
  [[nodiscard]] std::size_t hash_held(std::size_t row) const { return hash(held_, held_times_, row); }
  [[nodiscard]] bool is_missing(std::size_t asked) const {
    return !asked_.present.empty() && asked_.present[asked] == 0;
  }

 private:
  [[nodiscard]] static std::size_t hash(const Column&, const Integer& times, std::size_t row);

  const Column& asked_;
  const Column& held_;
  Integer asked_times_ = 1, held_times_ = 1;  // numbers: to one denominator
  bool alike_ = true;                         // numbers that need none of that, both in 64 bits
};

// For each row that asks, the row that holds its key; kNoRow where a part is missing or no row has it. `held_rows` are
// in the order of their keys, each key once. `without`: rows that ask for nothing, by row (may be shorter).
[[nodiscard]] std::vector<std::uint32_t> match_keys(std::span<const KeyPart>, std::size_t asking_rows,
                                                    std::size_t held_rows, const std::vector<bool>& without = {});

}  // namespace meruit::data
