// A long line breaks at the outermost place that still leaves its first part short enough, the last such one: before
// the operators that bind least (`and` and `or`, then comparisons, `+` and `-`, `*` and `/`) and words that open a
// part, or after a comma.
#include "syntax/wrap.h"

#include <algorithm>
#include <optional>

#include "syntax/antlr.h"

namespace meruit::syntax {

namespace {

bool opens(std::size_t type) { return type == G::LPAREN || type == G::CALL_OPEN; }

bool blank_between(std::size_t left, std::size_t right) {
  if (opens(left) || left == G::DOT || left == G::UNARY_MINUS) return false;
  return right != G::COMMA && right != G::COLON && right != G::RPAREN && right != G::DOT && right != G::CALL_OPEN;
}

// How good a break before this word is, lower is better; nothing: no break there.
std::optional<int> break_rank(std::size_t before, std::size_t type) {
  if (before == G::COMMA) return 0;
  switch (type) {
    case G::AND:
    case G::OR:
    case G::FOR:
    case G::OVERALL:
    case G::GIVEN:
    case G::GRADUATED:
    case G::STEPPED:
    case G::WHERE:
    case G::BECAUSE:
      return 0;
    case G::EQ:
    case G::NE:
    case G::LT:
    case G::LE:
    case G::GT:
    case G::GE:
      return 1;
    case G::PLUS:
    case G::MINUS:
    case G::IF:
    case G::ROUNDED:
      return 2;
    case G::STAR:
    case G::SLASH:
    case G::OVER:
      return 3;
    default:
      return std::nullopt;
  }
}

struct Break {
  std::size_t at = 0;
  int rank = 0;
};

// Every place where words [begin, end) may be broken.
std::vector<Break> breaks_of(const Words& words, const Wrap& wrap) {
  std::vector<Break> found;
  int depth = 0;
  for (std::size_t at = wrap.begin; at < wrap.end; ++at) {
    const std::size_t type = words[at].type;
    if (type == G::RPAREN) --depth;
    if (at > wrap.begin) {
      if (at == wrap.body)
        found.push_back({at, -1});
      else if (const auto rank = break_rank(words[at - 1].type, type))
        found.push_back({at, 4 * depth + *rank});
    }
    if (opens(type)) ++depth;
  }
  return found;
}

// The break to take first when the words do not fit; nothing: no break helps.
std::optional<Break> choose(std::string_view text, const Words& words, const Wrap& wrap) {
  const std::vector<Break> places = breaks_of(words, wrap);
  std::optional<Break> best;
  for (const Break& place : places) {
    const bool fits = wrap.column + width_of(joined(text, words, wrap.begin, place.at)) <= kLineWidth;
    if (!fits) break;
    if (!best || place.rank <= best->rank) best = place;
  }
  if (!best && !places.empty()) best = places.front();
  return best;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string joined(std::string_view text, const Words& words, std::size_t begin, std::size_t end) {
  std::string line;
  for (std::size_t at = begin; at < end; ++at) {
    if (at > begin && blank_between(words[at - 1].type, words[at].type)) line += ' ';
    line += text_of(text, words[at]);
  }
  return line;
}

std::string wrapped(std::string_view text, const Words& words, Wrap wrap) {
  std::string out;
  while (true) {
    std::string line = joined(text, words, wrap.begin, wrap.end);
    if (wrap.column + width_of(line) <= kLineWidth) return out + line;
    const std::optional<Break> place = choose(text, words, wrap);
    if (!place) return out + line;
    const std::size_t next = place->at == wrap.body ? wrap.body_indent : wrap.indent;
    out += joined(text, words, wrap.begin, place->at) + "\n" + std::string(next, ' ');
    wrap.begin = place->at;
    wrap.column = next;
  }
}

}  // namespace meruit::syntax
