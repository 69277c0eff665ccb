// The parser's tree to the AST: one function a rule of the grammar. What the grammar's shape lets through and the
// language refuses is refused here, with the reason. Statements in which the parser found a mistake never get here.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "source/diagnostic.h"
#include "syntax/antlr.h"
#include "syntax/ast.h"
#include "syntax/words.h"

namespace meruit::syntax {

struct Build {
  std::string_view text;
  const Words& words;
  ast::File& file;
  source::Diagnostics& diagnostics;
  bool in_mapping = false;
};

// build_values.cpp: names, texts, numbers, units, roundings
[[nodiscard]] ast::Span span(const Build&, const antlr4::ParserRuleContext*);
[[nodiscard]] ast::Span span(const Build&, antlr4::Token*);
void refuse(Build&, ast::Span, std::string message, std::string help,
            source::DiagnosticKind = source::DiagnosticKind::SyntaxError);
// From the statement's first word to the one `back` words before `row`.
[[nodiscard]] ast::Span head(const Build&, const antlr4::ParserRuleContext* statement, const antlr4::Token* row,
                             std::size_t back = 1);
[[nodiscard]] ast::Name name(const Build&, antlr4::Token*);
[[nodiscard]] ast::Name name(const Build&, Grammar::NameContext*);        // nullptr: no name
[[nodiscard]] ast::Text text(const Build&, antlr4::tree::TerminalNode*);  // a TEXT token
[[nodiscard]] std::optional<ast::Text> title(const Build&, Grammar::TitleContext*);
[[nodiscard]] std::vector<ast::Text> texts(const Build&, Grammar::TextsContext*);
[[nodiscard]] std::vector<ast::Text> cites(const Build&, const std::vector<Grammar::CitesContext*>&);
[[nodiscard]] calendar::Date date(const Build&, antlr4::tree::TerminalNode*);
[[nodiscard]] Rational plain_number(const Build&, antlr4::Token*);  // without its `$`, `%`, commas
[[nodiscard]] ast::NumberLiteral number(const Build&, Grammar::NumberContext*, Grammar::Unit_suffixContext*);
[[nodiscard]] std::vector<ast::UnitText::Per> pers(const Build&, const std::vector<Grammar::PerContext*>&);
[[nodiscard]] ast::Name unit_name(const Build&, Grammar::Unit_nameContext*);
[[nodiscard]] std::optional<ast::UnitText> in_unit(const Build&, Grammar::In_unitContext*);
[[nodiscard]] std::optional<ast::UnitText> in_unit(Build&,
                                                   const std::vector<Grammar::In_unitContext*>&);  // at most one
[[nodiscard]] number::RoundingMode rounding_mode(Grammar::Rounding_modeContext*);
[[nodiscard]] ast::RoundingText rounding(Build&, Grammar::RoundingContext*);
[[nodiscard]] int whole_number(Build&, antlr4::tree::TerminalNode*, int limit);

// build_expression.cpp, build_operation.cpp
[[nodiscard]] ast::ExprId add(Build&, ast::Span, ast::ExprNode);
[[nodiscard]] ast::ExprId whole(Build&, Grammar::WholeContext*);
[[nodiscard]] ast::ExprId operation(Build&, Grammar::OperationContext*);
// A limit in a header: a value, a name, or an expression in parentheses.
[[nodiscard]] ast::ExprId limit(Build&, Grammar::LimitContext*);
[[nodiscard]] ast::ExprId period(Build&, ast::Span, Grammar::OperationContext* first, Grammar::OperationContext* last);
// build_dates.cpp
[[nodiscard]] ast::ExprId part_of(Build&, Grammar::PartOfContext*);
[[nodiscard]] ast::ExprId calendar_part(Build&, Grammar::CalendarPartContext*);
[[nodiscard]] ast::ExprId day_beside(Build&, Grammar::DayBesideContext*);
[[nodiscard]] ast::ExprId numbered_day(Build&, Grammar::NumberedDayContext*);
[[nodiscard]] ast::ExprId elapsed(Build&, Grammar::ElapsedPhraseContext*);
// Whether it ends in a phrase of this kind: `x rounded to cents`, `D to E`, codes of a file.
template <class Suffix>
[[nodiscard]] bool has(Grammar::WholeContext* context) {
  auto* plain = dynamic_cast<Grammar::PlainContext*>(context);
  return plain != nullptr && dynamic_cast<Suffix*>(plain->suffix()) != nullptr;
}
// An argument or a member of a list, where commas part: a list of codes needs parentheses there.
[[nodiscard]] std::vector<ast::ExprId> parted(Build&, const std::vector<Grammar::WholeContext*>&);

// build_statement.cpp, build_record.cpp, build_figures.cpp, build_rule.cpp, build_example.cpp, build_amendment.cpp,
// build_mapping.cpp
void statement(Build&, Grammar::StatementContext*);
void header(Build&, Grammar::HeaderContext*);
void parameter(Build&, Grammar::ParameterContext*);
void table(Build&, Grammar::TableContext*);
void bands(Build&, Grammar::BandsContext*);
void curve(Build&, Grammar::CurveContext*);
void record(Build&, Grammar::RecordContext*);
void rule(Build&, Grammar::Rule_statementContext*);
void exception(Build&, Grammar::Exception_statementContext*);
void payment(Build&, Grammar::PayContext*);
void use(Build&, Grammar::UseContext*);
void amendment(Build&, Grammar::AmendmentContext*);
void example(Build&, Grammar::ExampleContext*);
void mapping(Build&, Grammar::MappingContext*);
void supply(Build&, Grammar::SupplyContext*);
void expectation(Build&, Grammar::ExpectationContext*);
[[nodiscard]] ast::Level level(const Build&, Grammar::LevelContext*);
[[nodiscard]] ast::Level each(const Build&, Grammar::For_eachContext*);
void term_statement(Build&, Grammar::Term_statementContext*);
void party(Build&, Grammar::PartyContext*);
void list(Build&, Grammar::ListContext*);
void open_question(Build&, Grammar::Open_questionContext*);
void figure(Build&, Grammar::FigureContext*);  // a parameter that an amendment adds or replaces
[[nodiscard]] ast::KeyCell key_cell(Build&, Grammar::Key_cellContext*);
[[nodiscard]] ast::TableRow table_row(Build&, Grammar::Table_rowContext*);
void edge(Build&, ast::Band&, Grammar::EdgeContext*);
[[nodiscard]] ast::Band stretch(Build&, Grammar::StretchContext*);
[[nodiscard]] ast::Body body(Build&, Grammar::BodyContext*);
[[nodiscard]] ast::Body cases(Build&, const std::vector<Grammar::Case_whenContext*>&, Grammar::Case_otherwiseContext*);
[[nodiscard]] std::vector<ast::Given> givens(Build&, Grammar::GivensContext*);
[[nodiscard]] ast::Path path(const Build&, Grammar::PathContext*);

}  // namespace meruit::syntax
