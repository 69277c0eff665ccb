// Neighbouring rows.
#pragma once

#include <cstddef>

namespace meruit::exec {

struct Range {
  std::size_t first = 0;
  std::size_t count = 0;

  [[nodiscard]] std::size_t after() const { return first + count; }
};

}  // namespace meruit::exec
