// The order in which definitions are checked and evaluated: each after those it uses.
#pragma once

#include "check/builder.h"

namespace meruit::check {

// All rules, parameters and fields, each after those it names. Definitions that need each other in a circle are
// reported with each hop, and left out together with nothing else.
std::vector<Definition> order_definitions(Builder&);

}  // namespace meruit::check
