// The conditions of a list of cases as formulas over a few subjects, each cut into the stretches or words that the
// conditions tell apart. One point of the space stands for all values that no condition can distinguish.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/builder.h"

namespace meruit::check {

// What conditions ask about: a number or date against edges, a word or text, yes/no, whether something is given.
struct Subject {
  enum class Kind : std::uint8_t { Number, Words, Texts, Yes, Given } kind{};
  std::string key;  // equal for equal expressions
  ExprId expr;      // `less` too for a difference: the subject is then expr - less
  ExprId less;
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
};

using Point = std::vector<std::size_t>;  // position by subject

[[nodiscard]] ConditionSpace condition_space(const Builder&, const std::vector<ExprId>& conditions);
[[nodiscard]] bool holds(const Formula&, const Point&);
// False where the declaration of a field rules the position out.
[[nodiscard]] bool possible(const Builder&, const Subject&, std::size_t position);
// The first possible point that is wanted; none where there is none, or where there are too many to try.
[[nodiscard]] std::optional<Point> first_point(const Builder&, const ConditionSpace&,
                                               const std::function<bool(const Point&)>& wanted);
// "`cost` is $150 and `track` is upside", of the subjects named.
[[nodiscard]] std::string witness(const Builder&, const ConditionSpace&, const Point&,
                                  const std::set<std::size_t>& subjects);
// Whether values of the subjects can be chosen freely of each other, so that a point is met by some record.
[[nodiscard]] bool independent(const Builder&, const ConditionSpace&, const std::set<std::size_t>& subjects);

}  // namespace meruit::check
