// A stretch of a contract as it is written, on one line and without comments.
#pragma once

#include <string>

#include "source/source.h"

namespace meruit::source {

[[nodiscard]] std::string one_line(const Sources&, Span);  // empty for no span

}  // namespace meruit::source
