// The header of a contract and the small statements.
#include "syntax/build.h"
#include "syntax/parse.h"

namespace meruit::syntax {

ast::Level each(const Build& build, G::For_eachContext* context) {
  return {ast::LevelKind::Each, name(build, context->name()), span(build, context)};
}

ast::Level level(const Build& build, G::LevelContext* context) {
  if (context == nullptr) return {};
  if (context->for_each() != nullptr) return each(build, context->for_each());
  return {ast::LevelKind::Overall, {}, span(build, context)};
}

ast::Path path(const Build& build, G::PathContext* context) {
  ast::Path path;
  path.span = span(build, context);
  if (context->TERM() != nullptr) path.parts.push_back(name(build, context->start));
  for (G::NameContext* part : context->name()) path.parts.push_back(name(build, part));
  return path;
}

namespace {

void said_twice(Build& build, bool already, G::Header_rowContext* row, const char* what) {
  if (already)
    refuse(build, span(build, row), std::string("`") + what + "` stands here twice", "keep one of the two rows");
}

void header_row(Build& build, ast::Header& header, G::Header_rowContext* context) {
  if (auto* row = dynamic_cast<G::VersionRowContext*>(context)) {
    said_twice(build, header.version.has_value(), context, "version");
    header.version = text(build, row->TEXT());
  } else if (auto* term = dynamic_cast<G::TermRowContext*>(context)) {
    said_twice(build, header.term.given(), context, "term");
    const ast::Span where = source::join(span(build, term->operation(0)), span(build, term->operation(1)));
    header.term = period(build, where, term->operation(0), term->operation(1));
  } else if (auto* currency = dynamic_cast<G::CurrencyRowContext*>(context)) {
    said_twice(build, header.currency.given(), context, "currency");
    header.currency = name(build, currency->name());
  } else if (auto* rounding = dynamic_cast<G::RoundingRowContext*>(context)) {
    said_twice(build, header.rounding.has_value(), context, "rounding");
    header.rounding = rounding_mode(rounding->rounding_mode());
    header.rounding_span = span(build, rounding->rounding_mode());
  } else if (auto* language = dynamic_cast<G::LanguageRowContext*>(context)) {
    said_twice(build, header.language != 0, context, "language");
    const Rational version = plain_number(build, language->NUMBER()->getSymbol());
    if (version < 1 || version > kLanguage || denominator(version) != 1)
      refuse(build, span(build, language->NUMBER()->getSymbol()), "the language has no such version",
             "write `language: " + std::to_string(kLanguage) + "`, or leave the row out");
    header.language = kLanguage;
  } else if (auto* citations = dynamic_cast<G::CitesRowContext*>(context)) {
    for (ast::Text& one : cites(build, {citations->cites()})) header.cites.push_back(std::move(one));
  }
}

}  // namespace

void term_statement(Build& build, G::Term_statementContext* context) {
  ast::TermStatement term;
  term.label = context->name() != nullptr ? name(build, context->name()) : name(build, context->NUMBER()->getSymbol());
  const ast::Span where = source::join(span(build, context->operation(0)), span(build, context->operation(1)));
  term.period = period(build, where, context->operation(0), context->operation(1));
  term.span = span(build, context);
  build.file.terms.push_back(std::move(term));
}

void list(Build& build, G::ListContext* context) {
  ast::List list;
  const std::vector<G::NameContext*> names = context->name();
  list.name = name(build, names.front());
  list.title = title(build, context->title());
  for (std::size_t at = 1; at < names.size(); ++at) list.words.push_back(name(build, names[at]));
  list.span = span(build, context);
  build.file.lists.push_back(std::move(list));
}

void party(Build& build, G::PartyContext* context) {
  build.file.parties.push_back({name(build, context->name()), title(build, context->title()), span(build, context)});
}

void open_question(Build& build, G::Open_questionContext* context) {
  build.file.questions.push_back({text(build, context->TEXT()), span(build, context)});
}

void header(Build& build, G::HeaderContext* context) {
  ast::Header header;
  header.model = context->MODEL() != nullptr;
  header.name = name(build, context->name());
  header.title = title(build, context->title());
  header.level = each(build, context->for_each());
  for (G::Header_rowContext* row : context->header_row()) header_row(build, header, row);
  header.span = span(build, context);
  if (build.file.header)
    refuse(build, header.span, "a second contract in one file", "keep each contract or model in a file of its own",
           source::DiagnosticKind::WrongFile);
  else
    build.file.header = std::move(header);
}

void statement(Build& build, G::StatementContext* context) {
  const bool of_mapping =
      context->mapping() != nullptr || context->supply() != nullptr || context->expectation() != nullptr;
  if (build.in_mapping && !of_mapping)
    refuse(build, span(build, context->start),
           "`" + name(build, context->start).text + "` belongs in a contract, and this is a mapping",
           "a mapping holds `supply` and `expect`; put this into the contract or model",
           source::DiagnosticKind::WrongFile);
  if (context->header() != nullptr) header(build, context->header());
  if (context->mapping() != nullptr) mapping(build, context->mapping());
  if (context->term_statement() != nullptr) term_statement(build, context->term_statement());
  if (context->party() != nullptr) party(build, context->party());
  if (context->list() != nullptr) list(build, context->list());
  if (context->record() != nullptr) record(build, context->record());
  if (context->parameter() != nullptr) parameter(build, context->parameter());
  if (context->table() != nullptr) table(build, context->table());
  if (context->bands() != nullptr) bands(build, context->bands());
  if (context->curve() != nullptr) curve(build, context->curve());
  if (context->rule_statement() != nullptr) rule(build, context->rule_statement());
  if (context->exception_statement() != nullptr) exception(build, context->exception_statement());
  if (context->pay() != nullptr) payment(build, context->pay());
  if (context->use() != nullptr) use(build, context->use());
  if (context->example() != nullptr) example(build, context->example());
  if (context->open_question() != nullptr) open_question(build, context->open_question());
  if (context->amendment() != nullptr) amendment(build, context->amendment());
  if (context->supply() != nullptr) supply(build, context->supply());
  if (context->expectation() != nullptr) expectation(build, context->expectation());
}

}  // namespace meruit::syntax
