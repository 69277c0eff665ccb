// Records of three levels and of a tree of their own, and rules over them, drawn at random.
#pragma once

#include <random>
#include <string>

#include "check/model.h"
#include "data/relation.h"

namespace meruit::engine_test {

// The header and the records: practices, members of them, claims of those; beside them tiers and their steps.
[[nodiscard]] std::string header_of_several();

// Rules of each record and overall, each of which uses some of those before it. Some do not check: a condition may
// compare a name with itself.
[[nodiscard]] std::string random_rules(std::mt19937_64&);

// Rows in no order, then arranged. Some parents have nothing below them.
[[nodiscard]] data::Records random_records_of(const check::Model&, std::mt19937_64&);

}  // namespace meruit::engine_test
