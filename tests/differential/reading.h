// The rows of a generated contract as the relations that a specialised model reads; several are arranged.
#pragma once

#include "check/model.h"
#include "data/relation.h"
#include "tree.h"

namespace meruit::differential {

// Typed columns as they are. Texts are read as a run reads them and, cell by cell, by this test's own casts; where
// the two differ, throws. `whole` is the model before it was specialised.
[[nodiscard]] data::Records read_rows(const Contract&, const check::Model& whole, const check::Model& specialised);

}  // namespace meruit::differential
