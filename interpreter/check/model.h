// A checked contract: names resolved, types and units settled (every conversion is written out as an operation),
// rules in an order in which each comes after what it uses. Past this point only data can fail. Plain data,
// immutable, shared by threads. Both the oracle and the plan are made from this and from nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/shift.h"
#include "check/level.h"
#include "check/value.h"
#include "number/rounding.h"
#include "number/unit.h"
#include "source/source.h"
#include "syntax/ast.h"

namespace meruit::check {

using source::Span;
using LinkId = Id<struct LinkTag>;
using InputId = Id<struct InputTag>;
using FieldId = Id<struct FieldTag>;
using ParameterId = Id<struct ParameterTag>;
using TableId = Id<struct TableTag>;
using BandsId = Id<struct BandsTag>;
using RuleId = Id<struct RuleTag>;

// ---- types ----------------------------------------------------------------------------------------------

enum class TypeKind : std::uint8_t { Number, YesNo, Text, Date, Period, OneOf, Row };

struct Type {
  TypeKind kind = TypeKind::Number;
  number::Unit unit;  // Number; money is a number whose unit has the currency as a factor
  ListId list;        // OneOf
  RelationId rows;    // Row: of which relation
  bool may_be_missing = false;
  // What its absence is called: `waived` and `unknown` limits are left out of what they limit; a missing value is not.
  bool waived = false;   // with may_be_missing: it is never missing, but waived
  bool unknown = false;  // with waived, of a figure: or not known
  friend bool operator==(const Type&, const Type&) = default;
};

// A `list`, or the words of a field's `one of` (then named record.field).
struct List {
  std::string name, title;
  std::vector<std::string> words;
  Span span;
};

// ---- expressions ----------------------------------------------------------------------------------------

enum class Op : std::uint8_t {
#define MERUIT_OP(name, words) name,
#include "check/operations.def"
#undef MERUIT_OP
};
[[nodiscard]] const char* name(Op op);

// Meaning of `operands` and of the other members: see operations.def, one line an operation.
struct Expr {
  Op op{};
  Type type;
  Level level;
  Span span;
  std::vector<ExprId> operands;
  std::uint32_t index = Id<void>::kNone;  // position of the field, rule, table … that the operation names
  std::uint32_t column = 0;               // Lookup: column of the table
  bool first_that_applies = false;        // Cases
  bool has_otherwise = false;             // Cases: the last operand is the value of `otherwise`
  bool of_exceptions = false;             // Cases: of a rule's exceptions; two that hold fault TwoExceptionsApply
  bool has_date = false;                  // Parameter, Lookup, Band: the last operand is the date of `on DATE`
  ast::AggregateKind aggregate{};         // Aggregate
  bool has_where = false;                 // Aggregate: the last operand is the condition
  std::vector<LinkId> chain;              // Aggregate: from the rows gone through up to the value's own; empty: all
  int exponent = 1;                       // Power; Root: its degree
  Rational quantum = 1;                   // Round, Root: in the unit of the result; Percentile: the share, 99/100
  ast::PercentileMethod method{};         // Aggregate: of a Percentile
  number::RoundingMode mode{};            // Round, Root
  bool by_weight = false;                 // Split: what is left over goes to the largest weights, else remainders
  std::vector<FieldId> keys;              // Split: then by these, lowest first
  calendar::Measure measure{};            // CalendarPart, Later, Earlier, EndingOn, StartingOn, Elapsed
  std::vector<Value> items;               // Literal: exactly one; InSet: the set
};

// The operation as the contract writes it: "+", "calendar month of", "days from".
[[nodiscard]] std::string words(const Expr&);

// ---- definitions ----------------------------------------------------------------------------------------

// How the text of a file's cell becomes a value. One column may be read in several ways.
enum class CastKind : std::uint8_t { Number, Dollars, Percent, Fraction, Text, TrimmedText, Date, YesNo, Codes };
struct Cast {
  CastKind kind = CastKind::Text;
  std::string date_form;                             // Date; empty: YYYY-MM-DD
  std::vector<std::pair<std::string, Value>> codes;  // Codes: file's text -> value (Word, yes/no …)
  friend bool operator==(const Cast&, const Cast&) = default;
};
struct Input {  // a column of a relation's source, read in one way
  RelationId relation;
  std::string column;
  Cast cast;
  Type type;          // may_be_missing: whether the column may hold a missing mark
  Span span;          // in the mapping or, without one, the field
  bool lazy = false;  // read for rows that ask for it; what a row does not ask for may hold anything
};

struct Rebinding {  // name = value
  enum class Kind : std::uint8_t { Parameter, Field, Rule } kind{};
  std::uint32_t index = Id<void>::kNone;
  ExprId value;
  Span span;
};

struct Constraints {
  bool whole = false;
  std::optional<Rational> from, to;
  std::optional<int> places;
};
struct Field {
  RelationId relation;
  std::string name, title;
  bool key = false;        // of the full key
  bool of_parent = false;  // a part of the parent's key: no name of this record
  Type type;
  Constraints constraints;
  ExprId value;                  // what supplies it: an Input, a mapping's expression, or a `given`
  std::string assumed;           // a mapping's `because "…"`; empty: not assumed
  FieldId instance_of;           // worked out anew under a `given` of a formula: the field it comes from
  std::vector<Rebinding> given;  // and the names that have another value there
  Span span;
  bool lazy = false;  // its value reads a lazy Input
};
// What leads from each row of one relation to a row of another.
struct Link {
  enum class Kind : std::uint8_t { Parent } kind{};
  std::string name;  // member: as the rows of `from` call it
  RelationId from, to;
  std::vector<FieldId> columns;  // of `from`: what holds the full key of `to`, part by part
  Span span;
};
struct Relation {
  std::string name, plural, title;
  std::vector<LinkId> parents;
  std::vector<FieldId> fields;  // those that hold the keys of parents first
  std::vector<InputId> inputs;
  Span span;
};

// A figure from a date on; the last block that starts by the date asked for is in force.
struct DatedValue {
  std::optional<calendar::Date> from;
  ExprId value;
  Span span;
};  // no value: unpublished; the absence: waived or unknown
struct Parameter {
  std::string name, title;
  Type type;
  ParameterId unknown;             // beside a type that may be unknown: whether it is, yes/no
  std::vector<DatedValue> values;  // ascending; empty: required, to be given by --set or `given`
  ParameterId instance_of;         // as of a field
  std::vector<Rebinding> given;
  bool hidden = false;  // made by a `given`
  Span percentage;      // the first figure that is written with a percent sign, where there is one
  std::vector<std::string> cites;
  Span span;
};

struct Cell {
  enum class Absent : std::uint8_t { Unpublished, Waived, Unknown };
  std::optional<Value> value;
  Span span;
  Absent absent = Absent::Unpublished;  // why there is no value
};
struct KeyCell {
  bool any = false;
  std::vector<Value> values;
};
struct TableRow {
  std::vector<KeyCell> keys;
  std::vector<Cell> cells;
  Span span;
};
struct TableBlock {
  std::optional<calendar::Date> from;
  std::vector<TableRow> rows;
  Span span;
};
struct Column {
  std::string name;
  Type type;
  std::uint32_t unknown = Id<void>::kNone;  // the column beside it that says whether its cell is unknown, yes/no
  bool beside = false;                      // such a column, which no contract names
};
struct Table {
  std::string name, title;
  std::vector<Column> keys, columns;
  bool first_that_applies = false;  // otherwise at most one row fits any key
  std::vector<TableBlock> blocks;   // ascending
  std::vector<std::string> cites;
  Span span;
};

// One stretch of the line. Bands of a block are ascending and touch: the low of each is the high of the one before
// (of whole bands, `from 9 to 11` after `from 6 to 8` starts above 8, which is inside the one before), and cover all
// that their kind must cover (docs/language.md): everything, or zero and above for `mirrored`, `none` and unsaid
// losses.
struct Band {
  std::optional<Rational> low;  // none: from minus infinity
  bool low_inside = false;
  std::optional<Rational> high;  // none: to plus infinity
  bool high_inside = false;
  Cell cell;
  // Curves: the value at the stretch's last end, `cell` being the one at its first; none: the stretch is flat, or
  // nothing of it is published. The ends are low and high, of a whole curve the whole numbers that are inside.
  std::optional<Rational> end;
};
struct BandBlock {
  std::optional<calendar::Date> from;
  std::vector<Band> bands;
  Span span;
};
struct Bands {
  std::string name, title;
  std::vector<std::string> inputs;
  bool curve = false;  // linear between the ends of each band
  bool graduated = false;
  bool share = false;  // edges are shares of the second argument
  bool whole = false;
  ast::Losses losses = ast::Losses::Unsaid;
  Type value;                     // of a cell
  std::vector<BandBlock> blocks;  // ascending; empty: required
  std::vector<std::string> cites;
  Span span;
};

// An exception to a rule. Its parts are rules of the model, known by Rule::part.
struct Exception {
  std::string name, title;
  RuleId before;                     // the value so far: of the base and of those of `after` that apply
  RuleId applies;                    // yes/no
  RuleId value;                      // the rule's value where this one applies and none after it does
  std::vector<std::uint32_t> after;  // positions of all that come before this one by the contract's words; ascending
  std::vector<std::string> cites;
  Span span;
};

struct Rule {
  // What a rule with exceptions is made from: its base, and for each exception three parts. Parts are named for
  // messages only; they are never outputs.
  enum class Part : std::uint8_t { None, Base, Before, Applies, Result, Mark };

  std::string name;  // with its use's alias: `reach_benchmark.discount`
  std::string title;
  Level level = kOverall;  // or of rows
  Type type;
  ExprId body;                        // limits, rounding and conversion to the declared unit included
  RuleId base;                        // what `is` says, where there are exceptions: neither limited nor rounded
  std::vector<Exception> exceptions;  // in order of application
  Part part = Part::None;
  RuleId part_of;  // of a part: the rule that has the exceptions, or the one that is marked
  RuleId mark;     // where its value may rest on an unknown limit: whether it does, yes/no
  bool reported = false;
  bool payment = false;  // of this contract itself, not of a model it uses
  std::string payer, payee;
  RuleId line_of;      // the payment whose line this is
  RuleId instance_of;  // as of a field
  std::vector<Rebinding> given;
  bool hidden = false;  // made by a `given`: no result of its own; comes after all others
  std::vector<std::string> cites;
  Span span;
  Span said;  // what its `is` says; of a payment with lines, its name
};

// Whether somebody may ask for the rule by its name: it is neither a part of another nor made by a `given`.
[[nodiscard]] inline bool is_result(const Rule& rule) { return rule.part == Rule::Part::None && !rule.hidden; }

struct NamedTerm {
  std::string label;
  calendar::Period period;
  Span span;
};

struct ExpectedRow {  // a row of an example, by its full key
  RelationId relation;
  std::vector<ExprId> key;
};

struct AmendmentText {  // where an amendment stands, for messages about what it changed
  std::string title;    // "Amendment No. 1"
  Span span;
};

struct Expectation {
  RuleId rule;
  std::optional<ExpectedRow> row;
  std::optional<FieldId> field;
  ExprId value;  // none: the rule is at fault because a figure is unpublished
  std::optional<Rational> quantum;
  number::RoundingMode mode{};
  Span span;
};

struct ExampleRow {
  RelationId relation;
  std::vector<Rebinding> fields;  // what is left out is missing
  Span span;
};
struct Example {
  std::string title;
  ast::Evidence evidence{};
  std::string evidence_source;
  std::optional<calendar::Period> term;
  std::vector<Rebinding> given;
  std::vector<ExampleRow> rows;  // the records of its run; empty: one record, of which `given` tells
  std::vector<Expectation> expect;
  Span span;
};

// What is worked out, in an order in which each comes after what it uses.
struct Ordered {
  enum class Kind : std::uint8_t { Relation, Rule } kind{};
  std::uint32_t index = Id<void>::kNone;
  friend bool operator==(const Ordered&, const Ordered&) = default;
};
[[nodiscard]] inline Ordered ordered(RelationId id) { return {Ordered::Kind::Relation, id.index}; }
[[nodiscard]] inline Ordered ordered(RuleId id) { return {Ordered::Kind::Rule, id.index}; }

struct Model {
  Limits limits;  // that its evaluation keeps: of the compilation, or of the run
  std::string name, title, version, currency;
  bool is_model = false;  // `model`: the term may be left open
  std::optional<number::RoundingMode> rounding;
  std::optional<calendar::Period> term;  // of the contract, or of the scenario
  std::vector<NamedTerm> terms;
  std::vector<std::string> cites;
  std::vector<std::string> open_questions;
  std::vector<ast::Mark> marks;                              // of amendments, its own and those of used models
  std::vector<AmendmentText> amendments;                     // of the contract itself
  std::vector<std::pair<std::string, std::string>> parties;  // name, title

  std::vector<Expr> exprs;
  std::vector<List> lists;
  std::vector<Relation> relations;
  std::vector<Link> links;
  std::vector<Input> inputs;
  std::vector<Field> fields;
  std::vector<Parameter> parameters;
  std::vector<Table> tables;
  std::vector<Bands> bands;
  std::vector<Rule> rules;  // in order of declaration, used models first
  std::vector<Example> examples;
  std::vector<ExprId> expectations;            // a mapping's `expect`: yes for every row, or the run stops
  std::vector<std::string> missing_marks{""};  // what an empty cell looks like in the files
  bool unknown_columns_ignored = false;

  ExprId never;                 // the word `no`, where there are marks
  std::vector<Ordered> order;   // every rule after the relations and rules that it uses
  std::vector<RuleId> outputs;  // what is asked for; check: reported rules and payments

  [[nodiscard]] const Expr& operator[](ExprId id) const { return exprs[id.index]; }
  [[nodiscard]] std::vector<RuleId> rules_in_order() const;
};

// The links by which each row of `from` has a row of `to` above it, lowest first; none where it does not lie below.
[[nodiscard]] std::optional<std::vector<LinkId>> links_up(const Model&, RelationId from, RelationId to);

// That of a contract with one kind of record.
[[nodiscard]] const Relation& sole_relation(const Model&);

}  // namespace meruit::check
