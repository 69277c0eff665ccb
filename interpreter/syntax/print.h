// The syntax tree as text, for `meruit debug ast` and golden tests: a line a statement or row, expressions in prefix
// form with every bracket written. Two texts that print alike mean the same.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace meruit::syntax {

[[nodiscard]] std::string print(const ast::File&);
[[nodiscard]] std::string print(const ast::File&, ast::ExprId);  // "" for none

[[nodiscard]] std::string print(const ast::File&, const ast::Clause&);

// As in a header: `money per member per month`, `visits per 1,000 member-months`, `rounded to 1/100 half up`.
[[nodiscard]] std::string print(const ast::UnitText&);
[[nodiscard]] std::string print(const ast::Path&);
[[nodiscard]] std::string print(const ast::RoundingText&);

}  // namespace meruit::syntax
