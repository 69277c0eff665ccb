// Text to words: the tokens of a contract with their places in bytes, before any of them is parsed. What depends on
// the blanks around a token is settled here: a minus of one operand or between two, the bracket of a call, a comma
// inside a number where it could part two. The formatter works on words alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace meruit::syntax {

// `type` is a token type of grammar/MeruitLexer.g4.
struct Word {
  std::size_t type = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

using Words = std::vector<Word>;

// Stops after `limit` + 1 words. The text must be UTF-8. Not safe on two threads at once: see parser_mutex().
[[nodiscard]] Words split(std::string_view text, std::size_t limit);

[[nodiscard]] bool may_be_name(std::size_t type);   // a NAME, or a word of the language that is also a name
[[nodiscard]] bool is_reserved(std::size_t type);   // a word that cannot be a name
[[nodiscard]] bool is_later(std::size_t type);      // opens a statement of a later version
[[nodiscard]] bool is_statement(std::size_t type);  // opens a statement; `term`, `open` and `expect` may mean more

// The words of this version of the language as written, with their types.
[[nodiscard]] const std::map<std::string, std::size_t>& language_words();

[[nodiscard]] inline std::string_view text_of(std::string_view text, const Word& word) {
  return text.substr(word.begin, word.end - word.begin);
}

}  // namespace meruit::syntax
