// Days and periods counted from others.
#include "calendar/shift.h"
#include "exec/kernels.h"

namespace meruit::exec {

namespace {

constexpr std::int64_t kTooMany = 10'000'000;  // days, months or years: more than any calendar has

// A register of numbers as whole counts, row by row.
template <class W>
class Counts {
 public:
  Counts(const plan::Count& count, Frame<W>& frame)
      : from_(frame[count.of]),
        times_(constant<W>(count.times, frame.overflow)),
        divisor_(constant<W>(count.divisor, frame.overflow)) {}

  // None where it is not whole.
  [[nodiscard]] std::optional<std::int64_t> operator()(std::size_t row, bool& overflow) const {
    const W n = multiply(times_, from_.n[row], overflow);
    const W d = from_.d == nullptr ? divisor_ : multiply(divisor_, from_.d[row], overflow);
    if (overflow) return 0;
    if (n % d != 0) return std::nullopt;
    const W count = n / d;
    if (count > kTooMany) return kTooMany;
    if (count < -kTooMany) return -kTooMany;
    return static_cast<std::int64_t>(count);
  }

 private:
  const Column<W>& from_;
  W times_, divisor_;
};

}  // namespace

template <class W>
void run(const plan::MoveDate& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.date, step.by.of};
  frame.first_fault_of(step.out, operands);
  const std::int32_t* from = frame[step.date].ordinals;
  const Counts<W> counts(step.by, frame);
  std::int32_t* to = frame.new_ordinals(step.out);
  bool overflow = frame.overflow;
  for (std::size_t i = 0; i < frame.rows && !overflow; ++i) {
    const std::optional<std::int64_t> count = counts(i, overflow);
    const auto moved = calendar::later({from[i]}, step.earlier ? -count.value_or(0) : count.value_or(0), step.measure);
    to[i] = moved ? moved->days : from[i];
    if (!count || !moved) frame.set_fault(step.out, i, count ? step.outside : step.not_whole);
  }
  frame.overflow = overflow;
}

template <class W>
void run(const plan::CountPeriod& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.count.of, step.date};
  frame.first_fault_of(step.out, operands);
  const std::int32_t* day = frame[step.date].ordinals;
  const Counts<W> counts(step.count, frame);
  std::int32_t* first = frame.new_ordinals(step.out);
  std::int32_t* last = frame.new_lasts(step.out);
  bool overflow = frame.overflow;
  for (std::size_t i = 0; i < frame.rows && !overflow; ++i) {
    const std::optional<std::int64_t> count = counts(i, overflow);
    const bool begins = count.value_or(0) >= 1;
    std::optional<calendar::Period> period;
    if (begins)
      period = step.ending ? calendar::ending_on({day[i]}, *count, step.measure)
                           : calendar::starting_on({day[i]}, *count, step.measure);
    first[i] = period ? period->first.days : day[i];
    last[i] = period ? period->last.days : day[i];
    if (!period) frame.set_fault(step.out, i, !count ? step.not_whole : !begins ? step.reversed : step.outside);
  }
  frame.overflow = overflow;
}

template <class W>
void run(const plan::CalendarPart& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const std::int32_t* day = frame[step.of].ordinals;
  std::int32_t* first = frame.new_ordinals(step.out);
  std::int32_t* last = frame.new_lasts(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const calendar::Period part = calendar::calendar_part({day[i]}, step.measure);
    first[i] = part.first.days;
    last[i] = part.last.days;
  }
}

template <class W>
void run(const plan::DaysOf& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const Column<W>& of = frame[step.of];
  W* to = frame.new_n(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = of.lasts[i] - of.ordinals[i] + 1;
}

template <class W>
void run(const plan::Elapsed& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.first, step.last};
  frame.first_fault_of(step.out, operands);
  const std::int32_t* first = frame[step.first].ordinals;
  const std::int32_t* last = frame[step.last].ordinals;
  W* to = frame.new_n(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    to[i] = last[i] < first[i] ? 0 : calendar::elapsed({first[i]}, {last[i]}, step.measure);
    if (last[i] < first[i]) frame.set_fault(step.out, i, step.reversed);
  }
}

// Absent where the two share no day.
template <class W>
void run(const plan::SharedDays& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.left, step.right};
  frame.first_fault_of(step.out, operands);
  const Column<W>& a = frame[step.left];
  const Column<W>& b = frame[step.right];
  std::int32_t* first = frame.new_ordinals(step.out);
  std::int32_t* last = frame.new_lasts(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    first[i] = std::max(a.ordinals[i], b.ordinals[i]);
    last[i] = std::min(a.lasts[i], b.lasts[i]);
    if (first[i] <= last[i]) continue;
    last[i] = first[i];
    frame.presence(step.out)[i] = 0;
  }
}

MERUIT_INSTANTIATE(MoveDate)
MERUIT_INSTANTIATE(CountPeriod)
MERUIT_INSTANTIATE(CalendarPart)
MERUIT_INSTANTIATE(DaysOf)
MERUIT_INSTANTIATE(Elapsed)
MERUIT_INSTANTIATE(SharedDays)

}  // namespace meruit::exec
