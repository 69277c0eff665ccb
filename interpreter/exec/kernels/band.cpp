// Where on the line a row lies, and the graduated value there. A share of a base is placed by multiplying edges
// with the base, never by dividing.
#include "exec/kernels.h"

namespace meruit::exec {

namespace {

template <class W>
void scale_line(const plan::FindBand& step, W* input, W* unit, Frame<W>& frame) {
  const Column<W>& x = frame[step.input.of];
  const Column<W>* base = step.base.of.given() ? &frame[step.base.of] : nullptr;
  const W times = constant<W>(step.input.times, frame.overflow);
  const W unit_times = constant<W>(step.base.times, frame.overflow);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    W left = multiply(times, x.n[i], overflow);
    if (base != nullptr && base->d != nullptr) left = multiply(left, base->d[i], overflow);
    input[i] = step.below_zero == plan::BelowZero::Mirrored && left < 0 ? negate(left, overflow) : left;
    W right = unit_times;
    if (base != nullptr) right = multiply(right, base->n[i], overflow);
    if (x.d != nullptr) right = multiply(right, x.d[i], overflow);
    unit[i] = right;
  }
  frame.overflow |= overflow;
}

// The number of edges passed: those that the input is above, or on, when the edge belongs to the band above.
template <class W>
std::int32_t edges_passed(const plan::EdgeBlock& block, const std::vector<W>& edges, const W& input, const W& unit,
                          bool& overflow) {
  const auto passed = [&](std::size_t e) {
    const W at = multiply(edges[e], unit, overflow);
    return block.edges[e].inside_below ? input > at : input >= at;
  };
  std::size_t low = 0, high = edges.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (passed(middle))
      low = middle + 1;
    else
      high = middle;
  }
  return static_cast<std::int32_t>(low);
}

template <class W>
void own_faults(const plan::FindBand& step, const std::int32_t* block, Frame<W>& frame) {
  const Column<W>& x = frame[step.input.of];
  const Column<W>* base = step.base.of.given() ? &frame[step.base.of] : nullptr;
  const W times = constant<W>(step.whole_times, frame.overflow);
  const W unit = constant<W>(step.whole_unit, frame.overflow);
  if (frame.overflow) return;  // the divisor is not there
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    if (block != nullptr && block[i] < 0) frame.set_fault(step.out, i, step.not_covered);
    if (base != nullptr && base->n[i] <= 0) frame.set_fault(step.out, i, step.base_not_positive);
    if (step.whole) {
      const W by = x.d != nullptr ? multiply(unit, x.d[i], overflow) : unit;
      const W n = multiply(times, x.n[i], overflow);
      if (!overflow && !is_multiple(n, by)) frame.set_fault(step.out, i, step.not_whole);
    }
    if (step.below_zero == plan::BelowZero::Refused && x.n[i] < 0) frame.set_fault(step.out, i, step.negative);
  }
  frame.overflow |= overflow;
}

}  // namespace

template <class W>
void run(const plan::FindBand& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.input.of, step.base.of, step.block};
  frame.first_fault_of(step.out, operands);
  const std::int32_t* block = step.block.given() ? frame[step.block].ordinals : nullptr;
  own_faults(step, block, frame);

  const Scratch<W> input(frame.numbers), unit(frame.numbers);
  scale_line(step, input.get(), unit.get(), frame);
  std::vector<std::vector<W>> edges;
  for (const plan::EdgeBlock& of : step.blocks) {
    edges.emplace_back();
    for (const plan::Edge& edge : of.edges) edges.back().push_back(constant<W>(edge.at, frame.overflow));
  }
  std::int32_t* to = frame.new_ordinals(step.out);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const std::size_t b = block == nullptr ? 0 : static_cast<std::size_t>(std::max(block[i], 0));
    to[i] = step.blocks[b].first + edges_passed(step.blocks[b], edges[b], input[i], unit[i], overflow);
  }
  frame.overflow |= overflow;
}

template <class W>
void run(const plan::Graduate& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.position};  // carries the faults of input, base and date
  frame.first_fault_of(step.out, operands);
  const std::int32_t* position = frame[step.position].ordinals;
  const Column<W>& x = frame[step.input];
  const Column<W>* base = step.base.given() ? &frame[step.base] : nullptr;
  const W* base_d = base != nullptr ? base->d : nullptr;
  std::vector<W> slopes, offsets;
  for (const plan::Whole& slope : step.slopes) slopes.push_back(constant<W>(slope, frame.overflow));
  for (const plan::Whole& offset : step.offsets) offsets.push_back(constant<W>(offset, frame.overflow));

  W* n = frame.new_n(step.out);
  W* d = frame.is_pair(step.out) ? frame.new_d(step.out) : nullptr;
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const auto at = static_cast<std::size_t>(position[i]);
    const bool negative = x.n[i] < 0;
    const bool turned = negative && step.below_zero == plan::BelowZero::Mirrored;
    W sloped = multiply(slopes[at], turned ? negate(x.n[i], overflow) : x.n[i], overflow);
    if (base_d != nullptr) sloped = multiply(sloped, base_d[i], overflow);
    W offset = offsets[at];
    if (base != nullptr) offset = multiply(offset, base->n[i], overflow);
    if (x.d != nullptr) offset = multiply(offset, x.d[i], overflow);
    const W value = add(sloped, offset, overflow);
    const bool nothing = (x.n[i] == 0 && step.through_zero) || (negative && step.below_zero == plan::BelowZero::None);
    n[i] = nothing ? W(0) : turned ? negate(value, overflow) : value;
    if (step.sites[at] != 0 && !nothing) frame.set_fault(step.out, i, step.sites[at]);
    if (d == nullptr) continue;
    d[i] = x.d != nullptr ? x.d[i] : W(1);
    if (base_d != nullptr) d[i] = multiply(d[i], base_d[i], overflow);
  }
  frame.overflow |= overflow;
}

MERUIT_INSTANTIATE(FindBand)
MERUIT_INSTANTIATE(Graduate)

}  // namespace meruit::exec
