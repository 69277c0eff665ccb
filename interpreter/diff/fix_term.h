// Two terms of one contract are two sets of figures.
#pragma once

#include "check/model.h"

namespace meruit::diff {

// Keeps of each dated figure what is in force when the term begins, without its date; a figure that something reads on
// another date stays as it is.
void fix_figures(check::Model&, const calendar::Period& term);

}  // namespace meruit::diff
