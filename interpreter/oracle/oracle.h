// The meaning of a contract: a small evaluator over exact fractions, one record at a time, that favours clarity
// over speed in every choice. The engine must agree with it on every value, absence and fault.
#pragma once

#include <optional>
#include <vector>

#include "check/model.h"
#include "data/relation.h"
#include "oracle/origin.h"
#include "source/diagnostic.h"

namespace meruit::oracle {

struct Results {
  std::vector<std::vector<check::Outcome>> outputs;  // by position in model.outputs; a value a row, or one if overall
  std::vector<check::Violation> violations;          // by relation, then row, then fields in order, then expectations
};

// A specialised model over its relations, rows in the order given; several are arranged (data/arrange.h). Folds see
// rows in record-key order.
[[nodiscard]] Results evaluate(const check::Model&, const data::Records&);

// One expectation of an example that came out differently.
struct Mismatch {
  std::size_t expectation;
  check::Outcome expected, found;
  std::optional<Origin> origin;  // of a fault that was found
};
// The example's scenario on one record; the model is the unspecialised one. Diagnostics of the scenario go to the sink.
[[nodiscard]] std::vector<Mismatch> run_example(const check::Model&, const check::Example&, source::Diagnostics&);

}  // namespace meruit::oracle
