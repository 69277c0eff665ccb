// Two versions whose rows are each other's: the same records, below each other and with the same keys.
#pragma once

#include <string>

#include "diff/match.h"

namespace meruit::diff {

// What tells their records apart, in words; empty where nothing does. Of one kind of record each, nothing does.
[[nodiscard]] std::string records_differ(const check::Model& before, const check::Model& after);

// The new version with its records and what leads up from them numbered as in the old one, whose records are alike.
void number_records_alike(const check::Model& before, check::Model& after);

}  // namespace meruit::diff
