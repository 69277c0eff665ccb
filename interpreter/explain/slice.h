// The records that a derivation needs.
#pragma once

#include <cstddef>
#include <vector>

#include "check/model.h"
#include "data/relation.h"

namespace meruit::explain {

// Whether one of the rules, or something that it is made from, goes through all rows of a relation.
[[nodiscard]] bool needs_all_records(const check::Model&, const std::vector<check::RuleId>&);

// Rows of one relation that stand side by side: [first, last).
struct Stretch {
  std::size_t first = 0, last = 0;
  [[nodiscard]] bool contains(std::size_t row) const { return first <= row && row < last; }
};
// By RelationId: the row, those above it, and those below it. The records are arranged.
[[nodiscard]] std::vector<Stretch> family_of(const check::Model&, const data::Records&, check::RelationId,
                                             std::size_t row);
// The row that lies below no other, with all that lies below it: what values of the row can rest on.
[[nodiscard]] std::vector<Stretch> household_of(const check::Model&, const data::Records&, check::RelationId,
                                                std::size_t row);
// These rows alone, led to each other.
[[nodiscard]] data::Records slice(const check::Model&, const data::Records&, const std::vector<Stretch>&);

}  // namespace meruit::explain
