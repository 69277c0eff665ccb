// The conditions of a list of cases as formulas over a few subjects, each cut into the stretches or words that the
// conditions tell apart. One point of the space stands for all values that no condition can distinguish.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/linear_reading.h"

namespace meruit::check {

// What conditions ask about: a number or date against edges, a word or text, yes/no, whether something is given.
// Numbers are sums of multiples, so that `a > b`, `b - a < 0` and `2 * a > 2 * b` ask about one subject.
struct Subject {
  enum class Kind : std::uint8_t { Number, Words, Texts, Yes, Given } kind{};
  std::string key;  // equal for equal expressions
  ExprId expr;      // as the writer names it; of a number: expr - less (where given) = times * form + offset
  ExprId less;
  Linear form;  // Number: its first factor is 1, its constant 0
  Rational times = 1, offset = 0;
  std::vector<Rational> edges;     // Number (of dates: days), ascending
  std::vector<std::string> texts;  // Texts: those mentioned; one more position stands for all others
  bool integral = false;           // dates, and fields that are `whole`
  bool percent = false;            // edges were written with a percent sign
  std::size_t size = 0;            // of positions
};

struct Formula {
  enum class Kind : std::uint8_t { And, Or, Not, Atom, Always, Never } kind{};
  std::vector<Formula> parts;
  std::size_t subject = 0;  // Atom
  std::vector<bool> holds;  // Atom: by position of the subject
  Op op{};                  // Atom of a number, until edges are known
  Rational edge;
};

struct ConditionSpace {
  std::vector<Subject> subjects;
  std::vector<Formula> conditions;
  std::vector<std::set<std::size_t>> mentions;  // subjects by condition
  std::vector<bool> whole;                      // by unknown of the subjects' forms
  std::vector<Constraint> declared;             // of the unknowns
  std::set<Source> compared;                    // with an edge of their own
  Sources bases;                                // what percentages are taken of
};

using Point = std::vector<std::size_t>;  // position by subject

[[nodiscard]] ConditionSpace condition_space(const Builder&, const std::vector<ExprId>& conditions);
// Edges in order, sizes, and each atom's `holds`: the last step of reading conditions.
void number_positions(const Builder&, ConditionSpace&);
[[nodiscard]] bool holds(const Formula&, const Point&);
// False where the declaration of a field rules the position out.
[[nodiscard]] bool possible(const Builder&, const Subject&, std::size_t position);
// All points by turns, if there are not too many to try.
[[nodiscard]] bool few_points(const ConditionSpace&);
[[nodiscard]] bool next_point(const ConditionSpace&, Point&);  // false after the last
[[nodiscard]] bool possible_point(const Builder&, const ConditionSpace&, const Point&);
// Whether the numbers can be what the point says side by side; never false in error.
[[nodiscard]] bool consistent(const ConditionSpace&, const Point&);

// Holds for numbers that lie at the position: `number` is the subject's form, or another sum that equals it.
void add_position(const Subject&, std::size_t position, const Linear& number, std::vector<Constraint>&);

// "`cost` is $150 and `track` is upside", of the subjects named.
[[nodiscard]] std::string witness(const Builder&, const ConditionSpace&, const Point&,
                                  const std::set<std::size_t>& subjects, const SourceValues&);

// "`cost` is above $98 and below $100": the whole stretch around a number at which the points lie one beside the other;
// empty where the one subject is no plain number, or all is said by the witness.
[[nodiscard]] std::string stretch(const Builder&, const ConditionSpace&, const Point& around,
                                  const std::vector<Point>& points);

// Whether one of `first` and one of `second` can hold of one record; empty ones always hold. Met: `where` says by which
// record. Open: neither shown nor ruled out.
struct Meeting {
  bool met = false, open = false;
  std::string where;
};
[[nodiscard]] Meeting can_meet(const Builder&, const std::vector<ExprId>& first, const std::vector<ExprId>& second);

}  // namespace meruit::check
