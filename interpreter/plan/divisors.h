// How many different denominators values at one constant scale can have, once reduced.
#pragma once

#include "number/rational.h"

namespace meruit::plan {

// False: terms that are whole multiples of `scale` have at most `most` different reduced denominators, so that a sum of
// them need not count. True: they may have more. Never false in error.
[[nodiscard]] bool has_many_divisors(const Rational& scale, std::uint64_t most);

}  // namespace meruit::plan
