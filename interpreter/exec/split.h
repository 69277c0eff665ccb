// Parts of one amount: the weights of all records gathered from the partitions, in the order of the rows, then shared
// out at once.
#pragma once

#include "exec/frame.h"

namespace meruit::exec {

struct Weight {
  Integer n, d = 1;  // times the split's scale
};

// Appends those of the frame's rows.
template <class W>
void add_weights(const plan::Split&, const Frame<W>&, std::vector<Weight>&);

// The parts of all rows, or the fault of all. `pool` and `total` as plan::Split says.
[[nodiscard]] SlotValue share_out(const plan::Split&, const std::vector<Weight>&, const SlotValue& pool,
                                  const SlotValue& total, const data::Relation&);

}  // namespace meruit::exec
