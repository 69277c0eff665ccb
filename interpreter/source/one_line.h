// Text on one line.
#pragma once

#include <string>
#include <string_view>

#include "source/source.h"

namespace meruit::source {

// One blank for any number of blanks and line ends between words, none at the ends.
[[nodiscard]] std::string one_line(std::string_view text);
// A stretch of a contract as it is written, without comments, quoted texts as they are; empty for no span.
[[nodiscard]] std::string one_line(const Sources&, Span);

}  // namespace meruit::source
