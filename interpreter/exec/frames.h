// The frames of one section, one a width, made when a width is first needed; and which width to begin with.
#pragma once

#include <memory>

#include "exec/frame.h"

namespace meruit::exec {

class Frames {
 public:
  Frames(const plan::Section& section, const data::Relation* relation, const std::vector<SlotValue>& slots,
         std::size_t capacity, plan::Width start, const Part* part = nullptr)
      : section_(section), relation_(relation), slots_(slots), capacity_(capacity), start_(start), part_(part) {}

  // Calls run(frame) in wider and wider frames, ready for the rows, until it says that nothing overflowed.
  template <class Run>
  void widen(std::size_t first, std::size_t count, Run&& run) {
    plan::Width width = start_;
    while (!attempt(width, first, count, run)) width = static_cast<plan::Width>(static_cast<int>(width) + 1);
    wide_in_a_row_ = width > start_ ? wide_in_a_row_ + 1 : 0;
    // The narrow attempt has failed too often to be worth it.
    if (wide_in_a_row_ == 3) {
      start_ = width;
      wide_in_a_row_ = 0;
    }
  }

 private:
  template <class Run>
  bool attempt(plan::Width width, std::size_t first, std::size_t count, Run& run) {
    switch (width) {
      case plan::Width::I64:
        return attempt_in(narrow_, first, count, run);
      case plan::Width::I128:
        return attempt_in(wide_, first, count, run);
      case plan::Width::Big:
        break;
    }
    return attempt_in(big_, first, count, run);
  }

  template <class W, class Run>
  bool attempt_in(std::unique_ptr<Frame<W>>& frame, std::size_t first, std::size_t count, Run& run) {
    if (frame == nullptr) frame = std::make_unique<Frame<W>>(section_, relation_, slots_, capacity_, part_);
    frame->begin(first, count);
    run_block(section_.blocks.front(), *frame);
    return !frame->overflow && run(*frame);
  }

  const plan::Section& section_;
  const data::Relation* relation_;
  const std::vector<SlotValue>& slots_;
  std::size_t capacity_;
  plan::Width start_;
  const Part* part_;
  int wide_in_a_row_ = 0;
  std::unique_ptr<Frame<std::int64_t>> narrow_;
  std::unique_ptr<Frame<Int128>> wide_;
  std::unique_ptr<Frame<Integer>> big_;
};

}  // namespace meruit::exec
