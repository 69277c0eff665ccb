// Folds over all rows, in the order of the record key: every row is looked at, its condition first and its body
// where that holds, and the first fault is the result. Only then can the fold itself fault.
#include <algorithm>
#include <map>

#include "budget/budget.h"
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using ast::AggregateKind;
using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Outcome;
using check::Value;

Outcome extreme(ExprId id, AggregateKind kind, const std::vector<Value>& values) {
  if (values.empty()) return Fault{FaultKind::Empty, id};
  if (kind == AggregateKind::Smallest) return *std::min_element(values.begin(), values.end(), less);
  return *std::max_element(values.begin(), values.end(), less);
}

Outcome product(const std::vector<Value>& values) {
  Rational result = 1;
  for (const Value& value : values) {
    budget::tick();
    result *= std::get<Rational>(value);
  }
  return Value(result);
}

Outcome distinct(std::vector<Value> values) {
  std::sort(values.begin(), values.end(), less);
  return Value(Rational(std::unique(values.begin(), values.end()) - values.begin()));
}

// The values in order are numbered from 1.
Outcome percentile(const Expr& expr, ExprId id, std::vector<Value> values) {
  using Method = ast::PercentileMethod;
  if (values.empty()) return Fault{FaultKind::Empty, id};
  std::sort(values.begin(), values.end(), less);
  const Rational many(values.size());
  const bool on_line = expr.method == Method::Interpolated;
  const Rational place = on_line ? Rational(1 + expr.quantum * (many - 1)) : Rational(expr.quantum * many);
  const Integer whole = numerator(place) / denominator(place);
  const bool between = place != Rational(whole);
  const auto at = [&](const Integer& rank) {
    const auto last = static_cast<std::int64_t>(values.size());
    return std::get<Rational>(
        values[static_cast<std::size_t>(std::clamp<std::int64_t>(static_cast<std::int64_t>(rank), 1, last) - 1)]);
  };
  switch (expr.method) {
    case Method::NearestRank:
      return Value(at(between ? Integer(whole + 1) : whole));
    case Method::Averaged:
      return Value(between ? at(whole + 1) : Rational((at(whole) + at(whole + 1)) / 2));
    case Method::Interpolated:
      return Value(Rational(at(whole) + (place - Rational(whole)) * (at(whole + 1) - at(whole))));
  }
  std::abort();
}

Outcome fold(const Scene& scene, ExprId id, const std::vector<Value>& values) {
  const AggregateKind kind = scene.model[id].aggregate;
  const auto yes = [](const Value& value) { return std::get<bool>(value); };
  switch (kind) {
    case AggregateKind::Sum:
      return sum(scene, id, values);
    case AggregateKind::Product:
      return product(values);
    case AggregateKind::Count:
      return Value(Rational(values.size()));
    case AggregateKind::Distinct:
      return distinct(values);
    case AggregateKind::Percentile:
      return percentile(scene.model[id], id, values);
    case AggregateKind::Smallest:
    case AggregateKind::Largest:
      return extreme(id, kind, values);
    case AggregateKind::Any:
      return Value(std::any_of(values.begin(), values.end(), yes));
    case AggregateKind::Every:
      return Value(std::all_of(values.begin(), values.end(), yes));
  }
  std::abort();
}

}  // namespace

// Adding fractions one by one makes each addition as dear as the sum is long. Numerators over one denominator
// are added first; the few sums that are left meet in pairs.
Outcome sum(const Scene& scene, ExprId id, const std::vector<Value>& terms) {
  std::map<Integer, Integer> numerators;  // by denominator
  for (const Value& term : terms) {
    budget::tick();
    const Rational& number = std::get<Rational>(term);
    numerators[Integer(denominator(number))] += Integer(numerator(number));
  }
  if (numerators.size() > scene.model.limits.denominators) return Fault{FaultKind::TooManyDenominators, id};

  std::vector<Rational> sums;
  for (const auto& [denominator, numerator] : numerators) sums.emplace_back(numerator, denominator);
  while (sums.size() > 1) {
    for (std::size_t i = 0; i < sums.size() / 2; ++i) sums[i] = sums[2 * i] + sums[2 * i + 1];
    if (sums.size() % 2 == 1) sums[sums.size() / 2] = sums.back();
    sums.resize((sums.size() + 1) / 2);
  }
  return Value(sums.empty() ? Rational(0) : sums.front());
}

Outcome aggregate(Scene& scene, ExprId id, std::size_t own) {
  const Expr& expr = scene.model[id];
  const bool has_body = expr.operands.size() > (expr.has_where ? 1U : 0U);
  std::vector<Value> values;
  for (const std::size_t row : rows_gathered(scene, expr, own)) {
    if (expr.has_where) {
      const Outcome where = evaluate(scene, expr.operands.back(), row);
      if (fault_of(where)) return where;
      if (!plain<bool>(where)) continue;
    }
    const Outcome body = has_body ? evaluate(scene, expr.operands.front(), row) : Outcome(Value(true));
    if (fault_of(body)) return body;
    values.push_back(std::get<Value>(body));
  }
  try {
    return fold(scene, id, values);
  } catch (budget::Spent& spent) {
    spent.in_expr(id.index);
    throw;
  }
}

}  // namespace meruit::oracle
