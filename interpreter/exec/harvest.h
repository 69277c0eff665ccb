// What is taken from a frame after its section has run: chunks of outputs, violations of checks.
#pragma once

#include "exec/partition.h"

namespace meruit::exec {

template <class W>
[[nodiscard]] Chunk chunk_of(const plan::Output&, const Frame<W>&);

// Rows that violate a check; may overflow.
template <class W>
void find_violations(const plan::Plan&, const plan::Check&, check::RelationId, Frame<W>&, std::vector<Partial::Found>&);

}  // namespace meruit::exec
