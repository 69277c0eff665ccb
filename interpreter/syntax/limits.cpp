// Bytes before the words, the number of words while they are made, nesting, operators and digits on the words.
#include "syntax/limits.h"

#include <algorithm>

#include "budget/budget.h"
#include "source/utf8.h"
#include "syntax/antlr.h"

namespace meruit::syntax {

namespace {

using budget::grouped;
using source::DiagnosticKind;

bool is_operator(std::size_t type) {
  switch (type) {
    case G::PLUS:
    case G::MINUS:
    case G::UNARY_MINUS:
    case G::STAR:
    case G::SLASH:
    case G::EQ:
    case G::NE:
    case G::LT:
    case G::LE:
    case G::GT:
    case G::GE:
    case G::DOT:
    case G::AND:
    case G::OR:
    case G::NOT:
    case G::IN:
    case G::OF:
    case G::AS:
    case G::OVERLAPS:
    case G::BEFORE:  // the day before
    case G::AFTER:
    case G::COUNTING:
      return true;
    default:
      return false;
  }
}

// Where one expression certainly ends when no bracket is open.
bool parts_expressions(std::size_t type) {
  return type == G::COMMA || type == G::COLON || type == G::IS || type == G::WHEN || type == G::OTHERWISE ||
         (is_statement(type) && type != G::TERM && type != G::OPEN);
}

struct Check {
  source::SourceId source;
  source::Diagnostics& diagnostics;
  const Limits& limits;
  bool within = true;

  void passed(const Word& word, budget::Limit limit, std::string message, const std::string& help) {
    diagnostics.add(DiagnosticKind::LimitExceeded, {source, word.begin, word.end}, std::move(message),
                    help + "; " + budget::how_to_raise(limits, limit));
    within = false;
  }
};

bool is_number(std::size_t type) {
  return type == G::NUMBER || type == G::GROUPED || type == G::PERCENTAGE || type == G::MONEY;
}

void check_digits(Check& check, std::string_view text, const Words& words) {
  for (const Word& word : words) {
    if (word.end - word.begin <= check.limits.literal_digits || !is_number(word.type)) continue;
    const std::string_view written = text_of(text, word);
    const auto digits = std::count_if(written.begin(), written.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (static_cast<std::size_t>(digits) <= check.limits.literal_digits) continue;
    check.passed(word, &Limits::literal_digits, "a number of " + grouped(static_cast<std::size_t>(digits)) + " digits",
                 "no amount, rate or count has so many");
    return;
  }
}

void check_depth(Check& check, const Words& words) {
  std::size_t open = 0;
  std::size_t operators = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Word& word = words[at];
    const bool test = word.type == G::IS && at + 1 < words.size() &&
                      (words[at + 1].type == G::GIVEN || words[at + 1].type == G::MISSING);
    if (word.type == G::LPAREN || word.type == G::CALL_OPEN) ++open;
    if (word.type == G::RPAREN && open > 0) --open;
    if (is_statement(word.type) && word.type != G::TERM && word.type != G::OPEN) open = 0;
    if (open == 0 && !test && parts_expressions(word.type)) operators = 0;
    if (test || is_operator(word.type)) ++operators;
    if (open > check.limits.nesting)
      return check.passed(word, &Limits::nesting, "parentheses within parentheses, " + grouped(open) + " deep",
                          "give the inner parts names with rules of their own");
    if (operators > check.limits.operators)
      return check.passed(word, &Limits::operators,
                          "one expression with more than " + grouped(check.limits.operators) + " operators",
                          "split it into rules with names");
  }
}

}  // namespace

std::optional<Words> split_within(std::string_view text, source::SourceId source, source::Diagnostics& diagnostics,
                                  const Limits& limits) {
  Check check{source, diagnostics, limits};
  if (text.size() > limits.source_bytes) {
    check.passed({0, 0, 0}, &Limits::source_bytes, "the text has " + grouped(text.size()) + " bytes",
                 "split the contract into models");
    return std::nullopt;
  }
  if (const std::size_t bad = source::valid_utf8(text); bad < text.size()) {
    const auto at = static_cast<std::uint32_t>(bad);
    diagnostics.add(DiagnosticKind::WrongFile, {source, at, at}, "from here on the text is not UTF-8",
                    "save the file as UTF-8 text; a spreadsheet or a word processor's own file cannot be read");
    return std::nullopt;
  }
  Words words = split(text, limits.tokens);
  if (words.size() > limits.tokens) {
    check.passed(words.back(), &Limits::tokens, "the text has more than " + grouped(limits.tokens) + " words and signs",
                 "split the contract into models");
    return std::nullopt;
  }
  check_digits(check, text, words);
  if (check.within) check_depth(check, words);
  if (!check.within) return std::nullopt;
  return words;
}

}  // namespace meruit::syntax
