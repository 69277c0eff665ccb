// A percentage written unlike its neighbours: 350 in a column of 0.03s, 0.4 in a column of 35s. The rule is one over
// the column, as docs/language.md states it; it never changes a value.
#pragma once

#include <vector>

#include "data/arrow_table.h"
#include "data/problem.h"
#include "data/relation.h"

namespace meruit::data {

// Of a column read `as percent` or `as fraction`, in every row, for which the contract declares no range. Cells that
// are certain to be wrong become problems, what may be right doubts.
void compare_neighbours(const check::Model&, const check::Input&, const ArrowColumn&, const Column&, Problems&,
                        std::vector<Problem>& doubts);

}  // namespace meruit::data
