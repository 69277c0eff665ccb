// The partial states of folds, one struct a kind, so that an array of them is no larger than it must be. Each is
// exact, merges in any order to the same state, and has the fault of its smallest row.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "budget/budget.h"
#include "exec/fractions.h"
#include "exec/frame.h"
#include "exec/total.h"

namespace meruit::exec {

// A fault and the row that it is of; of several, that of the smallest row stays.
struct FaultAt {
  FaultId id = 0;  // 0: none
  std::uint32_t row = 0;

  void note(FaultId fault, std::uint32_t at) {
    if (id != 0 && row <= at) return;
    id = fault;
    row = at;
  }
  void note(const FaultAt& other) {
    if (other.id != 0) note(other.id, other.row);
  }
};

// Numbers over one denominator.
struct SumState {
  [[no_unique_address]] Total total;  // its padding holds the fault
  FaultAt fault;
};
static_assert(sizeof(SumState) == 32);

// Numbers with a denominator each.
struct FractionsState {
  FractionTotals totals;
  FaultAt fault;
};

struct CountState {
  std::uint64_t rows = 0;
  FaultAt fault;
};

// Whole numbers multiplied, and how many.
struct ProductState {
  Integer n = 1, d = 1;
  std::uint64_t terms = 0;
  FaultAt fault;
};

// Values that the budget knows of for as long as they are kept.
template <class T>
class Pile {
 public:
  Pile() = default;
  Pile(Pile&&) noexcept = default;
  Pile& operator=(Pile&& other) noexcept {
    values_.swap(other.values_);
    return *this;
  }
  ~Pile() { budget::give(values_.size() * sizeof(T)); }

  void add(T value) {
    budget::take(sizeof(T));
    values_.push_back(std::move(value));
  }
  void add(const Pile& other) {
    budget::take(other.values_.size() * sizeof(T));
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  }
  [[nodiscard]] const std::vector<T>& values() const { return values_; }

 private:
  std::vector<T> values_;
};

// All values of the rows: what has an order of its own to be known. A number is in the first that holds it: a whole
// number of 64 bits, any number.
struct ValuesState {
  void take(const Integer& n, const Integer& d);
  Pile<std::int64_t> narrow;  // days and words too
  Pile<Rational> wide;
  Pile<std::string_view> texts;
  FaultAt fault;
};

// The smallest or the largest so far, n over d; none before the first.
struct ExtremeState {
  void take(ast::AggregateKind, const Integer& n, const Integer& d);
  std::optional<std::pair<Integer, Integer>> best;
  FaultAt fault;
};
struct ExtremeDayState {
  void take(ast::AggregateKind, std::int32_t day);
  std::optional<std::int32_t> best;
  FaultAt fault;
};

struct AnswersState {
  bool any = false, every = true;
  FaultAt fault;
};

using FoldState = std::variant<SumState, FractionsState, ProductState, CountState, ValuesState, ExtremeState,
                               ExtremeDayState, AnswersState>;

// Of no rows; one for each fold of a pass.
[[nodiscard]] FoldState state_of(const plan::Fold&);
[[nodiscard]] std::vector<FoldState> states_of(const plan::Pass&);

// Both are of this fold.
void merge(const plan::Fold&, const FoldState& from, FoldState& into);

[[nodiscard]] SlotValue finish(const plan::Fold&, const FoldState&);

}  // namespace meruit::exec
