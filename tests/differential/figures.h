// What the makers of figures share.
#pragma once

#include "number/rational.h"
#include "world.h"

namespace meruit::differential {

// Dates of blocks: the first before every date the texts name. Without `inside` none falls into the term.
[[nodiscard]] std::vector<std::string> block_dates(World&, bool inside);
// Of a cell; with `words`, perhaps one that is no number.
[[nodiscard]] Type cell_type(World&, bool words);
// A cell: a literal, a sum of literals, or nothing published. With a unit declared, the number may be bare.
[[nodiscard]] Node cell(World&, const Type&, bool bare, int unpublished);
// As cell; or no limit, or one that is not known, which the symbol then says of itself.
[[nodiscard]] Node limit_cell(World&, Symbol&, const Type&, bool bare, int unpublished, int absent);
// What stands after `in`, and whether it stands there.
[[nodiscard]] std::string declared(World&, const Type&, bool always);
[[nodiscard]] std::string title(World&);
[[nodiscard]] std::string edge_text(const Rational& edge, const Factors&, bool share);

}  // namespace meruit::differential
