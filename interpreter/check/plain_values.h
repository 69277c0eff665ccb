// Values that read well, of one thing that a record brings: what a search for a record tries, and what fills the rest.
#pragma once

#include "check/condition_space.h"

namespace meruit::check {

// As its declaration allows, those near the edges that conditions have for it first.
[[nodiscard]] std::vector<Value> plain_values(const Builder&, ExprId source, const std::vector<Rational>& edges);
// Whether the declaration of the field, if it is one, allows the number.
[[nodiscard]] bool allowed(const Builder&, ExprId source, const Rational&);
// A text that is none of those mentioned.
[[nodiscard]] std::string another_text(const std::vector<std::string>& mentioned);

}  // namespace meruit::check
