// A record that stands at a point of the conditions. What makes an expression more than a sum of multiples (divisors,
// factors, what stands under `max` or a rounding) is tried with a few plain values; for the rest the numbers are
// solved. What comes out is put into the conditions themselves: only what they confirm is a witness.
#pragma once

#include <map>

#include "check/record_trials.h"

namespace meruit::check {

// Which records are looked for: a base is above zero in all but odd ones. Bases are divisors, factors and what
// percentages are taken of, unless they are compared by themselves.
enum class Records : std::uint8_t { Usual, Any };

// What a record is to show: each of `conditions` is what stands beside it, and the subjects named are at the point.
struct Sought {
  const Point& point;
  const std::set<std::size_t>& subjects;
  const std::vector<std::pair<ExprId, bool>>& conditions;
};

// For the points of one space, which it must not outlive.
class RecordSearch {
 public:
  RecordSearch(const Builder&, const ConditionSpace&);

  // None where no such record was found; one may exist.
  std::optional<SourceValues> find(const Sought&, Records);

 private:
  struct Rests {            // of one subject
    Sources all;            // what it rests on
    Sources sampled;        // of these, what is tried rather than solved
    bool evaluates = true;  // whether it can be known at all
  };

  [[nodiscard]] Rests rests_of(const Subject&) const;
  [[nodiscard]] SourceValues pinned(const Sought&) const;
  [[nodiscard]] std::vector<std::size_t> numbers(const Sought&, const SourceValues& pinned) const;
  [[nodiscard]] bool hopeless(const Sought&, const std::vector<std::size_t>& numbers);
  [[nodiscard]] std::vector<Choice> choices(const Sought&, const SourceValues& pinned, Records);
  [[nodiscard]] bool above_zero(ExprId source, Records) const;
  [[nodiscard]] const std::vector<Value>& values_of(ExprId source, Records);

  const Builder& b_;
  const ConditionSpace& space_;
  Sources bases_;
  std::vector<Rests> rests_;                                         // by subject
  std::map<std::pair<Source, Records>, std::vector<Value>> values_;  // as far as asked for
  std::map<ExprId, bool> evaluates_;                                 // by condition, as far as asked for
};

}  // namespace meruit::check
