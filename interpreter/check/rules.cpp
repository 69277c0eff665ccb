// Rules, one at a time, and the parts of those that have exceptions.
#include "check/definitions.h"
#include "check/exceptions.h"
#include "check/payments.h"
#include "check/powers.h"
#include "check/rule_body.h"

namespace meruit::check {

namespace {

void make_known(Builder& b, std::uint32_t index, Type type, ExprId body) {
  b.model.rules[index].type = std::move(type);
  b.model.rules[index].body = body;
  if (b.model.rules[index].type.kind == TypeKind::Number) b.rules[index].size = size_of(b, body);
  b.rules[index].known = true;
}

std::vector<std::uint32_t> all_exceptions(const Rule& rule) {
  std::vector<std::uint32_t> all(rule.exceptions.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

// The conditions of the cases, for whoever asks whether the exception applies.
void remember_conditions(Builder& b, ExceptionSource& source, ExprId cases) {
  source.always = !source.written->rule.body.by_cases;
  if (source.always) return;
  const Expr& expr = b.expr(cases);
  for (std::size_t i = 0; i + 1 < expr.operands.size(); i += 2) source.conditions.push_back(expr.operands[i]);
  source.always = expr.has_otherwise;
}

void check_exception_value(Builder& b, std::uint32_t index) {
  const RuleSource source = b.rules[index];
  const Rule rule = b.model.rules[index];
  const Rule subject = b.model.rules[rule.part_of.index];
  const RuleId before = subject.exceptions[source.exception].before;
  if (!b.rules[before.index].known) return;
  const Type type = b.model.rules[before.index].type;
  Place place = place_in(b, source, rule);
  ExprId body = check_body(b, place, source.rule->body, source.rule->first_that_applies, &type, type.may_be_missing);
  if (!body.given()) return;
  remember_conditions(b, b.exceptions[rule.part_of.index][source.exception], body);
  body = fit(b, body, {type, subject.span, in_ticks(subject.name) + " is " + words(b, type), true});
  body = limit_and_round(b, source, rule, body);
  if (body.given()) make_known(b, index, type, body);
}

void check_part(Builder& b, std::uint32_t index) {
  const RuleSource source = b.rules[index];
  const Rule rule = b.model.rules[index];
  const std::uint32_t subject = rule.part_of.index;
  if (rule.part == Rule::Part::Base) {
    const std::optional<Type> declared = declared_for(b, *source.rule, source.scope);
    const ExprId body = check_own_body(b, source, rule, declared);
    if (!body.given()) return;
    Type type = declared.value_or(b.type(body));
    declare_absence(type, *source.rule);
    return make_known(b, index, type, body);
  }
  const RuleId base = b.model.rules[subject].base;
  if (source.exception == Id<void>::kNone || !b.rules[base.index].known) return;
  const Exception one = b.model.rules[subject].exceptions[source.exception];
  if (rule.part == Rule::Part::Result) return check_exception_value(b, index);
  if (rule.part == Rule::Part::Before)
    return make_known(b, index, b.model.rules[base.index].type, add_value_so_far(b, subject, one.after, rule.span));
  if (!b.rules[one.value.index].known) return;
  const ExceptionSource& exception = b.exceptions[subject][source.exception];
  make_known(b, index, plain_type(TypeKind::YesNo), add_applies(b, exception.conditions, exception.always, rule.span));
}

}  // namespace

void define_rule(Builder& b, std::uint32_t index) {
  const Rule rule = b.model.rules[index];
  if (rule.part != Rule::Part::None) return check_part(b, index);
  const RuleSource source = b.rules[index];
  const std::optional<Type> declared = declared_for(b, *source.rule, source.scope);
  ExprId body;
  if (!rule.base.given())
    body = check_own_body(b, source, rule, declared);
  else if (b.rules[rule.base.index].known)
    body = add_value_so_far(b, index, all_exceptions(rule), rule.span);
  body = limit_and_round(b, source, rule, body);
  if (source.rule->payment && source.scope.index == 0) check_payment(b, *source.rule, source.scope, rule.level);
  need_money(b, source, body);
  if (!body.given() && !declared) return;
  Type type = declared ? *declared : b.type(body);
  declare_absence(type, *source.rule);
  if (body.given() && source.instead.given != nullptr) {
    Place place = place_of(source.instead.scope, rule.level);
    body = check_expr(b, place, source.instead.given->value, &type);
    body = fit(b, body, {type, rule.span, in_ticks(rule.name) + " is " + words(b, type), false});
  }
  make_known(b, index, std::move(type), body);
}

}  // namespace meruit::check
