// One definition at a time: its expression, its declared unit, its rounding, what stands in for it.
#include "check/definitions.h"

#include "check/exceptions.h"
#include "check/figures.h"
#include "check/limits.h"
#include "check/powers.h"

namespace meruit::check {

namespace {

Place place_of(ScopeId scope, Level allowed, std::string owner = {}) {
  Place place;
  place.scope = scope;
  place.allowed = allowed;
  place.owner = std::move(owner);
  return place;
}

// Of a rule's own header and body; in an exception the name of the rule that it changes means the value so far.
Place place_in(const Builder& b, const RuleSource& source, const Rule& rule) {
  Place place = place_of(source.scope, rule.level);
  if (rule.part != Rule::Part::Result) return place;
  place.subject = rule.part_of.index;
  place.so_far = b.model.rules[rule.part_of.index].exceptions[source.exception].before;
  return place;
}

// ---- rules ------------------------------------------------------------------------------------------------

void declare_absence(Type& type, const ast::Rule& written) {
  type.may_be_missing = written.may_be_missing || written.may_be_waived;
  type.waived = written.may_be_waived;
  type.unknown = false;
}

std::optional<Type> declared_for(Builder& b, const ast::Rule& written, ScopeId scope) {
  if (written.unit) {
    Type type = declared_type(b, scope, *written.unit);
    declare_absence(type, written);
    return type;
  }
  return std::nullopt;
}

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

// What `is` says, in the declared unit.
ExprId check_own_body(Builder& b, const RuleSource& source, const Rule& rule, const std::optional<Type>& declared) {
  const ast::Rule& written = *source.rule;
  if (!source.lines.empty()) return sum_of_lines(b, source);
  Place place = place_of(source.scope, rule.level);
  place.rule = &written;
  const Type money = money_type(b);
  const bool paid = written.payment || source.is_line;
  const Type* expected = declared ? &*declared : paid ? &money : nullptr;
  const ast::File& file = *b.scope(source.scope).file;
  const ast::ExprId whole =
      written.body.by_cases || written.body.cases.empty() ? ast::ExprId{} : written.body.cases.front().value;
  const bool at_once = written.rounding && rule.part == Rule::Part::None && !written.at_least && !written.at_most;
  const ast::Call* root = at_once ? root_call(file, whole) : nullptr;
  const bool may_be_absent = written.may_be_missing || written.may_be_waived;
  ExprId body = root != nullptr
                    ? check_root(b, place, *root, file[whole].span, *written.rounding,
                                 declared ? declared->unit.scale : Rational(1))
                    : check_body(b, place, written.body, written.first_that_applies, expected, may_be_absent);
  if (!body.given()) return {};
  const Type own = b.type(body);
  if (!may_be_absent && own.unknown && !present(b, body)) return {};
  if (!may_be_absent && own.may_be_missing) {
    const std::string word = own.waived ? "waived" : "missing";
    report(b, DiagnosticKind::MissingUsed, b.expr(body).span,
           "the rule " + in_ticks(written.name.text) + " may be " + word + " here",
           "say `, may be " + word + "` before `is`, or what stands for it: `(x if " + word + " …)`");
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
  if (!body.given() || !source.rule->rounding || source.rule->each_line || b.expr(body).op == Op::Root) return body;
  return add_round(b, body, *source.rule->rounding, source.scope, b.expr(body).span);
}

void define(Builder& b, std::uint32_t index, Type type, ExprId body) {
  b.model.rules[index].type = std::move(type);
  b.model.rules[index].body = body;
  if (b.model.rules[index].type.kind == TypeKind::Number) b.rules[index].size = size_of(b, body);
  b.rules[index].known = true;
}

// ---- parts of rules with exceptions -------------------------------------------------------------------------

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
  if (body.given()) define(b, index, type, body);
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
    return define(b, index, type, body);
  }
  const RuleId base = b.model.rules[subject].base;
  if (source.exception == Id<void>::kNone || !b.rules[base.index].known) return;
  const Exception one = b.model.rules[subject].exceptions[source.exception];
  if (rule.part == Rule::Part::Result) return check_exception_value(b, index);
  if (rule.part == Rule::Part::Before)
    return define(b, index, b.model.rules[base.index].type, add_value_so_far(b, subject, one.after, rule.span));
  if (!b.rules[one.value.index].known) return;
  const ExceptionSource& exception = b.exceptions[subject][source.exception];
  define(b, index, plain_type(TypeKind::YesNo), add_applies(b, exception.conditions, exception.always, rule.span));
}

// ---- the rule itself --------------------------------------------------------------------------------------

void check_rule(Builder& b, std::uint32_t index) {
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
  if (source.rule->payment && source.scope.index == 0) check_payment(b, *source.rule, source.scope);
  need_money(b, source, body);
  if (!body.given() && !declared) return;
  Type type = declared ? *declared : b.type(body);
  declare_absence(type, *source.rule);
  if (body.given() && source.instead.given != nullptr) {
    Place place = place_of(source.instead.scope, rule.level);
    body = check_expr(b, place, source.instead.given->value, &type);
    body = fit(b, body, {type, rule.span, in_ticks(rule.name) + " is " + words(b, type), false});
  }
  define(b, index, std::move(type), body);
}

// ---- parameters -------------------------------------------------------------------------------------------

// A parameter beside another that says whether the other is unknown.
ParameterId add_unknown_beside(Builder& b, const Parameter& parameter, const std::vector<Cell>& cells,
                               const std::vector<ast::DatedExpr>& written) {
  Parameter beside;
  beside.name = parameter.name + " is unknown";
  beside.type = plain_type(TypeKind::YesNo);
  beside.span = parameter.span;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool unknown = !cells[i].value && cells[i].absent == Cell::Absent::Unknown;
    beside.values.push_back({written[i].from, add_literal(b, unknown, beside.type, cells[i].span), written[i].span});
  }
  b.model.parameters.push_back(std::move(beside));
  ParameterSource source;
  source.known = source.used = true;
  b.parameters.push_back(source);
  return {static_cast<std::uint32_t>(b.model.parameters.size() - 1)};
}

bool check_dated_parameter(Builder& b, const ParameterSource& source, Parameter& parameter,
                           const std::optional<Type>& declared) {
  const ast::Parameter& written = *source.parameter;
  if (!dates_ascend(b, written.values, written.name.text)) return false;
  Figures figures;
  figures.scope = source.scope;
  figures.declared = declared;
  figures.limits = true;
  if (written.unit) figures.declared_span = written.unit->span;
  for (const ast::DatedExpr& value : written.values) figures.written.push_back(value.value);
  if (!check_figures(b, figures)) return false;
  parameter.type = figures.type;
  if (figures.type.unknown) parameter.unknown = add_unknown_beside(b, parameter, figures.cells, written.values);
  for (std::size_t i = 0; i < written.values.size(); ++i) {
    const Cell& cell = figures.cells[i];
    const bool absent = !cell.value && cell.absent != Cell::Absent::Unpublished;
    const ExprId value = cell.value ? add_literal(b, *cell.value, figures.type, cell.span)
                         : absent   ? add(b, Op::Missing, figures.type, cell.span)
                                    : ExprId{};
    parameter.values.push_back({written.values[i].from, value, written.values[i].span});
  }
  return true;
}

bool check_plain_parameter(Builder& b, const ParameterSource& source, Parameter& parameter,
                           const std::optional<Type>& declared) {
  const ast::Parameter& written = *source.parameter;
  Place place = place_of(source.scope, Level::Constant, "a parameter is the same for all");
  ExprId value = check_expr(b, place, written.values[0].value, declared ? &*declared : nullptr);
  if (declared)
    value = fit(
        b, value,
        {*declared, written.unit->span, in_ticks(written.name.text) + " is declared in " + words(b, *declared), true});
  if (!present(b, value)) return false;
  parameter.type = b.type(value);
  parameter.values.push_back({std::nullopt, value, written.values[0].span});
  return true;
}

void check_parameter_definition(Builder& b, std::uint32_t index) {
  const ParameterSource source = b.parameters[index];
  const ast::Parameter& written = *source.parameter;
  Parameter parameter = b.model.parameters[index];
  std::optional<Type> declared;
  if (written.unit) declared = declared_type(b, source.scope, *written.unit);
  parameter.type = declared.value_or(number_type());
  const bool rows = written.values.size() > 1 || is_dated(written.values) ||
                    (written.values.size() == 1 && absence_of(b, source.scope, written.values[0].value).has_value());
  const bool good = written.values.empty() ? true
                    : rows                 ? check_dated_parameter(b, source, parameter, declared)
                                           : check_plain_parameter(b, source, parameter, declared);
  if (!good) return;
  if (source.instead.given != nullptr) {
    Place place = place_of(source.instead.scope, Level::Constant, "a parameter is the same for all");
    ExprId value = check_expr(b, place, source.instead.given->value, &parameter.type);
    value = fit(b, value,
                {parameter.type, parameter.span, in_ticks(parameter.name) + " is " + words(b, parameter.type), true});
    if (!value.given()) return;
    parameter.values = {{std::nullopt, value, source.instead.given->span}};
  }
  NumberSize& size = b.parameters[index].size;
  if (parameter.type.kind == TypeKind::Number)
    for (const DatedValue& value : parameter.values)
      size.digits = std::max(size.digits, size_of(b, value.value).digits);
  b.model.parameters[index] = std::move(parameter);
  b.parameters[index].known = true;
}

// ---- fields of used models --------------------------------------------------------------------------------

void check_given_field(Builder& b, std::uint32_t index, const Override& instead) {
  const Field field = b.model.fields[index];
  Place place = place_of(instead.scope, Level::Row);
  ExprId value = check_expr(b, place, instead.given->value, &field.type);
  value = fit(b, value, {field.type, field.span, in_ticks(field.name) + " is " + words(b, field.type), false});
  b.model.fields[index].value = value;
  b.fields[index].known = b.fields[index].known && value.given();
  b.model.relations[0].fields.push_back({index});
}

bool supplies(const Builder& b, const Type& from, const Type& to) {
  if (from.kind != to.kind || (from.may_be_missing && !to.may_be_missing)) return false;
  if (from.may_be_missing && from.waived != to.waived) return false;
  if (from.kind == TypeKind::OneOf) return same_words(b, from.list, to.list);
  return from.kind != TypeKind::Number || from.unit.same_dimension(to.unit);
}

void check_bound_field(Builder& b, std::uint32_t index, FieldId from) {
  const Field field = b.model.fields[index];
  const Field own = b.model.fields[from.index];
  if (!b.fields[from.index].known || !b.fields[index].known) {
    b.fields[index].known = false;
    return;
  }
  if (!supplies(b, own.type, field.type)) {
    const auto shown = [&](const Type& type) {
      return words(b, type) + (type.waived ? ", may be waived" : type.may_be_missing ? ", optional" : "");
    };
    Diagnostic& d =
        report(b, DiagnosticKind::UseConflict, own.span,
               in_ticks(own.name) + " is " + shown(own.type) + "; the used model needs " + shown(field.type),
               "make the two alike, or say in `use … given` what stands for it");
    label(d, field.span, in_ticks(field.name));
    b.fields[index].known = false;
    return;
  }
  Type type = own.type;
  const ExprId value = add(b, Op::Field, type, field.span, {}, Level::Row);
  b.model.exprs[value.index].index = from.index;
  b.model.fields[index].value = type.kind == TypeKind::Number ? convert(b, value, field.type.unit) : value;
}

}  // namespace

void check_definition(Builder& b, const Definition& definition) {
  if (definition.kind == Symbol::Kind::Rule) return check_rule(b, definition.index);
  if (definition.kind == Symbol::Kind::Parameter) return check_parameter_definition(b, definition.index);
  const FieldSource source = b.fields[definition.index];
  if (source.instead.given != nullptr) return check_given_field(b, definition.index, source.instead);
  if (source.bound.given()) check_bound_field(b, definition.index, source.bound);
}

}  // namespace meruit::check
