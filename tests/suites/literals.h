// Cases of other languages that are expressions of literal numbers: FEEL (OMG's DMN test kit) and XPath (W3C's QT3).
#pragma once

#include <filesystem>

#include "report.h"

namespace meruit::suites {

[[nodiscard]] Report run_dmn(const std::filesystem::path& folder);
[[nodiscard]] Report run_qt3(const std::filesystem::path& folder);

}  // namespace meruit::suites
