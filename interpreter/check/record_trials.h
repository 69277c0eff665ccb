// The combinations of values tried for a record, and what must then be solved for.
#pragma once

#include <functional>
#include <map>

#include "check/condition_space.h"

namespace meruit::check {

// A field, or a column, without anything that supplies it.
[[nodiscard]] bool is_source(const Builder&, ExprId);

struct Choice {
  Source source;
  const std::vector<Value>& values;
};

// What a number subject says depends on few of the choices, so that it is read once for each combination of those.
class RecordTrials {
 public:
  RecordTrials(const Builder&, const ConditionSpace&, const Point&, std::vector<Choice>,
               std::function<bool(ExprId source)> above_zero);

  // A subject that lies at the point's position, in the order in which they are to be solved.
  void add_number(std::size_t subject, const Sources& rests_on);
  // What is pinned, chosen and solved; none where the numbers cannot be what the point says.
  std::optional<SourceValues> record(const SourceValues& pinned);
  // The next combination; false after the last.
  bool next();

 private:
  // What a subject's position says about the numbers that are left to solve; none: it cannot be there.
  using Placed = std::optional<std::vector<Constraint>>;
  struct Number {
    std::size_t subject;
    std::vector<std::size_t> choices;  // that it rests on
    std::map<std::vector<std::size_t>, Placed> placed;
  };

  [[nodiscard]] std::vector<std::size_t> chosen(const Number&) const;
  [[nodiscard]] bool known_misplaced(const Number&) const;
  const Placed& place(Number&, const SourceValues&);
  Placed read(const Subject&, std::size_t position, const SourceValues&);
  Unknown unknown(ExprId source);
  bool solve_numbers(std::vector<Constraint>, SourceValues&) const;
  bool take(ExprId source, const Rational& value, SourceValues&) const;

  const Builder& b_;
  const ConditionSpace& space_;
  const Point& point_;
  const std::vector<Choice> choices_;
  const std::function<bool(ExprId)> above_zero_;
  std::vector<std::size_t> at_;  // by choice: position of its value
  std::vector<Number> numbers_;
  std::map<Source, Unknown> known_;
  std::vector<ExprId> unknowns_;  // by unknown, in the order in which the subjects name them
};

}  // namespace meruit::check
