// Expressions, values and types of a model as text.
#pragma once

#include <string>

#include "check/model.h"

namespace meruit::check {

[[nodiscard]] std::string type_text(const Model&, const Type&);
[[nodiscard]] std::string value_text(const Model&, const Value&, const Type&);
[[nodiscard]] std::string constraints_text(const Constraints&);  // ", whole from 0 to 1 with 4 places"
[[nodiscard]] std::string expr_text(const Model&, ExprId);       // "(none)" for no expression

}  // namespace meruit::check
