// Folds over all records: rows of a batch into a partial state. Exact, so neither the cut into partitions nor the order
// of merging can be seen.
#pragma once

#include "exec/frame.h"
#include "exec/states.h"

namespace meruit::exec {

// Adds the frame's rows, which are `frame.first_row` and those behind it of the relation.
template <class W>
void add_rows(const plan::Fold&, const Frame<W>&, FoldState&);

}  // namespace meruit::exec
