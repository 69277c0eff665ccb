// Sums of multiples of unknown numbers, and whether conditions on such sums can hold at once: exactly, by eliminating
// one unknown after the other (Fourier and Motzkin).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "number/rational.h"

namespace meruit::check {

using Unknown = std::size_t;

struct Linear {
  std::map<Unknown, Rational> terms;  // none is zero
  Rational constant = 0;

  [[nodiscard]] bool is_constant() const { return terms.empty(); }
};

[[nodiscard]] Linear scaled(const Linear&, const Rational& times);
// a + times * b
[[nodiscard]] Linear sum(const Linear& a, const Linear& b, const Rational& times = 1);
[[nodiscard]] Rational value_of(const Linear&, const std::vector<Rational>& values);

struct Constraint {
  enum class Sense : std::uint8_t { AtMostZero, BelowZero, Zero } sense{};
  Linear form;
};

// Of one whose form is a constant.
[[nodiscard]] bool holds_without_unknowns(const Constraint&);

enum class Solvable : std::uint8_t { No, Yes, TooLarge };
struct Solution {
  Solvable solvable = Solvable::No;
  std::vector<Rational> values;  // Yes: by unknown; plain ones where there is a choice
};
// `whole` unknowns get whole numbers where their stretch has one, which is no promise that there are no others.
[[nodiscard]] Solution solve(std::vector<Constraint>, const std::vector<bool>& whole);

}  // namespace meruit::check
