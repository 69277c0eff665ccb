// What one section makes for others: slots of the run, columns of a relation, and the passes that they come from.
#include "plan/divisors.h"
#include "plan/schedule.h"

namespace meruit::plan {

using check::ExprId;
using check::Op;
using check::TypeKind;

SiteId Context::site(check::FaultKind kind, ExprId place) {
  const auto [entry, is_new] = site_ids.try_emplace({kind, place.index}, 0);
  if (is_new) {
    plan.sites.push_back({kind, place});
    entry->second = static_cast<SiteId>(plan.sites.size());
  }
  return entry->second;
}

SlotId Context::new_slot(TypeKind kind, bool pair) {
  plan.slots.push_back({kind, pair});
  return {static_cast<std::uint32_t>(plan.slots.size() - 1)};
}

ColumnId Context::new_column(check::RelationId relation, TypeKind kind, bool pair) {
  plan.columns.push_back({relation, kind, pair});
  return {static_cast<std::uint32_t>(plan.columns.size() - 1)};
}

OpenPass& Context::pass(const Moment& moment, check::RelationId relation) {
  OpenPass& open = passes[{moment, relation}];
  if (open.lowering == nullptr) {
    open.pass.relation = relation;
    open.lowering = std::make_unique<Lowering>(*this, open.pass.section, check::rows_of(relation));
  }
  return open;
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

namespace {

// The fold of an aggregate, with its operands in registers of the pass; what it comes to is at the second's scale.
std::pair<Fold, Rational> fold_of(Context& context, ExprId id, Lowering& rows) {
  const check::Expr& expr = context.model[id];
  Fold made;
  made.kind = expr.aggregate;
  const bool has_body = expr.operands.size() > (expr.has_where ? 1U : 0U);
  Operand body;
  if (has_body) {
    body = rows.materialise(rows.lower_root(expr.operands.front()));
    made.body = body.of;
  }
  if (expr.has_where) made.where = rows.materialise(rows.lower_root(expr.operands.back())).of;

  using enum ast::AggregateKind;
  const bool counts = made.kind == Count || made.kind == Distinct;
  const bool extreme = made.kind == Smallest || made.kind == Largest;
  const bool asks = made.kind == Any || made.kind == Every;
  const std::uint64_t most = context.model.limits.denominators;
  made.scale = counts || asks ? Rational(1) : body.scale;
  made.pair = !counts && !asks &&
              (body.pair || made.kind == Product || (made.kind == Sum && has_many_divisors(body.scale, most)));
  made.type = counts ? TypeKind::Number : asks ? TypeKind::YesNo : body.type.kind;
  if (extreme || made.kind == Percentile) made.empty = context.site(check::FaultKind::Empty, id);
  made.most_denominators = most;
  if (made.kind == Sum && made.pair) made.too_many = context.site(check::FaultKind::TooManyDenominators, id);
  if (made.kind == Percentile) {
    made.share = expr.quantum;
    made.method = expr.method;
    if (expr.method == ast::PercentileMethod::Averaged) made.parts = 2;
    if (expr.method == ast::PercentileMethod::Interpolated) made.parts = denominator(made.share);
  }
  // A sum by denominators and a product are carried as one reduced fraction.
  const bool reduced = made.kind == Product || (made.kind == Sum && made.pair);
  return {made, reduced ? Rational(1) : Rational(made.scale / made.parts)};
}

}  // namespace

SlotValue Context::fold(ExprId id) {
  const auto known = folds.find(id.index);
  if (known != folds.end()) return known->second;
  OpenPass& open = pass(fold_moment(*this, id), {model[id].index});
  auto [made, scale] = fold_of(*this, id, *open.lowering);
  made.slot = new_slot(made.type, made.pair);
  open.pass.folds.push_back(made);
  return folds.emplace(id.index, SlotValue{made.slot, scale}).first->second;
}

ColumnValue Context::group(ExprId id) {
  const auto known = groups.find(id.index);
  if (known != groups.end()) return known->second;
  OpenPass& open = pass(fold_moment(*this, id), {model[id].index});
  const auto [made, scale] = fold_of(*this, id, *open.lowering);
  const ColumnId into = new_column(model[id].level.relation, made.type, made.pair);
  open.pass.groups.push_back({made, into});
  return groups.emplace(id.index, ColumnValue{into, scale}).first->second;
}

std::optional<ColumnValue> Context::column_of(ExprId id) {
  const check::Expr& expr = model[id];
  if (!check::of_rows(expr.level) || expr.op == Op::Input) return std::nullopt;
  return expr.op == Op::Aggregate ? group(id) : keep(id);
}

ColumnValue Context::keep(ExprId id) {
  const auto known = keeps.find(id.index);
  if (known != keeps.end()) return known->second;
  const check::RelationId relation = model[id].level.relation;
  OpenPass& open = pass(row_moment(*this, id), relation);
  const Operand operand = open.lowering->materialise(open.lowering->lower_root(id));
  const ColumnId into = new_column(relation, operand.type.kind, operand.pair);
  open.pass.keeps.push_back({operand.of, into});
  return keeps.emplace(id.index, ColumnValue{into, operand.scale}).first->second;
}

SlotId Context::split(ExprId id) {
  const auto known = splits.find(id.index);
  if (known != splits.end()) return known->second;
  const check::Expr& expr = model[id];
  OpenPass& open = pass(split_moment(*this, id), expr.level.relation);
  const Operand weight = open.lowering->materialise(open.lowering->lower_root(expr.operands[1]));
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
  open.pass.folds.push_back(total);

  Split made;
  made.weight = weight.of;
  made.scale = weight.scale;
  made.total = total.slot;
  made.total_scale = total.pair ? Rational(1) : weight.scale;
  made.pool = pool.slot;
  made.pool_scale = Rational(pool.scale / expr.quantum);
  made.by_weight = expr.by_weight;
  for (const check::FieldId key : expr.keys)
    if (model[model.fields[key.index].value].op == Op::Input)
      made.keys.push_back(model[model.fields[key.index].value].index);
  made.negative = site(check::FaultKind::NegativeWeight, id);
  made.no_weights = site(check::FaultKind::NoWeights, id);
  made.not_whole = site(check::FaultKind::PoolNotWhole, id);
  made.slot = new_slot(TypeKind::Number, false);
  open.pass.splits.push_back(made);
  return splits.emplace(id.index, made.slot).first->second;
}

}  // namespace meruit::plan
