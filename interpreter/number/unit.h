// Units of numbers: a product of named things with whole exponents, and a declared scale.
// `money per member per month` is USD^1 member^-1 month^-1; `visits per 1,000 member-months` has scale 1/1000:
// the number 5 in that unit stands for 5/1000 visits for each member-month.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "number/rational.h"

namespace meruit::number {

struct Unit {
  // Sorted by name, singular, no zero exponents. Empty: a plain number.
  std::vector<std::pair<std::string, int>> factors;
  Rational scale = 1;

  [[nodiscard]] bool plain() const { return factors.empty() && scale == 1; }
  [[nodiscard]] bool same_dimension(const Unit& other) const { return factors == other.factors; }
  friend bool operator==(const Unit&, const Unit&) = default;
};

[[nodiscard]] Unit multiply(const Unit& a, const Unit& b);
[[nodiscard]] Unit divide(const Unit& a, const Unit& b);

// months -> month, beneficiaries -> beneficiary, visits -> visit; hyphenated names are products and are split
// by the caller.
[[nodiscard]] std::string singular(std::string_view name);

// As a contract writes it: `money per member per month`, `visits per 1,000 member-months`, `number` for none.
// `currency` is the factor shown as `money`.
[[nodiscard]] std::string to_words(const Unit& unit, std::string_view currency);

}  // namespace meruit::number
