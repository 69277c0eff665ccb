// Skipping looks for a word that surely begins a statement, so that a reserved word used as a name does not start a
// second mistake. Layout helps here, and only here: a statement's word that opens its line is taken at its word.
#include "syntax/recovery.h"

#include "budget/budget.h"

namespace meruit::syntax {

namespace {

bool opens_line(std::string_view text, const Word& word) { return word.begin == 0 || text[word.begin - 1] == '\n'; }

bool first_on_line(std::string_view text, const Word& word) {
  const std::size_t before = text.substr(0, word.begin).find_last_not_of(" \t");
  return before == std::string_view::npos || text[before] == '\n';
}

std::size_t type_at(const Words& words, std::size_t at) { return at < words.size() ? words[at].type : 0; }

// A statement in an amendment: `throughout: adds rule …`.
bool is_clause(const Words& words, std::size_t at) {
  if (at < 2 || words[at - 2].type != G::COLON) return false;
  const std::size_t verb = words[at - 1].type;
  return verb == G::ADDS || verb == G::REPLACES || verb == G::DELETES;
}

const antlr4::ParserRuleContext* statement_of(antlr4::ParserRuleContext* context) {
  for (antlr4::tree::ParseTree* at = context; at != nullptr; at = at->parent)
    if (auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(at))
      if (rule->getRuleIndex() == G::RuleStatement) return rule;
  return nullptr;
}

}  // namespace

bool begins_statement(std::string_view text, const Words& words, std::size_t at, bool in_mapping) {
  const std::size_t type = words[at].type;
  if (!is_statement(type) || is_clause(words, at)) return false;
  const std::size_t next = type_at(words, at + 1);
  if (type == G::OPEN) return next == G::QUESTION && type_at(words, at + 2) == G::TEXT;
  if (type == G::TERM) return (may_be_name(next) || next == G::NUMBER) && type_at(words, at + 2) == G::IS;
  if (type == G::EXPECT) return in_mapping && opens_line(text, words[at]);
  if (opens_line(text, words[at])) return true;
  if (type == G::EXAMPLE || type == G::AMENDMENT) return next == G::TEXT;
  return may_be_name(next);
}

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) {
  if (inErrorRecoveryMode(parser)) return;
  budget::tick(10);
  beginErrorCondition(parser);
  Mistake mistake;
  mistake.word = e.getOffendingToken()->getTokenIndex();
  mistake.decision = parser->getCurrentToken()->getTokenIndex();
  for (antlr4::tree::ParseTree* at = parser->getContext(); at != nullptr; at = at->parent)
    if (auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(at)) {
      mistake.rules.push_back(rule->getRuleIndex());
      if (rule->getRuleIndex() == G::RuleStatement) mistake.statement = rule->start->getTokenIndex();
    }
  mistake.expected = parser->getExpectedTokens();
  const bool known = same_mistake();
  mistaken_ = mistake.word + 1;
  if (!known) report_(mistake);
}

// A statement that seemed to begin at the mistaken word, or right behind it, and fails in its turn; when it opens its
// line, only if the mistaken word was the word of a statement out of place.
bool Recovery::same_mistake() const {
  if (mistaken_ == 0 || statement_ >= words_.size()) return false;
  const bool opens = first_on_line(text_, words_[statement_]);
  if (statement_ + 1 == mistaken_) return !opens;
  return statement_ == mistaken_ && (!opens || is_statement(words_[mistaken_ - 1].type));
}

void Recovery::recover(antlr4::Parser* parser, std::exception_ptr) {
  if (const auto* statement = statement_of(parser->getContext())) failed_.insert(statement);
  skip(parser);
}

antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) { throw antlr4::InputMismatchException(parser); }

// Before each statement: what cannot begin one is reported and skipped.
void Recovery::sync(antlr4::Parser* parser) {
  if (parser->getContext()->getRuleIndex() != G::RuleFile) return;
  const std::size_t type = parser->getCurrentToken()->getType();
  if (type == antlr4::Token::EOF) return;
  if (is_statement(type)) statement_ = parser->getCurrentToken()->getTokenIndex();
  if (is_statement(type) && !is_later(type)) return;
  endErrorCondition(parser);  // a statement of its own, whatever went wrong before it
  // What follows a statement on its line was meant to belong to it, so that it is not what the writer meant either.
  const std::size_t at = parser->getCurrentToken()->getTokenIndex();
  if (!is_later(type) && !first_on_line(text_, words_[at]) && !parser->getContext()->children.empty())
    failed_.insert(dynamic_cast<antlr4::ParserRuleContext*>(parser->getContext()->children.back()));
  reportError(parser, antlr4::InputMismatchException(parser));
  skip(parser);
  sync(parser);
}

// To the next word that begins a statement. The mistaken word itself begins one only when it surely does.
void Recovery::skip(antlr4::Parser* parser) {
  while (parser->getCurrentToken()->getType() != antlr4::Token::EOF) {
    const std::size_t at = parser->getCurrentToken()->getTokenIndex();
    const bool at_later = is_later(words_[at].type) && at + 1 == mistaken_;
    if (!at_later && begins_statement(text_, words_, at, in_mapping_)) return;
    parser->consume();
  }
}

}  // namespace meruit::syntax
