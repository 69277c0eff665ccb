// Where a fault of a value arose. A fault knows its place in the contract; which record it is of, and what was asked
// for there, is found by going the way of the evaluation again.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "check/model.h"

namespace meruit::oracle {

struct Scene;

struct Origin {
  std::optional<std::size_t> row;      // none: the same for all records
  check::RelationId relation = {};     // of the row
  std::vector<check::Value> operands;  // of the look-up that faulted, without its date
  std::optional<calendar::Date> day;   // for which its figure was asked
  // The fields and rules that the expression names, each once in the order they are written, with their values.
  std::vector<std::pair<check::ExprId, check::Outcome>> read = {};
  std::vector<check::ExprId> holding = {};  // of cases: the conditions that hold
};

// Of the fault that the expression has at the row; none when it has another or none.
[[nodiscard]] std::optional<Origin> origin_of(Scene&, check::ExprId, std::size_t row, const check::Fault&);

}  // namespace meruit::oracle
