// The physical forms of a number, each with the operations that the suites need. All have one shape, so that one
// function evaluates a task in any of them:
//   ScaledForm<Words>  a word over a denominator that the planner knows
//   PairForm<Words>    numerator and denominator for each row
//   ExactForm          a reduced fraction, as the reference evaluator computes
#pragma once

#include <utility>

#include "number/rounding.h"
#include "words.h"

namespace meruit::suites {

struct Rounding {
  Rational quantum;
  number::RoundingMode mode{};
};

// A decimal: numerator over a power of ten.
struct Operand {
  Integer numerator;
  Integer denominator;
};

// a / b with common factors taken out.
inline std::pair<Integer, Integer> reduced(const Integer& a, const Integer& b) {
  const Integer common = gcd(a, b);
  return {a / common, b / common};
}

template <class Words>
class ScaledForm {
 public:
  struct Number {
    typename Words::Word n;
    Integer denominator;
  };

  explicit ScaledForm(Words& words) : words_(words) {}

  Number load(const Operand& operand) { return {words_.load(operand.numerator), operand.denominator}; }
  Rational value(const Number& x) const { return Rational(words_.store(x.n), x.denominator); }

  Number add(const Number& a, const Number& b) {
    const Scaled both = to_common(a, b);
    return {words_.add(both.a, both.b), both.denominator};
  }
  Number subtract(const Number& a, const Number& b) {
    const Scaled both = to_common(a, b);
    return {words_.subtract(both.a, both.b), both.denominator};
  }
  Number multiply(const Number& a, const Number& b) {
    return {words_.multiply(a.n, b.n), a.denominator * b.denominator};
  }
  int compare(const Number& a, const Number& b) {
    const Scaled both = to_common(a, b);
    return both.a < both.b ? -1 : both.a > both.b ? 1 : 0;
  }
  // x in whole quanta is n * den(quantum) / (D * num(quantum)): a product and a constant divisor.
  Number round(const Number& x, const Rounding& to) {
    const auto [factor, divisor] = reduced(denominator(to.quantum), x.denominator * numerator(to.quantum));
    const auto scaled = words_.multiply(x.n, words_.load(factor));
    return quanta(words_.divide_constant(scaled, divisor, to.mode), to);
  }
  // a / b in whole quanta is (a.n * b.D * den(quantum)) / (b.n * a.D * num(quantum)): a row divisor.
  Number divide(const Number& a, const Number& b, const Rounding& to) {
    const auto [over, under] = reduced(b.denominator * denominator(to.quantum), a.denominator * numerator(to.quantum));
    const auto dividend = words_.multiply(a.n, words_.load(over));
    const auto divisor = words_.multiply(b.n, words_.load(under));
    return quanta(words_.divide_row(dividend, divisor, to.mode), to);
  }

 private:
  struct Scaled {
    typename Words::Word a;
    typename Words::Word b;
    Integer denominator;
  };

  Scaled to_common(const Number& a, const Number& b) {
    const Integer common = lcm(a.denominator, b.denominator);
    return {words_.multiply(a.n, words_.load(common / a.denominator)),
            words_.multiply(b.n, words_.load(common / b.denominator)), common};
  }
  Number quanta(const typename Words::Word& count, const Rounding& to) {
    return {words_.multiply(count, words_.load(numerator(to.quantum))), denominator(to.quantum)};
  }

  Words& words_;
};

template <class Words>
class PairForm {
 public:
  using Word = typename Words::Word;
  struct Number {
    Word n;
    Word d;  // positive
  };

  explicit PairForm(Words& words) : words_(words) {}

  Number load(const Operand& operand) { return {words_.load(operand.numerator), words_.load(operand.denominator)}; }
  Rational value(const Number& x) const { return Rational(words_.store(x.n), words_.store(x.d)); }

  Number add(const Number& a, const Number& b) {
    return {words_.add(words_.multiply(a.n, b.d), words_.multiply(b.n, a.d)), words_.multiply(a.d, b.d)};
  }
  Number subtract(const Number& a, const Number& b) {
    return {words_.subtract(words_.multiply(a.n, b.d), words_.multiply(b.n, a.d)), words_.multiply(a.d, b.d)};
  }
  Number multiply(const Number& a, const Number& b) { return {words_.multiply(a.n, b.n), words_.multiply(a.d, b.d)}; }
  int compare(const Number& a, const Number& b) {
    const Word left = words_.multiply(a.n, b.d);
    const Word right = words_.multiply(b.n, a.d);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  Number round(const Number& x, const Rounding& to) {
    const Word dividend = words_.multiply(x.n, words_.load(denominator(to.quantum)));
    const Word divisor = words_.multiply(x.d, words_.load(numerator(to.quantum)));
    const Word count = words_.divide_row(dividend, divisor, to.mode);
    return {words_.multiply(count, words_.load(numerator(to.quantum))), words_.load(denominator(to.quantum))};
  }
  Number divide(const Number& a, const Number& b, const Rounding& to) { return round(divide(a, b), to); }
  Number divide(const Number& a, const Number& b) {
    const Word n = words_.multiply(a.n, b.d);
    const Word d = words_.multiply(a.d, b.n);
    const Word zero = words_.load(0);
    return d < zero ? Number{words_.subtract(zero, n), words_.subtract(zero, d)} : Number{n, d};
  }

 private:
  Words& words_;
};

class ExactForm {
 public:
  using Number = Rational;

  Number load(const Operand& operand) const { return Rational(operand.numerator, operand.denominator); }
  Rational value(const Number& x) const { return x; }
  Number add(const Number& a, const Number& b) const { return a + b; }
  Number subtract(const Number& a, const Number& b) const { return a - b; }
  Number multiply(const Number& a, const Number& b) const { return a * b; }
  int compare(const Number& a, const Number& b) const { return a.compare(b); }
  Number round(const Number& x, const Rounding& to) const { return number::round_to(x, to.quantum, to.mode); }
  Number divide(const Number& a, const Number& b, const Rounding& to) const { return round(a / b, to); }
};

}  // namespace meruit::suites
