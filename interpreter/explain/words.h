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

// The same in a word or two where the condition, which stands beside it, is about one thing only: "it is global"; empty
// where there is nothing to add.
[[nodiscard]] std::string simple_reason(const ExplainedPart& condition);

// Without what is not written: changes of scale, the choice of a case.
[[nodiscard]] const ExplainedPart& through(const ExplainedPart&);
// A literal word of a list, yes, no or text.
[[nodiscard]] bool is_word(const ExplainedPart&);
[[nodiscard]] bool is_comparison(const ExplainedPart&);
// "earlier", "largest", of two or more.
[[nodiscard]] std::string extreme_words(bool least, bool of_two, bool of_days);
[[nodiscard]] bool is_day(const ExplainedValue&);
// In words, in parentheses where it is a comparison or a condition.
[[nodiscard]] std::string write_subject(const ExplainedPart&);

// Formula, numbers, conditions and limits of a step whose expression and cases are there, steps numbered for good.
void write_texts(ExplainedStep&);

}  // namespace meruit::explain
