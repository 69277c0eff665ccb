// The smallest parts: names, texts, dates, numbers, units and roundings as written.
#include "syntax/build.h"

namespace meruit::syntax {

ast::Span span(const Build& build, antlr4::Token* token) {
  const Word& word = build.words[token->getTokenIndex()];
  return {build.file.source, word.begin, word.end};
}

ast::Span span(const Build& build, const antlr4::ParserRuleContext* context) {
  return source::join(span(build, context->start), span(build, context->stop));
}

ast::Span head(const Build& build, const antlr4::ParserRuleContext* statement, const antlr4::Token* row,
               std::size_t back) {
  const Word& last = build.words[row->getTokenIndex() - back];
  return {build.file.source, span(build, statement->start).begin, last.end};
}

void refuse(Build& build, ast::Span where, std::string message, std::string help, source::DiagnosticKind kind) {
  build.diagnostics.add(kind, where, std::move(message), std::move(help));
}

ast::Name name(const Build& build, antlr4::Token* token) {
  const ast::Span where = span(build, token);
  return {std::string(build.text.substr(where.begin, where.end - where.begin)), where};
}

ast::Name name(const Build& build, G::NameContext* context) {
  return context == nullptr ? ast::Name{} : name(build, context->start);
}

ast::Text text(const Build& build, antlr4::tree::TerminalNode* node) {
  const ast::Span where = span(build, node->getSymbol());
  return {std::string(build.text.substr(where.begin + 1, where.end - where.begin - 2)), where};
}

std::optional<ast::Text> title(const Build& build, G::TitleContext* context) {
  if (context == nullptr) return std::nullopt;
  return text(build, context->TEXT());
}

std::vector<ast::Text> texts(const Build& build, G::TextsContext* context) {
  std::vector<ast::Text> found;
  for (antlr4::tree::TerminalNode* node : context->TEXT()) found.push_back(text(build, node));
  return found;
}

std::vector<ast::Text> cites(const Build& build, const std::vector<G::CitesContext*>& rows) {
  std::vector<ast::Text> found;
  for (G::CitesContext* row : rows)
    for (ast::Text& one : texts(build, row->texts())) found.push_back(std::move(one));
  return found;
}

calendar::Date date(const Build& build, antlr4::tree::TerminalNode* node) {
  // A DATE token is a day of the calendar: split() gives others another type.
  return *calendar::parse_date(text_of(build.text, build.words[node->getSymbol()->getTokenIndex()]));
}

Rational plain_number(const Build& build, antlr4::Token* token) {
  std::string digits;
  for (const char c : text_of(build.text, build.words[token->getTokenIndex()]))
    if (c == '.' || (c >= '0' && c <= '9')) digits += c;
  return number::parse_decimal(digits).value_or(Rational(0));
}

ast::NumberLiteral number(const Build& build, G::NumberContext* context, G::Unit_suffixContext* suffix) {
  ast::NumberLiteral literal;
  literal.value = plain_number(build, context->start);
  literal.money = context->MONEY() != nullptr;
  literal.percent = context->PERCENTAGE() != nullptr;
  if (literal.percent) literal.value /= 100;
  if (suffix != nullptr) {
    ast::UnitText unit;
    unit.span = span(build, suffix);
    if (suffix->start->getType() != G::PER) unit.numerator.push_back(name(build, suffix->start));
    unit.per = pers(build, suffix->per());
    literal.unit = std::move(unit);
  }
  return literal;
}

std::vector<ast::UnitText::Per> pers(const Build& build, const std::vector<G::PerContext*>& contexts) {
  std::vector<ast::UnitText::Per> found;
  for (G::PerContext* context : contexts) {
    ast::UnitText::Per per;
    if (context->scale() != nullptr) per.scale = plain_number(build, context->scale()->start);
    per.name = unit_name(build, context->unit_name());
    found.push_back(std::move(per));
  }
  return found;
}

ast::Name unit_name(const Build& build, G::Unit_nameContext* context) { return name(build, context->start); }

std::optional<ast::UnitText> in_unit(Build& build, const std::vector<G::In_unitContext*>& contexts) {
  for (std::size_t at = 1; at < contexts.size(); ++at)
    refuse(build, span(build, contexts[at]), "`in …` stands here twice", "keep one of them");
  return contexts.empty() ? std::nullopt : in_unit(build, contexts.front());
}

std::optional<ast::UnitText> in_unit(const Build& build, G::In_unitContext* context) {
  if (context == nullptr) return std::nullopt;
  G::UnitContext* written = context->unit();
  ast::UnitText unit;
  unit.span = span(build, written);
  unit.money = written->MONEY_TYPE() != nullptr;
  if (written->unit_name() != nullptr) unit.numerator.push_back(unit_name(build, written->unit_name()));
  unit.per = pers(build, written->per());
  return unit;
}

number::RoundingMode rounding_mode(G::Rounding_modeContext* context) {
  using Mode = number::RoundingMode;
  if (context->UP() != nullptr) return Mode::HalfUp;
  if (context->EVEN() != nullptr) return Mode::HalfEven;
  if (context->DOWN() != nullptr) return Mode::HalfDown;
  if (context->AWAY() != nullptr) return Mode::AwayFromZero;
  if (context->TOWARD() != nullptr) return Mode::TowardZero;
  return context->CEILING() != nullptr ? Mode::Ceiling : Mode::Floor;
}

int whole_number(Build& build, antlr4::tree::TerminalNode* node, int limit) {
  const Rational value = plain_number(build, node->getSymbol());
  if (denominator(value) != 1 || value > limit) {
    refuse(build, span(build, node->getSymbol()),
           "the number of places is a whole number up to " + std::to_string(limit),
           "write a whole number, as in `4 places`");
    return 0;
  }
  return numerator(value).convert_to<int>();
}

ast::RoundingText rounding(Build& build, G::RoundingContext* context) {
  using Kind = ast::RoundingText::Kind;
  constexpr int kMostPlaces = 100;
  ast::RoundingText rounding;
  rounding.span = span(build, context);
  G::QuantumContext* quantum = context->quantum();
  if (quantum->CENTS() != nullptr) {
    rounding.kind = Kind::Cents;
    rounding.quantum = Rational(1, 100);
  } else if (quantum->PLACES() != nullptr) {
    rounding.kind = Kind::Places;
    const int places = whole_number(build, quantum->NUMBER(), kMostPlaces);
    rounding.quantum = Rational(1, number::power_of_ten(static_cast<unsigned>(places)));
  } else {
    rounding.quantum = plain_number(build, quantum->start);
    if (quantum->MONEY() != nullptr) rounding.kind = Kind::Money;
    if (quantum->PERCENTAGE() != nullptr) {
      rounding.kind = Kind::Percent;
      rounding.quantum /= 100;
    }
    if (rounding.quantum == 0) {
      refuse(build, span(build, quantum), "nothing can be rounded to a multiple of zero",
             "write the step, as in `rounded to $1` or `rounded to 0.1%`");
      rounding.quantum = 1;
    }
  }
  const bool directed = context->UP() != nullptr || context->DOWN() != nullptr;
  if (directed && context->rounding_mode() != nullptr)
    refuse(build, rounding.span, "`rounded up` and `rounded down` already say which way",
           "leave the words after the step out, or leave out `up` or `down`");
  if (context->UP() != nullptr) rounding.mode = number::RoundingMode::Ceiling;
  if (context->DOWN() != nullptr) rounding.mode = number::RoundingMode::Floor;
  if (context->rounding_mode() != nullptr) rounding.mode = rounding_mode(context->rounding_mode());
  return rounding;
}

}  // namespace meruit::syntax
