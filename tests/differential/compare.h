// The oracle's outcomes against the engine's, in every physical form, batch size and number of threads.
#pragma once

#include <string>

#include "check/model.h"
#include "data/relation.h"
#include "oracle/oracle.h"

namespace meruit::differential {

// Empty when every form agrees on every value, absence, fault and violation.
[[nodiscard]] std::string first_difference(const check::Model&, const data::Records&, const oracle::Results& expected);

[[nodiscard]] std::string to_words(const check::Outcome&);

}  // namespace meruit::differential
