// Plan and columns to results.
#pragma once

#include <cstddef>
#include <vector>

#include "check/value.h"
#include "data/relation.h"
#include "plan/plan.h"

namespace meruit::exec {

struct Settings {
  int threads = 1;                 // 0: all cores
  std::size_t batch_rows = 2048;
  plan::Width start = plan::Width::I64;  // narrowest width tried; wider ones follow when a batch overflows
};

// One output: a column of a value a record (or one value, if overall). Kept in chunks, one a batch, each in the
// width that batch needed.
class OutputColumn;

struct Results {
  std::vector<OutputColumn> outputs;          // by position in plan.outputs
  std::vector<check::Violation> violations;   // of the needed fields' constraints and of `expect`, by row, then field
};

[[nodiscard]] Results run(const plan::Plan&, const data::Relation&, const Settings& = {});

}  // namespace meruit::exec
