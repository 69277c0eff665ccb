// Since which amendment an example no longer holds.
#pragma once

#include <string>

#include "meruit/contract.h"

namespace meruit::cli {

// A line for the report of a failed example: the amendment since whose signing it fails, and what to write there. Empty
// where it held at no time, or no amendment is in force.
[[nodiscard]] std::string held_until(const std::string& file, const Contract&, const ExampleReport&, const Limits&);

}  // namespace meruit::cli
