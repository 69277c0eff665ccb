// What the generator knows while it writes a contract: the names defined so far, and where an expression stands.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "random.h"
#include "tree.h"

namespace meruit::differential {

using check::kConstant;
using check::kOverall;
using check::Level;
using check::may_use;
using check::of_rows;
using check::rows_of;
using check::TypeKind;
using Factors = std::vector<std::pair<std::string, int>>;

// Units that the language has words for; others come about by multiplication.
struct UnitWords {
  Factors factors;
  std::string as_type;        // `number of visits per member`
  std::string as_unit;        // after `in`; empty: none
  std::string before, after;  // around a literal
};
[[nodiscard]] const std::vector<UnitWords>& unit_words();
[[nodiscard]] Factors product(const Factors& a, const Factors& b, int sign);

struct Symbol {
  std::string name;  // as used: `reach.discount`, `rate`
  Type type;         // of a call's result, of the cell named
  Level level = rows_of({0});
  bool may_be_missing = false;
  bool waived = false;      // it is never missing, but waived
  bool unknown = false;     // a figure: or unknown
  bool dated = false;       // parameter, table or bands with dated blocks: may be read on a date
  bool needs_date = false;  // changes inside the term, or does not cover it
  std::string column;       // table: the column, when it must be named
  std::vector<Type> arguments;
  bool call = false;
  bool field = false;
  bool key = false;
  bool gathers = false;        // comes from other records, or uses what does
  bool through = false;        // of a row above, said by a path: `aco.rate`
  std::set<std::string> uses;  // names that it depends on, through others too
};

struct ListOfWords {
  std::string name;  // of the list, or of the field whose words these are
  std::vector<std::string> words;
  bool in_a_field = false;  // words of the field's own `one of`
};

// A kind of record, as the contract calls it; rows_of({i}) is that of the i-th.
struct Kind {
  std::string name, plural;
  int above = -1;  // which it lies below; -1: none
};

struct World {
  explicit World(Random& stream) : random(stream) {}

  Random& random;
  std::string prefix;       // before every name, so that those of a used model stay apart
  std::vector<Kind> kinds;  // each after the one it lies below
  std::uint32_t own = 0;    // the header's
  calendar::Period term{};
  calendar::Date first_date{};  // blocks with dates start here, before the term
  bool percentages = false;     // plain numbers are written in percent; a mixture may be refused
  bool rounds = false;          // whether the contract has a `rounding` row
  std::vector<ListOfWords> lists;
  std::vector<Symbol> symbols;
  std::set<std::string> taken;
  std::vector<Row> settings;  // what a run must give
  bool mapped = false;        // a mapping supplies the fields: they may be periods
  bool waives = true;         // fields may be waived, which no column of a mapped file says

  std::string fresh(const std::string& stem);
};

// Where an expression stands.
struct Spot {
  Level level = rows_of({0});
  int depth = 3;
  std::set<std::string> given;    // names known to be given here
  std::string subject{};          // of an exception: the rule whose name is the value so far
  bool folded = false;            // within an aggregate, where no other may stand
  std::optional<Level> around{};  // there: the row that the aggregate is of
  [[nodiscard]] Spot deeper() const {
    Spot spot = *this;
    --spot.depth;
    return spot;
  }
};

[[nodiscard]] const Kind& kind_of(const World&, const Level&);
// Whether rows of the one have a row of the other above them.
[[nodiscard]] bool lies_below(const World&, std::uint32_t kind, std::uint32_t above);
// The kinds whose rows lie below those of this level, all that there are below the whole run.
[[nodiscard]] std::vector<std::uint32_t> kinds_below(const World&, const Level&);
// The rows of some kind. Draws nothing where there is one.
[[nodiscard]] Level some_rows(World&);
// What rows below say of the symbols from this one on.
void name_from_below(World&, std::size_t first);

[[nodiscard]] inline Type number_type(Factors factors = {}) { return {TypeKind::Number, std::move(factors), -1}; }
[[nodiscard]] inline Type kind_type(TypeKind kind) { return {kind, {}, -1}; }

// Leaves.
[[nodiscard]] Node leaf(std::string text, Type type);
[[nodiscard]] Node compound(std::string pattern, std::vector<Node> children, Type type);
[[nodiscard]] Node call(std::string pattern, std::vector<Node> children, Type type);
// The value of a case, or of `given`, in parentheses if it is a rounding, which would seem to reach further.
[[nodiscard]] Node rounding_enclosed(Node);
[[nodiscard]] Rational some_number(World&, bool extreme);
[[nodiscard]] Node number_literal(World&, const Factors&, bool extreme = true);
[[nodiscard]] Node literal(World&, const Type&);
[[nodiscard]] calendar::Date some_date(World&);
[[nodiscard]] std::string rounding_words(World&, const Type&);
[[nodiscard]] Type some_type(World&, bool with_periods = true);
[[nodiscard]] Factors some_factors(World&);
// Mostly the type of something that can be named here.
[[nodiscard]] Type known_type(World&, const Spot&, bool number = false);

// Expressions of a type, never missing.
[[nodiscard]] Node expression(World&, const Type&, const Spot&);
[[nodiscard]] Node condition(World&, const Spot&);
// Whether it is made of what is written out alone: the checker works it out, and refuses it where it is wrong.
[[nodiscard]] bool is_written_out(const Node&);
// An operation that gives a day or a period; a number of days, months or years that are counted, if chance has it.
[[nodiscard]] Node some_day(World&, const Spot&);
[[nodiscard]] Node some_period(World&, const Spot&);
[[nodiscard]] std::optional<Node> days_counted(World&, const Type&, const Spot&);
// Conditions and values of which at most one holds, or none is proved to overlap; `absence` is the word that one of
// the values may be, if any.
[[nodiscard]] std::vector<Case> cases(World&, const Type&, const Spot&, const char* absence, bool first);

// A reference or call of a symbol, on a date where it needs one.
[[nodiscard]] Node refer(World&, const Symbol&, const Spot&);
[[nodiscard]] std::optional<Node> reference(World&, const Type&, const Spot&);
// A rule under other values of some names, always in parentheses.
[[nodiscard]] std::optional<Node> rebound(World&, const Type&, const Spot&);
// A name whose value may be missing or waived here, of any or of this type.
[[nodiscard]] const Symbol* optional_symbol(World&, const Type*, const Spot&);
// A limit of this type that may be waived, as an expression.
[[nodiscard]] std::optional<Node> waived_limit(World&, const Type&, const Spot&);

// Definitions: each adds its symbols to the world.
[[nodiscard]] Statement make_list(World&);
[[nodiscard]] Statement make_parameter(World&);
[[nodiscard]] Statement make_table(World&);
[[nodiscard]] Statement make_bands(World&);
[[nodiscard]] Statement make_curve(World&);
[[nodiscard]] Statement make_rule(World&);
[[nodiscard]] Statement make_payment(World&);
// Exceptions to a rule or payment, which is the last that was defined.
[[nodiscard]] std::vector<Statement> make_exceptions(World&, const Symbol& rule);
// ` at least …` and ` at most …`, for the header of a rule of this type.
[[nodiscard]] std::vector<std::string> limits(World&, const Type&, const Spot&);
// Conditions, as of cases, on different amounts that hang on one field: what only the data can show.
[[nodiscard]] std::vector<Case> cases_by_chance(World&, const Type&, const Spot&);
[[nodiscard]] Statement make_split(World&);
// What the statement says that the symbol uses.
void note_uses(const World&, const Statement&, Symbol&);

}  // namespace meruit::differential
