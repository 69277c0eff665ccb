// Columns shared by neighbouring rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/gaps.h"
#include "syntax/layout.h"

namespace meruit::syntax {

// A row as settled by its neighbours, without its indent.
struct Aligned {
  std::string label;  // with the blanks up to the shared column; empty: no column is shared
  std::string line;   // the whole row on one line; empty where it is to be wrapped (too long, or to be broken)
};

// `broken`: rows with comments inside, or with line ends of the writer's own that stay.
[[nodiscard]] std::vector<Aligned> align(std::string_view text, const Words&, const std::vector<Row>&,
                                         const std::vector<bool>& broken, const std::vector<Gap>&);

}  // namespace meruit::syntax
