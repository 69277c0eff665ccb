// Formulas in a form in which exact algebra does not show: sums of products of what does not come apart further.
#pragma once

#include <functional>
#include <string>

#include "diff/naming.h"

namespace meruit::diff {

// Formulas of one normal form have one value for all data, and each is at fault exactly where the other is: products
// and sums are taken in any order and multiplied out, what cancels must still be evaluated. `open` rules are read as
// what their bodies say.
[[nodiscard]] std::string normal_form(const Book&, check::ExprId, const Naming&,
                                      const std::function<bool(std::uint32_t rule)>& open);

}  // namespace meruit::diff
