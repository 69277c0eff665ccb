// One stage over one partition of the records: any cut of them. The partial states of all partitions merge to the
// stage's; its overall section then fills the slots that later stages read. Threads use exactly this, as will
// whatever else deals out partitions.
#pragma once

#include <vector>

#include "exec/fold.h"
#include "exec/range.h"
#include "exec/run.h"
#include "exec/split.h"

namespace meruit::exec {

// What a partition yields: states that merge, and what belongs to its own rows.
struct Partial {
  std::vector<FoldState> folds;              // by position in the stage's folds
  std::vector<std::vector<Weight>> weights;  // by position in the stage's splits
  std::vector<std::vector<Chunk>> outputs;   // by position in the plan's outputs; of this stage's row outputs
  struct Found {
    std::uint32_t order;
    check::Violation violation;
  };  // order: of the plan::Check
  std::vector<Found> violations;
};

[[nodiscard]] Partial run_partition(const plan::Plan&, std::uint32_t stage, const data::Relation&,
                                    const std::vector<SlotValue>& slots, Range, const Settings&);

// Associative and commutative in the folds.
void merge(const plan::Plan&, std::uint32_t stage, const std::vector<FoldState>& from, std::vector<FoldState>& into);

// The stage's folds finished into their slots, its overall section run, its exports and the parts of its splits in
// their slots; the weights are those of all rows in order. Returns the chunks of its overall outputs by position in the
// plan's outputs.
[[nodiscard]] std::vector<std::vector<Chunk>> finish_stage(const plan::Plan&, std::uint32_t stage,
                                                           const std::vector<FoldState>&,
                                                           const std::vector<std::vector<Weight>>& weights,
                                                           const data::Relation&, const Settings&,
                                                           std::vector<SlotValue>& slots);

}  // namespace meruit::exec
