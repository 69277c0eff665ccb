// Sums whose terms may bring a denominator each: too many of them stop a run (docs/limits.md), so the writer is told
// beforehand.
#include "check/definitions.h"
#include "check/types.h"

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
    if (expr.op == Op::Round || expr.op == Op::Split || expr.type.kind != TypeKind::Number || !of_rows(expr.level))
      continue;
    if (expr.op == Op::Divide && of_rows(b.expr(expr.operands[1]).level)) return id;
    if (expr.op == Op::Rule) open.push_back(b.model.rules[expr.index].body);
    if (expr.op == Op::Field) open.push_back(b.model.fields[expr.index].value);
    open.insert(open.end(), expr.operands.rbegin(), expr.operands.rend());
  }
  return {};
}

// "`sum of (1 / (x + 1000) rounded to N places) over acos`", of the writer's own words where they are short.
std::string with_rounded_terms(const Builder& b, const Expr& sum) {
  const Expr& term = b.expr(sum.operands[0]);
  const std::string rounded = is_money(b, term.type.unit) ? " rounded to cents)" : " rounded to N places)";
  const std::string whole = written_or(b, sum.span, "");
  const std::string one = written_or(b, term.span, "");
  const std::size_t at = one.empty() ? std::string::npos : whole.find(one);
  if (at == std::string::npos) return "`sum of (X" + rounded + " over …`";
  return "`" + whole.substr(0, at) + "(" + one + rounded + whole.substr(at + one.size()) + "`";
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
                           "each record may bring a fraction of another denominator into this sum (a third, a seventh, "
                           "…), and a run stops at more than " +
                               budget::grouped(b.files.limits.denominators) + " different ones",
                           "if the contract rounds each record's value, write " + with_rounded_terms(b, b.expr({i})) +
                               ", rounded as it says");
    label(d, b.expr(quotient).span, "divided here and not rounded");
  }
}

}  // namespace meruit::check
