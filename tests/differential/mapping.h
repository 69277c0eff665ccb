// A file layout for the fields of a record, and the mapping that reads it.
#pragma once

#include "records.h"

namespace meruit::differential {

// Fills the columns of the contract's one record with text and its mapping with the statements that read them.
void add_mapping(World&, const std::vector<FieldPlan>&, Contract&);

}  // namespace meruit::differential
