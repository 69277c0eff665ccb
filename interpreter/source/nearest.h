// The known name most like a misspelt one, for "did you mean".
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace meruit::source {

// Empty when nothing is near: distance (insert, delete, replace, swap neighbours) over a third of the length.
[[nodiscard]] std::string nearest(std::string_view name, std::span<const std::string> known);

}  // namespace meruit::source
