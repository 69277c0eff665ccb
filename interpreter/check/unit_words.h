// The units that a contract counts in, and the literals that name them.
#pragma once

#include "check/builder.h"

namespace meruit::check {

// The units that the fields and headers of a file name.
void declare_units(Builder&, const ast::File&);

// Reports a unit of a literal in which nothing is counted: a word misspelt, or a sign left out (`2 savings`). False
// after a message.
bool check_unit_words(Builder&, ScopeId, const ast::UnitText&);

}  // namespace meruit::check
