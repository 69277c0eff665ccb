// A mistake in the words of the writer: what was seen, where the cause stands (usually before the word at which the
// parser stopped), and what to write instead.
#pragma once

#include <string_view>

#include "source/diagnostic.h"
#include "syntax/recovery.h"

namespace meruit::syntax {

[[nodiscard]] source::Diagnostic explain(source::SourceId, std::string_view text, const Words&, const Mistake&);

}  // namespace meruit::syntax
