// What rows read of other rows: folds of what lies below them, and values of the row that they lie below. All of it
// in the section's own block, whose rows are neighbours.
#include <algorithm>

#include "plan/schedule.h"

namespace meruit::plan {

using check::Expr;
using check::ExprId;
using check::FaultKind;
using check::Op;
using check::TypeKind;

Operand Lowering::aggregate(ExprId id) {
  if (level_ == check::kOverall) return broadcast(expr(id).type, context_.fold(id));
  const ColumnValue value = context_.group(id);
  const ColumnInfo& info = context_.plan.columns[value.column.index];
  const RegisterId out = fresh(info.kind, info.pair);
  emit(LoadColumn{out, value.column});
  return number_column(expr(id).type, out, value.scale);
}

RegisterId Lowering::rows_led_to(check::LinkId link) {
  const auto known = links_.find(link.index);
  if (known != links_.end()) return known->second;
  const std::vector<check::LinkId>& links = context_.model.relations[level_.relation.index].parents;
  const auto position = static_cast<std::uint32_t>(std::find(links.begin(), links.end(), link) - links.begin());
  const RegisterId out = fresh(TypeKind::Row);
  emit(LoadLink{out, position});
  links_.emplace(link.index, out);
  return out;
}

Operand Lowering::gather_input(ExprId input, RegisterId row, const check::Type& type) {
  const Expr& e = expr(input);
  const bool number = e.type.kind == TypeKind::Number;
  const RegisterId out = fresh(e.type.kind, number && context_.options.all_pairs);
  const check::Input& info = context_.model.inputs[e.index];
  const SiteId required = e.type.may_be_missing ? 0 : site(FaultKind::RequiredMissing, input);
  const SiteId unreadable = info.lazy ? site(FaultKind::Unreadable, input) : 0;
  const Integer& denominator = context_.denominators[e.index];
  emit(GatherInput{out, row, info.relation, e.index, required, unreadable, Whole(denominator)});
  if (!number || context_.options.all_pairs) return column(type, out);
  return number_column(type, out, Rational(1, denominator));
}

Operand Lowering::at(ExprId id) {
  const Expr& e = expr(id);
  const ExprId body = behind(context_.model, e.operands[1]);
  if (expr(body).level == check::kConstant) return lower_constant(body);
  if (expr(body).level == check::kOverall) return broadcast(e.type, context_.export_overall(body));
  const check::LinkId link{expr(e.operands[0]).index};
  const auto known = read_there_.find({link.index, body.index});
  if (known != read_there_.end()) return known->second;

  const RegisterId row = rows_led_to(link);
  Operand operand;
  if (const std::optional<ColumnValue> value = context_.column_of(body)) {
    const ColumnInfo& info = context_.plan.columns[value->column.index];
    const RegisterId out = fresh(info.kind, info.pair);
    emit(GatherColumn{out, row, value->column});
    operand = number_column(e.type, out, value->scale);
  } else {
    operand = gather_input(body, row, e.type);
  }
  read_there_.emplace(std::pair(link.index, body.index), operand);
  return operand;
}

}  // namespace meruit::plan
