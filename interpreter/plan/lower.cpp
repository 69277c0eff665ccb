// A specialised model to a plan: each output and check in the first stage that can compute it, what they need
// from other records pulled in as folds and slots of earlier stages.
#include <algorithm>

#include "plan/divisors.h"
#include "plan/lowering.h"
#include "plan/prepare.h"

namespace meruit::plan {

namespace {

using check::ExprId;
using check::Op;
using check::TypeKind;
using check::Violation;

Operand lower_at(Context& context, bool overall, std::uint32_t stage, ExprId id) {
  if (!overall) context.plan.stages[stage].scans = true;
  return (overall ? context.overall : context.rows)[stage]->lower_root(id);
}

Operand for_output(Context& context, bool overall, std::uint32_t stage, ExprId id) {
  const Operand operand = lower_at(context, overall, stage, id);
  return (overall ? context.overall : context.rows)[stage]->for_output(operand);
}

void add_output(Context& context, check::RuleId id) {
  const check::Rule& rule = context.model.rules[id.index];
  Output output;
  output.rule = id;
  output.type = rule.type;
  output.overall = rule.level == check::kOverall;
  output.stage = context.rule_stages[id.index];
  const Operand operand = for_output(context, output.overall, output.stage, rule.body);
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

  const std::uint32_t stage = row_stage(context, field.value);
  const Operand operand = for_output(context, false, stage, field.value);
  auto& checks = context.plan.stages[stage].checks;
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

void add_expectation(Context& context, std::uint32_t index) {
  const ExprId id = context.model.expectations[index];
  const std::uint32_t stage = row_stage(context, id);
  const Operand operand = for_output(context, false, stage, id);
  context.plan.stages[stage].checks.push_back(
      check_of(context, operand, Violation::Kind::Expectation, index, context.model[id].type));
}

std::uint32_t last_stage(const Context& context) {
  std::uint32_t last = 0;
  for (const check::RuleId id : context.model.rules_in_order()) last = std::max(last, context.rule_stages[id.index]);
  for (const check::Field& field : context.model.fields)
    if (field.value.given()) last = std::max(last, row_stage(context, field.value));
  for (const ExprId id : context.model.expectations) last = std::max(last, row_stage(context, id));
  return last;
}

// Registers that are read after a section has run.
void mark_releases(Plan& plan) {
  for (std::uint32_t k = 0; k < plan.stages.size(); ++k) {
    Stage& stage = plan.stages[k];
    std::vector<RegisterId> rows, overall;
    for (const Fold& fold : stage.folds) {
      rows.push_back(fold.body);
      rows.push_back(fold.where);
    }
    for (const Split& split : stage.splits) rows.push_back(split.weight);
    for (const Check& check : stage.checks) rows.push_back(check.of);
    for (const Export& exported : stage.exports) overall.push_back(exported.of);
    for (const Output& output : plan.outputs)
      if (output.stage == k) (output.overall ? overall : rows).push_back(output.of);
    mark_releases(stage.rows, rows);
    mark_releases(stage.overall, overall);
  }
}

Plan lower(const check::Model& model, std::vector<Integer> denominators, const Options& options) {
  Context context{model, std::move(denominators), options, {}, {}, {}, {}, {}, {}, {}, {}, {}, 0};
  number_stages(context);
  Plan& plan = context.plan;
  plan.stages.resize(last_stage(context) + 1);  // never again: sections are referred to from here on
  for (Stage& stage : plan.stages) {
    context.rows.push_back(std::make_unique<Lowering>(context, stage.rows, false));
    context.overall.push_back(std::make_unique<Lowering>(context, stage.overall, true));
  }
  for (const check::RuleId id : model.outputs) add_output(context, id);
  for (const check::Relation& relation : model.relations)
    for (const check::FieldId id : relation.fields) add_constraints(context, id);
  for (std::uint32_t i = 0; i < model.expectations.size(); ++i) add_expectation(context, i);
  mark_releases(plan);
  plan.denominators = std::move(context.denominators);
  return std::move(context.plan);
}

}  // namespace

SlotId Context::new_slot(TypeKind kind, bool pair) {
  plan.slots.push_back({kind, pair});
  return {static_cast<std::uint32_t>(plan.slots.size() - 1)};
}

SlotValue Context::export_overall(ExprId id) {
  const check::Expr& expr = model[id];
  if (expr.op == Op::Rule) return export_overall(model.rules[expr.index].body, overall_stage(*this, id));
  return export_overall(id, overall_stage(*this, id));
}

SlotValue Context::export_overall(ExprId id, std::uint32_t stage) {
  const auto known = overalls.find(id.index);
  if (known != overalls.end()) return known->second;
  const Operand operand = overall[stage]->materialise(overall[stage]->lower_root(id));
  const SlotValue value{new_slot(operand.type.kind, operand.pair), operand.scale};
  plan.stages[stage].exports.push_back({operand.of, value.slot});
  return overalls.emplace(id.index, value).first->second;
}

SlotValue Context::fold(ExprId id) {
  const auto known = folds.find(id.index);
  if (known != folds.end()) return known->second;
  const check::Expr& expr = model[id];
  const std::uint32_t stage = overall_stage(*this, id);
  plan.stages[stage].scans = true;

  Fold made;
  made.kind = expr.aggregate;
  const bool has_body = expr.operands.size() > (expr.has_where ? 1U : 0U);
  Operand body;
  if (has_body) {
    body = rows[stage]->materialise(rows[stage]->lower_root(expr.operands.front()));
    made.body = body.of;
  }
  if (expr.has_where) made.where = rows[stage]->materialise(rows[stage]->lower_root(expr.operands.back())).of;

  using enum ast::AggregateKind;
  const bool counts = made.kind == Count;
  const bool asks = made.kind == Any || made.kind == Every;
  made.scale = counts || asks ? Rational(1) : body.scale;
  made.pair =
      !counts && !asks && (body.pair || (made.kind == Sum && has_many_divisors(body.scale, model.limits.denominators)));
  made.type = counts ? TypeKind::Number : asks ? TypeKind::YesNo : body.type.kind;
  if (made.kind == Smallest || made.kind == Largest) made.empty = site(check::FaultKind::Empty, id);
  made.most_denominators = model.limits.denominators;
  if (made.kind == Sum && made.pair) made.too_many = site(check::FaultKind::TooManyDenominators, id);
  // A sum by denominators is carried as one reduced fraction.
  const Rational carried = made.kind == Sum && made.pair ? Rational(1) : made.scale;
  made.slot = new_slot(made.type, made.pair);
  plan.stages[stage].folds.push_back(made);
  return folds.emplace(id.index, SlotValue{made.slot, carried}).first->second;
}

SlotId Context::split(ExprId id) {
  const auto known = splits.find(id.index);
  if (known != splits.end()) return known->second;
  const check::Expr& expr = model[id];
  const std::uint32_t stage = split_stage(*this, id);
  plan.stages[stage].scans = true;
  const Operand weight = rows[stage]->materialise(rows[stage]->lower_root(expr.operands[1]));
  const SlotValue pool = export_overall(expr.operands[0]);

  Fold total;
  total.kind = ast::AggregateKind::Sum;
  total.type = TypeKind::Number;
  total.pair = weight.pair || has_many_divisors(weight.scale, model.limits.denominators);
  total.body = weight.of;
  total.scale = weight.scale;
  total.most_denominators = model.limits.denominators;
  if (total.pair) total.too_many = site(check::FaultKind::TooManyDenominators, id);
  total.slot = new_slot(TypeKind::Number, total.pair);
  plan.stages[stage].folds.push_back(total);

  Split made{weight.of,
             weight.scale,
             total.slot,
             total.pair ? Rational(1) : weight.scale,
             pool.slot,
             Rational(pool.scale / expr.quantum),
             expr.by_weight,
             {},
             0,
             0,
             0,
             {}};
  for (const check::FieldId key : expr.keys)
    if (model[model.fields[key.index].value].op == Op::Input)
      made.keys.push_back(model[model.fields[key.index].value].index);
  made.negative = site(check::FaultKind::NegativeWeight, id);
  made.no_weights = site(check::FaultKind::NoWeights, id);
  made.not_whole = site(check::FaultKind::PoolNotWhole, id);
  made.slot = new_slot(TypeKind::Number, false);
  plan.stages[stage].splits.push_back(made);
  return splits.emplace(id.index, made.slot).first->second;
}

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
