// Folds over all records: rows of a batch into a partial state. Exact, so neither the cut into partitions nor the order
// of merging can be seen.
#pragma once

#include "exec/frame.h"
#include "exec/range.h"
#include "exec/states.h"

namespace meruit::exec {

// Adds these rows of the frame, counted from its first, which is row `frame.first_row` of the relation.
template <class W>
void add_rows(const plan::Fold&, const Frame<W>&, Range, FoldState&);

}  // namespace meruit::exec
