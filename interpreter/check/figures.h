// Figures that a contract publishes: parameters, tables and bands, with their dates.
#pragma once

#include <span>

#include "check/expressions.h"

namespace meruit::check {

// What the rows of tables and bands say, into model.tables and model.bands. Needs the names of all scopes.
void check_table(Builder&, TableId);
void check_all_bands(Builder&);

// A figure written out: literals, `+ - * /` on them, or a word. None after a message. Unpublished: see below.
ExprId check_figure(Builder&, ScopeId, ast::ExprId, const Type* expected);
[[nodiscard]] bool is_unpublished(const Builder&, ScopeId, ast::ExprId);
// Why there is no value: `unpublished`, `waived`, `unknown`; none where there is one.
[[nodiscard]] std::optional<Cell::Absent> absence_of(const Builder&, ScopeId, ast::ExprId);

// The cells of one column (or the bands of one list) as values of one type, which is worked out when it is not
// declared. False after a message.
struct Figures {
  ScopeId scope;
  std::vector<ast::ExprId> written;
  std::optional<Type> declared;
  Span declared_span;
  bool limits = false;      // cells may be `waived` or `unknown`
  Type type;                // result
  std::vector<Cell> cells;  // result, one for each written
};
bool check_figures(Builder&, Figures&);

// Every combination of finite keys is covered once; every other twice is refused.
void check_table_coverage(Builder&, const Table&, const TableBlock&);
// Rows that keys of numbers, texts or dates make it look as if they were forgotten.
void warn_of_table_rows(Builder&, ScopeId, const Table&);
// A key's value as a row's label writes it.
[[nodiscard]] std::string key_text(const Builder&, const Column& key, const Value&);
// The figures of one row of bands, as numbers in one unit.
struct BandFigures {
  std::optional<Rational> low, high;
  Cell cell;
  std::optional<Rational> end;  // of a curve
};
// One block's rows to bands that ascend and touch; false after a message.
bool check_band_block(Builder&, const ast::File&, const ast::Bands&, const ast::BandBlock&,
                      const std::vector<BandFigures>&, BandBlock&);

// `from` dates ascend and are said of each block or of none. False after a message.
template <class Block>
bool dates_ascend(Builder& b, const std::vector<Block>& blocks, const std::string& name) {
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    const bool dated = blocks[i].from && blocks[i - 1].from;
    if (dated && *blocks[i - 1].from < *blocks[i].from) continue;
    const bool twice = dated && *blocks[i - 1].from == *blocks[i].from;
    Diagnostic& d = report(b, DiagnosticKind::DatesOrder, blocks[i].span,
                           !dated  ? "the figures of `" + name + "` are dated in part only"
                           : twice ? "`" + name + "` has two figures from " + calendar::to_text(*blocks[i].from)
                                   : "the dates of `" + name + "` do not ascend",
                           dated ? "keep one figure a date, the earliest first" : "say `from DATE` for each");
    label(d, blocks[i - 1].span, "the one before");
    return false;
  }
  return true;
}

// No more rows than a table may have. False after a message.
template <class Blocks, class RowsOf>
bool few_rows(Builder& b, const ast::Name& name, const Blocks& blocks, RowsOf&& rows_of) {
  std::uint64_t rows = 0;
  for (const auto& block : blocks) rows += rows_of(block);
  if (rows <= b.files.limits.table_rows) return true;
  report_limit(b, DiagnosticKind::LimitExceeded, &Limits::table_rows, name.span,
               in_ticks(name.text) + " has " + budget::grouped(rows) + " rows",
               "what has so many rows belongs into the data, a column of each record");
  return false;
}

template <class Block>
[[nodiscard]] bool is_dated(const std::vector<Block>& blocks) {
  return !blocks.empty() && blocks.front().from.has_value();
}

}  // namespace meruit::check
