// Figures of the syntax tree: parameters, tables, bands and curves.
#pragma once

#include "syntax/ast_expression.h"

namespace meruit::ast {

struct DatedExpr {
  std::optional<calendar::Date> from;
  ExprId value;
  Span span;
};
struct Parameter {
  Name name;
  std::optional<Text> title;
  std::optional<UnitText> unit;  // `in UNIT`; a list name parses as a unit with that one numerator name
  bool required = false;
  std::vector<DatedExpr> values;  // one without a date for `is EXPR`
  std::vector<Text> cites;
  Span head;  // what stands before `is` or the rows; of a table and bands likewise
  Span span;
};

struct KeyCell {
  bool any = false;
  std::vector<ExprId> values;
  Span span;
};
struct TableRow {
  std::vector<KeyCell> keys;
  std::vector<ExprId> cells;
  Span span;
};  // the header row is a row too
struct TableBlock {
  std::optional<calendar::Date> from;
  std::vector<TableRow> rows;
  Span span;
};
struct Table {
  Name name;
  std::optional<Text> title;
  std::vector<Name> keys;
  std::optional<UnitText> unit;
  bool first_that_applies = false;
  std::vector<TableBlock> blocks;
  std::vector<Text> cites;
  Span head;
  Span span;
};

enum class EdgeKind : std::uint8_t { Below, UpTo, FromTo, FromToUnder, Above, AtLeast };
struct Band {
  EdgeKind kind;
  ExprId low, high;
  ExprId cell;
  ExprId end;  // curves: the value at `high`, when it is another than `cell`, the one at `low`
  Span span;
};  // low: From…, Above, AtLeast; high: Below, UpTo, From…
struct BandBlock {
  std::optional<calendar::Date> from;
  std::vector<Band> bands;
  Span span;
};
enum class Losses : std::uint8_t { Unsaid, Mirrored, Separate, None };
[[nodiscard]] const char* modifier(Losses);  // ", losses mirrored"; empty where nothing is said
struct Bands {                               // also a curve: curve NAME(input) linear
  bool curve = false;
  Name name;
  std::optional<Text> title;
  std::vector<Name> inputs;
  bool graduated = false;
  Name share_of, share_base;  // on SHARE_OF as a share of SHARE_BASE
  Losses losses = Losses::Unsaid;
  bool whole = false;  // of a curve: whole ends included
  bool required = false;
  std::optional<UnitText> unit;
  std::vector<BandBlock> blocks;
  std::vector<Text> cites;
  Span head;
  Span span;
};

}  // namespace meruit::ast
