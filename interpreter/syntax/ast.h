// The syntax tree: what the writer wrote, unresolved, with a span on everything. Plain data in vectors,
// referred to by typed ids. Produced by parse.h, read by check/ and by the printers; never changed after.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/date.h"
#include "number/rational.h"
#include "number/rounding.h"
#include "source/source.h"

namespace meruit::ast {

using source::Span;
using ExprId = Id<struct AstExprTag>;

struct Name {
  std::string text;
  Span span;
  [[nodiscard]] bool given() const { return !text.empty(); }
};

struct Text {  // a quoted text without its quotes
  std::string value;
  Span span;
};

// ---- units and types as written -------------------------------------------------------------------------

// `visits per 1,000 member-months`: numerator {visits}, per {{1000, member-months}}.
// `money per member per month`: money, per {{1, member}, {1, month}}. Names are kept as written, hyphens included.
struct UnitText {
  bool money = false;
  std::vector<Name> numerator;  // 0 or 1 name
  struct Per {
    Rational scale = 1;
    Name name;
  };
  std::vector<Per> per;
  Span span;
};

enum class TypeKind : std::uint8_t { Number, Money, YesNo, Text, Date, Period, OneOf, Named };

struct TypeText {
  TypeKind kind = TypeKind::Number;
  UnitText unit;            // Number, Money
  std::vector<Name> words;  // OneOf
  Name name;                // Named: a list
  bool whole = false;
  bool optional = false;
  bool waived = false;        // may be waived
  ExprId from, to;            // `from 0% to 100%`, both ends inside
  std::optional<int> places;  // `with 4 places`
  Span span;
};

// ---- expressions ----------------------------------------------------------------------------------------

struct RoundingText {
  Rational quantum = 1;  // 1/100 for cents, 10^-N for N places, 1/1000 for 0.1%
  enum class Kind : std::uint8_t { Cents, Money, Places, Percent, Plain } kind = Kind::Plain;
  std::optional<number::RoundingMode> mode;  // none: the contract's `rounding`; `up`/`down` are Ceiling/Floor
  Span span;                                 // from `rounded` to the last word
};

enum class UnaryOp : std::uint8_t { Negate, Not };
enum class BinaryOp : std::uint8_t {
  Add,
  Subtract,
  Multiply,
  Divide,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  And,
  Or,
  In,  // date in period
  Overlaps,
};
enum class PeriodPart : std::uint8_t { Start, End, Year };
enum class AggregateKind : std::uint8_t { Sum, Count, Smallest, Largest, Any, Every };
enum class CastKind : std::uint8_t { Number, Dollars, Percent, Fraction, Text, Date, Codes };

struct Error {};  // could not be parsed; already reported
struct NumberLiteral {
  Rational value;  // 3.5% is 7/200
  bool money = false;
  bool percent = false;
  std::optional<UnitText> unit;  // `1 member-month`, `$30 per member per month`
};
struct TextLiteral {
  std::string value;
};
struct YesNoLiteral {
  bool value;
};
struct DateLiteral {
  calendar::Date date;
};
struct Missing {
  bool waived = false;  // the word `waived`: there is no such limit
};
struct Unpublished {};
struct Term {};  // the word `term`
struct Reference {
  Name name;
};  // a bare name: field, rule, parameter, word of a list, column (in mappings)
struct Column {
  std::string name;
};  // mapping only: column "Q1*3"
struct Member {
  ExprId base;
  Name name;
};  // base.name: base is a Reference (use alias) or a Call (table)
struct Call {
  Name callee;
  std::vector<ExprId> arguments;
};
struct Unary {
  UnaryOp op;
  ExprId operand;
};
struct Binary {
  BinaryOp op;
  ExprId left, right;
  Span op_span;
};
struct InSet {
  ExprId subject;
  std::vector<ExprId> items;
};  // x in (a, b)
struct PeriodLiteral {
  ExprId first, last;
};  // D to E
struct PartOf {
  PeriodPart part;
  ExprId operand;
};  // start of term
struct GivenTest {
  ExprId subject;
  bool missing;
  bool waived = false;
};  // is given / is missing / is waived
struct IfMissing {
  ExprId value, fallback;
  bool waived = false;  // if waived
};
struct Required {
  ExprId value;
};
struct OnDate {
  ExprId value, date;
};
struct Rounded {
  ExprId value;
  RoundingText rounding;
};
struct Aggregate {
  AggregateKind kind;
  ExprId body;      // none for Count; the condition for Any (where …) and Every (has …)
  Name collection;  // as written: `acos`, `aco`
  ExprId where;     // none for Any, Every
};
struct Path {
  std::vector<Name> parts;
  Span span;
};  // `cost` or `reach_benchmark.cost`
struct Given {
  Path name;
  ExprId value;
  Span span;
};  // in uses and examples the name may be `term`
struct Rebound {
  ExprId value;
  std::vector<Given> given;
};              // (x given cost: 5)
struct Split {  // only the whole value of a body
  ExprId pool;
  Name collection;
  ExprId weight;
  RoundingText rounding;        // of each part
  bool largest_weight = false;  // what is left over goes by weight; otherwise by remainder
  std::vector<Name> keys;       // then by these, lowest first
};
struct Cast {  // mapping only: COL as percent, COL as A: a, B: b
  ExprId value;
  CastKind kind;
  std::string date_form;  // as date "MM/DD/YYYY"
  struct Code {
    Text from;
    ExprId to;
  };  // from: unquoted code or quoted text, as the file writes it
  std::vector<Code> codes;
};

using ExprNode = std::variant<Error, NumberLiteral, TextLiteral, YesNoLiteral, DateLiteral, Missing, Unpublished, Term,
                              Reference, Column, Member, Call, Unary, Binary, InSet, PeriodLiteral, PartOf, GivenTest,
                              IfMissing, Required, OnDate, Rounded, Aggregate, Rebound, Split, Cast>;

struct Expr {
  ExprNode node;
  Span span;
};

// One expression (a single Case without condition, not written as cases), or cases in order; a case without a
// condition and `otherwise` set is the `otherwise`.
struct Case {
  ExprId condition;  // none: the whole body, or `otherwise`
  bool otherwise = false;
  ExprId value;
  std::optional<Text> because;  // mappings: `otherwise: missing because "…"`
  Span span;
};
struct Body {
  bool by_cases = false;
  std::vector<Case> cases;
  Span span;
};

// ---- statements -----------------------------------------------------------------------------------------

enum class LevelKind : std::uint8_t { Default, Each, Overall };
struct Level {
  LevelKind kind = LevelKind::Default;
  Name record;  // Each
  Span span;
};

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
  std::optional<Text> title;
  Name plural;
  std::vector<Field> fields;
  Span span;
};

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
struct Bands {  // also a curve: curve NAME(input) linear
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
  Span span;
};

struct Bound {  // at least E, at most E
  ExprId limit;
  Span span;
};

struct PayLine {  // line NAME "Title": …
  Name name;
  std::optional<Text> title;
  bool first_that_applies = false;
  Body body;
  Span span;
};
struct Rule {  // also a payment: pay NAME from … to …
  bool payment = false;
  Name name;
  std::optional<Text> title;
  Name payer, payee;  // payment only
  Level level;
  std::optional<UnitText> unit;
  std::optional<Bound> at_least, at_most;
  std::optional<RoundingText> rounding;  // of the bounded value
  bool reported = false, may_be_missing = false, may_be_waived = false, first_that_applies = false;
  Body body;                   // empty where there are lines
  bool each_line = false;      // payment: the rounding is of each line
  std::vector<PayLine> lines;  // payment
  std::vector<Text> cites;
  Span span;
};

struct Exception {  // exception NAME to RULE, after OTHER, … is
  Rule rule;        // its name, title, limits, rounding and body; of no level and no unit of its own
  Path to;
  std::vector<Name> after;
};

struct Use {
  Name model;
  std::optional<Text> path;
  Name alias;
  std::vector<Given> given;
  Span span;
};

struct Expect {
  Path name;
  std::optional<RoundingText> rounding;
  ExprId value;
  Span span;
};
enum class Evidence : std::uint8_t { Unsaid, Published, Derived, Constructed };
struct Example {
  Text title;
  Evidence evidence = Evidence::Unsaid;
  std::optional<Text> evidence_source;
  std::vector<Given> given;
  std::vector<Expect> expect;
  Span span;
};
struct OpenQuestion {
  Text text;
  Span span;
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
  std::vector<Supply> supplies;
  std::vector<ExpectStatement> expectations;

  [[nodiscard]] const Expr& operator[](ExprId id) const { return exprs[id.index]; }
};

}  // namespace meruit::ast
