#include "syntax/reading.h"  // before doctest, whose GIVEN and WHEN are words of the language

#include "syntax/mutations.h"

#include <algorithm>
#include <cstdlib>

namespace meruit::test {

namespace {

using syntax::Word;
using syntax::Words;
using Types = syntax::Grammar;

const char* kind_of_word(std::size_t type) {
  if (type == Types::NAME || type == Types::HYPHENATED || type == Types::COUNTED || type == Types::CODE) return "name";
  if (syntax::is_statement(type) && type != Types::TERM && type != Types::OPEN) return "statement word";
  if (syntax::is_reserved(type)) return "reserved word";
  if (syntax::may_be_name(type)) return "soft word";
  if (type == Types::TEXT) return "text";
  if (type == Types::NUMBER || type == Types::GROUPED || type == Types::PERCENTAGE || type == Types::MONEY ||
      type == Types::DATE)
    return "literal";
  if (type == Types::COMMA || type == Types::COLON || type == Types::DOT) return "separator";
  if (type == Types::LPAREN || type == Types::CALL_OPEN || type == Types::RPAREN) return "bracket";
  return type == Types::UNARY_MINUS ? "sign" : "operator";
}

}  // namespace

const char* name(Change change) {
  return change == Change::Delete ? "deleted" : change == Change::Double ? "doubled" : "swapped";
}

std::string changed(const std::string& text, const Words& words, std::size_t at, Change change) {
  const Word& word = words[at];
  const std::string written(text_of(text, word));
  std::string result = text;
  if (change == Change::Delete) return result.erase(word.begin, written.size());
  if (change == Change::Double) return result.insert(word.end, " " + written);
  const Word& next = words[at + 1];
  const std::string between = text.substr(word.end, next.begin - word.end);
  return result.replace(word.begin, next.end - word.begin, std::string(text_of(text, next)) + between + written);
}

std::string kind_of(const Words& words, std::size_t at, Change change) {
  std::string kind = std::string(name(change)) + " " + kind_of_word(words[at].type);
  if (change == Change::Swap) kind += std::string(" with ") + kind_of_word(words[at + 1].type);
  return kind;
}

std::string around(const std::string& text, const Words& words, std::size_t at) {
  const std::uint32_t from = words[at > 3 ? at - 3 : 0].begin;
  const std::uint32_t to = words[std::min(at + 3, words.size() - 1)].end;
  std::string found = text.substr(from, to - from);
  std::replace(found.begin(), found.end(), '\n', ' ');
  return "… " + found + " …  (`" + std::string(text_of(text, words[at])) + "`)";
}

bool is_tried(const Words& words, std::size_t at, Change change, std::size_t sample) {
  if (change == Change::Swap && at + 1 == words.size()) return false;
  static const bool full = std::getenv("MERUIT_FULL") != nullptr;
  const std::size_t every = full ? 1 : std::max<std::size_t>(1, 3 * words.size() * MERUIT_TEST_SHARE / sample);
  return (3 * at + static_cast<std::size_t>(change)) % every == 0;
}

}  // namespace meruit::test
