// Means and standard deviations: sums and counts of the same rows, written out. Neither evaluator knows of them.
#include "check/gathered.h"
#include "check/powers.h"

namespace meruit::check {

namespace {

using ast::AggregateKind;
using ast::AverageKind;

struct Taken {
  ExprId value, weight, where;
};

std::optional<Taken> take_rows(Builder& b, Place& place, const ast::Average& node, const Gathered& rows,
                               const Type* expected) {
  const WithinRows within(b, place, rows);
  Taken taken;
  if (node.of.where.given()) taken.where = check_condition(b, place, node.of.where);
  const Narrowed narrowed(b, place, taken.where, true);
  taken.value = check_number(b, place, node.of.body, expected);
  if (node.weight.given()) taken.weight = check_number(b, place, node.weight);
  const bool good = taken.value.given() && taken.where.given() == node.of.where.given() &&
                    taken.weight.given() == node.weight.given();
  return good ? std::optional(taken) : std::nullopt;
}

ExprId times(Builder& b, ExprId x, ExprId y, Span span) { return product(b, ast::BinaryOp::Multiply, x, y, span); }
ExprId divided(Builder& b, ExprId x, ExprId y, Span span) { return product(b, ast::BinaryOp::Divide, x, y, span); }

}  // namespace

// Σ value ÷ how many; Σ (value × weight) ÷ Σ weight.
ExprId check_average(Builder& b, Place& place, const ast::Average& node, Span span, const Type* expected) {
  if (is_deviation(node)) {
    report_unrounded(b, span, "a standard deviation",
                     "(" + written_or(b, span, std::string(ast::word(node.kind)) + " of X over ROWS") + ")");
    return {};
  }
  const std::optional<Gathered> rows =
      gathered_rows(b, place, node.of, span, std::string(ast::word(node.kind)) + " of");
  if (!rows) return {};
  const std::optional<Taken> taken = take_rows(b, place, node, *rows, expected);
  if (!taken) return {};
  const auto sum_of = [&](ExprId body) {
    return gather(b, *rows, AggregateKind::Sum, b.type(body), body, taken->where, span);
  };
  if (taken->weight.given()) {
    const ExprId weighted = times(b, taken->value, taken->weight, span);
    if (!weighted.given()) return {};
    const ExprId above = sum_of(weighted);
    return divided(b, above, sum_of(taken->weight), span);
  }
  const ExprId above = sum_of(taken->value);
  return divided(b, above, gather(b, *rows, AggregateKind::Count, number_type(), {}, taken->where, span), span);
}

bool is_deviation(const ast::Average& node) {
  return node.kind == AverageKind::SampleDeviation || node.kind == AverageKind::PopulationDeviation;
}

// With n rows: (n Σ x² − (Σ x)²) ÷ (n (n − 1)), or ÷ n².
ExprId check_variance(Builder& b, Place& place, const ast::Average& node, Span span) {
  const std::optional<Gathered> rows =
      gathered_rows(b, place, node.of, span, std::string(ast::word(node.kind)) + " of");
  if (!rows) return {};
  const std::optional<Taken> taken = take_rows(b, place, node, *rows, nullptr);
  if (!taken) return {};
  ExprId value = taken->value, square;
  {
    const WithinRows within(b, place, *rows);
    value = in_whole_units(b, value);
    square = times(b, value, value, span);
  }
  if (!square.given()) return {};
  const auto gathered = [&](AggregateKind kind, const Type& type, ExprId body) {
    return gather(b, *rows, kind, type, body, taken->where, span);
  };
  const ExprId count = gathered(AggregateKind::Count, number_type(), {});
  const ExprId total = gathered(AggregateKind::Sum, b.type(value), value);
  const ExprId squares = times(b, count, gathered(AggregateKind::Sum, b.type(square), square), span);
  const ExprId above = add(b, Op::Subtract, b.type(squares), span, {squares, times(b, total, total, span)});
  const bool sample = node.kind == AverageKind::SampleDeviation;
  const ExprId one = add_literal(b, 1, number_type(), {});
  const ExprId other = sample ? add(b, Op::Subtract, number_type(), span, {count, one}) : count;
  return divided(b, above, times(b, count, other, span), span);
}

}  // namespace meruit::check
