// Words of one row as lines: blanks between them by fixed rules, and a break where a line would grow too long.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/words.h"

namespace meruit::syntax {

constexpr std::size_t kLineWidth = 120;

// Characters, not bytes.
[[nodiscard]] std::size_t width_of(std::string_view text);

// Words [begin, end) on one line.
[[nodiscard]] std::string joined(std::string_view text, const Words&, std::size_t begin, std::size_t end);

// Words [begin, end), the first line starting at column `column`, later ones at `indent`; `body`, when inside, is
// where to break first, and what follows it then starts at `body_indent`. No line end after the last line.
struct Wrap {
  std::size_t begin, end, column, indent, body, body_indent;
};
[[nodiscard]] std::string wrapped(std::string_view text, const Words&, Wrap);

}  // namespace meruit::syntax
