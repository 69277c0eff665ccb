#include "check/rule_body.h"

#include "check/limits.h"
#include "check/payments.h"
#include "check/powers.h"

namespace meruit::check {

namespace {

// A limit of the header, in the unit of the value.
LimitIn header_limit(Builder& b, Place& place, const ast::Bound& bound, const Type& type) {
  LimitIn in = limit_in(b, check_limit(b, place, bound.limit, &type));
  if (!in.limit.given()) return in;
  Type wanted = type;
  wanted.may_be_missing = wanted.waived = b.type(in.limit).waived;
  wanted.unknown = b.type(in.limit).unknown;
  in.limit = fit(b, in.limit, {wanted, {}, "", true});
  return in;
}

// The value within the header's limits: as `clamp`, so that the lower one wins where the two cross.
ExprId add_bounds(Builder& b, const RuleSource& source, const Rule& rule, ExprId body) {
  const ast::Rule& written = *source.rule;
  if (!body.given() || (!written.at_least && !written.at_most)) return body;
  Type type = b.type(body);
  become_present(type);
  const Span span = written.at_least ? written.at_least->span : written.at_most->span;
  if (type.kind != TypeKind::Number) {
    report(b, DiagnosticKind::WrongType, span,
           in_ticks(written.name.text) + " is " + words(b, type) + ", which has no smallest and no largest",
           "take the limit away");
    return {};
  }
  Place place = place_in(b, source, rule);
  LimitIn least, most;
  if (written.at_least) least = header_limit(b, place, *written.at_least, type);
  if (written.at_most) most = header_limit(b, place, *written.at_most, type);
  if ((written.at_least && !least.limit.given()) || (written.at_most && !most.limit.given())) return {};
  return where_given(b, body, [&](ExprId value) {
    const Span where = b.expr(value).span;
    if (!most.limit.given()) return add_limited(b, Op::Maximum, {{value, {}}, least}, type, where);
    if (!least.limit.given()) return add_limited(b, Op::Minimum, {{value, {}}, most}, type, where);
    return add_limited(b, Op::Clamp, {{value, {}}, least, most}, type, where);
  });
}

}  // namespace

Place place_in(const Builder& b, const RuleSource& source, const Rule& rule) {
  Place place = place_of(source.scope, rule.level);
  if (rule.part != Rule::Part::Result) return place;
  place.subject = rule.part_of.index;
  place.so_far = b.model.rules[rule.part_of.index].exceptions[source.exception].before;
  return place;
}

std::optional<Type> declared_for(Builder& b, const ast::Rule& written, ScopeId scope) {
  if (written.unit) {
    Type type = declared_type(b, scope, *written.unit);
    declare_absence(type, written);
    return type;
  }
  return std::nullopt;
}

void declare_absence(Type& type, const ast::Rule& written) {
  type.may_be_missing = written.may_be_missing || written.may_be_waived;
  type.waived = written.may_be_waived;
  type.unknown = false;
}

// The root that is a rule's whole value and takes the rounding of its header.
ast::ExprId root_rounded_by_header(Builder& b, const RuleSource& source, const Rule& rule) {
  const ast::Rule& written = *source.rule;
  const bool at_once = written.rounding && rule.part == Rule::Part::None && !written.at_least && !written.at_most &&
                       !written.body.by_cases && !written.body.cases.empty();
  if (!at_once || !is_root(*b.scope(source.scope).file, written.body.cases.front().value)) return {};
  return written.body.cases.front().value;
}

ExprId check_own_body(Builder& b, const RuleSource& source, const Rule& rule, const std::optional<Type>& declared) {
  const ast::Rule& written = *source.rule;
  if (!source.lines.empty()) return sum_of_lines(b, source);
  Place place = place_of(source.scope, rule.level);
  place.rule = &written;
  const Type money = money_type(b);
  const bool paid = written.payment || source.is_line;
  const Type* expected = declared ? &*declared : paid ? &money : nullptr;
  const ast::ExprId root = root_rounded_by_header(b, source, rule);
  const bool may_be_absent = written.may_be_missing || written.may_be_waived;
  ExprId body = root.given() ? check_root(b, place, root, written.body.span, *written.rounding,
                                          declared ? declared->unit.scale : Rational(1))
                             : check_body(b, place, written.body, written.first_that_applies, expected, may_be_absent);
  if (!body.given()) return {};
  const Type own = b.type(body);
  if (!may_be_absent && own.unknown && !present(b, body)) return {};
  if (!may_be_absent && own.may_be_missing) {
    const std::string word = own.waived ? "waived" : "missing";
    report(b, DiagnosticKind::MissingUsed, b.expr(body).span,
           "the rule " + in_ticks(written.name.text) + " may be " + word + " here",
           "say `, may be " + word + "` before `is`, or what stands for it: `(" +
               (written.body.by_cases ? "X" : written_or(b, b.expr(body).span, "X")) + " if " + word + " VALUE)`");
    return {};
  }
  if (!keeps_split(b, body, declared ? declared->unit.scale : Rational(1), written)) return {};
  Type wanted = own;
  declare_absence(wanted, written);
  if (!absence_fits(b, body, wanted)) return {};
  if (declared)
    body = fit(
        b, body,
        {*declared, written.unit->span, in_ticks(written.name.text) + " is declared in " + words(b, *declared), true});
  else if (paid && is_unitless_zero(b, body))
    body = fit(b, body, {money, {}, "", true});
  return body;
}

ExprId limit_and_round(Builder& b, const RuleSource& source, const Rule& rule, ExprId body) {
  body = add_bounds(b, source, rule, body);
  if (!body.given() || !source.rule->rounding || source.rule->each_line ||
      root_rounded_by_header(b, source, rule).given())
    return body;
  return add_round(b, body, *source.rule->rounding, source.scope, b.expr(body).span);
}

}  // namespace meruit::check
