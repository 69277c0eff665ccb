// The syntax tree as text, for `meruit debug ast` and golden tests.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace meruit::syntax {

[[nodiscard]] std::string print(const ast::File&);

}  // namespace meruit::syntax
