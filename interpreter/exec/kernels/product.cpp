// times * product of factors [/ divisor], rounded or not. The shape that matters most, up to four plain factors
// rounded by a constant, is one loop: multiply with flag, add the bias, multiply-high, restore the sign.
#include "exec/kernels.h"

namespace meruit::exec {

namespace {

// A constant divisor prepared for a width.
template <class W, bool kHalfEven>
struct Divider;
template <bool kHalfEven>
struct Divider<std::int64_t, kHalfEven> {
  number::ConstantDivisor by;
  Divider(std::int64_t divisor, number::RoundingMode mode) : by(divisor, mode) {}
  std::int64_t operator()(std::int64_t n, bool& overflow) const { return number::divide<kHalfEven>(n, by, overflow); }
};
template <bool kHalfEven>
struct Divider<Int128, kHalfEven> {
  number::WideConstantDivisor by;
  Divider(Int128 divisor, number::RoundingMode mode) : by(divisor, mode) {}
  Int128 operator()(Int128 n, bool&) const { return number::divide<kHalfEven>(n, by); }
};
template <bool kHalfEven>
struct Divider<Integer, kHalfEven> {
  Integer by;
  number::RoundingMode mode;
  Divider(Integer divisor, number::RoundingMode rounding) : by(std::move(divisor)), mode(rounding) {}
  Integer operator()(const Integer& n, bool&) const { return number::divide_rounded(n, by, mode); }
};

// No rounding.
struct AsIs {
  template <class W>
  W operator()(const W& n, bool&) const {
    return n;
  }
};

template <std::size_t kCount, class W, class Finish>
void multiply_rows(const W* const (&factors)[4], const W& times, bool is_one, const Finish& finish, W* to,
                   Frame<W>& frame) {
  bool overflow = false;
  const std::size_t rows = frame.rows;
  const auto loop = [&]<bool kTimes>() {
    for (std::size_t i = 0; i < rows; ++i) {
      W n = factors[0][i];
      if constexpr (kCount > 1) n = multiply(n, factors[1][i], overflow);
      if constexpr (kCount > 2) n = multiply(n, factors[2][i], overflow);
      if constexpr (kCount > 3) n = multiply(n, factors[3][i], overflow);
      if constexpr (kTimes) n = multiply(n, times, overflow);
      to[i] = finish(n, overflow);
    }
  };
  if (is_one)
    loop.template operator()<false>();
  else
    loop.template operator()<true>();
  frame.overflow |= overflow;
}

template <class W, class Finish>
void multiply_few(const plan::Product& step, const Finish& finish, Frame<W>& frame) {
  const W* factors[4] = {};
  for (std::size_t f = 0; f < step.factors.size(); ++f) factors[f] = frame[step.factors[f]].n;
  const W times = constant<W>(step.times, frame.overflow);
  const bool is_one = step.times.is_one();
  W* to = frame.new_n(step.out);
  switch (step.factors.size()) {
    case 1:
      multiply_rows<1>(factors, times, is_one, finish, to, frame);
      break;
    case 2:
      multiply_rows<2>(factors, times, is_one, finish, to, frame);
      break;
    case 3:
      multiply_rows<3>(factors, times, is_one, finish, to, frame);
      break;
    default:
      multiply_rows<4>(factors, times, is_one, finish, to, frame);
      break;
  }
}

// factors * times over divisor * by of each row, rounded, in one loop: no fraction is ever written.
template <class W>
void divide_rows(const plan::Product& step, Frame<W>& frame) {
  const W* factors[4] = {};
  const std::size_t count = step.factors.size();
  for (std::size_t f = 0; f < count; ++f) factors[f] = frame[step.factors[f]].n;
  const W times = constant<W>(step.times, frame.overflow);
  const W divisor = constant<W>(step.rounding->divisor, frame.overflow);
  const W* by = frame[step.by].n;
  W* to = frame.new_n(step.out);
  bool overflow = frame.overflow;
  const auto loop = [&](auto divide) {
    for (std::size_t i = 0; i < frame.rows && !overflow; ++i) {
      W n = times;
      for (std::size_t f = 0; f < count; ++f) n = multiply(n, factors[f][i], overflow);
      if (by[i] == 0) frame.set_fault(step.out, i, step.by_zero);
      const W d = by[i] == 0 ? W(1) : multiply(divisor, by[i], overflow);
      to[i] = overflow ? W(0) : divide(n, d);
    }
  };
  if constexpr (kIsBig<W>)
    loop([&](const W& n, const W& d) {
      return d < 0 ? number::divide_rounded(-n, -d, step.rounding->mode)
                   : number::divide_rounded(n, d, step.rounding->mode);
    });
  else
    number::with_mode(step.rounding->mode, [&](auto mode) {
      loop([&](const W& n, const W& d) { return number::divide_row<mode()>(n, d, overflow); });
    });
  frame.overflow |= overflow;
}

template <class W>
void multiply_by(const W* from, W* to, Frame<W>& frame) {
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = multiply(to[i], from[i], overflow);
  frame.overflow |= overflow;
}

// Numerators and denominators of any product or quotient: n over d, d above zero.
template <class W>
void fraction(const plan::Product& step, W* n, W* d, Frame<W>& frame) {
  std::fill_n(n, frame.rows, constant<W>(step.times, frame.overflow));
  std::fill_n(d, frame.rows, W(1));
  for (const plan::RegisterId factor : step.factors) {
    multiply_by(frame[factor].n, n, frame);
    if (frame.is_pair(factor)) multiply_by(frame[factor].d, d, frame);
  }
  if (!step.by.given()) return;
  const Column<W>& by = frame[step.by];
  if (by.d != nullptr) multiply_by(by.d, n, frame);
  bool overflow = false;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    if (by.n[i] == 0) {
      frame.set_fault(step.out, i, step.by_zero);
      n[i] = 0;
      d[i] = 1;
      continue;
    }
    d[i] = multiply(d[i], by.n[i], overflow);
    if (d[i] > 0) continue;
    d[i] = negate(d[i], overflow);
    n[i] = negate(n[i], overflow);
  }
  frame.overflow |= overflow;
}

// n / (d * divisor) of each row to the nearest whole number under the mode.
template <class W>
void round_fraction(const plan::Rounding& rounding, const W* n, const W* d, W* to, Frame<W>& frame) {
  const W divisor = constant<W>(rounding.divisor, frame.overflow);
  bool overflow = frame.overflow;
  if (overflow) return;  // the divisor is not there
  if constexpr (kIsBig<W>) {
    for (std::size_t i = 0; i < frame.rows; ++i) to[i] = number::divide_rounded(n[i], d[i] * divisor, rounding.mode);
  } else {
    number::with_mode(rounding.mode, [&](auto mode) {
      for (std::size_t i = 0; i < frame.rows; ++i) {
        const W by = multiply(d[i], divisor, overflow);
        to[i] = overflow ? W{0} : number::divide_row<mode()>(n[i], by, overflow);
      }
    });
  }
  frame.overflow |= overflow;
}

template <class W>
void run_few(const plan::Product& step, Frame<W>& frame) {
  if (!step.rounding) {
    multiply_few(step, AsIs{}, frame);
    return;
  }
  const W divisor = constant<W>(step.rounding->divisor, frame.overflow);
  if (frame.overflow) return;
  if (step.rounding->mode == number::RoundingMode::HalfEven)
    multiply_few(step, Divider<W, true>(divisor, step.rounding->mode), frame);
  else
    multiply_few(step, Divider<W, false>(divisor, step.rounding->mode), frame);
}

}  // namespace

template <class W>
void run(const plan::Product& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, step.factors);
  if (step.by.given()) frame.first_fault_of(step.out, {&step.by, 1});

  const bool pairs =
      std::any_of(step.factors.begin(), step.factors.end(), [&](plan::RegisterId f) { return frame.is_pair(f); });
  const bool plain = !step.by.given() && !pairs;
  if (step.by.given() && step.rounding && !pairs && !frame.is_pair(step.by) && step.factors.size() <= 4) {
    divide_rows(step, frame);
    return;
  }
  if (plain && !step.factors.empty() && step.factors.size() <= 4) {
    run_few(step, frame);
    return;
  }
  if (step.rounding || plain) {
    const Scratch<W> n(frame.numbers), d(frame.numbers);
    fraction(step, n.get(), d.get(), frame);
    W* to = frame.new_n(step.out);
    const plan::Rounding none{plan::Whole(Integer(1)), number::RoundingMode::TowardZero};
    round_fraction(step.rounding.value_or(none), n.get(), d.get(), to, frame);
    return;
  }
  W* n = frame.new_n(step.out);
  fraction(step, n, frame.new_d(step.out), frame);
}

MERUIT_INSTANTIATE(Product)

}  // namespace meruit::exec
