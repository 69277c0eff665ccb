// Folds over all records: a partial state a partition, merged in any order to the same state, then finished to one
// value. Exact, so neither the cut into partitions nor the order of merging can be seen.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <unordered_map>

#include "exec/frame.h"
#include "exec/total.h"

namespace meruit::exec {

// Orders rows by the record's key; of rows with equal keys, the earlier first.
class KeyOrder {
 public:
  KeyOrder(const plan::Plan&, const data::Relation&);
  [[nodiscard]] bool before(std::size_t a, std::size_t b) const;

 private:
  std::vector<const data::Column*> keys_;  // those that the caller supplied
};

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

// The state of one fold over some rows. Which members matter depends on the fold.
struct FoldState {
  explicit FoldState(const plan::Fold& fold) : fractions(fold.most_denominators) {}

  std::size_t count = 0;  // rows that counted
  Total total;
  FractionTotals fractions;
  bool any = false, every = true;
  std::optional<std::pair<Integer, Integer>> extreme;  // n over d
  std::optional<std::int32_t> extreme_day;
  FaultId fault = 0;  // of the row with the smallest key
  std::size_t fault_row = 0;
};

// One for each fold of the stage, of no rows.
[[nodiscard]] inline std::vector<FoldState> states_of(const plan::Stage& stage) {
  return {stage.folds.begin(), stage.folds.end()};
}

// Adds the frame's rows. The frame's first row is relation row `frame.first_row`.
template <class W>
void add_rows(const plan::Fold&, const Frame<W>&, const KeyOrder&, FoldState&);

void merge(const plan::Fold&, const FoldState& from, const KeyOrder&, FoldState& into);

[[nodiscard]] SlotValue finish(const plan::Fold&, const FoldState&);

}  // namespace meruit::exec
