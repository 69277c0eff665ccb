// A contract or mapping laid out in the standard form: same tokens, same comments, new blanks; only a unit in a header
// may change places (standard_order.h). Formatting twice changes nothing more. Only for texts that parse.
#pragma once

#include <string>

#include "source/source.h"

namespace meruit::syntax {

[[nodiscard]] std::string format(const source::Sources&, source::SourceId);

}  // namespace meruit::syntax
