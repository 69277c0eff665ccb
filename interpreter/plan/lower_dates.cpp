// Operations that count days, months and years.
#include "plan/lowering.h"

namespace meruit::plan {

using check::Expr;
using check::ExprId;
using check::FaultKind;
using check::Op;

Count Lowering::count_of(const Operand& operand) {
  return {operand.of, Whole(Integer(numerator(operand.scale))), Whole(Integer(denominator(operand.scale)))};
}

Operand Lowering::counted_from(ExprId id) {
  const Expr& e = expr(id);
  const Operand left = materialise(lower(e.operands[0]));
  const Operand right = materialise(lower(e.operands[1]));
  const RegisterId out = fresh(e.type.kind);
  const SiteId not_whole = site(FaultKind::CountNotWhole, id), outside = site(FaultKind::OutsideCalendar, id);
  if (e.op == Op::Later || e.op == Op::Earlier)
    emit(MoveDate{out, left.of, count_of(right), e.measure, e.op == Op::Earlier, not_whole, outside});
  else
    emit(CountPeriod{out, count_of(left), right.of, e.measure, e.op == Op::EndingOn, not_whole,
                     site(FaultKind::PeriodReversed, id), outside});
  return column(e.type, out);
}

Operand Lowering::days_counted(ExprId id) {
  const Expr& e = expr(id);
  const RegisterId of = materialise(lower(e.operands.front())).of;
  const RegisterId other = e.operands.size() < 2 ? RegisterId{} : materialise(lower(e.operands[1])).of;
  const RegisterId out = fresh(e.type.kind);
  switch (e.op) {
    case Op::DaysOf:
      emit(DaysOf{out, of});
      break;
    case Op::CalendarPart:
      emit(CalendarPart{out, of, e.measure});
      break;
    case Op::Elapsed:
      emit(Elapsed{out, of, other, e.measure, site(FaultKind::PeriodReversed, id)});
      break;
    default:
      emit(SharedDays{out, of, other});
      break;
  }
  return column(e.type, out);
}

}  // namespace meruit::plan
