// The records that a derivation needs.
#pragma once

#include "check/model.h"

namespace meruit::explain {

// Whether a rule in the model's order has one value from all records.
[[nodiscard]] bool needs_all_records(const check::Model&);

}  // namespace meruit::explain
