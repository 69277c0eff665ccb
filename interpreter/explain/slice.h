// The records that a derivation needs.
#pragma once

#include "check/model.h"
#include "data/relation.h"

namespace meruit::explain {

// Whether a rule in the model's order has one value from all records.
[[nodiscard]] bool needs_all_records(const check::Model&);

// One row, as all there is.
[[nodiscard]] data::Records one_record(const check::Model&, const data::Relation&, std::size_t row);

}  // namespace meruit::explain
