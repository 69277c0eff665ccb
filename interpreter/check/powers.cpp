// Whole powers, with a limit on how long an exact number may grow by them; and roots, which stand only where they are
// rounded.
#include "check/powers.h"

#include <algorithm>
#include <cstdlib>

#include "number/rational.h"
#include "number/root.h"
#include "source/wording.h"

namespace meruit::check {

namespace {

constexpr std::uint64_t kDigitsOfData = 20;         // what a number of the data is taken to have
constexpr std::uint64_t kHighestPower = 1'000'000;  // that is worked with, whatever the limit says
constexpr std::uint64_t kEnough = 1'000'000'000;    // digits; nobody asks how many more there are

NumberSize sized(std::uint64_t size, bool fraction) { return {std::min(size, kEnough), fraction}; }

std::uint64_t digits(const Integer& n) { return n == 0 ? 1 : msb(n < 0 ? Integer(-n) : n) * 3 / 10 + 1; }

NumberSize sum_of(const NumberSize& a, const NumberSize& b) {
  const bool both = a.fraction && b.fraction;
  return sized(both ? a.digits + b.digits : std::max(a.digits, b.digits) + 1, a.fraction || b.fraction);
}

NumberSize largest_operand(const Builder& b, const Expr& expr) {
  NumberSize largest;
  for (const ExprId operand : expr.operands) {
    if (b.type(operand).kind != TypeKind::Number) continue;
    const NumberSize size = size_of(b, operand);
    largest = {std::max(largest.digits, size.digits), largest.fraction || size.fraction};
  }
  return largest;
}

NumberSize product_size(const Builder& b, const Expr& expr) {
  const NumberSize x = size_of(b, expr.operands[0]), y = size_of(b, expr.operands[1]);
  const bool divides = expr.op == Op::Divide && b.expr(expr.operands[1]).level != kConstant;
  return sized(x.digits + y.digits, x.fraction || y.fraction || divides);
}

// Neither an exponent nor a degree; `of` is what it was written for, `value` the number where it is one.
void refuse_exponent(Builder& b, Span span, const std::string& of, const Rational* value, bool root) {
  const bool whole = value != nullptr && denominator(*value) == 1;
  std::string message, help;
  if (root && whole && *value == 1) {
    message = "the root of degree 1 is the value itself";
    help = "write `" + of + "`, or the degree that the contract says";
  } else if (root) {
    message = "the degree of a root is a whole number of 2 or more, written out";
    help = "write the degree that the contract says, `root(" + of + ", DEGREE)`; 2 is the square root";
  } else if (whole) {
    message = "the power 0 of anything is 1";
    help = "write `1`";
  } else if (value == nullptr) {
    message = "the exponent is worked out here, and must be a whole number written in the contract";
    help = "write `power(" + of + ", EXPONENT)` with the number that the contract says";
  } else {
    const std::string degree = number::to_plain(Rational(denominator(*value)));
    const std::string power = number::to_plain(Rational(numerator(*value)));
    message = "the exponent is a whole number, and " + number::to_plain(*value) + " is not";
    help = "the power " + power + "/" + degree + " is a root: `(root(" +
           (power == "1" ? of : "power(" + of + ", " + power + ")") + ", " + degree +
           ") rounded to N places)`, with the places that the contract says";
  }
  report(b, DiagnosticKind::NotConstant, span, std::move(message), std::move(help));
}

// The exponent or the degree: a whole number that is written out.
std::optional<int> written_out(Builder& b, Place& place, const ast::Call& call, bool root) {
  const ast::ExprId written = call.arguments[1];
  const ExprId id = check_number(b, place, written);
  if (!id.given()) return std::nullopt;
  const Expr& expr = b.expr(id);
  const auto* value = expr.op == Op::Literal && expr.type.unit.plain() ? &std::get<Rational>(expr.items[0]) : nullptr;
  const bool whole = value != nullptr && denominator(*value) == 1;
  const Rational size = whole ? Rational(abs(*value)) : Rational(0);
  const std::uint64_t most = std::min(b.files.limits.power, kHighestPower);
  if (whole && size <= most && (root ? *value >= 2 : *value != 0)) return static_cast<int>(numerator(*value));
  if (whole && size > most)
    report_limit(b, DiagnosticKind::PowerTooLarge, &Limits::power, expr.span,
                 std::string(root ? "the degree of a root" : "a power") + " is at most " + budget::grouped(most),
                 "an exact number to such a power has more digits than anybody can use");
  else
    refuse_exponent(b, expr.span, written_or(b, (*b.scope(place.scope).file)[call.arguments[0]].span, "X"), value,
                    root);
  return std::nullopt;
}

bool two_values(Builder& b, ScopeId scope, const ast::Call& call, Span span) {
  if (call.arguments.size() == 2) return true;
  const std::size_t count = call.arguments.size();
  const bool root = call.callee.text == "root";
  const std::string first = count == 0 ? "X" : written_or(b, (*b.scope(scope).file)[call.arguments.front()].span, "X");
  report(b, DiagnosticKind::ArgumentCount, span,
         in_ticks(call.callee.text) +
             (root ? " takes two values, and " : " takes two values, a number and its exponent, and ") +
             source::counted(count, "value") + (count == 1 ? " is" : " are") + " written",
         count == 0 ? std::string(root ? "write `root(X, DEGREE)`" : "write `power(X, EXPONENT)`")
                    : "write `" + call.callee.text + "(" + first +
                          (root ? ", DEGREE)`; 2 is the square root" : ", EXPONENT)`"));
  return false;
}

bool stays_small(Builder& b, ExprId operand, int exponent, Span span) {
  const std::uint64_t size = size_of(b, operand).digits * static_cast<std::uint64_t>(std::abs(exponent));
  if (size <= b.files.limits.power_digits) return true;
  report_limit(b, DiagnosticKind::PowerTooLarge, &Limits::power_digits, span,
               "this power may have more than " + budget::grouped(b.files.limits.power_digits) + " digits",
               "an exact power has as many digits as all its factors together: take a smaller exponent");
  return false;
}

}  // namespace

NumberSize size_of(const Builder& b, ExprId id) {
  if (!id.given()) return {};
  const Expr& expr = b.expr(id);
  switch (expr.op) {
    case Op::Literal: {
      const auto& value = std::get<Rational>(expr.items[0]);
      return {digits(Integer(numerator(value))) + digits(Integer(denominator(value))) - 1, false};
    }
    case Op::Rule:
      return b.rules[expr.index].size;
    case Op::Parameter:
      return b.parameters[expr.index].size;
    case Op::Add:
    case Op::Subtract:
      return sum_of(size_of(b, expr.operands[0]), size_of(b, expr.operands[1]));
    case Op::Multiply:
    case Op::Divide:
      return product_size(b, expr);
    case Op::Power: {
      const NumberSize base = size_of(b, expr.operands[0]);
      return sized(base.digits * static_cast<std::uint64_t>(std::abs(expr.exponent)),
                   base.fraction || expr.exponent < 0);
    }
    case Op::Round:
    case Op::Root:
      return {std::min(largest_operand(b, expr).digits, b.files.limits.power_digits) +
                  digits(Integer(denominator(expr.quantum))),
              false};
    case Op::Negate:
    case Op::Minimum:
    case Op::Maximum:
    case Op::Clamp:
    case Op::Absolute:
    case Op::IfMissing:
    case Op::Required:
    case Op::Cases:
      return largest_operand(b, expr);
    case Op::Split:
      return {size_of(b, expr.operands[0]).digits + digits(Integer(denominator(expr.quantum))), false};
    case Op::Band:
      return {largest_operand(b, expr).digits + kDigitsOfData, false};
    default:
      return {kDigitsOfData, false};
  }
}

bool stays_usable(Builder& b, const number::Unit& unit, int exponent, Span span) {
  const auto size = [](int n) { return static_cast<std::uint64_t>(std::abs(static_cast<std::int64_t>(n))); };
  for (const auto& [name, power] : unit.factors) {
    const std::uint64_t raised = size(power) * size(exponent);
    if (raised <= std::min(b.files.limits.power, kHighestPower)) continue;
    report_limit(
        b, DiagnosticKind::PowerTooLarge, &Limits::power, span,
        "this counts in " + in_ticks(name == b.currency ? "money" : name) + " to the power " + budget::grouped(raised),
        "nothing is counted so: divide by the unit somewhere");
    return false;
  }
  return true;
}

ExprId check_power(Builder& b, Place& place, const ast::Call& call, Span span) {
  if (!two_values(b, place.scope, call, span)) return {};
  const ExprId operand = check_number(b, place, call.arguments[0]);
  const std::optional<int> exponent = written_out(b, place, call, false);
  if (!operand.given() || !exponent) return {};
  const ExprId base = in_whole_units(b, operand);
  if (!stays_small(b, base, *exponent, span)) return {};
  Type type = b.type(base);
  if (!stays_usable(b, type.unit, *exponent, span)) return {};
  for (auto& [name, power] : type.unit.factors) power *= *exponent;
  const Expr& found = b.expr(base);
  if (found.op == Op::Literal && (*exponent > 0 || std::get<Rational>(found.items[0]) != 0))
    return add_literal(b, number::power(std::get<Rational>(found.items[0]), *exponent), type, span);
  const ExprId id = add(b, Op::Power, type, span, {base});
  b.model.exprs[id.index].exponent = *exponent;
  return id;
}

ExprId in_whole_units(Builder& b, ExprId id) {
  number::Unit unit = b.type(id).unit;
  unit.scale = 1;
  return convert(b, id, unit);
}

void report_unrounded(Builder& b, Span span, const std::string& of, const std::string& written) {
  report(b, DiagnosticKind::RootNotRounded, span,
         of + " is seldom an exact number, and nothing says how this one is rounded",
         "put a rounding around it alone, `(" + written +
             " rounded to N places)`, as the contract says; whatever "
             "follows goes on with the rounded one");
}

bool is_root(const ast::File& file, ast::ExprId id) {
  if (!id.given()) return false;
  const auto* average = std::get_if<ast::Average>(&file[id].node);
  if (average != nullptr) return is_deviation(*average);
  const auto* call = std::get_if<ast::Call>(&file[id].node);
  return call != nullptr && call->callee.text == "root";
}

ExprId check_root(Builder& b, Place& place, ast::ExprId written, Span span, const ast::RoundingText& rounding,
                  const Rational& scale) {
  const ast::ExprNode& node = (*b.scope(place.scope).file)[written].node;
  ExprId operand;
  std::optional<int> degree;
  if (const auto* average = std::get_if<ast::Average>(&node)) {
    operand = check_variance(b, place, *average, span);
    degree = 2;
  } else {
    const auto& call = std::get<ast::Call>(node);
    if (!two_values(b, place.scope, call, span)) return {};
    operand = check_number(b, place, call.arguments[0]);
    degree = written_out(b, place, call, true);
  }
  if (!operand.given() || !degree) return {};
  const ExprId radicand = in_whole_units(b, operand);
  Type type = b.type(radicand);
  for (auto& [name, power] : type.unit.factors) {
    if (power % *degree != 0) {
      report(b, DiagnosticKind::UnitMismatch, b.expr(operand).span,
             in_ticks(b, b.expr(operand).span) + " is " + words(b, b.type(operand)) + ", of which there is no root",
             "take the root of a plain number: divide by a unit first, and multiply by it afterwards, as in `(root(X / "
             "$1, "
             "2) rounded to N places) * $1`");
      return {};
    }
    power /= *degree;
  }
  const std::optional<number::RoundingMode> mode = rounding_for(b, type, span, rounding, place.scope);
  if (!mode) return {};
  const ExprId id = add(b, Op::Root, type, span, {radicand});
  Expr& expr = b.model.exprs[id.index];
  expr.exponent = *degree;
  expr.quantum = rounding.quantum * scale;
  expr.mode = *mode;
  return id;
}

}  // namespace meruit::check
