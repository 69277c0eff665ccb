// An explanation worked out again by hand, from its own numbers and nothing else.
#pragma once

#include <string>

#include "meruit/explanation.h"

namespace meruit::testing {

// The first thing that does not hold, in words; empty when the explanation adds up: every operation's value follows
// from its parts, every leaf is a literal, the term, a column, a sum over records or another step with that step's
// value, stretches of bands and residues of roundings add up, and each step stands below the one that needs it.
[[nodiscard]] std::string first_wrong(const Explanation&);

}  // namespace meruit::testing
