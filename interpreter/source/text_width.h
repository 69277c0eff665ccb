// How wide text is on a screen: tabs reach to the next multiple of four, combining marks take no room, East Asian
// wide characters and emoji take two columns. Bytes that are not UTF-8 count one each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace meruit::source {

inline constexpr std::size_t kTabWidth = 4;

// The columns that text takes when it starts at column `from` (counted from 0).
[[nodiscard]] std::size_t screen_width(std::string_view text, std::size_t from);

// The line as it is shown: tabs as blanks, control characters as `?`, bytes that are not UTF-8 as U+FFFD.
[[nodiscard]] std::string expand_tabs(std::string_view line);

}  // namespace meruit::source
