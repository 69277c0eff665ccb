// Text to syntax tree. Always returns a tree; what could not be read is an ast::Error node or a statement left
// out, and is reported. Limits are checked on bytes and tokens before the parser runs.
#pragma once

#include <cstddef>

#include "source/diagnostic.h"
#include "syntax/ast.h"

namespace meruit::syntax {

struct Limits {
  std::size_t bytes = 4u << 20;
  std::size_t tokens = 500'000;
  std::size_t nesting = 100;     // parentheses within parentheses
  std::size_t operands = 1'000;  // operators in one expression
  std::size_t literal_digits = 200;
};

// A contract or a model (*.meruit) or a mapping (*.map): the first statement says which.
[[nodiscard]] ast::File parse(const source::Sources&, source::SourceId, source::Diagnostics&, const Limits& = {});

// What a file is used as. False, and a message, when it is the other kind; true when that was already reported.
bool must_be_contract(const source::Sources&, const ast::File&, source::Diagnostics&);
bool must_be_mapping(const source::Sources&, const ast::File&, source::Diagnostics&);

// One expression, for `--set NAME=VALUE`.
struct ParsedExpr {
  ast::File file;
  ast::ExprId expr;
};
[[nodiscard]] ParsedExpr parse_expression(const source::Sources&, source::SourceId, source::Diagnostics&,
                                          const Limits& = {});

}  // namespace meruit::syntax
