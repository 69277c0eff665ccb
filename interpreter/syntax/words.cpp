// ANTLR counts characters; words count bytes. The blanks around a `-` or a `(` decide what it is.
#include "syntax/words.h"

#include <set>

#include "syntax/antlr.h"

#include "calendar/date.h"
#include "number/unit.h"
#include "source/nearest.h"
#include "source/utf8.h"

namespace meruit::syntax {

namespace {

bool ends_operand(std::size_t type) {
  switch (type) {
    case G::RPAREN:
    case G::NUMBER:
    case G::GROUPED:
    case G::PERCENTAGE:
    case G::MONEY:
    case G::TEXT:
    case G::DATE:
    case G::TERM:
    case G::YES:
    case G::NO:
    case G::MISSING:
    case G::UNPUBLISHED:
    case G::HYPHENATED:
    case G::CODE:
      return true;
    default:
      return may_be_name(type);
  }
}

std::size_t minus_type(const Words& words, std::size_t at) {
  const bool blank_before = at == 0 || words[at - 1].end != words[at].begin;
  const bool blank_after = at + 1 == words.size() || words[at + 1].begin != words[at].end;
  if (blank_before && blank_after) return G::MINUS;
  if (blank_before) return G::UNARY_MINUS;
  if (blank_after) return G::MINUS_SLIP;
  return ends_operand(words[at - 1].type) ? G::MINUS : G::UNARY_MINUS;
}

std::size_t bracket_type(const Words& words, std::size_t at) {
  const bool touches = at > 0 && words[at - 1].end == words[at].begin;
  return touches && may_be_name(words[at - 1].type) ? G::CALL_OPEN : G::LPAREN;
}

// What a name behind a number on its line may be: what the number counts, `20 deliveries`, or nothing that fits there.
struct Counting {
  std::string_view text;
  const Words& words;
  std::set<std::string> units;        // that the text says it counts in
  std::vector<std::string> language;  // words that may be misspelt, as in `from 0 too 100`

  [[nodiscard]] bool line_ends_after(std::size_t at) const {
    const std::uint32_t end = words[at].end;
    return text.substr(end, words[at + 1].begin - end).find('\n') != std::string_view::npos;
  }
  [[nodiscard]] bool is_counted(std::size_t at) const {
    if (at == 0 || (words[at - 1].type != G::NUMBER && words[at - 1].type != G::GROUPED)) return false;
    if (words[at].type != G::NAME || line_ends_after(at - 1)) return false;
    const std::string_view name = text_of(text, words[at]);
    if (units.count(number::singular(name)) > 0) return true;
    const bool labels = at + 1 < words.size() && words[at + 1].type == G::COLON;  // `low: 20 high: 30`
    const bool first = at == 1 || line_ends_after(at - 2);
    return (!labels || first) && source::nearest(name, language).empty();
  }
};

void mark_counted(std::string_view text, Words& words) {
  Counting counting{text, words, {}, {}};
  for (const auto& [word, type] : language_words()) counting.language.push_back(word);
  for (std::size_t at = 1; at < words.size(); ++at)
    if (may_be_name(words[at].type) && (words[at - 1].type == G::OF || words[at - 1].type == G::PER))
      counting.units.insert(number::singular(text_of(text, words[at])));
  for (std::size_t at = 0; at < words.size(); ++at)
    if (counting.is_counted(at)) words[at].type = G::COUNTED;
}

// In `min(20,100)` and `in (469,470)` a comma inside a number might have been meant to part two.
void mark_groups(std::string_view text, Words& words) {
  std::vector<bool> parts_by_comma;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::size_t type = words[at].type;
    if (type == G::CALL_OPEN || type == G::LPAREN) {
      parts_by_comma.push_back(type == G::CALL_OPEN || (at > 0 && words[at - 1].type == G::IN));
    } else if (type == G::RPAREN) {
      if (!parts_by_comma.empty()) parts_by_comma.pop_back();
    } else if (is_statement(type)) {
      if (type != G::TERM && type != G::OPEN) parts_by_comma.clear();
    } else if (type == G::GROUPED || type == G::MONEY || type == G::PERCENTAGE) {
      if (!parts_by_comma.empty() && parts_by_comma.back() &&
          text_of(text, words[at]).find(',') != std::string_view::npos)
        words[at].type = G::UNSPACED_GROUP;
    }
  }
}

// An amendment goes on to the next statement that is not one of its clauses (`adds rule …`). `term`, `open` and
// `expect` mean more than a statement, and none of those has rows with a date.
void mark_provisions(Words& words) {
  bool inside = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::size_t type = words[at].type;
    const std::size_t before = at > 0 ? words[at - 1].type : 0;
    const bool clause = before == G::ADDS || before == G::REPLACES || before == G::DELETES;
    if (type == G::AMENDMENT)
      inside = true;
    else if (is_statement(type) && type != G::TERM && type != G::OPEN && type != G::EXPECT && !clause)
      inside = false;
    const bool dated = type == G::FROM && at + 2 < words.size() && words[at + 1].type == G::DATE;
    if (inside && dated && words[at + 2].type == G::COLON) words[at].type = G::PROVISION_FROM;
  }
}

// Byte offsets of characters first to last + 1, for texts that are not plain ASCII.
std::vector<std::uint32_t> character_offsets(std::string_view text, std::size_t start) {
  std::vector<std::uint32_t> offsets;
  for (std::size_t at = start; at < text.size(); at += source::character_length(static_cast<unsigned char>(text[at])))
    offsets.push_back(static_cast<std::uint32_t>(at));
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

}  // namespace

Words split(std::string_view text, std::size_t limit) {
  const std::size_t start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // a byte order mark is not part of the text
  antlr4::ANTLRInputStream input{std::string(text.substr(start))};
  grammar::MeruitLexer lexer(&input);
  lexer.removeErrorListeners();
  const std::vector<std::uint32_t> offsets = character_offsets(text, start);

  Words words;
  for (auto token = lexer.nextToken(); token->getType() != antlr4::Token::EOF && words.size() <= limit;
       token = lexer.nextToken())
    words.push_back({token->getType(), offsets[token->getStartIndex()], offsets[token->getStopIndex() + 1]});

  for (std::size_t at = 0; at < words.size(); ++at) {
    std::size_t& type = words[at].type;
    if (type == G::MINUS) type = minus_type(words, at);
    if (type == G::LPAREN) type = bracket_type(words, at);
    if (type == G::PLACES && (at == 0 || words[at - 1].type != G::NUMBER)) type = G::NAME;
    if (type == G::DATE && !calendar::parse_date(text_of(text, words[at]))) type = G::ODD_DATE;
  }
  mark_counted(text, words);
  mark_groups(text, words);
  mark_provisions(words);
  return words;
}

const std::map<std::string, std::size_t>& language_words() {
  static const std::map<std::string, std::size_t> words = [] {
    std::map<std::string, std::size_t> found;
    antlr4::ANTLRInputStream nothing{std::string()};
    const grammar::MeruitLexer lexer(&nothing);
    for (std::size_t type = G::CONTRACT; type <= G::ZERO; ++type) {
      const std::string literal = lexer.getVocabulary().getLiteralName(type);  // in single quotes
      if (literal.size() > 2 && !is_later(type)) found[literal.substr(1, literal.size() - 2)] = type;
    }
    found["places"] = G::PLACES;
    return found;
  }();
  return words;
}

bool may_be_name(std::size_t type) { return type >= G::A && type <= G::NAME; }

bool is_reserved(std::size_t type) { return type >= G::CONTRACT && type <= G::PERIOD_TYPE; }

bool is_later(std::size_t type) { return type >= G::CODES && type <= G::EPISODE; }

bool is_statement(std::size_t type) { return (type >= G::CONTRACT && type <= G::EPISODE) || type == G::OPEN; }

}  // namespace meruit::syntax
