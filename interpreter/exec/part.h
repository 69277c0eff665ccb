// One partition: neighbouring rows of a root, which lies below nothing, and, of every relation below it, the rows that
// lie below them; and the columns that its passes have made so far.
#pragma once

#include <span>
#include <vector>

#include "data/relation.h"
#include "exec/kept.h"
#include "exec/range.h"

namespace meruit::exec {

struct Part {
  std::span<const data::Relation> relations;  // all rows, by RelationId
  std::vector<Range> rows;                    // those of the partition, by RelationId; none of other trees
  std::vector<Kept> columns;                  // by plan::ColumnId
};

// What lies below what, as rows are dealt out.
struct Tree {
  std::span<const data::Relation> relations;
  std::span<const check::RelationId> parents;  // by relation: what it lies below; none: nothing
  check::RelationId root;
};

// By relation: these rows of the root and all that lie below them; no rows of what does not lie below the root.
[[nodiscard]] std::vector<Range> rows_below(const Tree&, Range roots);

// Of the root and what lies below it.
[[nodiscard]] std::size_t count_below(const Tree&, Range roots);

// The root's rows in at most `parts` cuts, such that about as many rows of all relations together lie below each.
[[nodiscard]] std::vector<Range> cut_roots(const Tree&, std::size_t parts);

// For each of the part's rows of one relation, and for the row after them: the first row of another below it.
[[nodiscard]] std::vector<std::uint32_t> first_below(const Part&, std::span<const check::RelationId> parents,
                                                     check::RelationId of, check::RelationId lowest);

}  // namespace meruit::exec
