// Of a comparison that sets wrong rows apart: which rows of either side are compared.
#pragma once

#include <vector>

#include "api/amounts.h"
#include "meruit/impact.h"

namespace meruit::api {

// One side's data by RelationId, and the rows of it that are left out, where any are looked for.
struct SideRows {
  const Table* table = nullptr;  // null: it is not given
  std::string digest = {};
  std::vector<bool> apart = {};
  bool astray = false;  // one that is wrong, on either side, lies below nobody knows which row
};
struct SideData {
  std::vector<SideRows> kinds;
  bool sets_apart = false;

  [[nodiscard]] std::vector<AskedRows> asked() const;
};
[[nodiscard]] bool same_files(const SideData&, const SideData&);

// What each side is asked, with its expectations, about what a run would give: rows that would be wrong there are set
// apart, on both sides, with all rows of the same keys, and
// of several kinds with what goes along with them above and below. Fails where no row is left of a side that has any.
// Rows from which something cannot be worked out are as they should be.
//
// One file for both sides belongs to the side whose expectations fewer rows fail, the old one where neither is: it is
// held against these alone.
[[nodiscard]] Result<void> set_rows_apart(const Asked& before, const Asked& after, SideData& old_data,
                                          SideData& new_data, Impact&);

// Outputs of a side that depend on rows which were set apart, by name.
[[nodiscard]] std::vector<std::string> lacking_rows(const check::Model& settled, const SideData&, const Impact&);

}  // namespace meruit::api
