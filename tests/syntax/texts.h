// The texts that the tests of this folder read: its own, the library's models and mappings, and the blocks of the
// language's page.
#pragma once

#include <string>
#include <vector>

#include "source/diagnostic.h"
#include "syntax/ast.h"

namespace meruit::test {

struct NamedText {
  std::string name;
  std::string text;
};

[[nodiscard]] std::vector<NamedText> own_texts();       // tests/syntax/texts
[[nodiscard]] std::vector<NamedText> library_models();  // *.meruit of stdlib
[[nodiscard]] std::vector<NamedText> all_texts();

// A text read, with what was said about it, one line a message: `line:column: code: message | help`.
struct Reading {
  ast::File file;
  std::vector<std::string> messages;
  std::string printed;  // the tree
};

[[nodiscard]] Reading read(const std::string& name, const std::string& text);

}  // namespace meruit::test
