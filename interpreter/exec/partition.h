// One stage over one partition of the records: any cut of them. The partial states of all partitions merge to the
// stage's; its overall section then fills the slots that later stages read. Threads use exactly this, as will
// whatever else deals out partitions.
#pragma once

#include <vector>

#include "exec/fold.h"
#include "exec/part.h"
#include "exec/run.h"
#include "exec/split.h"

namespace meruit::exec {

// What a partition yields: states that merge, and what belongs to its own rows.
struct Partial {
  struct OfPass {
    std::vector<FoldState> folds;              // by position in the pass's folds
    std::vector<std::vector<Weight>> weights;  // by position in the pass's splits
  };
  std::vector<OfPass> passes;               // by position in the stage's passes
  std::vector<std::vector<Chunk>> outputs;  // by position in the plan's outputs; of this stage's row outputs
  struct Found {
    check::RelationId relation;
    std::uint32_t order = 0;  // of the plan::Check
    check::Violation violation;
  };
  std::vector<Found> violations;
};

// The columns that the stage's passes make are added to the part.
[[nodiscard]] Partial run_partition(const plan::Plan&, std::uint32_t stage, Part&, const std::vector<SlotValue>& slots,
                                    const Settings&);

// Of no rows.
[[nodiscard]] std::vector<Partial::OfPass> nothing_of(const plan::Stage&);

// Associative and commutative in the folds; weights are taken and appended.
void merge(const plan::Stage&, std::vector<Partial::OfPass>& from, std::vector<Partial::OfPass>& into);

// The stage's folds finished into their slots, its overall section run, its exports and the parts of its splits in
// their slots; the weights are those of all rows in order. Returns the chunks of its overall outputs by position in the
// plan's outputs.
[[nodiscard]] std::vector<std::vector<Chunk>> finish_stage(const plan::Plan&, std::uint32_t stage,
                                                           const std::vector<Partial::OfPass>&, const data::Records&,
                                                           const Settings&, std::vector<SlotValue>& slots);

}  // namespace meruit::exec
