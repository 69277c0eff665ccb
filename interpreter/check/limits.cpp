// What waived and unknown limits leave of a `min`, a `max` or a header.
#include "check/limits.h"

#include <algorithm>

namespace meruit::check {

ExprId unknown_figure(Builder& b, ExprId figure) {
  const Expr expr = b.expr(figure);
  if (!expr.type.unknown) return {};
  Expr asked = expr;
  asked.type = plain_type(TypeKind::YesNo);
  if (expr.op == Op::Lookup)
    asked.column = b.model.tables[expr.index].columns[expr.column].unknown;
  else
    asked.index = b.model.parameters[expr.index].unknown.index;
  b.model.exprs.push_back(std::move(asked));
  return {static_cast<std::uint32_t>(b.model.exprs.size() - 1)};
}

LimitIn limit_in(Builder& b, ExprId limit) {
  LimitIn found{limit, {}};
  const ExprId unknown = limit.given() ? unknown_figure(b, limit) : ExprId{};
  if (!unknown.given()) return found;
  const Type yes = plain_type(TypeKind::YesNo);
  const Span span = b.expr(limit).span;
  found.unknown = add(b, Op::And, yes, span, {add(b, Op::IsMissing, yes, span, {limit}), unknown});
  return found;
}

ExprId or_value(Builder& b, const LimitIn& in, ExprId value) {
  if (!b.type(in.limit).may_be_missing) return in.limit;
  const ExprId id = add(b, Op::IfMissing, b.type(value), b.expr(in.limit).span, {in.limit, value});
  if (in.unknown.given()) b.left_out.emplace(id, in.unknown);
  return id;
}

ExprId add_limited(Builder& b, Op op, const std::vector<LimitIn>& in, const Type& type, Span span) {
  std::vector<ExprId> operands;
  if (op == Op::Clamp && (b.type(in[1].limit).waived || b.type(in[2].limit).waived)) {
    const ExprId value = in[0].limit;
    const ExprId below = add(b, Op::Minimum, type, span, {value, or_value(b, in[2], value)});
    return add(b, Op::Maximum, type, span, {below, or_value(b, in[1], below)});
  }
  const auto there =
      std::find_if(in.begin(), in.end(), [&](const LimitIn& one) { return !b.type(one.limit).may_be_missing; });
  for (const LimitIn& one : in) operands.push_back(or_value(b, one, there->limit));
  return add(b, op, type, span, operands);
}

}  // namespace meruit::check
