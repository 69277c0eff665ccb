// Which plain numbers read as percentages. Only the way a number is shown hangs on it.
#include <algorithm>

#include "explain/amounts.h"

namespace meruit::explain {

namespace {

using check::ExprId;
using check::Op;

bool is_number_without_unit(const check::Type& type) {
  return type.kind == check::TypeKind::Number && type.unit.plain();
}

}  // namespace

Percentages::Percentages(const check::Model& model, const source::Sources& sources)
    : model_(model), sources_(sources), rules_(model.rules.size()) {
  for (const check::RuleId id : model.rules_in_order()) rules_[id.index] = expression(model.rules[id.index].body);
}

bool Percentages::written(source::Span span) const {
  return span.given() && sources_.text(span).find('%') != std::string_view::npos;
}

// `from 0% to 100%`: the constraints stand behind the name, on its line.
bool Percentages::constrained(const check::Field& field) const {
  if (!field.constraints.from && !field.constraints.to) return false;
  const source::Position at = sources_.position(field.span.source, field.span.begin);
  return sources_.line(field.span.source, at.line).find('%') != std::string_view::npos;
}

bool Percentages::field(check::FieldId id) const {
  const check::Field& field = model_.fields[id.index];
  if (!is_number_without_unit(field.type)) return false;
  const check::Expr& value = model_[field.value];
  if (value.op == Op::Input) {
    const check::CastKind cast = model_.inputs[value.index].cast.kind;
    if (cast == check::CastKind::Percent || cast == check::CastKind::Fraction) return true;
  }
  return constrained(field) || (value.op != Op::Input && expression(field.value));
}

bool Percentages::parameter(std::uint32_t index) const {
  const check::Parameter& parameter = model_.parameters[index];
  return is_number_without_unit(parameter.type) &&
         std::any_of(parameter.values.begin(), parameter.values.end(),
                     [&](const auto& each) { return each.value.given() && expression(each.value); });
}

bool Percentages::column(std::uint32_t table, std::uint32_t column) const {
  if (!is_number_without_unit(model_.tables[table].columns[column].type)) return false;
  for (const check::TableBlock& block : model_.tables[table].blocks)
    for (const check::TableRow& row : block.rows)
      if (written(row.cells[column].span)) return true;
  return false;
}

bool Percentages::bands(std::uint32_t index) const {
  if (!is_number_without_unit(model_.bands[index].value)) return false;
  for (const check::BandBlock& block : model_.bands[index].blocks)
    for (const check::Band& band : block.bands)
      if (written(band.cell.span)) return true;
  return false;
}

bool Percentages::product(const check::Expr& expr) const {
  return std::any_of(expr.operands.begin(), expr.operands.end(), [&](ExprId id) { return expression(id); });
}

bool Percentages::quotient(const check::Expr& expr) const {
  const check::Type& below = model_[expr.operands[1]].type;
  if (!below.unit.plain()) return model_[expr.operands[1]].op != Op::Literal;  // one unit over the same; not a count
  return expression(expr.operands[0]) && !expression(expr.operands[1]);
}

bool Percentages::expression(ExprId id) const {
  const check::Expr& expr = model_[id];
  if (!is_number_without_unit(expr.type)) return false;
  switch (expr.op) {
    case Op::Literal:
      return written(expr.span);
    case Op::Input: {
      const check::CastKind cast = model_.inputs[expr.index].cast.kind;
      return cast == check::CastKind::Percent || cast == check::CastKind::Fraction;
    }
    case Op::Field:
      return field({expr.index});
    case Op::Parameter:
      return parameter(expr.index);
    case Op::Rule:
      return rules_[expr.index];
    case Op::Lookup:
      return column(expr.index, expr.column);
    case Op::Band:
      return model_.bands[expr.index].graduated ? expression(expr.operands[0]) : bands(expr.index);
    case Op::Divide:
      return quotient(expr);
    case Op::Split:
    case Op::Power:
    case Op::Root:
      return expression(expr.operands[0]);
    case Op::YearOf:
    case Op::Missing:
      return false;
    case Op::Aggregate:
      return expr.aggregate != ast::AggregateKind::Count && expr.aggregate != ast::AggregateKind::Distinct &&
             expression(expr.operands[0]);
    default:
      return product(expr);  // what is made of a percentage is one
  }
}

}  // namespace meruit::explain
