// Parts as formulas: in the contract's titles, with numbers filled in, and conditions with what decided them.
#pragma once

#include <string>
#include <vector>

#include "meruit/explanation.h"

namespace meruit::explain {

// "Savings [2] × (1 − Sequestration [3])": a title is followed by its step's number where it was looked at.
[[nodiscard]] std::string write_words(const ExplainedPart&);
// "$5.00 × (1 − 2%)".
[[nodiscard]] std::string write_numbers(const ExplainedPart&);
// Of a condition, a true sentence that says why it holds or not: "$5.00 > $0.00", "Risk arrangement is global".
[[nodiscard]] std::string write_reason(const ExplainedPart& condition);

// Formula, numbers, conditions and limits of a step whose expression and cases are there, steps numbered for good.
void write_texts(ExplainedStep&);

}  // namespace meruit::explain
