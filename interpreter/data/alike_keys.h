// Keys that look like one to a person: `P02` and `p02`, `7` and `007`, `7` and `7.0`. Each is a key of its own, and the
// results say so, since a record written in two ways is paid twice.
#pragma once

#include <optional>

#include "data/problem.h"
#include "data/relation.h"

namespace meruit::data {

// The first of such rows, with the number of further ones; nothing when all keys are unlike.
[[nodiscard]] std::optional<Problem> alike_keys(const check::Model&, const Relation&);

}  // namespace meruit::data
