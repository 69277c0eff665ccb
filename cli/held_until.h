// Since which amendment examples no longer hold.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "meruit/contract.h"

namespace meruit::cli {

// For each failed example, by title, a line for its report: the amendment since whose signing it fails, and what to
// write there. Nothing of examples that held at no time, and where no amendment is in force.
[[nodiscard]] std::map<std::string, std::string> held_until(const std::string& file, const Contract&,
                                                            const std::vector<ExampleReport>&, const Limits&);

}  // namespace meruit::cli
