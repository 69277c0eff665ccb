// Days and periods; both ends of a period are inside.
#include "exec/kernels.h"

namespace meruit::exec {

template <class W>
void run(const plan::InPeriod& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.date, step.period};
  frame.first_fault_of(step.out, operands);
  const std::int32_t* day = frame[step.date].ordinals;
  const std::int32_t* first = frame[step.period].ordinals;
  const std::int32_t* last = frame[step.period].lasts;
  std::uint8_t* to = frame.new_yes(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = first[i] <= day[i] && day[i] <= last[i];
}

template <class W>
void run(const plan::Overlaps& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.left, step.right};
  frame.first_fault_of(step.out, operands);
  const Column<W>& a = frame[step.left];
  const Column<W>& b = frame[step.right];
  std::uint8_t* to = frame.new_yes(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = a.ordinals[i] <= b.lasts[i] && b.ordinals[i] <= a.lasts[i];
}

template <class W>
void run(const plan::MakePeriod& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.first, step.last};
  frame.first_fault_of(step.out, operands);
  const std::int32_t* first = frame[step.first].ordinals;
  const std::int32_t* last = frame[step.last].ordinals;
  std::int32_t* from = frame.new_ordinals(step.out);
  std::int32_t* to = frame.new_lasts(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    from[i] = first[i];
    to[i] = std::max(first[i], last[i]);
    if (last[i] < first[i]) frame.set_fault(step.out, i, step.reversed);
  }
}

template <class W>
void run(const plan::EndOfPeriod& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const Column<W>& of = frame[step.of];
  std::copy_n(step.last ? of.lasts : of.ordinals, frame.rows, frame.new_ordinals(step.out));
}

template <class W>
void run(const plan::YearOf& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const Column<W>& of = frame[step.of];
  W* to = frame.new_n(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const int year = calendar::to_civil({of.ordinals[i]}).year;
    to[i] = year;
    if (of.lasts != nullptr && calendar::to_civil({of.lasts[i]}).year != year)
      frame.set_fault(step.out, i, step.spans_years);
  }
}

MERUIT_INSTANTIATE(InPeriod)
MERUIT_INSTANTIATE(Overlaps)
MERUIT_INSTANTIATE(MakePeriod)
MERUIT_INSTANTIATE(EndOfPeriod)
MERUIT_INSTANTIATE(YearOf)

}  // namespace meruit::exec
