// Runs of the Shared Savings Program settlement, for tests.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "cases/shell.h"
#include "number/rational.h"
#include "reach/csv.h"

namespace meruit::tests::mssp {

using ByAco = std::map<std::string, Row>;

// The command of the README on one file, with the mapping of `mapping_year`; both streams in `out`.
[[nodiscard]] Ran settlement(const std::filesystem::path& data, int mapping_year, int term,
                             const std::filesystem::path& results);

// The same, which must succeed, with its results by ACO.
[[nodiscard]] ByAco settled(const std::filesystem::path& data, int year);

// A published or printed figure: `1,234`, `-5`, `46.5%`. A sign of percent divides by 100.
[[nodiscard]] Rational figure(std::string text);

[[nodiscard]] std::filesystem::path excerpt_of_2023();

}  // namespace meruit::tests::mssp
