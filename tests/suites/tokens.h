// The words of expressions in FEEL and XPath, as far as numbers are concerned: decimals, names (`round half up` and
// `fn:abs` are one word each), quoted text and signs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meruit::suites {

struct Token {
  enum class Kind { Number, Name, Text, Sign, End } kind = Kind::End;
  std::string text;
};

// nullopt at a character that expressions of numbers do not have. The last token is the End.
[[nodiscard]] std::optional<std::vector<Token>> tokens(std::string_view text);

}  // namespace meruit::suites
