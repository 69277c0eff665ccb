// Whether an impact's figures are consistent with one another, to the last digit.
#pragma once

#include "meruit/impact.h"
#include "number/rational.h"

namespace meruit::testing {

[[nodiscard]] Rational amount(const std::string& text);  // "1.5", "2/3"

// Checks that contributions, and what is not separable, come to each payment's change; records and totals likewise.
void adds_up(const Impact&);

}  // namespace meruit::testing
