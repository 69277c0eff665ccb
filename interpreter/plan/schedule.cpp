#include "plan/schedule.h"

#include <algorithm>
#include <unordered_set>

namespace meruit::plan {

namespace {

using check::Expr;
using check::ExprId;
using check::kConstant;
using check::kOverall;
using check::of_rows;
using check::Op;
using check::RuleId;

Moment next_tick(const Moment& moment) { return {moment.stage, moment.tick + 1}; }

// Of a value of another row, as this row reads it. The data and folds by groups are there already; anything else is
// kept by a pass over the other row's relation.
Moment moment_of_other(const Context& context, ExprId body) {
  const Expr& expr = context.model[behind(context.model, body)];
  const bool is_there = !of_rows(expr.level) || expr.op == Op::Input || expr.op == Op::Aggregate;
  return is_there ? row_moment(context, body) : next_tick(row_moment(context, body));
}

}  // namespace

ExprId behind(const check::Model& model, ExprId id) {
  for (;;) {
    const Expr& expr = model[id];
    if (expr.op == Op::Field)
      id = model.fields[expr.index].value;
    else if (expr.op == Op::Rule)
      id = model.rules[expr.index].body;
    else
      return id;
  }
}

std::uint32_t overall_stage(const Context& context, ExprId id) {
  const Expr& expr = context.model[id];
  if (expr.level == kConstant) return 0;
  if (expr.op == Op::Rule) return context.rule_moments[expr.index].stage;
  if (expr.op == Op::Aggregate) return fold_moment(context, id).stage;
  std::uint32_t stage = 0;
  for (const ExprId operand : expr.operands) stage = std::max(stage, overall_stage(context, operand));
  return stage;
}

Moment fold_moment(const Context& context, ExprId id) {
  Moment moment;
  for (const ExprId operand : context.model[id].operands) moment = std::max(moment, row_moment(context, operand));
  return moment;
}

Moment row_moment(const Context& context, ExprId id) {
  const Expr& expr = context.model[id];
  if (expr.level == kConstant) return {};
  if (expr.level == kOverall) return {overall_stage(context, id) + 1, 0};
  if (expr.op == Op::Rule) return context.rule_moments[expr.index];
  if (expr.op == Op::Split) return {split_moment(context, id).stage + 1, 0};
  if (expr.op == Op::Field) return row_moment(context, context.model.fields[expr.index].value);
  if (expr.op == Op::At) return moment_of_other(context, expr.operands[1]);
  if (expr.op == Op::Aggregate) return next_tick(fold_moment(context, id));
  Moment moment;
  for (const ExprId operand : expr.operands) moment = std::max(moment, row_moment(context, operand));
  return moment;
}

Moment split_moment(const Context& context, ExprId id) {
  const Expr& expr = context.model[id];
  return std::max(Moment{overall_stage(context, expr.operands[0]), 0}, row_moment(context, expr.operands[1]));
}

void number_moments(Context& context) {
  context.rule_moments.assign(context.model.rules.size(), {});
  for (const RuleId id : context.model.rules_in_order()) {
    const check::Rule& rule = context.model.rules[id.index];
    context.rule_moments[id.index] =
        rule.level == kOverall ? Moment{overall_stage(context, rule.body), 0} : row_moment(context, rule.body);
  }
}

std::vector<RuleId> rules_before(const Context& context, ExprId root, const check::Level& of_section,
                                 const std::function<bool(RuleId)>& known) {
  const check::Model& model = context.model;
  std::unordered_set<std::uint32_t> rules, seen;
  std::vector<ExprId> open{root};
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    const Expr& expr = model[id];
    // What lies in another section is not this section's to prepare.
    if (expr.level != of_section) continue;
    if (expr.op == Op::Aggregate || expr.op == Op::Split || expr.op == Op::At) continue;
    if (!seen.insert(id.index).second) continue;
    if (expr.op == Op::Field) open.push_back(model.fields[expr.index].value);
    if (expr.op == Op::Rule && !known({expr.index}) && rules.insert(expr.index).second)
      open.push_back(model.rules[expr.index].body);
    open.insert(open.end(), expr.operands.begin(), expr.operands.end());
  }
  std::vector<RuleId> ordered;
  if (rules.empty()) return ordered;
  for (const RuleId id : model.rules_in_order())
    if (rules.contains(id.index)) ordered.push_back(id);
  return ordered;
}

}  // namespace meruit::plan
