// Which values rest on a limit that is not known. The mark of a value follows the way to it: where a case is not
// chosen, what it left out does not matter.
#include <algorithm>

#include "check/limits.h"

namespace meruit::check {

namespace {

struct Marks {
  Builder& b;
  Type yes = plain_type(TypeKind::YesNo);
  std::map<ExprId, ExprId> known;

  ExprId either(ExprId x, ExprId y) {
    if (!x.given() || !y.given()) return x.given() ? x : y;
    return add(b, Op::Or, yes, b.expr(x).span, {x, y});
  }
  ExprId where(ExprId condition, ExprId mark) {
    return mark.given() ? add(b, Op::And, yes, b.expr(mark).span, {condition, mark}) : mark;
  }
  ExprId unless(ExprId condition, ExprId mark) {
    if (!mark.given()) return mark;
    return where(add(b, Op::Not, yes, b.expr(mark).span, {condition}), mark);
  }

  ExprId of(ExprId id);
  ExprId of_cases(ExprId id);
  ExprId of_rule(ExprId id);
  ExprId of_aggregate(ExprId id);
  ExprId of_split(ExprId id);
  ExprId of_row_above(ExprId id);
  ExprId any_of(ExprId mark, RelationId over, const Expr& made_like);
};

ExprId Marks::of_rule(ExprId id) {
  const Rule& rule = b.model.rules[b.expr(id).index];
  if (!rule.mark.given()) return {};
  const ExprId mark = add(b, Op::Rule, yes, b.expr(id).span, {}, rule.level);
  b.model.exprs[mark.index].index = rule.mark.index;
  return mark;
}

// Conditions are looked at in order, all of them or up to the first that holds.
ExprId Marks::of_cases(ExprId id) {
  const Expr cases = b.expr(id);
  const std::size_t count = cases.operands.size() / 2;
  ExprId looked_at;
  std::vector<ExprId> before(count + 1), values;
  for (std::size_t i = 0; i < count; ++i) {
    looked_at = either(looked_at, of(cases.operands[2 * i]));
    before[i] = looked_at;
  }
  before[count] = looked_at;
  bool any = looked_at.given();
  for (std::size_t i = 0; i < count + (cases.has_otherwise ? 1 : 0); ++i) {
    const ExprId value = of(i < count ? cases.operands[2 * i + 1] : cases.operands.back());
    values.push_back(either(cases.first_that_applies ? before[i] : looked_at, value));
    any = any || values.back().given();
  }
  if (!any) return {};
  std::vector<ExprId> operands;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i < count) operands.push_back(cases.operands[2 * i]);
    operands.push_back(values[i].given() ? values[i] : add_literal(b, false, yes, cases.span));
  }
  const ExprId mark = add(b, Op::Cases, yes, cases.span, operands);
  Expr& made = b.model.exprs[mark.index];
  made.first_that_applies = cases.first_that_applies;
  made.has_otherwise = cases.has_otherwise;
  made.of_exceptions = cases.of_exceptions;
  return mark;
}

// Marked when a record that counts is.
ExprId Marks::of_aggregate(ExprId id) {
  const Expr fold = b.expr(id);
  const bool has_body = fold.operands.size() > (fold.has_where ? 1U : 0U);
  ExprId mark = has_body ? of(fold.operands.front()) : ExprId{};
  if (fold.has_where) mark = either(of(fold.operands.back()), where(fold.operands.back(), mark));
  return any_of(mark, {fold.index}, fold);
}

ExprId Marks::any_of(ExprId mark, RelationId over, const Expr& made_like) {
  if (!mark.given()) return {};
  const ExprId any = add(b, Op::Aggregate, yes, made_like.span, {mark});
  Expr& made = b.model.exprs[any.index];
  made.level = made_like.chain.empty() ? kOverall : made_like.level;
  made.index = over.index;
  made.chain = made_like.chain;
  made.aggregate = ast::AggregateKind::Any;
  return any;
}

// A part hangs on the weights of all records.
ExprId Marks::of_split(ExprId id) {
  const Expr split = b.expr(id);
  return either(of(split.operands[0]), any_of(of(split.operands[1]), split.level.relation, split));
}

ExprId Marks::of_row_above(ExprId id) {
  const Expr at = b.expr(id);
  const ExprId above = of(at.operands[1]);
  if (!above.given()) return {};
  const ExprId mark = add(b, Op::At, yes, at.span, {}, at.level);
  b.model.exprs[mark.index].operands = {at.operands[0], above};
  return mark;
}

ExprId Marks::of(ExprId id) {
  if (!id.given()) return {};
  if (const auto found = known.find(id); found != known.end()) return found->second;
  const Expr expr = b.expr(id);
  ExprId mark;
  if (expr.op == Op::Rule) {
    mark = of_rule(id);
  } else if (expr.op == Op::Field) {
    mark = of(b.model.fields[expr.index].value);
  } else if (expr.op == Op::Parameter && b.model.parameters[expr.index].values.size() == 1) {
    mark = of(b.model.parameters[expr.index].values.front().value);
  } else if (expr.op == Op::Cases) {
    mark = of_cases(id);
  } else if (expr.op == Op::Aggregate) {
    mark = of_aggregate(id);
  } else if (expr.op == Op::Split) {
    mark = of_split(id);
  } else if (expr.op == Op::At) {
    mark = of_row_above(id);
  } else if (expr.op == Op::And || expr.op == Op::Or) {
    const ExprId right = of(expr.operands[1]);
    const ExprId looked_at = expr.op == Op::And ? where(expr.operands[0], right) : unless(expr.operands[0], right);
    mark = either(of(expr.operands[0]), looked_at);
  } else if (const auto left_out = b.left_out.find(id); left_out != b.left_out.end()) {
    mark = either(of(expr.operands[0]), left_out->second);  // what a limit limits stands beside it
  } else if (expr.op == Op::IfMissing) {
    const ExprId right = of(expr.operands[1]);
    const ExprId missing = right.given() ? add(b, Op::IsMissing, yes, expr.span, {expr.operands[0]}) : ExprId{};
    mark = either(of(expr.operands[0]), right.given() ? where(missing, right) : right);
  } else {
    for (const ExprId operand : expr.operands) mark = either(mark, of(operand));
  }
  known.emplace(id, mark);
  return mark;
}

}  // namespace

void mark_unknown(Builder& b) {
  if (b.left_out.empty()) return;
  Marks marks{b, plain_type(TypeKind::YesNo), {}};
  std::vector<Ordered> order;
  b.model.never = add_literal(b, false, marks.yes, {});
  for (const Ordered& each : b.model.order) {
    order.push_back(each);
    if (each.kind != Ordered::Kind::Rule) continue;
    const RuleId id{each.index};
    const ExprId mark = marks.of(b.model.rules[id.index].body);
    if (!mark.given()) continue;
    const Rule& rule = b.model.rules[id.index];
    Rule beside;
    beside.name = rule.name + " rests on an unknown limit";
    beside.level = rule.level;
    beside.type = marks.yes;
    beside.body = mark;
    beside.part = Rule::Part::Mark;
    beside.part_of = id;
    beside.span = rule.span;
    const RuleId added{static_cast<std::uint32_t>(b.model.rules.size())};
    b.model.rules.push_back(std::move(beside));
    b.model.rules[id.index].mark = added;
    order.push_back(ordered(added));
  }
  b.model.order = std::move(order);
}

}  // namespace meruit::check
