// Amendments as lines beneath results.
#pragma once

#include <string>
#include <vector>

#include "meruit/meruit.h"

namespace meruit::cli {

// A line for each: in force, with what it changes, what takes effect after the term apart; or signed later than
// `as_of`.
[[nodiscard]] std::string amendment_lines(const std::vector<AmendmentInfo>&, const std::string& as_of,
                                          const std::string& indent);

}  // namespace meruit::cli
