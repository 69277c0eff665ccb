// Plan and columns to results: the passes of each stage batch by batch on all threads, their partial states merged, the
// overall sections between them. Values never depend on threads, batch size or the width a batch starts with.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "check/value.h"
#include "data/relation.h"
#include "exec/output.h"
#include "plan/plan.h"

namespace meruit::exec {

struct Settings {
  int threads = 1;                       // 0: all cores
  std::size_t batch_rows = 2048;         // 0: the whole relation as one batch
  plan::Width start = plan::Width::I64;  // narrowest width tried; wider ones follow when a batch overflows
};

// Views into the plan and the records: both must outlive the results.
struct Results {
  std::vector<OutputColumn> outputs;         // by position in plan.outputs; as many rows as the relation of its rule
  std::vector<check::Violation> violations;  // by relation, then row, then fields in order, then expectations
  std::shared_ptr<const void> owner;         // of texts that come from all records or from other passes
};

// The records are arranged (data::arrange), in the order of their keys: of several rows at fault, the first is told.
// Throws
// std::invalid_argument for a relation whose columns' denominators do not divide those of the plan, and for one of 2^32
// rows or more.
[[nodiscard]] Results run(const plan::Plan&, const data::Records&, const Settings& = {});

}  // namespace meruit::exec
