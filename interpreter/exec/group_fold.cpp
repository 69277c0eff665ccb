#include "exec/group_fold.h"

namespace meruit::exec {

GroupFold::GroupFold(const plan::Fold& fold, std::span<const std::uint32_t> first_under)
    : fold_(fold), first_under_(first_under), state_(state_of(fold)), values_(fold.type, fold.pair) {}

template <class W>
void GroupFold::add(const Frame<W>& frame) {
  const std::size_t after = frame.first_row + frame.rows;
  for (std::size_t row = frame.first_row; row < after;) {
    while (first_under_[group_ + 1] <= row) close();
    const std::size_t end = std::min<std::size_t>(first_under_[group_ + 1], after);
    add_rows(fold_, frame, {row - frame.first_row, end - row}, state_);
    row = end;
  }
}

void GroupFold::close() {
  budget::tick();
  ++group_;
  const auto* sum = std::get_if<SumState>(&state_);
  const auto narrow = sum != nullptr && sum->fault.id == 0 ? sum->total.narrow() : std::nullopt;
  if (narrow)
    values_.add_number(*narrow);
  else
    values_.add(exec::finish(fold_, state_));
  state_ = state_of(fold_);
}

Kept GroupFold::finish() {
  while (group_ + 1 < first_under_.size()) close();
  return values_.finish();
}

#define MERUIT_MAKE(W) template void GroupFold::add(const Frame<W>&);
MERUIT_EACH_WIDTH(MERUIT_MAKE)
#undef MERUIT_MAKE

}  // namespace meruit::exec
