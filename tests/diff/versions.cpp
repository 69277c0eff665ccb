#include "versions.h"

#include <filesystem>
#include <sstream>

#include "../files.h"

namespace meruit::testing {

namespace {

namespace fs = std::filesystem;

}  // namespace

Version Version::with(const std::string& other) const {
  Version version = *this;
  version.texts[contract] = other;
  return version;
}

std::shared_ptr<const Contract> Version::compiled() const {
  return compile(contract, meruit::texts(texts), mapping).contract;
}

Version version_of(const differential::Contract& made) {
  Version version;
  version.contract = "contract.meruit";
  version.texts["contract.meruit"] = differential::print(made.statements);
  const std::string used = differential::print(made.used);
  if (!used.empty()) {
    std::istringstream header(used);
    std::string word, name;
    header >> word >> name;
    version.texts[name + ".meruit"] = used;
  }
  if (!made.mapping.empty()) {
    version.mapping = "contract.map";
    version.texts["contract.map"] = differential::print(made.mapping);
  }
  return version;
}

std::vector<Version> models_of_stdlib() {
  std::vector<Version> found;
  const fs::path root = fs::path(MERUIT_SOURCE_DIR) / "stdlib/models";
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.path().extension() == ".meruit") all[entry.path().string()] = tests::read_file(entry.path());
  for (const auto& [path, text] : all) found.push_back({all, path, ""});
  return found;
}

}  // namespace meruit::testing
