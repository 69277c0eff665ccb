// constant + sum of times * operand. Operands without a denominator of their own are added first, in one pass
// each; then those with one, cross-multiplied.
#include "exec/kernels.h"

namespace meruit::exec {

namespace {

// to[i] (+)= times * from[i]; the first term starts from the constant.
template <class W>
void add_term(const W* from, const W& times, const W& start, bool first, W* to, Frame<W>& frame) {
  bool overflow = false;
  const std::size_t rows = frame.rows;
  if (first && times == 1 && start == 0) {
    std::copy_n(from, rows, to);
  } else if (first && times == 1) {
    for (std::size_t i = 0; i < rows; ++i) to[i] = add(start, from[i], overflow);
  } else if (first) {
    for (std::size_t i = 0; i < rows; ++i) to[i] = add(start, multiply(times, from[i], overflow), overflow);
  } else if (times == 1) {
    for (std::size_t i = 0; i < rows; ++i) to[i] = add(to[i], from[i], overflow);
  } else if (times == -1) {
    for (std::size_t i = 0; i < rows; ++i) to[i] = subtract(to[i], from[i], overflow);
  } else {
    for (std::size_t i = 0; i < rows; ++i) to[i] = add(to[i], multiply(times, from[i], overflow), overflow);
  }
  frame.overflow |= overflow;
}

// The common case in one pass: a +- b, or with multipliers.
template <class W>
void add_two(const plan::Affine& step, W* to, Frame<W>& frame) {
  const W* a = frame[step.terms[0].of].n;
  const W* b = frame[step.terms[1].of].n;
  const W ka = constant<W>(step.terms[0].times, frame.overflow);
  const W kb = constant<W>(step.terms[1].times, frame.overflow);
  bool overflow = false;
  const std::size_t rows = frame.rows;
  if (ka == 1 && kb == 1) {
    for (std::size_t i = 0; i < rows; ++i) to[i] = add(a[i], b[i], overflow);
  } else if (ka == 1 && kb == -1) {
    for (std::size_t i = 0; i < rows; ++i) to[i] = subtract(a[i], b[i], overflow);
  } else {
    for (std::size_t i = 0; i < rows; ++i)
      to[i] = add(multiply(ka, a[i], overflow), multiply(kb, b[i], overflow), overflow);
  }
  frame.overflow |= overflow;
}

// n/d + times * a/b over d * b.
template <class W>
void add_pair(const plan::Term& term, W* n, W* d, Frame<W>& frame) {
  const Column<W>& from = frame[term.of];
  const W times = constant<W>(term.times, frame.overflow);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    if (from.d[i] == d[i]) {
      n[i] = add(n[i], multiply(times, from.n[i], overflow), overflow);
      continue;
    }
    const W scaled = multiply(multiply(times, from.n[i], overflow), d[i], overflow);
    n[i] = add(multiply(n[i], from.d[i], overflow), scaled, overflow);
    d[i] = multiply(d[i], from.d[i], overflow);
  }
  frame.overflow |= overflow;
}

}  // namespace

template <class W>
void run(const plan::Affine& step, Frame<W>& frame) {
  std::vector<plan::RegisterId> operands;
  for (const plan::Term& term : step.terms) operands.push_back(term.of);
  frame.first_fault_of(step.out, operands);

  const bool pair = frame.is_pair(step.out);
  W* n = frame.new_n(step.out);
  if (!pair && step.terms.size() == 2 && step.constant.is_zero()) {
    add_two(step, n, frame);
    return;
  }
  const W start = constant<W>(step.constant, frame.overflow);
  bool first = true;
  for (const plan::Term& term : step.terms) {
    if (frame.is_pair(term.of)) continue;
    add_term(frame[term.of].n, constant<W>(term.times, frame.overflow), start, first, n, frame);
    first = false;
  }
  if (first) std::fill_n(n, frame.rows, start);
  if (!pair) return;
  W* d = frame.new_d(step.out);
  std::fill_n(d, frame.rows, W(1));
  for (const plan::Term& term : step.terms)
    if (frame.is_pair(term.of)) add_pair(term, n, d, frame);
}

MERUIT_INSTANTIATE(Affine)

}  // namespace meruit::exec
