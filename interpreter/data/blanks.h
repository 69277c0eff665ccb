// Blanks around a cell's text, which look like nothing and make another text of it.
#pragma once

#include <string_view>

namespace meruit::data {

// Without spaces, tabs, line ends and the blanks of Unicode that stand before or behind it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace meruit::data
