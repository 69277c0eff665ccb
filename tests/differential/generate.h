// A seed to a contract that checks, with data to run it on.
#pragma once

#include <cstdint>

#include "tree.h"

namespace meruit::differential {

// With one kind of record.
[[nodiscard]] Contract generate(std::uint64_t seed);
// With two or three, one below another.
[[nodiscard]] Contract generate_several(std::uint64_t seed);

}  // namespace meruit::differential
