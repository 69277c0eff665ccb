// Small turns of phrase that messages share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace meruit::source {

// "1 row", "2 rows".
[[nodiscard]] inline std::string counted(std::size_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

}  // namespace meruit::source
