// The limits on a text, checked before the parser runs: it recurses, and only what is bounded here keeps it from
// running out of stack or memory.
#pragma once

#include <optional>

#include "source/diagnostic.h"
#include "syntax/parse.h"
#include "syntax/words.h"

namespace meruit::syntax {

// The words of the text, or nothing when a limit is passed or the text is not UTF-8; reported then.
[[nodiscard]] std::optional<Words> split_within(std::string_view text, source::SourceId, source::Diagnostics&,
                                                const Limits&);

}  // namespace meruit::syntax
