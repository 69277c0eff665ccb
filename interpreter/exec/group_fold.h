// Folds by groups whose rows are neighbours: one open state, closed where the next group begins, and a column of what
// the groups come to. Batches may end anywhere.
#pragma once

#include <span>

#include "exec/fold.h"
#include "exec/kept.h"

namespace meruit::exec {

class GroupFold {
 public:
  // The rows of group g are [first_under[g], first_under[g + 1]). Both outlive this.
  GroupFold(const plan::Fold&, std::span<const std::uint32_t> first_under);

  // The next batch; together the batches are all rows of the groups in order.
  template <class W>
  void add(const Frame<W>&);

  // A value a group, in order; of those without rows what the fold of nothing is.
  [[nodiscard]] Kept finish();

 private:
  void close();

  const plan::Fold& fold_;
  std::span<const std::uint32_t> first_under_;
  std::size_t group_ = 0;  // that is open
  FoldState state_;
  KeptBuilder values_;
};

}  // namespace meruit::exec
