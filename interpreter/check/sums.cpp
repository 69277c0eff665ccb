// Sums whose terms may bring a denominator each: too many of them stop a run (docs/limits.md), so the writer is told
// beforehand.
#include "check/definitions.h"

namespace meruit::check {

namespace {

// A quotient by a value of the record that no rounding makes a decimal again.
ExprId open_quotient(const Builder& b, ExprId root) {
  std::vector<ExprId> open{root};
  std::vector<bool> seen(b.model.exprs.size());
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    if (!id.given() || seen[id.index]) continue;
    seen[id.index] = true;
    const Expr& expr = b.expr(id);
    if (expr.op == Op::Round || expr.op == Op::Split || expr.type.kind != TypeKind::Number || expr.level != Level::Row)
      continue;
    if (expr.op == Op::Divide && b.expr(expr.operands[1]).level == Level::Row) return id;
    if (expr.op == Op::Rule) open.push_back(b.model.rules[expr.index].body);
    if (expr.op == Op::Field) open.push_back(b.model.fields[expr.index].value);
    open.insert(open.end(), expr.operands.rbegin(), expr.operands.rend());
  }
  return {};
}

}  // namespace

void warn_of_denominators(Builder& b) {
  const std::size_t count = b.model.exprs.size();
  for (std::uint32_t i = 0; i < count; ++i) {
    const Expr& sum = b.model.exprs[i];
    if (sum.op != Op::Aggregate || sum.aggregate != ast::AggregateKind::Sum) continue;
    const ExprId quotient = open_quotient(b, sum.operands[0]);
    if (!quotient.given()) continue;
    Diagnostic& d = report(b, DiagnosticKind::ManyDenominators, sum.span,
                           "each record may bring a denominator of its own into this sum, and a run stops at " +
                               budget::grouped(b.files.limits.denominators) + " different ones",
                           "round each term, `sum of (x rounded to cents) over …`, or divide after summing");
    label(d, b.expr(quotient).span, "divided here and not rounded");
  }
}

}  // namespace meruit::check
