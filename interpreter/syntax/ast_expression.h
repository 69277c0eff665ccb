// Expressions and lists of cases of the syntax tree.
#pragma once

#include <variant>

#include "calendar/shift.h"
#include "syntax/ast_words.h"

namespace meruit::ast {

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
enum class PeriodPart : std::uint8_t { Start, End, Year, Days, CalendarMonth, CalendarQuarter, CalendarYear };
enum class AggregateKind : std::uint8_t { Sum, Product, Count, Distinct, Smallest, Largest, Percentile, Any, Every };
// How the values' order becomes a percentile: the value at a rank; the mean of two where the rank is between them; a
// point on the line between two.
enum class PercentileMethod : std::uint8_t { NearestRank, Averaged, Interpolated };
[[nodiscard]] const char* word(PercentileMethod);  // "nearest rank"
enum class AverageKind : std::uint8_t { Mean, WeightedMean, SampleDeviation, PopulationDeviation };
[[nodiscard]] const char* word(AverageKind);    // "weighted mean"
[[nodiscard]] const char* word(AggregateKind);  // "sum", "smallest"
enum class CastKind : std::uint8_t { Number, Dollars, Percent, Fraction, Text, TrimmedText, Date, Codes };

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
};  // start of term; calendar month of D
struct CountedPeriod {
  ExprId count;
  bool ending;
  ExprId date;
};  // 30 days ending on D, 12 months starting on D
struct Elapsed {
  calendar::Measure measure;
  ExprId first, last;
};  // days from D to E
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
  Rational share;   // Percentile: 99/100
  PercentileMethod method{};
};
// What is worked out from sums and counts of the same rows.
struct Average {
  AverageKind kind;
  ExprId weight;  // WeightedMean
  Aggregate of;   // a Sum
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

using ExprNode =
    std::variant<Error, NumberLiteral, TextLiteral, YesNoLiteral, DateLiteral, Missing, Unpublished, Term, Reference,
                 Column, Member, Call, Unary, Binary, InSet, PeriodLiteral, PartOf, CountedPeriod, Elapsed, GivenTest,
                 IfMissing, Required, OnDate, Rounded, Aggregate, Average, Rebound, Split, Cast>;

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

}  // namespace meruit::ast
