// Typed 32-bit ids: a position in one particular vector. An id of rules cannot be used where an id of
// tables is meant. Default-constructed ids are "none".
#pragma once

#include <compare>
#include <cstdint>

namespace meruit {

template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  std::uint32_t index = kNone;

  [[nodiscard]] bool given() const { return index != kNone; }
  friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace meruit
