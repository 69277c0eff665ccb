// Why a change alters no amount on these data.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "api/amounts.h"
#include "diff/book.h"

namespace meruit::api {

// The statements in which the effect of those called `changed` ends, in words: "`on_half_rate_path` is no for all 482
// acos". `without` and `with` are one model before and after; `frame` says on which data and term, and has the contract
// as it is written. Empty where that cannot be evaluated.
[[nodiscard]] std::vector<std::string> where_it_ends(const check::Model& without, const check::Model& with,
                                                     const std::set<std::string>& changed, const Asked& frame);

}  // namespace meruit::api
