// Definitions that a `given` of a formula makes: no results of their own, behind all others.
#include "check/instances.h"
#include "check/powers.h"
#include "check/print_expr.h"

namespace meruit::check {

namespace {

template <class T>
std::uint32_t add_definition(Builder& b, Symbol::Kind kind, std::vector<T>& all, T one) {
  all.push_back(std::move(one));
  const auto index = static_cast<std::uint32_t>(all.size() - 1);
  b.defined.push_back({kind, index});
  return index;
}

const std::string& defined_title(const Builder& b, Symbol::Kind kind, std::uint32_t index) {
  if (kind == Symbol::Kind::Rule) return b.model.rules[index].title;
  return kind == Symbol::Kind::Field ? b.model.fields[index].title : b.model.parameters[index].title;
}

// The type of what an expression names, whatever is known of it where it stands.
const Type& declared_of(const Builder& b, const Expr& expr) {
  if (expr.op == Op::Field) return b.model.fields[expr.index].type;
  if (expr.op == Op::Rule) return b.model.rules[expr.index].type;
  if (expr.op == Op::Parameter) return b.model.parameters[expr.index].type;
  if (expr.op == Op::Lookup) return b.model.tables[expr.index].columns[expr.column].type;
  return expr.type;
}

// What is known to be there only where the value stands is demanded in so many words, so that the value may be worked
// out for every record: where it is absent nobody asks for it.
ExprId guarded(Builder& b, ExprId id) {
  Expr expr = b.expr(id);
  bool same = true;
  for (ExprId& operand : expr.operands) {
    const ExprId made = guarded(b, operand);
    same = same && made == operand;
    operand = made;
  }
  const Type declared = declared_of(b, expr);
  const bool narrowed = declared.may_be_missing && !expr.type.may_be_missing;
  if (same && !narrowed) return id;
  const Type there = expr.type;
  if (narrowed) expr.type = declared;
  b.model.exprs.push_back(expr);
  const ExprId made{static_cast<std::uint32_t>(b.model.exprs.size() - 1)};
  if (const auto left_out = b.left_out.find(id); left_out != b.left_out.end()) {
    const ExprId unknown = left_out->second;
    b.left_out.emplace(made, guarded(b, unknown));
  }
  return narrowed ? add(b, Op::Required, there, expr.span, {made}) : made;
}

}  // namespace

const std::string& defined_name(const Builder& b, Symbol::Kind kind, std::uint32_t index) {
  if (kind == Symbol::Kind::Rule) return b.model.rules[index].name;
  return kind == Symbol::Kind::Field ? b.model.fields[index].name : b.model.parameters[index].name;
}

std::uint32_t add_hidden(Builder& b, Rule rule) {
  rule.hidden = true;
  rule.reported = rule.payment = false;
  rule.payer.clear();
  rule.payee.clear();
  rule.line_of = rule.base = {};
  RuleSource& source = b.rules.emplace_back();
  source.known = true;
  if (rule.type.kind == TypeKind::Number) source.size = size_of(b, rule.body);
  return add_definition(b, Symbol::Kind::Rule, b.model.rules, std::move(rule));
}

std::uint32_t add_hidden(Builder& b, Parameter parameter) {
  ParameterSource& source = b.parameters.emplace_back();
  source.known = source.used = true;
  parameter.hidden = true;
  if (parameter.type.kind == TypeKind::Number)
    for (const DatedValue& value : parameter.values) source.size = size_of(b, value.value);
  return add_definition(b, Symbol::Kind::Parameter, b.model.parameters, std::move(parameter));
}

std::uint32_t add_hidden(Builder& b, Field field) {
  field.key = false;
  field.constraints = {};
  field.assumed.clear();
  b.fields.emplace_back().known = true;
  return add_definition(b, Symbol::Kind::Field, b.model.fields, std::move(field));
}

ExprId hold(Builder& b, ExprId given, const Symbol& stands_for) {
  const ExprId value = guarded(b, given);
  const Expr expr = b.expr(value);
  const bool is_short = expr.op == Op::Missing || expr.op == Op::Field || expr.op == Op::Rule ||
                        (expr.op == Op::Parameter && !expr.has_date);
  if (is_short) return value;
  const std::string called = defined_name(b, stands_for.kind, stands_for.index);
  const std::string title = defined_title(b, stands_for.kind, stands_for.index);
  const std::string name = called + " given " + std::to_string(++b.given_count);
  const std::string key = called + ": " + expr_text(b.model, value) + " " + type_text(b.model, expr.type);
  const auto known = b.held.find(key);
  if (known != b.held.end()) return known->second;
  std::uint32_t index = 0;
  if (expr.level == kConstant) {
    Parameter parameter;
    parameter.name = name;
    parameter.title = title;
    parameter.type = expr.type;
    parameter.values.push_back({std::nullopt, value, expr.span});
    parameter.span = expr.span;
    index = add_hidden(b, std::move(parameter));
  } else {
    Rule rule;
    rule.name = name;
    rule.title = title;
    rule.level = expr.level;
    rule.type = expr.type;
    rule.body = value;
    rule.span = expr.span;
    index = add_hidden(b, std::move(rule));
  }
  const ExprId named = add(b, expr.level == kConstant ? Op::Parameter : Op::Rule, expr.type, expr.span, {}, expr.level);
  b.model.exprs[named.index].index = index;
  b.held.emplace(key, named);
  return named;
}

}  // namespace meruit::check
