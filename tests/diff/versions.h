// Contracts with the texts that belong to them, of which the first is edited.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "meruit/contract.h"
#include "tree.h"

namespace meruit::testing {

struct Version {
  std::map<std::string, std::string> texts;
  std::string contract, mapping;

  [[nodiscard]] const std::string& text() const { return texts.at(contract); }
  [[nodiscard]] Version with(const std::string& other) const;
  [[nodiscard]] std::shared_ptr<const Contract> compiled() const;  // null when it is refused
};

[[nodiscard]] Version version_of(const differential::Contract&);
[[nodiscard]] std::vector<Version> models_of_stdlib();  // without their mappings

}  // namespace meruit::testing
