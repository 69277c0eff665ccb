// A seed to a contract that checks, with data to run it on.
#pragma once

#include <cstdint>

#include "tree.h"

namespace meruit::differential {

[[nodiscard]] Contract generate(std::uint64_t seed);

}  // namespace meruit::differential
