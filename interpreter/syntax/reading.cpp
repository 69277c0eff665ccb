// Words become ANTLR's tokens without their texts: the tree only needs types and positions in the list of words.
#include "syntax/reading.h"

namespace meruit::syntax {

namespace {

std::vector<std::unique_ptr<antlr4::Token>> tokens_of(const Words& words) {
  std::vector<std::unique_ptr<antlr4::Token>> tokens;
  tokens.reserve(words.size() + 1);
  for (const Word& word : words) tokens.push_back(std::make_unique<antlr4::CommonToken>(word.type));
  tokens.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
  return tokens;
}

}  // namespace

std::mutex& parser_mutex() {
  static std::mutex mutex;
  return mutex;
}

bool is_mapping(const Words& words) {
  for (const Word& word : words)
    if (is_statement(word.type)) return word.type == Grammar::MAPPING || word.type == Grammar::SUPPLY;
  return false;
}

Reading::Reading(std::string_view text, const Words& words, std::function<void(const Mistake&)> report)
    : source(tokens_of(words)),
      stream(&source),
      parser(&stream),
      recovery(std::make_shared<Recovery>(text, words, is_mapping(words), std::move(report))) {
  parser.removeErrorListeners();
  parser.setErrorHandler(recovery);
}

}  // namespace meruit::syntax
