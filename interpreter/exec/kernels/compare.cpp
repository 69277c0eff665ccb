// Comparisons. Fractions are cross-multiplied, never divided.
#include "exec/kernels.h"

namespace meruit::exec {

namespace {

// Calls with a function object of the comparison, so that it is chosen outside the loop.
template <class F>
void with_comparison(plan::Comparison is, F&& f) {
  switch (is) {
    case plan::Comparison::Equal:
      f([](const auto& a, const auto& b) { return a == b; });
      break;
    case plan::Comparison::NotEqual:
      f([](const auto& a, const auto& b) { return a != b; });
      break;
    case plan::Comparison::Less:
      f([](const auto& a, const auto& b) { return a < b; });
      break;
    case plan::Comparison::LessEqual:
      f([](const auto& a, const auto& b) { return a <= b; });
      break;
    case plan::Comparison::Greater:
      f([](const auto& a, const auto& b) { return a > b; });
      break;
    case plan::Comparison::GreaterEqual:
      f([](const auto& a, const auto& b) { return a >= b; });
      break;
  }
}

// times * n, times the other side's denominators where it has some.
template <class W>
const W* side(const plan::Term& term, const W* other_d, W* scratch, Frame<W>& frame) {
  const W* n = frame[term.of].n;
  if (term.times.is_one() && other_d == nullptr) return n;
  const W times = constant<W>(term.times, frame.overflow);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    scratch[i] = multiply(times, n[i], overflow);
    if (other_d != nullptr) scratch[i] = multiply(scratch[i], other_d[i], overflow);
  }
  frame.overflow |= overflow;
  return scratch;
}

template <class W>
const W* constant_side(const plan::Whole& value, const W* other_d, W* scratch, Frame<W>& frame) {
  const W number = constant<W>(value, frame.overflow);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i)
    scratch[i] = other_d == nullptr ? number : multiply(number, other_d[i], overflow);
  frame.overflow |= overflow;
  return scratch;
}

}  // namespace

template <class W>
void run(const plan::CompareNumbers& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.left.of, step.right.of};
  frame.first_fault_of(step.out, operands);
  std::uint8_t* to = frame.new_yes(step.out);
  const Scratch<W> left_scratch(frame.numbers), right_scratch(frame.numbers);
  const W* left_d = frame[step.left.of].d;
  if (!step.right.of.given() && left_d == nullptr) {
    const W* left = side<W>(step.left, nullptr, left_scratch.get(), frame);
    const W right = constant<W>(step.right.times, frame.overflow);
    with_comparison(step.is, [&](auto holds) {
      for (std::size_t i = 0; i < frame.rows; ++i) to[i] = holds(left[i], right);
    });
    return;
  }
  const W* right_d = step.right.of.given() ? frame[step.right.of].d : nullptr;
  const W* left = side(step.left, right_d, left_scratch.get(), frame);
  const W* right = step.right.of.given() ? side(step.right, left_d, right_scratch.get(), frame)
                                         : constant_side(step.right.times, left_d, right_scratch.get(), frame);
  with_comparison(step.is, [&](auto holds) {
    for (std::size_t i = 0; i < frame.rows; ++i) to[i] = holds(left[i], right[i]);
  });
}

template <class W>
void run(const plan::CompareOthers& step, Frame<W>& frame) {
  const plan::RegisterId operands[] = {step.left, step.right};
  frame.first_fault_of(step.out, operands);
  std::uint8_t* to = frame.new_yes(step.out);
  const Column<W>& a = frame[step.left];
  const Column<W>& b = frame[step.right];
  const std::size_t rows = frame.rows;
  const bool negated = step.is == plan::Comparison::NotEqual;
  switch (frame.section.registers[step.left.index].kind) {
    case check::TypeKind::YesNo:
      for (std::size_t i = 0; i < rows; ++i) to[i] = ((a.yes[i] != 0) == (b.yes[i] != 0)) != negated;
      break;
    case check::TypeKind::Text:
      for (std::size_t i = 0; i < rows; ++i) to[i] = (a.texts[i] == b.texts[i]) != negated;
      break;
    case check::TypeKind::Period:
      for (std::size_t i = 0; i < rows; ++i)
        to[i] = (a.ordinals[i] == b.ordinals[i] && a.lasts[i] == b.lasts[i]) != negated;
      break;
    default:
      with_comparison(step.is, [&](auto holds) {
        for (std::size_t i = 0; i < rows; ++i) to[i] = holds(a.ordinals[i], b.ordinals[i]);
      });
      break;
  }
}

MERUIT_INSTANTIATE(CompareNumbers)
MERUIT_INSTANTIATE(CompareOthers)

}  // namespace meruit::exec
