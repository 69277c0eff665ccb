// Amendments in words: beneath results, and before them where one was left out that nobody spoke of.
#pragma once

#include <string>
#include <vector>

#include "meruit/meruit.h"

namespace meruit::cli {

// A line for each: signed by `as_of`, with what it changes, each statement once, examples counted, and what takes
// effect after the term apart; or signed later.
[[nodiscard]] std::string amendment_lines(const std::vector<AmendmentInfo>&, const std::string& as_of,
                                          const std::string& indent);

// Where nobody said the day (`said` is empty) and an amendment was signed after the one that was used: a warning with
// both values of the option that says it; otherwise empty. `file`: the contract's.
[[nodiscard]] std::string warning_of_later(const Contract&, const std::string& file, const std::string& said,
                                           const std::string& option = "--as-of");

// Where a day is said of a consolidated text, which has no amendments left; otherwise empty, and where `amendments` of
// used models heed that day.
[[nodiscard]] std::string note_on_consolidated(const std::string& file, const std::string& said,
                                               const std::vector<AmendmentInfo>& amendments);

}  // namespace meruit::cli
