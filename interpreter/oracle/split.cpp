// The parts of a split, for all records at once: each part rounded down to its quantum, and what is left over given
// out, a quantum each, in the order that the contract names.
#include <algorithm>
#include <numeric>

#include "budget/budget.h"
#include "number/rounding.h"
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Outcome;
using check::Value;

// Keys have an order of their own: texts by bytes, words by their place in the list.
bool key_less(const Value& a, const Value& b) {
  if (const auto* text = std::get_if<std::string>(&a)) return *text < std::get<std::string>(b);
  if (const auto* word = std::get_if<check::Word>(&a)) return word->ordinal < std::get<check::Word>(b).ordinal;
  if (const auto* yes = std::get_if<bool>(&a)) return !*yes && std::get<bool>(b);
  return less(a, b);
}

Rational whole_part(const Rational& x) {
  return Rational(number::divide_rounded(Integer(numerator(x)), Integer(denominator(x)), number::RoundingMode::Floor));
}

// Rows in the order in which they are given a quantum of what is left over.
std::vector<std::size_t> order(Scene& scene, const Expr& expr, const Parts& parts, const std::vector<Value>& weights) {
  const std::size_t count = weights.size();
  std::vector<std::vector<Value>> keys(count);
  std::vector<Rational> sizes;
  for (std::size_t row = 0; row < count; ++row)
    sizes.push_back(expr.by_weight ? std::get<Rational>(weights[row]) : Rational(parts.exact[row] - parts.down[row]));
  for (std::size_t row = 0; row < count && count > 1; ++row)
    for (const check::FieldId key : expr.keys)  // a cell that cannot be read stops the run
      if (const Outcome cell = evaluate(scene, scene.model.fields[key.index].value, row); !fault_of(cell))
        keys[row].push_back(std::get<Value>(cell));
  std::vector<std::size_t> rows(count);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    if (sizes[a] != sizes[b]) return sizes[a] > sizes[b];
    return std::lexicographical_compare(keys[a].begin(), keys[a].end(), keys[b].begin(), keys[b].end(), key_less);
  });
  return rows;
}

// The fault that spoils all parts, or the weights of all rows.
std::variant<Fault, std::vector<Value>> weights(Scene& scene, ExprId id) {
  const std::vector<std::size_t> rows = rows_gathered(scene, scene.model[id], 0);
  std::vector<Value> found(rows.size());
  for (const std::size_t row : rows) {
    const Outcome weight = evaluate(scene, scene.model[id].operands[1], row);
    if (const Fault* fault = fault_of(weight)) return *fault;
    found[row] = std::get<Value>(weight);
  }
  return found;
}

Parts parts_of(Scene& scene, ExprId id) {
  const Expr& expr = scene.model[id];
  const auto all = [&](const Outcome& outcome) {
    Parts spoilt;
    spoilt.parts.assign(rows_gathered(scene, expr, 0).size(), outcome);
    return spoilt;
  };
  const Outcome pool = evaluate(scene, expr.operands[0], 0);
  if (fault_of(pool)) return all(pool);
  const auto weighed = weights(scene, id);
  if (const auto* fault = std::get_if<Fault>(&weighed)) return all(*fault);
  const auto& each = std::get<std::vector<Value>>(weighed);
  const Outcome total = sum(scene, id, each);
  if (fault_of(total)) return all(total);
  for (const Value& weight : each)
    if (std::get<Rational>(weight) < 0) return all(Fault{FaultKind::NegativeWeight, id});
  if (plain<Rational>(total) == 0) return all(Fault{FaultKind::NoWeights, id});
  const Rational quanta = plain<Rational>(pool) / expr.quantum;
  if (denominator(quanta) != 1) return all(Fault{FaultKind::PoolNotWhole, id});

  budget::take(each.size() * (sizeof(Outcome) + 2 * sizeof(Rational) + sizeof(std::size_t)));
  Parts found;
  found.total = plain<Rational>(total);
  found.left_over = Integer(numerator(quanta));
  for (const Value& weight : each) {
    const Rational exact = quanta * std::get<Rational>(weight) / found.total;
    const Rational down = whole_part(exact);
    found.exact.emplace_back(exact * expr.quantum);
    found.down.emplace_back(down * expr.quantum);
    found.parts.emplace_back(Value(found.down.back()));
    found.left_over -= Integer(numerator(down));
  }
  found.order = order(scene, expr, found, each);
  for (std::size_t i = 0; found.left_over > i; ++i) {
    const std::size_t row = found.order[i];
    found.parts[row] = Value(Rational(found.down[row] + expr.quantum));
  }
  return found;
}

}  // namespace

const Parts& split(Scene& scene, ExprId id) {
  auto found = scene.splits.find(id.index);
  if (found == scene.splits.end()) found = scene.splits.emplace(id.index, parts_of(scene, id)).first;
  return found->second;
}

}  // namespace meruit::oracle
