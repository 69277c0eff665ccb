// Text to syntax tree. Always returns a tree; what could not be read is an ast::Error node or a statement left
// out, and is reported. Limits are checked on bytes and tokens before the parser runs. Throws only budget::Spent.
#pragma once

#include "meruit/limits.h"
#include "source/diagnostic.h"
#include "syntax/ast.h"

namespace meruit::syntax {

// The version of the language that this program reads: the highest that a contract's `language:` row may name.
inline constexpr int kLanguage = 1;

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
