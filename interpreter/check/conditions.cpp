// Conditions: comparisons, `in`, `and`, `or`, questions about absence; and what a condition says about which
// values are given where it holds or does not.
#include "check/expressions.h"
#include "check/limits.h"

namespace meruit::check {

namespace {

Op operation(ast::BinaryOp op) {
  switch (op) {
    case ast::BinaryOp::Equal:
      return Op::Equal;
    case ast::BinaryOp::NotEqual:
      return Op::NotEqual;
    case ast::BinaryOp::Less:
      return Op::Less;
    case ast::BinaryOp::LessEqual:
      return Op::LessEqual;
    case ast::BinaryOp::Greater:
      return Op::Greater;
    case ast::BinaryOp::GreaterEqual:
      return Op::GreaterEqual;
    case ast::BinaryOp::In:
      return Op::InPeriod;
    default:
      return Op::Overlaps;
  }
}

void take_unit(Builder& b, const Place& place, ast::ExprId written, ExprId id, ExprId other) {
  if (!id.given() || !other.given() || !is_bare(b, place, written)) return;
  if (b.expr(id).op == Op::Literal && b.type(other).kind == TypeKind::Number)
    b.model.exprs[id.index].type.unit = b.type(other).unit;
}

bool same(const Builder& b, ExprId x, ExprId y) {
  const Expr& p = b.expr(x);
  const Expr& q = b.expr(y);
  if (p.op != q.op || p.index != q.index || p.column != q.column || p.items != q.items || p.exponent != q.exponent ||
      p.measure != q.measure || p.operands.size() != q.operands.size())
    return false;
  if (p.op == Op::Round || p.op == Op::Root || p.op == Op::Split || p.op == Op::Aggregate || p.op == Op::Cases)
    return false;
  for (std::size_t i = 0; i < p.operands.size(); ++i)
    if (!same(b, p.operands[i], q.operands[i])) return false;
  return true;
}

bool with_itself(Builder& b, ExprId x, ExprId y, Span span) {
  if (b.expr(x).op == Op::Literal || !same(b, x, y)) return false;
  report(b, DiagnosticKind::SelfComparison, span, in_ticks(b, b.expr(x).span) + " is compared with itself",
         "one of the two sides was meant to be something else");
  return true;
}

// Both sides; the one whose type is more open is looked at last, when the other side has said its type.
bool check_sides(Builder& b, Place& place, const ast::Binary& binary, ExprId& x, ExprId& y) {
  const Open right = open_type(b, place, binary.right);
  if (open_type(b, place, binary.left) > right) {
    y = check_expr(b, place, binary.right);
    if (!y.given()) return false;
    const Type hint = b.type(y);
    x = check_expr(b, place, binary.left, &hint);
  } else {
    x = check_expr(b, place, binary.left);
    if (!x.given()) {
      if (right != Open::Type) (void)check_expr(b, place, binary.right);
      return false;
    }
    const Type hint = b.type(x);
    y = check_expr(b, place, binary.right, &hint);
  }
  return x.given() && y.given() && present(b, x) && present(b, y);
}

ExprId check_dates(Builder& b, const ast::Binary& binary, ExprId x, ExprId y, Span span) {
  const TypeKind left = binary.op == ast::BinaryOp::In ? TypeKind::Date : TypeKind::Period;
  if (b.type(x).kind == left && b.type(y).kind == TypeKind::Period)
    return add(b, operation(binary.op), plain_type(TypeKind::YesNo), span, {x, y});
  const bool in = binary.op == ast::BinaryOp::In;
  std::string help;
  if (in) help = "several values are listed in parentheses: `x in (a, b)`";
  if (b.type(y).kind == TypeKind::Date || b.type(x).kind == TypeKind::Date)
    help = "a period of two dates stands in parentheses: `(2024-01-01 to 2024-12-31)`";
  Diagnostic& d = report(b, DiagnosticKind::WrongType, span,
                         in ? "`in` asks whether a date lies in a period" : "`overlaps` stands between two periods",
                         std::move(help));
  label(d, b.expr(x).span, words(b, b.type(x)));
  label(d, b.expr(y).span, words(b, b.type(y)));
  return {};
}

}  // namespace

ExprId check_comparison(Builder& b, Place& place, const ast::Binary& binary, Span span) {
  ExprId x, y;
  if (!check_sides(b, place, binary, x, y)) return {};
  if (binary.op == ast::BinaryOp::In || binary.op == ast::BinaryOp::Overlaps) return check_dates(b, binary, x, y, span);
  if (with_itself(b, x, y, span)) return {};
  take_unit(b, place, binary.left, x, y);
  take_unit(b, place, binary.right, y, x);
  std::vector<ExprId> both{x, y};
  Type type;
  if (!unify(b, both, nullptr, false, type)) return {};
  const bool order = binary.op != ast::BinaryOp::Equal && binary.op != ast::BinaryOp::NotEqual;
  if (order && type.kind != TypeKind::Number && type.kind != TypeKind::Date) {
    report(
        b, DiagnosticKind::WrongType, span,
        in_ticks(b, b.expr(x).span) + " is " + words(b, type) + ", which has no order: only `=` and `<>` compare it");
    return {};
  }
  return add(b, operation(binary.op), plain_type(TypeKind::YesNo), span, both);
}

ExprId check_logic(Builder& b, Place& place, const ast::Binary& binary, Span span) {
  const bool both = binary.op == ast::BinaryOp::And;
  const ExprId left = check_condition(b, place, binary.left);
  const bool lazy = std::exchange(place.lazy, true);
  ExprId right;
  {
    const Narrowed narrowed(b, place, left, both);
    right = check_condition(b, place, binary.right);
  }
  place.lazy = lazy;
  if (!left.given() || !right.given()) return {};
  return add(b, both ? Op::And : Op::Or, plain_type(TypeKind::YesNo), span, {left, right});
}

ExprId check_in_set(Builder& b, Place& place, const ast::InSet& set, Span span) {
  Type hint;
  bool hinted = false;
  if (place.in_mapping && !set.items.empty()) {
    const ExprId first = check_expr(b, place, set.items.front());
    if (!first.given()) return {};
    hint = b.type(first);
    hinted = true;
  }
  const ExprId subject = check_expr(b, place, set.subject, hinted ? &hint : nullptr);
  if (!present(b, subject)) return {};
  const Type type = b.type(subject);
  std::vector<Value> items;
  bool good = true;
  for (const ast::ExprId item : set.items) {
    const ExprId id = check_expr(b, place, item, &type);
    if (id.given() && set.items.size() == 1 && type.kind == TypeKind::Date && b.type(id).kind == TypeKind::Period)
      return add(b, Op::InPeriod, plain_type(TypeKind::YesNo), span, {subject, id});
    take_unit(b, place, item, id, subject);
    const ExprId fitting = fit(b, id, {type, b.expr(subject).span, words(b, type), false});
    good = good && fitting.given();
    if (!fitting.given()) continue;
    if (b.expr(fitting).op == Op::Literal) {
      items.push_back(b.expr(fitting).items[0]);
      continue;
    }
    good = false;
    report(b, DiagnosticKind::NotConstant, b.expr(fitting).span, "the values listed after `in` are written out",
           "compare with `=` instead");
  }
  if (!good) return {};
  const ExprId id = add(b, Op::InSet, plain_type(TypeKind::YesNo), span, {subject});
  b.model.exprs[id.index].items = std::move(items);
  return id;
}

ExprId check_given_test(Builder& b, Place& place, const ast::GivenTest& test, Span span) {
  place.value_may_be_missing = true;
  const ExprId subject = check_expr(b, place, test.subject);
  place.value_may_be_missing = false;
  if (!subject.given()) return {};
  const std::uint64_t about = subject_of(b, subject);
  const Type type = b.type(subject);
  const std::string name = in_ticks(b, b.expr(subject).span);
  if (!type.may_be_missing && (about == 0 || !place.knows(about)))
    report(b, DiagnosticKind::NeverMissing, span, name + (test.waived ? " is never waived" : " is never missing"),
           about == 0    ? ""
           : test.waived ? "a limit that may be waived says `, may be waived`, or has rows that are `waived`"
                         : "a field that may be missing says `, optional`");
  if (type.may_be_missing && (type.waived ? test.missing : test.waived)) {
    report(b, DiagnosticKind::WrongType, span,
           name + (type.waived ? " may be waived, and is never missing" : " may be missing, and is never waived"),
           type.waived ? "write `is waived` in place of `is missing`" : "write `is missing` in place of `is waived`");
    return {};
  }
  const Type yes = plain_type(TypeKind::YesNo);
  const ExprId asked = add(b, test.missing || test.waived ? Op::IsMissing : Op::IsGiven, yes, span, {subject});
  // Whoever asks for an unknown limit goes on without it.
  if (const LimitIn in = limit_in(b, subject); in.unknown.given()) b.left_out.emplace(asked, in.unknown);
  const ExprId unknown = test.waived ? unknown_figure(b, subject) : ExprId{};
  if (!unknown.given()) return asked;
  return add(b, Op::And, yes, span, {asked, add(b, Op::Not, yes, span, {unknown})});
}

void facts_when(const Builder& b, ExprId condition, bool holds, std::vector<std::uint64_t>& facts) {
  if (!condition.given()) return;
  const Expr& expr = b.expr(condition);
  const bool both = (expr.op == Op::And && holds) || (expr.op == Op::Or && !holds);
  if (both) {
    for (const ExprId operand : expr.operands) facts_when(b, operand, holds, facts);
  } else if (expr.op == Op::Not) {
    facts_when(b, expr.operands[0], !holds, facts);
  } else if ((expr.op == Op::IsGiven && holds) || (expr.op == Op::IsMissing && !holds)) {
    const std::uint64_t subject = subject_of(b, expr.operands[0]);
    if (subject != 0) facts.push_back(subject);
  }
}

Narrowed::Narrowed(const Builder& b, Place& place, ExprId condition, bool holds)
    : place_(place), size_(place.given.size()) {
  facts_when(b, condition, holds, place.given);
}

}  // namespace meruit::check
