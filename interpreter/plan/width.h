// The physical widths of whole numbers in columns, narrowest first.
#pragma once

#include <cstdint>

namespace meruit::plan {

enum class Width : std::uint8_t { I64, I128, Big };

[[nodiscard]] constexpr const char* words(Width width) {
  return width == Width::I64 ? "int64" : width == Width::I128 ? "int128" : "big";
}

}  // namespace meruit::plan
