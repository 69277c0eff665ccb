// The General Decimal Arithmetic test cases (Cowlishaw), those with finite operands, through the number kernels.
#pragma once

#include <filesystem>

#include "report.h"

namespace meruit::suites {

[[nodiscard]] Report run_dectest(const std::filesystem::path& folder);

}  // namespace meruit::suites
