// Yes and no, and absences. The right side of `and`, `or` and `if missing` counts only on rows that the left side
// leaves undecided: there alone its fault is taken.
#include "exec/kernels.h"
#include "exec/transfer.h"

namespace meruit::exec {

template <class W>
void run(const plan::Not& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const std::uint8_t* from = frame[step.of].yes;
  std::uint8_t* to = frame.new_yes(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = from[i] == 0;
}

template <class W>
void run(const plan::AndOr& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.left, 1});
  const std::uint8_t* left = frame[step.left].yes;
  const std::uint8_t* right = frame[step.right].yes;
  std::uint8_t* to = frame.new_yes(step.out);
  if (step.is_or)
    for (std::size_t i = 0; i < frame.rows; ++i) to[i] = left[i] | right[i];
  else
    for (std::size_t i = 0; i < frame.rows; ++i) to[i] = left[i] & right[i];
  const FaultId* faults = frame[step.right].faults;
  if (faults == nullptr) return;
  for (std::size_t i = 0; i < frame.rows; ++i)
    if (faults[i] != 0 && (left[i] != 0) != step.is_or) frame.set_fault(step.out, i, faults[i]);
}

template <class W>
void run(const plan::IsGiven& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const std::uint8_t* present = frame[step.of].present;
  std::uint8_t* to = frame.new_yes(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = (present == nullptr || present[i] != 0) != step.negated;
}

template <class W>
void run(const plan::IfMissing& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of.of, 1});
  const Column<W>& of = frame[step.of.of];
  const Writable<W> to = new_buffers(step.out, frame);
  copy_values(of, to, {nullptr, nullptr, frame.rows}, step.of.times, frame);
  if (of.present == nullptr) return;

  const Scratch<std::uint32_t> missing(frame.lists);
  std::size_t count = 0;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    missing[count] = static_cast<std::uint32_t>(i);
    count += of.present[i] == 0 && (of.faults == nullptr || of.faults[i] == 0) ? 1U : 0U;
  }
  const Rows rows{missing.get(), missing.get(), count};
  copy_values(frame[step.fallback.of], to, rows, step.fallback.times, frame);
  copy_lanes(frame[step.fallback.of], step.out, rows, frame);
}

template <class W>
void run(const plan::Required& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const Column<W>& of = frame[step.of];
  copy_values(of, new_buffers(step.out, frame), {nullptr, nullptr, frame.rows}, plan::Whole(Integer(1)), frame);
  if (of.present == nullptr) return;
  for (std::size_t i = 0; i < frame.rows; ++i)
    if (of.present[i] == 0) frame.set_fault(step.out, i, step.site);
}

MERUIT_INSTANTIATE(Not)
MERUIT_INSTANTIATE(AndOr)
MERUIT_INSTANTIATE(IsGiven)
MERUIT_INSTANTIATE(IfMissing)
MERUIT_INSTANTIATE(Required)

}  // namespace meruit::exec
