#include "syntax/standard_order.h"

#include "syntax/reading.h"

namespace meruit::syntax {

namespace {

// Bytes [begin, middle) and [middle, end), which change places.
struct Swap {
  std::uint32_t begin = 0, middle = 0, end = 0;
};

std::size_t first_index(const antlr4::ParserRuleContext* context) { return context->start->getTokenIndex(); }
std::size_t last_index(const antlr4::ParserRuleContext* context) { return context->stop->getTokenIndex(); }

// A unit that stands right before the words [first, last] of its header.
void swap(std::vector<Swap>& swaps, std::string_view text, const Words& words, const G::In_unitContext* unit,
          std::size_t first, std::size_t last) {
  if (last_index(unit) + 1 != first) return;
  const Swap found{words[first_index(unit)].begin, words[first].begin, words[last].end};
  if (text.substr(found.begin, found.end - found.begin).find('#') == std::string_view::npos) swaps.push_back(found);
}

void look(std::vector<Swap>& swaps, std::string_view text, const Words& words, G::StatementContext* statement) {
  if (G::BandsContext* bands = statement->bands()) {
    if (bands->in_unit().size() != 1) return;
    antlr4::tree::TerminalNode* kind = bands->STEPPED() != nullptr ? bands->STEPPED() : bands->GRADUATED();
    const std::size_t first = kind->getSymbol()->getTokenIndex();
    const bool share = bands->ON() != nullptr;
    swap(swaps, text, words, bands->in_unit(0), first, share ? last_index(bands->name().back()) : first);
  } else if (G::Rule_statementContext* rule = statement->rule_statement()) {
    if (rule->in_unit().size() != 1 || rule->level().size() != 1) return;
    swap(swaps, text, words, rule->in_unit(0), first_index(rule->level(0)), last_index(rule->level(0)));
  }
}

}  // namespace

std::string in_standard_order(std::string_view text, const Words& words) {
  bool mistaken = false;
  Reading reading(text, words, [&](const Mistake&) { mistaken = true; });
  G::FileContext* tree = reading.parser.file();
  if (mistaken) return std::string(text);

  std::vector<Swap> swaps;
  for (G::StatementContext* statement : tree->statement()) look(swaps, text, words, statement);
  std::string out;
  std::uint32_t done = 0;
  for (const Swap& one : swaps) {
    std::string_view unit = text.substr(one.begin, one.middle - one.begin);
    const std::size_t blanks = unit.find_last_not_of(" \t\r\n\f") + 1;
    out += text.substr(done, one.begin - done);
    out += text.substr(one.middle, one.end - one.middle);
    out += unit.substr(blanks);
    out += unit.substr(0, blanks);
    done = one.end;
  }
  return out += text.substr(done);
}

}  // namespace meruit::syntax
