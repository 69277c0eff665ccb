// An exact sum of fractions, whatever their denominators.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>

#include "exec/total.h"

namespace meruit::exec {

// Sums of numerators by reduced denominator; more than `most` of them, and the sum is given up.
class FractionTotals {
 public:
  explicit FractionTotals(std::uint64_t most) : most_(most) {}

  void add(std::int64_t n, std::uint64_t d);     // reduced, d > 0
  void add(const Integer& n, const Integer& d);  // reduced, d > 0
  void merge(const FractionTotals& other);
  [[nodiscard]] bool too_many() const { return too_many_; }
  [[nodiscard]] Rational value() const;

 private:
  void limit();
  std::uint64_t most_;
  std::unordered_map<std::uint64_t, Total> small_;
  std::map<Integer, Total> large_;  // denominators above 64 bits
  bool too_many_ = false;
};

}  // namespace meruit::exec
