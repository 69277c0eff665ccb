// Checking of expressions: a tree of the writer's words to typed expressions of the model. A result of none means
// that a message has been given; whoever gets one stays silent.
#pragma once

#include "check/resolve.h"
#include "check/types.h"

namespace meruit::check {

// Where an expression stands: what it may see, and what is known there.
struct Place {
  ScopeId scope;
  Level level;  // Constant: figures only; Overall: aggregates; Rows: what the rows around have
  std::vector<RowFrame>
      rows;           // around, innermost last; the level is that of the innermost, or what may be named is less
  std::string owner;  // "a parameter", for messages at Constant level
  const ast::Rule* rule = nullptr;    // whose body this is, for messages
  bool in_mapping = false;            // bare names are columns
  bool lazy = false;                  // mapping: may not be evaluated for every row
  bool value_may_be_missing = false;  // mapping: a column here supplies an optional field
  const Cast* cast = nullptr;         // mapping: how columns here are read, and as what
  Type cast_type;
  ExprId on_date;  // inside `(… on DATE)`
  bool dated_seen = false;
  std::vector<std::uint64_t> given;  // subjects known to be given here
  // In an exception: the rule it changes, which here means the value so far; and cases need not cover everything.
  std::uint32_t subject = Id<void>::kNone;
  RuleId so_far;

  [[nodiscard]] bool knows(std::uint64_t subject) const;
  [[nodiscard]] bool inside_aggregate() const { return !rows.empty() && rows.back().role == RowFrame::Role::Through; }
};

// `owner` is what stands there, for messages about what may not.
[[nodiscard]] Place place_of(ScopeId, Level, std::string owner = {});

// `expected` is a hint that settles words and columns; the result may be of another type.
ExprId check_expr(Builder&, Place&, ast::ExprId, const Type* expected = nullptr);
// The value, if it is present and of this kind; `what` is needed.
ExprId need(Builder&, ExprId, TypeKind, const char* what);
// A number, if it may stand there: one that may be waived limits nothing then, and what it limits is there.
ExprId check_limit(Builder&, Place&, ast::ExprId, const Type* expected, bool or_date = false);
// What is most often a number, and may be a date; of any type.
ExprId check_number_or_date(Builder&, Place&, ast::ExprId, const Type* expected = nullptr);
// A number, or a yes/no, that is present.
ExprId check_number(Builder&, Place&, ast::ExprId, const Type* expected = nullptr);
ExprId check_condition(Builder&, Place&, ast::ExprId);
// The whole right side of a rule; `expected` is the declared type, if any.
ExprId check_body(Builder&, Place&, const ast::Body&, bool first_that_applies, const Type* expected,
                  bool may_be_missing);

// ---- the parts, one file each -----------------------------------------------------------------------------
ExprId check_reference(Builder&, Place&, const ast::Name&, const Type* expected);
ExprId check_member(Builder&, Place&, const ast::Member&, Span, const Type* expected);
ExprId check_call(Builder&, Place&, const ast::Call&, Span, const Type* expected, const ast::Name* column = nullptr);
ExprId check_unary(Builder&, Place&, const ast::Unary&, Span, const Type* expected);
ExprId check_arithmetic(Builder&, Place&, const ast::Binary&, Span, const Type* expected);
ExprId check_period(Builder&, Place&, const ast::PeriodLiteral&, Span);
ExprId check_part(Builder&, Place&, const ast::PartOf&, Span);
// A `+` or `-` of a date and what it is moved by; whether it was meant as one.
ExprId check_moved(Builder&, const ast::Binary&, ExprId date, ExprId count, Span);
[[nodiscard]] bool moves_days(const Builder&, const ast::Binary&, ExprId left, ExprId right);
ExprId check_counted_period(Builder&, Place&, const ast::CountedPeriod&, Span);
ExprId check_elapsed(Builder&, Place&, const ast::Elapsed&, Span);
ExprId check_overlap(Builder&, Place&, const ast::Call&, Span);
// In whole units: `per 1,000` is multiplied out.
ExprId product(Builder&, ast::BinaryOp, ExprId, ExprId, Span);
ExprId check_function(Builder&, Place&, const ast::Call&, Span, const Type* expected);
ExprId check_comparison(Builder&, Place&, const ast::Binary&, Span);
ExprId check_logic(Builder&, Place&, const ast::Binary&, Span);
ExprId check_in_set(Builder&, Place&, const ast::InSet&, Span);
ExprId check_given_test(Builder&, Place&, const ast::GivenTest&, Span);
ExprId check_rounded(Builder&, Place&, const ast::Rounded&, Span, const Type* expected);
ExprId check_aggregate(Builder&, Place&, const ast::Aggregate&, Span, const Type* expected);
ExprId check_average(Builder&, Place&, const ast::Average&, Span, const Type* expected);
ExprId check_rebound(Builder&, Place&, const ast::Rebound&, Span, const Type* expected);
ExprId check_split(Builder&, Place&, const ast::Split&, Span, const Type* expected);
// Whether limits and rounding of a header, which count in units of this scale, leave the parts of a split as they are.
bool keeps_split(Builder&, ExprId body, const Rational& scale, const ast::Rule&);
// The record that a collection goes over, by its plural; nullptr after a message. `single`: by its name, as `every`
// does.
const RecordNames* check_collection(Builder&, const Scope&, const ast::Name&, bool single);
// What the row has to which the links lead, as a value of the row where they begin.
ExprId through(Builder&, const std::vector<LinkId>&, ExprId, Span);
ExprId check_cast(Builder&, Place&, const ast::Cast&, Span, const Type* expected);
ExprId check_column(Builder&, Place&, const std::string& name, Span, const Type* expected);
ExprId check_parameter(Builder&, Place&, std::uint32_t index, Span);
// A value that may be absent, where it is known to be there.
ExprId as_known(Builder&, const Place&, ExprId);

[[nodiscard]] bool is_function(std::string_view name);  // min, max, clamp, absolute, power, root, overlap
// How much an expression leaves open, to be taken from what it is compared or combined with: nothing; the unit of a
// number, as in `(COLUMN if missing 0)`; the whole type, as a bare word or column does.
enum class Open : std::uint8_t { Nothing, Unit, Type };
[[nodiscard]] Open open_type(Builder&, const Place&, ast::ExprId);
// A number without unit, percent or money sign.
[[nodiscard]] bool is_bare(const Builder&, const Place&, ast::ExprId);
// The mode of a rounding of a value of this type, written at `span`; none after a message.
std::optional<number::RoundingMode> rounding_for(Builder&, const Type&, Span, const ast::RoundingText&, ScopeId);
ExprId add_round(Builder&, ExprId value, const ast::RoundingText&, ScopeId, Span);

// ---- absence: what a condition says about which values are given ---------------------------------------------
[[nodiscard]] std::uint64_t subject_of(const Builder&, ExprId);  // 0: not a thing that can be asked about
[[nodiscard]] std::uint64_t subject_of_column(const Builder&, const std::string& column);
void facts_when(const Builder&, ExprId condition, bool holds, std::vector<std::uint64_t>& facts);

// Facts added for as long as this lives.
class Narrowed {
 public:
  Narrowed(const Builder&, Place&, ExprId condition, bool holds);
  ~Narrowed() { place_.given.resize(size_); }
  Narrowed(const Narrowed&) = delete;
  Narrowed& operator=(const Narrowed&) = delete;

 private:
  Place& place_;
  std::size_t size_;
};

// Cases proved to overlap, to leave a gap or never to be reached, each with a witness.
// `covering`: a record for which none holds is an error.
void prove_cases(Builder&, ExprId cases, const ast::Body&, bool covering);

}  // namespace meruit::check
