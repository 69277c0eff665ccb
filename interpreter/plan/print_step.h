// One step of a plan as a line of text.
#pragma once

#include <string>

#include "plan/plan.h"

namespace meruit::plan {

[[nodiscard]] std::string print_step(const Step&, const Plan&, const check::Model&);
[[nodiscard]] std::string register_name(RegisterId);
[[nodiscard]] std::string block_name(BlockId);

}  // namespace meruit::plan
