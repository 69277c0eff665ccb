// Arithmetic: units through every operator, and literals worked out where they stand.
#include "check/limits.h"
#include "check/powers.h"

namespace meruit::check {

namespace {

struct Function {
  std::string_view name;
  Op op;
  std::size_t least, most;
};

constexpr Function kFunctions[] = {{"min", Op::Minimum, 2, 1000},    {"max", Op::Maximum, 2, 1000},
                                   {"clamp", Op::Clamp, 3, 3},       {"absolute", Op::Absolute, 1, 1},
                                   {"power", Op::Power, 2, 2},       {"root", Op::Root, 2, 2},
                                   {"overlap", Op::SharedDays, 2, 2}};

const Function* function_called(std::string_view name) {
  for (const Function& function : kFunctions)
    if (function.name == name) return &function;
  return nullptr;
}

const Rational* literal(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  return expr.op == Op::Literal ? std::get_if<Rational>(&expr.items[0]) : nullptr;
}

std::optional<Rational> folded(ast::BinaryOp op, const Rational& x, const Rational& y) {
  switch (op) {
    case ast::BinaryOp::Add:
      return Rational(x + y);
    case ast::BinaryOp::Subtract:
      return Rational(x - y);
    case ast::BinaryOp::Multiply:
      return Rational(x * y);
    default:
      if (y == 0) return std::nullopt;
      return Rational(x / y);
  }
}

}  // namespace

ExprId product(Builder& b, ast::BinaryOp op, ExprId x, ExprId y, Span span) {
  const bool times = op == ast::BinaryOp::Multiply;
  const number::Unit unit = times ? multiply(b.type(x).unit, b.type(y).unit) : divide(b.type(x).unit, b.type(y).unit);
  if (!stays_usable(b, unit, 1, span)) return {};
  number::Unit whole = unit;
  whole.scale = 1;
  const Rational* left = literal(b, x);
  const Rational* right = literal(b, y);
  std::optional<Rational> value;
  if (left != nullptr && right != nullptr) value = folded(op, *left, *right);
  const ExprId id = value ? add_literal(b, *value, number_type(unit), span)
                          : add(b, times ? Op::Multiply : Op::Divide, number_type(unit), span, {x, y});
  return convert(b, id, whole);
}

namespace {

ExprId sum(Builder& b, ast::BinaryOp op, ExprId x, ExprId y, const Type* expected, Span span) {
  std::vector<ExprId> both{x, y};
  Type type;
  if (!unify(b, both, expected, false, type)) return {};
  const Rational* left = literal(b, both[0]);
  const Rational* right = literal(b, both[1]);
  if (left != nullptr && right != nullptr) return add_literal(b, *folded(op, *left, *right), type, span);
  return add(b, op == ast::BinaryOp::Add ? Op::Add : Op::Subtract, type, span, both);
}

}  // namespace

bool is_function(std::string_view name) { return function_called(name) != nullptr; }

ExprId check_unary(Builder& b, Place& place, const ast::Unary& unary, Span span, const Type* expected) {
  if (unary.op == ast::UnaryOp::Not) {
    const ExprId operand = check_condition(b, place, unary.operand);
    if (!operand.given()) return {};
    return add(b, Op::Not, plain_type(TypeKind::YesNo), span, {operand});
  }
  const ExprId operand = check_number(b, place, unary.operand, expected);
  if (!operand.given()) return {};
  const Type type = b.type(operand);
  if (const Rational* value = literal(b, operand)) return add_literal(b, Rational(-*value), type, span);
  return add(b, Op::Negate, type, span, {operand});
}

ExprId check_arithmetic(Builder& b, Place& place, const ast::Binary& binary, Span span, const Type* expected) {
  const bool sums = binary.op == ast::BinaryOp::Add || binary.op == ast::BinaryOp::Subtract;
  ExprId x = check_number_or_date(b, place, binary.left, sums ? expected : nullptr);
  ExprId y = check_number_or_date(b, place, binary.right, sums ? expected : nullptr);
  if (moves_days(b, binary, x, y)) return check_moved(b, binary, x, y, span);
  x = need(b, x, TypeKind::Number, "a number");
  y = need(b, y, TypeKind::Number, "a number");
  if (!x.given() || !y.given()) return {};
  return sums ? sum(b, binary.op, x, y, expected, span) : product(b, binary.op, x, y, span);
}

ExprId check_function(Builder& b, Place& place, const ast::Call& call, Span span, const Type* expected) {
  const Function& function = *function_called(call.callee.text);
  if (function.op == Op::Power) return check_power(b, place, call, span);
  if (function.op == Op::Root) {
    report_unrounded(b, span, "a root", written_or(b, span, "root(X, 2)"));
    return {};
  }
  const std::size_t count = call.arguments.size();
  if (count < function.least || count > function.most) {
    const std::string wanted = function.op == Op::Clamp        ? "takes a value, its lowest and its highest"
                               : function.op == Op::Absolute   ? "takes one value"
                               : function.op == Op::SharedDays ? "takes two periods"
                                                               : "takes two values or more";
    report(b, DiagnosticKind::ArgumentCount, span,
           in_ticks(call.callee.text) + " " + wanted + ", and here " + (count == 1 ? "is " : "are ") +
               std::to_string(count),
           "write `" + call.callee.text +
               (function.op == Op::Clamp      ? "(x, low, high)`"
                : function.op == Op::Absolute ? "(x)`"
                                              : "(a, b)`"));
    return {};
  }
  if (function.op == Op::SharedDays) return check_overlap(b, place, call, span);
  std::vector<ExprId> operands;
  const bool limits = function.op != Op::Absolute;
  const bool dates = function.op == Op::Minimum || function.op == Op::Maximum;
  for (const ast::ExprId argument : call.arguments) {
    const bool limited = !limits || (function.op == Op::Clamp && operands.empty());
    operands.push_back(limited ? check_number(b, place, argument, expected)
                               : check_limit(b, place, argument, expected, dates));
  }
  std::vector<LimitIn> in;
  for (const ExprId operand : operands) in.push_back(limit_in(b, operand));
  Type type;
  if (!unify(b, operands, expected, limits, type)) return {};
  become_present(type);
  bool there = false;
  for (std::size_t i = 0; i < in.size(); ++i) {
    in[i].limit = operands[i];
    there = there || !b.type(operands[i]).may_be_missing;
  }
  if (there) return add_limited(b, function.op, in, type, span);
  report(b, DiagnosticKind::MissingUsed, span, "all of these may be waived, and nothing would be left",
         "one of them must be there: name what is limited, or say what stands for one (`(X if waived VALUE)`)");
  return {};
}

std::optional<number::RoundingMode> rounding_for(Builder& b, const Type& type, Span value,
                                                 const ast::RoundingText& rounding, ScopeId scope) {
  using Kind = ast::RoundingText::Kind;
  const bool money_only = rounding.kind == Kind::Cents || rounding.kind == Kind::Money;
  const bool fits = type.kind == TypeKind::Number && (!money_only || is_money(b, type.unit)) &&
                    (rounding.kind != Kind::Percent || type.unit.plain());
  if (!fits) {
    Diagnostic& d =
        report(b, DiagnosticKind::RoundingUnfit, rounding.span,
               in_ticks(b, value) + " is " + words(b, type) + ", which has no " +
                   (money_only                      ? "cents or dollars"
                    : type.kind == TypeKind::Number ? "percent"
                                                    : "places"),
               is_money(b, type.unit) ? "round money to cents (`rounded to cents`)"
                                      : std::string("write `rounded ") +
                                            (rounding.mode == number::RoundingMode::Floor     ? "down to"
                                             : rounding.mode == number::RoundingMode::Ceiling ? "up to"
                                                                                              : "to") +
                                            " N places`, with the places that the contract says, or check the unit");
    label(d, value, words(b, type));
    return std::nullopt;
  }
  const std::optional<number::RoundingMode> mode = rounding.mode ? rounding.mode : b.scope(scope).rounding;
  if (!mode)
    report(b, DiagnosticKind::RoundingModeUnsaid, rounding.span, "this rounding does not say what becomes of a half",
           "add a mode (`rounded to cents half up`), or a row `rounding: half up` to the header of the contract");
  return mode;
}

ExprId add_round(Builder& b, ExprId value, const ast::RoundingText& rounding, ScopeId scope, Span span) {
  if (!value.given()) return {};
  const auto mode = rounding_for(b, b.type(value), b.expr(value).span, rounding, scope);
  if (!mode) return {};
  return where_given(b, value, [&](ExprId number) {
    const ExprId id = add(b, Op::Round, b.type(number), span, {number});
    b.model.exprs[id.index].quantum = rounding.quantum;
    b.model.exprs[id.index].mode = *mode;
    return id;
  });
}

ExprId check_rounded(Builder& b, Place& place, const ast::Rounded& rounded, Span span, const Type* expected) {
  const ast::File& file = *b.scope(place.scope).file;
  if (is_root(file, rounded.value))
    return check_root(b, place, rounded.value, file[rounded.value].span, rounded.rounding);
  const ExprId value = check_number(b, place, rounded.value, expected);
  if (!value.given()) return {};
  return add_round(b, value, rounded.rounding, place.scope, span);
}

}  // namespace meruit::check
