// Where the parts of a header may stand in either order, the one that the formatter writes.
#pragma once

#include <string>
#include <string_view>

#include "syntax/words.h"

namespace meruit::syntax {

// The text with `overall` or `for each …` before `in UNIT`, and `stepped` or `graduated …` before it too. A header with
// a comment between the two stays as it is, and so does a text that does not parse. Holders hold parser_mutex().
[[nodiscard]] std::string in_standard_order(std::string_view text, const Words&);

}  // namespace meruit::syntax
