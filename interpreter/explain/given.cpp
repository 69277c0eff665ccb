// Rules worked out with other values of some names, and payments of several lines.
#include <algorithm>

#include "check/check.h"
#include "explain/shapes.h"
#include "explain/trace.h"

namespace meruit::explain {

using check::ExprId;
using check::Op;
using check::Rebinding;

// A run reads only the columns and works out only the rules that it needs.
bool Trace::is_worked_out(ExprId root) const {
  const auto among = [](const auto& ids, auto id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
  std::vector<ExprId> waiting{root};
  while (!waiting.empty()) {
    const check::Expr& expr = model_[waiting.back()];
    waiting.pop_back();
    if (expr.op == Op::Rule && !among(model_.order, check::ordered(check::RuleId{expr.index}))) return false;
    if (expr.op == Op::Input &&
        !among(model_.relations[model_.inputs[expr.index].relation.index].inputs, check::InputId{expr.index}))
      return false;
    waiting.insert(waiting.end(), expr.operands.begin(), expr.operands.end());
    if (expr.op == Op::Field) waiting.push_back(model_.fields[expr.index].value);
    if (expr.op == Op::Parameter)
      for (const check::DatedValue& each : model_.parameters[expr.index].values)
        if (each.value.given()) waiting.push_back(each.value);
  }
  return true;
}

// What the name is worth where nothing else is given; nothing where this run does not know.
ExplainedValue Trace::own_value(const Rebinding& one) {
  if (one.kind == Rebinding::Kind::Rule) {
    const check::Rule& rule = model_.rules[one.index];
    if (std::find(model_.order.begin(), model_.order.end(), check::ordered(check::RuleId{one.index})) ==
        model_.order.end())
      return {};
    return explained(model_, rule.type, percentages_.rule({one.index}),
                     oracle::evaluate_rule(scene_, {one.index}, row_));
  }
  if (one.kind == Rebinding::Kind::Field) {
    const check::Field& field = model_.fields[one.index];
    if (!is_worked_out(field.value)) return {};
    return explained(model_, field.type, percentages_.field({one.index}), outcome(field.value));
  }
  const check::Parameter& parameter = model_.parameters[one.index];
  const check::DatedValue* figure =
      check::in_force(parameter.values, model_.term ? model_.term->first : calendar::Date{});
  if (figure == nullptr || !figure->value.given() || !is_worked_out(figure->value)) return {};
  return explained(model_, parameter.type, percentages_.parameter(one.index), outcome(figure->value));
}

void Trace::add_given(const std::vector<Rebinding>& given) {
  for (const Rebinding& one : given) {
    ExplainedGiven told;
    const Name name = name_given(model_, one);
    told.name = name.name;
    told.title = name.title;
    const check::Expr& value = model_[one.value];
    told.value = explained(model_, value.type, percentages_.expression(one.value), outcome(one.value));
    told.instead_of = own_value(one);
    if (!told.instead_of.fault.empty()) told.instead_of = {};
    if (value.op == Op::Rule || value.op == Op::Field || value.op == Op::Parameter) {
      ExplainedPart reference;
      need(reference, subject_of(one.value));
      told.step = reference.step;
    }
    step_->given.push_back(std::move(told));
  }
}

// The checker wrote the sum of the lines; the leaves of its additions are the lines.
void Trace::add_lines(check::RuleId id) {
  const auto origin = [&](check::RuleId rule) {
    return model_.rules[rule.index].instance_of.given() ? model_.rules[rule.index].instance_of : rule;
  };
  std::vector<ExprId> waiting{model_.rules[id.index].body};
  while (!waiting.empty()) {
    const ExprId at = waiting.back();
    waiting.pop_back();
    const check::Expr& expr = model_[at];
    if (expr.op == Op::Add || spine_.contains(at)) {
      const std::size_t operands = expr.op == Op::Add ? 2 : 1;
      for (std::size_t i = operands; i-- > 0;) waiting.push_back(expr.operands[i]);
      continue;
    }
    if (expr.op != Op::Rule || model_.rules[origin({expr.index}).index].line_of != origin(id)) return;
    ExplainedLine line;
    const Name name = rule_name(model_, {expr.index});
    line.name = name.name;
    line.title = name.title;
    line.value = explained(model_, expr.type, false, outcome(at));
    ExplainedPart reference;
    need(reference, subject_of(at));
    line.step = reference.step;
    step_->lines.push_back(std::move(line));
  }
}

}  // namespace meruit::explain
