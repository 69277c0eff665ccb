// A bound column read in the way an Input says: every cell becomes a value, an absence, or a problem that says what
// was found and what was expected. Text is cast cell by cell; numbers, dates and yes/no that are already typed are
// taken as they are, whole numbers in place where the memory allows it.
#pragma once

#include <memory>

#include "data/arrow_table.h"
#include "data/problem.h"
#include "data/relation.h"

namespace meruit::data {

// The column keeps `table` alive where it views its memory. After a problem its value is 0, "" or no.
[[nodiscard]] Column cast(const check::Model&, const check::Input&, const std::shared_ptr<const ArrowTable>& table,
                          const ArrowColumn&, Problems&);

// What a cell of this input must be, as messages say it: "an amount such as 1250.07".
[[nodiscard]] std::string expected(const check::Model&, const check::Input&);

}  // namespace meruit::data
