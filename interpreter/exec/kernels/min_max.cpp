// The smallest and the largest of several, limits, and the absolute value: numbers compared across their
// denominators, dates by day.
#include "exec/kernels.h"

namespace meruit::exec {

namespace {

// A term's numerators at the step's common scale, in a buffer of its own where they must be multiplied.
template <class W>
void bring(const plan::Term& term, W* to, Frame<W>& frame) {
  const W* from = frame[term.of].n;
  if (term.times.is_one()) {
    std::copy_n(from, frame.rows, to);
    return;
  }
  const W times = constant<W>(term.times, frame.overflow);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = multiply(times, from[i], overflow);
  frame.overflow |= overflow;
}

template <class W>
void bring_denominators(plan::RegisterId of, W* to, const Frame<W>& frame) {
  if (const W* from = frame[of].d)
    std::copy_n(from, frame.rows, to);
  else
    std::fill_n(to, frame.rows, W(1));
}

// Takes the other where it is smaller (or larger). Equal values stay, whatever their denominators.
template <class W>
void keep_extreme(const W* other_n, const W* other_d, bool largest, W* n, W* d, Frame<W>& frame) {
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const W mine = d == nullptr ? n[i] : multiply(n[i], other_d[i], overflow);
    const W others = d == nullptr ? other_n[i] : multiply(other_n[i], d[i], overflow);
    const bool take = largest ? others > mine : others < mine;
    n[i] = take ? other_n[i] : n[i];
    if (d != nullptr && take) d[i] = other_d[i];
  }
  frame.overflow |= overflow;
}

template <class W>
void dates(const plan::MinMax& step, Frame<W>& frame) {
  std::int32_t* to = frame.new_ordinals(step.out);
  std::copy_n(frame[step.operands.front().of].ordinals, frame.rows, to);
  for (const plan::Term& operand : step.operands) {
    const std::int32_t* from = frame[operand.of].ordinals;
    for (std::size_t i = 0; i < frame.rows; ++i)
      to[i] = step.largest ? std::max(to[i], from[i]) : std::min(to[i], from[i]);
  }
}

template <class W>
void limit(const plan::Term& by, bool largest, W* n, W* d, Frame<W>& frame) {
  const Scratch<W> other_n(frame.numbers), other_d(frame.numbers);
  bring(by, other_n.get(), frame);
  if (d != nullptr) bring_denominators(by.of, other_d.get(), frame);
  keep_extreme(other_n.get(), other_d.get(), largest, n, d, frame);
}

template <class W>
void first_operand(const plan::Term& term, W* n, W* d, Frame<W>& frame) {
  bring(term, n, frame);
  if (d != nullptr) bring_denominators(term.of, d, frame);
}

}  // namespace

template <class W>
void run(const plan::MinMax& step, Frame<W>& frame) {
  for (const plan::Term& operand : step.operands) frame.first_fault_of(step.out, {&operand.of, 1});
  if (frame.section.registers[step.out.index].kind != check::TypeKind::Number) {
    dates(step, frame);
    return;
  }
  W* n = frame.new_n(step.out);
  W* d = frame.is_pair(step.out) ? frame.new_d(step.out) : nullptr;
  first_operand(step.operands.front(), n, d, frame);
  for (std::size_t i = 1; i < step.operands.size(); ++i) limit(step.operands[i], step.largest, n, d, frame);
}

// max(low, min(x, high)): the low limit wins where the limits cross.
template <class W>
void run(const plan::Clamp& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.of.of, step.low.of, step.high.of};
  frame.first_fault_of(step.out, operands);
  W* n = frame.new_n(step.out);
  W* d = frame.is_pair(step.out) ? frame.new_d(step.out) : nullptr;
  first_operand(step.of, n, d, frame);
  limit(step.high, false, n, d, frame);
  limit(step.low, true, n, d, frame);
}

template <class W>
void run(const plan::Absolute& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const Column<W>& from = frame[step.of];
  W* n = frame.new_n(step.out);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) n[i] = from.n[i] < 0 ? negate(from.n[i], overflow) : from.n[i];
  frame.overflow |= overflow;
  if (from.d != nullptr) std::copy_n(from.d, frame.rows, frame.new_d(step.out));
}

MERUIT_INSTANTIATE(MinMax)
MERUIT_INSTANTIATE(Clamp)
MERUIT_INSTANTIATE(Absolute)

}  // namespace meruit::exec
