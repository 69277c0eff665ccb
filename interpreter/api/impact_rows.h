// Of a comparison that sets wrong rows apart: which rows of either side are compared.
#pragma once

#include <vector>

#include "api/amounts.h"
#include "meruit/impact.h"

namespace meruit::api {

// One side's data, and the rows of it that are left out; null: none are looked for.
struct ImpactData {
  const Table* table = nullptr;
  std::vector<bool> apart = {};
  bool sets_apart = false;

  [[nodiscard]] const std::vector<bool>* left_out() const { return sets_apart ? &apart : nullptr; }
};

// What each side is asked, with its expectations, about what a run would give: rows that would be wrong there are set
// apart, on both sides, with all rows of the same keys. Fails where no row is left of a side that has any. Rows from
// which something cannot be worked out are as they should be.
//
// One file for both sides belongs to the side whose expectations fewer rows fail, the old one where neither is: it is
// held against these alone.
[[nodiscard]] Result<void> set_rows_apart(const Asked& before, const Asked& after, ImpactData& old_data,
                                          ImpactData& new_data, Impact&);

}  // namespace meruit::api
