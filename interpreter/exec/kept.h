// Columns that live between passes: what a fold by groups comes to, or a value that another relation's rows read.
#pragma once

#include <memory>
#include <vector>

#include "data/relation.h"
#include "exec/frame.h"

namespace meruit::exec {

// One value, absence or fault a row. Rows that are absent or at fault hold 0, no or "", pairs over 1.
struct Kept {
  std::size_t first = 0;        // the relation's row that the first one is
  data::Column column;          // numbers are whole, at the scale that the planner knows
  data::Column denominators;    // of pairs: each row's, above zero
  std::vector<FaultId> faults;  // by row, 0: none; empty: none at all

  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] SlotValue at(std::size_t row) const;
};

// Whole numbers in the narrowest of three widths that holds all of them.
class WholeBuilder {
 public:
  void add(Int128);
  void add(const Integer&);
  [[nodiscard]] data::Column finish();

 private:
  struct Storage {
    std::vector<std::int64_t> i64;
    std::vector<Int128> i128;
  };
  std::shared_ptr<Storage> storage_ = std::make_shared<Storage>();
  std::vector<Integer> big_;  // the rows before a width was left are in the wider one
};

class KeptBuilder {
 public:
  KeptBuilder(check::TypeKind kind, bool pair) : kind_(kind), pair_(pair) {}

  void add(const SlotValue&);
  // The first rows of a column.
  template <class W>
  void add(const Column<W>&, std::size_t rows);
  // A number that is there and not at fault; not of pairs.
  void add_number(Int128 n) {
    numbers_.add(n);
    ++rows_;
  }
  [[nodiscard]] Kept finish();

 private:
  struct Storage {
    std::vector<std::uint8_t> yes, present;
    std::vector<std::int32_t> ordinals, lasts;
    std::vector<std::string> texts;
    std::vector<std::string_view> views;
    std::shared_ptr<const void> numbers;
  };
  void add_value(const SlotValue&, bool plain);

  check::TypeKind kind_;
  bool pair_;
  std::size_t rows_ = 0;
  WholeBuilder numbers_, denominators_;
  std::shared_ptr<Storage> storage_ = std::make_shared<Storage>();
  std::vector<FaultId> faults_;  // as far as the last one
};

}  // namespace meruit::exec
