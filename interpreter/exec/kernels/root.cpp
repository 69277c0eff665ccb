// Roots, always with numbers of any size: the radicand in quanta to the power of the degree is seldom a small one.
#include "number/root.h"
#include "exec/kernels.h"

namespace meruit::exec {

template <class W>
void run(const plan::Root& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.of, 1});
  const Column<W>& of = frame[step.of];
  W* to = frame.new_n(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    to[i] = W(0);
    if (of.n[i] < 0) {
      frame.set_fault(step.out, i, step.negative);
      continue;
    }
    const Integer n = exact(of.n[i]) * step.times.exact;
    const Integer d = of.d == nullptr ? step.divisor.exact : Integer(exact(of.d[i]) * step.divisor.exact);
    to[i] = narrowed<W>(number::rounded_root(n, d, step.degree, step.mode), frame.overflow);
  }
}

MERUIT_INSTANTIATE(Root)

}  // namespace meruit::exec
