// Powers as products by squaring; roots as a step of their own.
#include "number/root.h"
#include "plan/lowering.h"

namespace meruit::plan {

using check::Expr;
using check::ExprId;
using check::FaultKind;
using check::TypeKind;
using check::Value;

Operand Lowering::power(ExprId id) {
  const Expr& e = expr(id);
  const Operand operand = lower(e.operands.front());
  if (operand.is_value() && (operand.number() != 0 || e.exponent > 0))
    return constant(e.type, Value(number::power(operand.number(), e.exponent)));
  const Operand base = materialise(operand);
  const auto times = [&](RegisterId a, RegisterId b) {
    const RegisterId out = fresh(TypeKind::Number, base.pair);
    emit(Product{out, {a, b}, Whole(Integer(1)), {}, 0, {}});
    return out;
  };
  RegisterId raised, square = base.of;
  for (int left = e.exponent < 0 ? -e.exponent : e.exponent;;) {
    if (left % 2 == 1) raised = raised.given() ? times(raised, square) : square;
    left /= 2;
    if (left == 0) break;
    square = times(square, square);
  }
  if (e.exponent < 0) {
    const RegisterId out = fresh(TypeKind::Number, true);
    emit(Product{out, {}, Whole(Integer(1)), raised, site(FaultKind::DivisionByZero, id), {}});
    raised = out;
  }
  return number_column(e.type, raised, number::power(base.scale, e.exponent));
}

// Counted in quanta to the power of the degree, the root is a number of quanta.
Operand Lowering::root(ExprId id) {
  const Expr& e = expr(id);
  const Operand of = materialise(lower(e.operands.front()));
  const Rational counted = of.scale / number::power(e.quantum, e.exponent);
  const RegisterId out = fresh(TypeKind::Number);
  emit(Root{out, of.of, Whole(Integer(numerator(counted))), Whole(Integer(denominator(counted))),
            static_cast<unsigned>(e.exponent), e.mode, site(FaultKind::NegativeRadicand, id)});
  return number_column(e.type, out, e.quantum);
}

}  // namespace meruit::plan
