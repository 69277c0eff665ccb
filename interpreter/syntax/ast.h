// The syntax tree: what the writer wrote, unresolved, with a span on everything. Plain data in vectors,
// referred to by typed ids. Produced by parse.h, read by check/ and by the printers; never changed after. Here the file
// itself and what it declares; expressions, figures and rules have headers of their own.
#pragma once

#include "syntax/ast_figures.h"
#include "syntax/ast_rules.h"

namespace meruit::ast {

struct Header {  // contract NAME … / model NAME …
  bool model = false;
  Name name;
  std::optional<Text> title;
  Level level;
  std::optional<Text> version;
  ExprId term;  // a PeriodLiteral
  Name currency;
  std::optional<number::RoundingMode> rounding;
  Span rounding_span;
  int language = 0;  // the version of the language it is written in; 0: unsaid
  std::vector<Text> cites;
  Span span;
};
struct TermStatement {
  Name label;
  ExprId period;
  Span span;
};
struct Party {
  Name name;
  std::optional<Text> title;
  Span span;
};
struct List {
  Name name;
  std::optional<Text> title;
  std::vector<Name> words;
  Span span;
};
struct Field {
  bool key = false;
  Name name;
  std::optional<Text> title;
  TypeText type;
  Span span;
};
struct Record {
  Name name;
  Name parent;  // of PARENT; none: top
  std::optional<Text> title;
  Name plural;
  std::vector<Field> fields;
  Span span;
};

struct Use {
  Name model;
  std::optional<Text> path;
  Name alias;
  std::vector<Given> given;
  Span span;
};

struct RowOf {  // RECORD(KEY, …)
  Name record;
  std::vector<ExprId> key;
  Span span;
};
struct Expect {
  std::optional<RowOf> row;  // of which `name` is a value
  Path name;
  std::optional<RoundingText> rounding;
  ExprId value;
  Span span;
};
enum class Evidence : std::uint8_t { Unsaid, Published, Derived, Constructed };
struct ExampleRow {  // row RECORD given …
  Name record;
  std::vector<Given> given;
  Span span;
};
struct Example {
  Text title;
  Evidence evidence = Evidence::Unsaid;
  std::optional<Text> evidence_source;
  std::vector<Given> given;
  std::vector<ExampleRow> rows;  // the records of its run; empty: it is of one record
  std::vector<Expect> expect;
  Span span;
};
struct OpenQuestion {
  Text text;
  Span span;
};

// ---- amendments ----

using Clause = std::variant<TermStatement, Party, List, Record, Parameter, Table, Bands, Rule, Exception, Use, Example,
                            OpenQuestion>;
struct TermChange {  // term is D to E
  ExprId period;
};
struct Redefinition {  // NAME is BODY
  Name name;
  Body body;
};
struct ClauseChange {  // adds STATEMENT, replaces STATEMENT
  bool adds = false;
  Clause clause;
};
struct RowChange {  // adds to NAME ROWS, replaces in NAME ROWS; either rows of a table or bands
  bool adds = false;
  Name name;
  std::vector<TableRow> rows;
  std::vector<Band> bands;
};
struct RowLabel {  // of a dated block, of bands, or the keys of a row of a table
  std::optional<calendar::Date> from;
  std::optional<Band> edge;  // without its cell
  std::vector<KeyCell> keys;
  Span span;
};
struct RowDeletion {  // deletes in NAME LABEL, LABEL
  Name name;
  std::vector<RowLabel> labels;
};
struct Deletion {  // deletes NAME, deletes example "…", deletes open question "…"
  enum class Kind : std::uint8_t { Named, Example, OpenQuestion } kind = Kind::Named;
  Name name;  // or the text
};
struct Provision {
  std::optional<calendar::Date> from;  // none: throughout
  std::variant<TermChange, Redefinition, ClauseChange, RowChange, RowDeletion, Deletion> change;
  Span span;
};
struct Amendment {  // amendment "No. 1" signed DATE, after "…"
  Text title;
  calendar::Date signed_on;
  Span signed_span;
  std::vector<Text> after;
  std::vector<Provision> provisions;
  Span span;
};

// What an amendment took out: for whoever still uses it.
struct Deleted {
  std::string name, amendment;
  Span span;  // of the provision
};

// What an amendment set: whatever of the contract as amended stands in this place of its text. A statement from which
// it only took something away is marked by the place of its name.
struct Mark {
  Span where;
  std::string cite;  // as the statement cites it
};

struct Mapping {  // mapping NAME … for MODEL
  Name name;
  std::optional<Text> title;
  Name model;
  std::vector<Text> missing_marks;
  bool unknown_columns_ignored = false;
  Span span;
};
struct SupplyField {
  Name name;
  Body body;             // values may be Cast, Missing …
  bool assumed = false;  // assumed VALUE because "…"
  bool first_that_applies = false;
  std::optional<Text> because;  // of `assumed`, or of `missing because "…"` as the whole row
  Span span;
};
struct Supply {
  Name record;
  Name format;
  std::vector<SupplyField> fields;
  Span span;
};
struct ExpectStatement {
  ExprId condition;
  Span span;
};

// One file, contract or mapping. Statements are kept by kind, each in order of appearance.
struct File {
  source::SourceId source;
  std::vector<Expr> exprs;
  std::optional<Header> header;
  std::optional<Mapping> mapping;
  std::vector<TermStatement> terms;
  std::vector<Party> parties;
  std::vector<List> lists;
  std::vector<Record> records;
  std::vector<Parameter> parameters;
  std::vector<Table> tables;
  std::vector<Bands> bands;
  std::vector<Rule> rules;  // rules and payments, in order
  std::vector<Exception> exceptions;
  std::vector<Use> uses;
  std::vector<Example> examples;
  std::vector<OpenQuestion> questions;
  std::vector<Amendment> amendments;
  std::vector<Deleted> deleted;  // by the amendments, where they were applied (amend/)
  std::vector<Mark> marks;       // of those amendments
  std::vector<Supply> supplies;
  std::vector<ExpectStatement> expectations;

  [[nodiscard]] const Expr& operator[](ExprId id) const { return exprs[id.index]; }
};

}  // namespace meruit::ast
