// Numbers: sums flattened to one affine step, products and quotients with their rounding to one product step.
// Constant factors never cost a step: they change the scale of what they multiply.
#include "number/rounding.h"
#include "plan/lowering.h"

namespace meruit::plan {

using check::Expr;
using check::ExprId;
using check::FaultKind;
using check::Op;
using check::TypeKind;
using check::Value;

namespace {

check::Type number_type(const check::Type& type) {
  check::Type plain = type;
  plain.may_be_missing = false;
  return plain;
}

}  // namespace

// ---- sums -----------------------------------------------------------------------------------------------

// constant + sum of times * operand, times with the operand's scale multiplied in; in source order, so that the
// first fault among the operands is the first in the source.
struct Lowering::Sum {
  struct Part {
    RegisterId of;
    Rational times;
    bool pair;
  };
  std::vector<Part> parts;
  Rational constant = 0;
};

void Lowering::add_to(Sum& sum, ExprId id, const Rational& times, bool top) {
  const Expr& e = expr(id);
  if (e.level != check::kConstant && (top || !context_.options.no_fusing)) {
    switch (e.op) {
      case Op::Add:
      case Op::Subtract:
        add_to(sum, e.operands[0], times, false);
        add_to(sum, e.operands[1], e.op == Op::Add ? times : Rational(-times), false);
        return;
      case Op::Negate:
        add_to(sum, e.operands[0], Rational(-times), false);
        return;
      default:
        break;
    }
  }
  Operand operand = lower(id);
  if (operand.is_value()) {
    sum.constant += times * operand.number();
    return;
  }
  operand = materialise(operand);
  sum.parts.push_back({operand.of, Rational(times * operand.scale), operand.pair});
}

Operand Lowering::linear(ExprId id) {
  Sum sum;
  add_to(sum, id, 1, true);
  return finish(sum, number_type(expr(id).type));
}

Operand Lowering::finish(const Sum& sum, const check::Type& type) {
  if (sum.parts.empty()) return constant(type, Value(sum.constant));
  if (sum.parts.size() == 1 && sum.constant == 0 && sum.parts.front().times > 0)
    return number_column(type, sum.parts.front().of, sum.parts.front().times);

  Rational scale = sum.constant;
  bool pair = false;
  for (const Sum::Part& part : sum.parts) {
    scale = common_scale(scale, part.times);
    pair = pair || part.pair;
  }
  if (scale == 0) scale = 1;  // all of them times zero

  Affine step{fresh(TypeKind::Number, pair), {}, whole_times(sum.constant, scale)};
  for (const Sum::Part& part : sum.parts) step.terms.push_back({part.of, whole_times(part.times, scale)});
  const Operand made = number_column(type, step.out, scale);
  emit(std::move(step));
  return made;
}

// ---- products -------------------------------------------------------------------------------------------

// times * product of factors [/ by], the factors' scales multiplied into `times`.
struct Lowering::Factors {
  std::vector<RegisterId> factors;
  Rational times = 1;
  RegisterId by;
  SiteId by_zero = 0;
  bool pair = false;  // a row denominator anywhere, the divisor included
};

void Lowering::multiply_into(Factors& product, ExprId id, bool top) {
  const Expr& e = expr(id);
  if (e.level != check::kConstant && (top || !context_.options.no_fusing)) {
    if (e.op == Op::Multiply) {
      multiply_into(product, e.operands[0], false);
      multiply_into(product, e.operands[1], false);
      return;
    }
    if (e.op == Op::Negate) {
      product.times = -product.times;
      multiply_into(product, e.operands[0], false);
      return;
    }
    if (e.op == Op::Divide) {
      const Operand divisor = lower(e.operands[1]);
      if (divisor.is_value() && divisor.number() != 0) {
        product.times /= divisor.number();
        multiply_into(product, e.operands[0], false);
        return;
      }
    }
  }
  Operand operand = lower(id);
  if (operand.is_value()) {
    product.times *= operand.number();
    return;
  }
  operand = materialise(operand);
  product.factors.push_back(operand.of);
  product.times *= operand.scale;
  product.pair = product.pair || operand.pair;
}

// A quotient at the top of a product step: the dividend's factors, then the divisor, then its being zero, which is
// the order in which they may fault.
void Lowering::divide_into(Factors& product, ExprId id, bool top) {
  const Expr& e = expr(id);
  if (e.op != Op::Divide || e.level == check::kConstant || !(top || !context_.options.no_fusing)) {
    multiply_into(product, id, top);
    return;
  }
  multiply_into(product, e.operands[0], false);
  Operand divisor = lower(e.operands[1]);
  if (divisor.is_value() && divisor.number() != 0) {
    product.times /= divisor.number();
    return;
  }
  divisor = materialise(divisor);
  product.times /= divisor.scale;
  product.by = divisor.of;
  product.by_zero = site(FaultKind::DivisionByZero, id);
  product.pair = true;
}

Operand Lowering::product(ExprId id) {
  Factors factors;
  divide_into(factors, id, true);
  return finish(factors, number_type(expr(id).type));
}

Operand Lowering::finish(const Factors& product, const check::Type& type) {
  if (product.factors.empty() && !product.by.given()) return constant(type, Value(product.times));
  const bool single = product.factors.size() == 1 && !product.by.given();
  if (single && product.times > 0) return number_column(type, product.factors.front(), product.times);

  const int sign = product.times == 0 ? 0 : product.times < 0 ? -1 : 1;
  const Rational scale = sign == 0 ? Rational(1) : Rational(abs(product.times));
  Product step{
      fresh(TypeKind::Number, product.pair), product.factors, Whole(Integer(sign)), product.by, product.by_zero, {}};
  const Operand made = number_column(type, step.out, scale);
  emit(std::move(step));
  return made;
}

// ---- roundings ------------------------------------------------------------------------------------------

Operand Lowering::rounded(ExprId id) {
  const Expr& e = expr(id);
  Factors factors;
  divide_into(factors, e.operands.front(), false);
  return finish_rounded(factors, e);
}

Operand Lowering::finish_rounded(const Factors& product, const Expr& rounding) {
  const check::Type type = number_type(rounding.type);
  if (product.factors.empty() && !product.by.given())
    return constant(type, Value(number::round_to(product.times, rounding.quantum, rounding.mode)));

  // In quanta: whole numerator over whole divisor.
  const Rational quanta = product.times / rounding.quantum;
  if (denominator(quanta) == 1 && !product.pair) return finish(product, type);  // already a multiple
  Product step{fresh(TypeKind::Number),
               product.factors,
               Whole(Integer(numerator(quanta))),
               product.by,
               product.by_zero,
               Rounding{Whole(Integer(denominator(quanta))), rounding.mode}};
  const Operand made = number_column(type, step.out, rounding.quantum);
  emit(std::move(step));
  return made;
}

// ---- the rest -------------------------------------------------------------------------------------------

Operand Lowering::absolute(ExprId id) {
  const Operand of = materialise(lower(expr(id).operands.front()));
  const RegisterId out = fresh(TypeKind::Number, of.pair);
  emit(Absolute{out, of.of});
  return number_column(number_type(expr(id).type), out, of.scale);
}

std::vector<Term> Lowering::at_common_scale(const std::vector<Operand>& operands, Rational& scale, bool& pair) {
  scale = 0;
  pair = false;
  for (const Operand& operand : operands) {
    scale = common_scale(scale, operand.scale);
    pair = pair || operand.pair;
  }
  std::vector<Term> terms;
  for (const Operand& operand : operands) terms.push_back({operand.of, whole_times(operand.scale, scale)});
  return terms;
}

Operand Lowering::min_max(ExprId id) {
  const Expr& e = expr(id);
  std::vector<Operand> operands;
  for (const ExprId operand : e.operands) operands.push_back(materialise(lower(operand)));
  Rational scale;
  bool pair = false;
  std::vector<Term> terms = at_common_scale(operands, scale, pair);
  const RegisterId out = fresh(e.type.kind, pair);
  emit(MinMax{out, std::move(terms), e.op == Op::Maximum});
  if (e.type.kind != TypeKind::Number) return column(e.type, out);
  return number_column(number_type(e.type), out, scale);
}

Operand Lowering::clamp(ExprId id) {
  const Expr& e = expr(id);
  std::vector<Operand> operands;
  for (const ExprId operand : e.operands) operands.push_back(materialise(lower(operand)));
  Rational scale;
  bool pair = false;
  std::vector<Term> terms = at_common_scale(operands, scale, pair);
  const RegisterId out = fresh(TypeKind::Number, pair);
  emit(Clamp{out, std::move(terms[0]), std::move(terms[1]), std::move(terms[2])});
  return number_column(number_type(e.type), out, scale);
}

}  // namespace meruit::plan
