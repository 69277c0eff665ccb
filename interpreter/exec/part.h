// One partition: neighbouring rows of the root and, of every relation below it, the rows that lie below them; and the
// columns that its passes have made so far.
#pragma once

#include <span>
#include <vector>

#include "data/relation.h"
#include "exec/kept.h"
#include "exec/range.h"

namespace meruit::exec {

struct Part {
  std::span<const data::Relation> relations;  // all rows, by RelationId
  std::vector<Range> rows;                    // those of the partition, by RelationId
  std::vector<Kept> columns;                  // by plan::ColumnId
};

// What lies below what, as rows are dealt out.
struct Tree {
  std::span<const data::Relation> relations;
  std::vector<std::uint32_t> parents;  // by relation: the first parent's relation; kNone: none
  std::uint32_t root = 0;
  static constexpr std::uint32_t kNone = UINT32_MAX;
};

// By relation: these rows of the root and all that lie below them; all rows of what does not lie below the root.
[[nodiscard]] std::vector<Range> rows_below(const Tree&, Range roots);

// The root's rows in at most `parts` cuts, such that about as many rows of all relations together lie below each.
[[nodiscard]] std::vector<Range> cut_roots(const Tree&, std::size_t parts);

}  // namespace meruit::exec
