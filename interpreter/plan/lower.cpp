// A specialised model to a plan: each output and check in the first stage that can compute it, what they need
// from other records pulled in as folds and slots of earlier stages.
#include <algorithm>

#include "plan/lowering.h"
#include "plan/schedule.h"

namespace meruit::plan {

namespace {

using check::ExprId;
using check::Op;
using check::TypeKind;
using check::Violation;

void add_output(Context& context, check::RuleId id) {
  const check::Rule& rule = context.model.rules[id.index];
  const Moment& moment = context.rule_moments[id.index];
  Output output;
  output.rule = id;
  output.type = rule.type;
  output.overall = rule.level == check::kOverall;
  output.stage = moment.stage;
  Lowering* section = context.overall[moment.stage].get();
  if (!output.overall) {
    OpenPass& pass = context.pass(moment, rule.level.relation);
    pass.pass.outputs.push_back(static_cast<std::uint32_t>(context.plan.outputs.size()));
    section = pass.lowering.get();
  }
  const Operand operand = section->for_output(section->lower_root(rule.body));
  output.of = operand.of;
  output.pair = operand.pair;
  output.denominator = denominator(operand.scale);
  context.plan.outputs.push_back(std::move(output));
}

Check check_of(Context& context, const Operand& operand, Violation::Kind kind, std::uint32_t index,
               const check::Type& type) {
  Check check;
  check.kind = kind;
  check.index = index;
  check.order = context.checks++;
  check.type = type;
  check.of = operand.of;
  check.pair = operand.pair;
  check.denominator = denominator(operand.scale);
  return check;
}

void add_constraints(Context& context, check::FieldId id) {
  const check::Field& field = context.model.fields[id.index];
  const check::Constraints& limits = field.constraints;
  const bool limited = limits.whole || limits.from || limits.to || limits.places;
  if (!field.lazy && !limited) return;

  OpenPass& pass = context.pass(row_moment(context, field.value), field.relation);
  const Operand operand = pass.lowering->for_output(pass.lowering->lower_root(field.value));
  std::vector<Check>& checks = pass.pass.checks;
  if (field.lazy) checks.push_back(check_of(context, operand, Violation::Kind::Unreadable, id.index, field.type));
  const auto add_multiple = [&](Violation::Kind kind, const Integer& per_unit) {
    Check check = check_of(context, operand, kind, id.index, field.type);
    const Rational units = operand.scale * per_unit;
    check.times = Whole(Integer(numerator(units)));
    check.unit = Whole(Integer(denominator(units)));
    checks.push_back(std::move(check));
  };
  if (limits.whole) add_multiple(Violation::Kind::Whole, 1);
  if (limits.from || limits.to) {
    Check check = check_of(context, operand, Violation::Kind::Range, id.index, field.type);
    Rational scale = operand.scale;
    for (const auto& limit : {limits.from, limits.to})
      if (limit && *limit != 0) scale = common_scale(scale, *limit);
    check.times = whole_times(operand.scale, scale);
    if (limits.from) check.low = whole_times(*limits.from, scale);
    if (limits.to) check.high = whole_times(*limits.to, scale);
    checks.push_back(std::move(check));
  }
  if (limits.places) add_multiple(Violation::Kind::Places, number::power_of_ten(static_cast<unsigned>(*limits.places)));
}

// Of each relation's rows, where it looks at no row.
void add_expectation(Context& context, std::uint32_t index) {
  const ExprId id = context.model.expectations[index];
  for (std::uint32_t r = 0; r < context.model.relations.size(); ++r) {
    if (!check::may_use(context.model[id].level, check::rows_of({r}))) continue;
    OpenPass& pass = context.pass(row_moment(context, id), {r});
    const Operand operand = pass.lowering->for_output(pass.lowering->lower_root(id));
    pass.pass.checks.push_back(check_of(context, operand, Violation::Kind::Expectation, index, context.model[id].type));
  }
}

std::uint32_t last_stage(const Context& context) {
  std::uint32_t last = 0;
  for (const check::RuleId id : context.model.rules_in_order())
    last = std::max(last, context.rule_moments[id.index].stage);
  for (const check::Field& field : context.model.fields)
    if (field.value.given()) last = std::max(last, row_moment(context, field.value).stage);
  for (const ExprId id : context.model.expectations) last = std::max(last, row_moment(context, id).stage);
  return last;
}

// What the rows that an expression is of read of other rows, made now.
void make_columns(Context& context, ExprId root) {
  std::vector<ExprId> open{root};
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    const check::Expr& expr = context.model[id];
    if (!check::of_rows(expr.level)) continue;
    if (expr.op == Op::Aggregate) (void)context.group(id);
    if (expr.op == Op::At) (void)context.column_of(behind(context.model, expr.operands[1]));
    if (expr.op != Op::Aggregate && expr.op != Op::At)
      open.insert(open.end(), expr.operands.rbegin(), expr.operands.rend());
  }
}

// Registers that are read after a section has run.
std::vector<RegisterId> read_after(const Plan& plan, const Pass& pass) {
  std::vector<RegisterId> ids;
  const auto add_fold = [&](const Fold& fold) { ids.insert(ids.end(), {fold.body, fold.where}); };
  for (const Fold& fold : pass.folds) add_fold(fold);
  for (const GroupFold& group : pass.groups) add_fold(group.fold);
  for (const Keep& keep : pass.keeps) ids.push_back(keep.of);
  for (const Split& split : pass.splits) ids.push_back(split.weight);
  for (const Check& check : pass.checks) ids.push_back(check.of);
  for (const std::uint32_t output : pass.outputs) ids.push_back(plan.outputs[output].of);
  return ids;
}

void mark_releases(Plan& plan) {
  for (std::uint32_t k = 0; k < plan.stages.size(); ++k) {
    Stage& stage = plan.stages[k];
    for (Pass& pass : stage.passes) mark_releases(pass.section, read_after(plan, pass));
    std::vector<RegisterId> overall;
    for (const Export& exported : stage.exports) overall.push_back(exported.of);
    for (const Output& output : plan.outputs)
      if (output.stage == k && output.overall) overall.push_back(output.of);
    mark_releases(stage.overall, overall);
  }
}

std::vector<check::RelationId> parents_of(const check::Model& model) {
  std::vector<check::RelationId> parents;
  for (const check::Relation& relation : model.relations)
    parents.push_back(relation.parents.empty() ? check::RelationId() : model.links[relation.parents.front().index].to);
  return parents;
}

Plan lower(const check::Model& model, std::vector<Integer> denominators, const Options& options) {
  Context context{model, std::move(denominators), options, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0};
  number_moments(context);
  Plan& plan = context.plan;
  plan.parents = parents_of(model);
  plan.stages.resize(last_stage(context) + 1);  // never again: sections are referred to from here on
  for (Stage& stage : plan.stages)
    context.overall.push_back(std::make_unique<Lowering>(context, stage.overall, check::kOverall));
  // In the order of the rules, so that making a column never goes deeper than one rule's expression.
  for (const check::RuleId id : model.rules_in_order()) make_columns(context, model.rules[id.index].body);
  for (const check::RuleId id : model.outputs) add_output(context, id);
  for (const check::Relation& relation : model.relations)
    for (const check::FieldId id : relation.fields) add_constraints(context, id);
  for (std::uint32_t i = 0; i < model.expectations.size(); ++i) add_expectation(context, i);
  for (auto& [when, open] : context.passes) plan.stages[when.first.stage].passes.push_back(std::move(open.pass));
  mark_releases(plan);
  plan.denominators = std::move(context.denominators);
  return std::move(context.plan);
}

}  // namespace

Plan lower(const check::Model& specialised, const data::Records& records, const Options& options) {
  std::vector<Integer> denominators(specialised.inputs.size(), Integer(1));
  for (std::size_t i = 0; i < denominators.size(); ++i) {
    const data::Relation& relation = records.relations[specialised.inputs[i].relation.index];
    if (i < relation.columns.size()) denominators[i] = relation.columns[i].denominator;
  }
  return lower(specialised, std::move(denominators), options);
}

Plan lower(const check::Model& specialised, const Options& options) {
  std::vector<Integer> denominators(specialised.inputs.size(), Integer(100));
  for (const check::Field& field : specialised.fields) {
    if (!field.value.given() || specialised[field.value].op != Op::Input) continue;
    const check::Constraints& limits = field.constraints;
    Integer& denominator = denominators[specialised[field.value].index];
    if (limits.places) denominator = number::power_of_ten(static_cast<unsigned>(*limits.places));
    if (limits.whole) denominator = 1;
  }
  return lower(specialised, std::move(denominators), options);
}

}  // namespace meruit::plan
