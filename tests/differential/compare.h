// The oracle's outcomes against the engine's, in every physical form, batch size and number of threads. The oracle
// takes the rows as they stand in a file and looks for their order itself (several kinds of records as they are laid
// out); the engine is given each form's own shuffle of the file, arranged as a run arranges it.
#pragma once

#include <string>

#include "check/model.h"
#include "data/relation.h"
#include "oracle/oracle.h"

namespace meruit::differential {

// Empty when every form agrees on every value, absence, fault and violation; `expected` by the rows of `file`.
[[nodiscard]] std::string first_difference(const check::Model&, const data::Records& file,
                                           const oracle::Results& expected);

[[nodiscard]] std::string to_words(const check::Outcome&);

}  // namespace meruit::differential
