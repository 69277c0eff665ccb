// Scopes and registers: which block a step goes to, and how a value of one block is seen in another.
#include "plan/lowering.h"

#include <cstdlib>
#include <utility>

#include "budget/budget.h"
#include "plan/constant.h"
#include "plan/schedule.h"

namespace meruit::plan {

using check::Expr;
using check::ExprId;
using check::FaultKind;
using check::kConstant;
using check::kOverall;
using check::Op;
using check::Outcome;
using check::TypeKind;
using check::Value;

Rational common_scale(const Rational& a, const Rational& b) {
  const Integer left = numerator(a) * denominator(b);
  const Integer right = numerator(b) * denominator(a);
  return Rational(gcd(left, right), Integer(denominator(a) * denominator(b)));
}

Whole whole_times(const Rational& value, const Rational& scale) {
  return Whole(Integer(numerator(Rational(value / scale))));
}

Lowering::Lowering(Context& context, Section& section, check::Level level)
    : context_(context), section_(section), level_(level), root_{{0}, nullptr, {}, {}}, scope_(&root_) {
  section_.blocks.emplace_back();
}

Operand Lowering::lower_root(ExprId id) {
  for (const check::RuleId rule :
       rules_before(context_, id, level_, [&](check::RuleId r) { return rules_.contains(r.index); }))
    (void)lower_rule(rule);
  return lower(id);
}

Operand Lowering::lower(ExprId id) {
  const ExprId around = std::exchange(place_, id);
  try {
    Operand operand = lower_at(id);
    place_ = around;
    return operand;
  } catch (budget::Spent& spent) {
    spent.in_expr(id.index);
    throw;
  }
}

Operand Lowering::lower_at(ExprId id) {
  budget::tick();
  const Expr& e = expr(id);
  if (e.level == kConstant) return lower_constant(id);
  if (e.level == kOverall && level_ != kOverall)
    return in_root([&] { return broadcast(e.type, context_.export_overall(id)); });
  if (e.op == Op::Rule) return lower_rule({e.index});
  if (e.op == Op::Field) return lower_shared(fields_, e.index, context_.model.fields[e.index].value);
  for (Scope* scope = scope_; scope != nullptr; scope = scope->around)
    if (const auto found = scope->expressions.find(id.index); found != scope->expressions.end())
      return bring_in(found->second, *scope, *scope_);
  if (e.op == Op::Split) return in_root([&] { return remember(id, part(id)); });
  if (e.op == Op::At) return in_root([&] { return remember(id, at(id)); });
  if (e.op == Op::Input) return in_root([&] { return remember(id, input(id)); });
  return remember(id, lower_new(id));
}

Operand Lowering::remember(ExprId id, Operand operand) {
  scope_->expressions.emplace(id.index, operand);
  return operand;
}

Operand Lowering::lower_constant(ExprId id) {
  const auto found = context_.constants.find(id.index);
  if (found != context_.constants.end()) return found->second;
  return context_.constants.emplace(id.index, constant(expr(id).type, evaluate_constant(context_.model, id)))
      .first->second;
}

Operand Lowering::lower_rule(check::RuleId id) {
  return lower_shared(rules_, id.index, context_.model.rules[id.index].body);
}

Operand Lowering::lower_shared(std::unordered_map<std::uint32_t, Operand>& known, std::uint32_t index, ExprId value) {
  return in_root([&] {
    const auto found = known.find(index);
    if (found != known.end()) return found->second;
    const Operand operand = lower(value);
    known.emplace(index, operand);
    return operand;
  });
}

Operand Lowering::lower_new(ExprId id) {
  switch (expr(id).op) {
    case Op::Parameter:
      return parameter(id);
    case Op::Lookup:
      return table(id);
    case Op::Band:
      return bands(id);
    case Op::Cases:
      return cases(id);
    case Op::IfMissing:
      return if_missing(id);
    case Op::Add:
    case Op::Subtract:
    case Op::Negate:
      return linear(id);
    case Op::Multiply:
    case Op::Divide:
      return product(id);
    case Op::Power:
      return power(id);
    case Op::Root:
      return root(id);
    case Op::Round:
      return rounded(id);
    case Op::Absolute:
      return absolute(id);
    case Op::Minimum:
    case Op::Maximum:
      return min_max(id);
    case Op::Clamp:
      return clamp(id);
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual:
      return compare(id);
    case Op::InSet:
      return in_set(id);
    case Op::InPeriod:
    case Op::Overlaps:
    case Op::And:
    case Op::Or:
    case Op::MakePeriod:
      return two_registers(id);
    case Op::Not:
    case Op::IsGiven:
    case Op::IsMissing:
    case Op::StartOf:
    case Op::EndOf:
    case Op::YearOf:
      return one_register(id);
    case Op::Later:
    case Op::Earlier:
    case Op::EndingOn:
    case Op::StartingOn:
      return counted_from(id);
    case Op::DaysOf:
    case Op::CalendarPart:
    case Op::Elapsed:
    case Op::SharedDays:
      return days_counted(id);
    case Op::Required:
      return required(id);
    case Op::Aggregate:
      return in_root([&] { return aggregate(id); });
    case Op::Literal:
    case Op::Missing:
    case Op::Term:
      return lower_constant(id);
    case Op::Input:
    case Op::Split:
    case Op::Link:
    case Op::At:
    case Op::Field:
    case Op::Rule:
      break;
  }
  std::abort();  // lower() takes these
}

// ---- blocks ---------------------------------------------------------------------------------------------

// A register of an outer scope, captured by each block between it and the inner one.
Operand Lowering::bring_in(const Operand& operand, Scope& from, Scope& into) {
  if (&from == &into || !operand.of.given()) return operand;
  Operand brought = bring_in(operand, from, *into.around);
  const auto [entry, is_new] = into.captured.try_emplace(brought.of, RegisterId{});
  if (is_new) {
    const Register outer = section_.registers[brought.of.index];
    entry->second = fresh(outer.kind, outer.pair);
    section_.blocks[into.block.index].captures.push_back({brought.of, entry->second});
  }
  brought.of = entry->second;
  return brought;
}

RegisterId Lowering::fresh(TypeKind kind, bool pair) {
  section_.registers.push_back({kind, pair});
  return {static_cast<std::uint32_t>(section_.registers.size() - 1)};
}

void Lowering::emit(Step step) {
  Block& block = section_.blocks[scope_->block.index];
  block.steps.push_back(std::move(step));
  block.places.push_back(place_);
}

// ---- operands -------------------------------------------------------------------------------------------

Operand Lowering::constant(const check::Type& type, Outcome outcome) {
  Operand operand;
  operand.type = type;
  operand.constant = std::move(outcome);
  return operand;
}

Operand Lowering::column(const check::Type& type, RegisterId of) const {
  Operand operand;
  operand.type = type;
  operand.of = of;
  operand.pair = section_.registers[of.index].pair;
  return operand;
}

Operand Lowering::number_column(const check::Type& type, RegisterId of, const Rational& scale) const {
  Operand operand = column(type, of);
  operand.scale = scale;
  return operand;
}

Operand Lowering::materialise(const Operand& operand) {
  if (operand.of.given()) return operand;
  Operand made = column(operand.type, fresh(operand.type.kind));
  Fill fill{made.of, *operand.constant, {}, 0};
  if (const auto* fault = std::get_if<check::Fault>(&fill.value)) fill.site = site(fault->kind, fault->place);
  if (operand.is_value() && operand.type.kind == TypeKind::Number) {
    fill.number = Whole(Integer(numerator(operand.number())));
    made.scale = Rational(1, Integer(denominator(operand.number())));
  }
  emit(std::move(fill));
  return made;
}

Operand Lowering::input(ExprId id) {
  const Expr& e = expr(id);
  const bool number = e.type.kind == TypeKind::Number;
  const RegisterId out = fresh(e.type.kind, number && context_.options.all_pairs);
  const SiteId required = e.type.may_be_missing ? 0 : site(FaultKind::RequiredMissing, id);
  const SiteId unreadable = context_.model.inputs[e.index].lazy ? site(FaultKind::Unreadable, id) : 0;
  const Integer& denominator = context_.denominators[e.index];
  emit(Load{out, e.index, required, unreadable, Whole(denominator)});
  // As a pair each row carries the column's denominator itself.
  if (!number || context_.options.all_pairs) return column(e.type, out);
  return number_column(e.type, out, Rational(1, denominator));
}

Operand Lowering::part(ExprId id) {
  const RegisterId out = fresh(TypeKind::Number);
  emit(TakePart{out, context_.split(id)});
  return number_column(expr(id).type, out, expr(id).quantum);
}

Operand Lowering::broadcast(const check::Type& type, const SlotValue& value) {
  const auto known = broadcasts_.find(value.slot.index);
  if (known != broadcasts_.end()) return known->second;
  const SlotInfo& info = context_.plan.slots[value.slot.index];
  const RegisterId out = fresh(info.kind, info.pair);
  emit(Broadcast{out, value.slot});
  const Operand operand = number_column(type, out, value.scale);
  // Only what stands in the section's own block is seen from everywhere.
  if (scope_ == &root_) broadcasts_.emplace(value.slot.index, operand);
  return operand;
}

Operand Lowering::for_output(const Operand& operand) {
  Operand column = materialise(operand);
  if (column.type.kind != TypeKind::Number || numerator(column.scale) == 1) return column;
  const RegisterId out = fresh(TypeKind::Number, column.pair);
  emit(Affine{out, {{column.of, Whole(Integer(numerator(column.scale)))}}, {}});
  return number_column(column.type, out, Rational(1, Integer(denominator(column.scale))));
}

}  // namespace meruit::plan
