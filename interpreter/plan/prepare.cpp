#include "plan/prepare.h"

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

}  // namespace

std::uint32_t overall_stage(const Context& context, ExprId id) {
  const Expr& expr = context.model[id];
  if (expr.level == kConstant) return 0;
  if (expr.op == Op::Rule) return context.rule_stages[expr.index];
  std::uint32_t stage = 0;
  for (const ExprId operand : expr.operands)
    stage = std::max(stage, expr.op == Op::Aggregate ? row_stage(context, operand) : overall_stage(context, operand));
  return stage;
}

std::uint32_t row_stage(const Context& context, ExprId id) {
  const Expr& expr = context.model[id];
  if (expr.level == kConstant) return 0;
  if (expr.level == kOverall) return overall_stage(context, id) + 1;
  if (expr.op == Op::Rule) return context.rule_stages[expr.index];
  if (expr.op == Op::Split) return split_stage(context, id) + 1;
  if (expr.op == Op::Field) return row_stage(context, context.model.fields[expr.index].value);
  std::uint32_t stage = 0;
  for (const ExprId operand : expr.operands) stage = std::max(stage, row_stage(context, operand));
  return stage;
}

std::uint32_t split_stage(const Context& context, ExprId id) {
  const Expr& expr = context.model[id];
  return std::max(overall_stage(context, expr.operands[0]), row_stage(context, expr.operands[1]));
}

void number_stages(Context& context) {
  context.rule_stages.assign(context.model.rules.size(), 0);
  for (const RuleId id : context.model.rules_in_order()) {
    const check::Rule& rule = context.model.rules[id.index];
    context.rule_stages[id.index] =
        rule.level == kOverall ? overall_stage(context, rule.body) : row_stage(context, rule.body);
  }
}

std::vector<RuleId> rules_before(const Context& context, ExprId root, bool overall,
                                 const std::function<bool(RuleId)>& known) {
  const check::Model& model = context.model;
  std::unordered_set<std::uint32_t> rules, seen;
  std::vector<ExprId> open{root};
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    const Expr& expr = model[id];
    // What lies in another section is not this section's to prepare.
    const bool here = overall ? expr.level == kOverall : of_rows(expr.level);
    if (!here || expr.op == Op::Aggregate || expr.op == Op::Split) continue;
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
