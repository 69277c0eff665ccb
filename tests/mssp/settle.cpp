#include "settle.h"

#include <doctest/doctest.h>

namespace meruit::tests::mssp {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = MERUIT_SOURCE_DIR;
const fs::path kModels = kRoot / "stdlib/models/mssp";

struct Program {
  Program() { put_first_in_path(fs::path(MERUIT_PROGRAM).parent_path()); }
};
const Program kProgram;

}  // namespace

Ran settlement(const fs::path& data, int mapping_year, int term, const fs::path& results) {
  return run("meruit run '" + (kModels / "settlement.meruit").string() + "' --map '" +
                 (kModels / ("puf_" + std::to_string(mapping_year) + ".map")).string() + "' --data 'aco=" +
                 data.string() + "' --term " + std::to_string(term) + " --out '" + results.string() + "'",
             kRoot, Streams::Together);
}

ByAco settled(const fs::path& data, int year) {
  TemporaryFolder folder;
  const fs::path results = folder.path() / "out.csv";
  const Ran ran = settlement(data, year, year, results);
  REQUIRE_MESSAGE(ran.exit == 0, ran.out);
  ByAco by_aco;
  for (auto& row : read_csv(read_file(results))) by_aco.emplace(row.at("aco_id"), row);
  return by_aco;
}

Rational figure(std::string text) {
  const bool percent = !text.empty() && text.back() == '%';
  if (percent) text.pop_back();
  const auto value = number::parse_decimal(text);
  REQUIRE_MESSAGE(value.has_value(), "not a number: " << text);
  return percent ? Rational(*value / 100) : *value;
}

fs::path excerpt_of_2023() { return kModels / "data/py2023_excerpt.csv"; }

}  // namespace meruit::tests::mssp
