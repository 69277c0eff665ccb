// The parts of a split, for all records at once: each part rounded down to its quantum, and what is left over given
// out, a quantum each, in the order that the contract names.
#include <algorithm>
#include <numeric>

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

struct Share {
  Integer quanta;      // rounded down
  Rational remainder;  // of a quantum
  Rational weight;
};

Rational whole_part(const Rational& x) {
  return Rational(number::divide_rounded(Integer(numerator(x)), Integer(denominator(x)), number::RoundingMode::Floor));
}

// Rows in the order in which they are given a quantum of what is left over.
std::vector<std::size_t> order(Scene& scene, const Expr& expr, const std::vector<Share>& shares) {
  std::vector<std::vector<Value>> keys(shares.size());
  for (std::size_t row = 0; row < shares.size() && shares.size() > 1; ++row)
    for (const check::FieldId key : expr.keys)
      keys[row].push_back(std::get<Value>(evaluate(scene, scene.model.fields[key.index].value, row)));
  std::vector<std::size_t> rows(shares.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    const Rational& mine = expr.by_weight ? shares[a].weight : shares[a].remainder;
    const Rational& other = expr.by_weight ? shares[b].weight : shares[b].remainder;
    if (mine != other) return mine > other;
    return std::lexicographical_compare(keys[a].begin(), keys[a].end(), keys[b].begin(), keys[b].end(), key_less);
  });
  return rows;
}

// The fault that spoils all parts, or the weights of all rows.
std::variant<Fault, std::vector<Value>> weights(Scene& scene, ExprId id) {
  std::vector<Value> found(scene.relation.rows);
  for (const std::size_t row : scene.key_order) {
    const Outcome weight = evaluate(scene, scene.model[id].operands[1], row);
    if (const Fault* fault = fault_of(weight)) return *fault;
    found[row] = std::get<Value>(weight);
  }
  return found;
}

std::vector<Outcome> parts(Scene& scene, ExprId id) {
  const Expr& expr = scene.model[id];
  const auto all = [&](const Outcome& outcome) { return std::vector<Outcome>(scene.relation.rows, outcome); };
  const Outcome pool = evaluate(scene, expr.operands[0], 0);
  if (fault_of(pool)) return all(pool);
  const auto weighed = weights(scene, id);
  if (const auto* fault = std::get_if<Fault>(&weighed)) return all(*fault);
  const auto& each = std::get<std::vector<Value>>(weighed);
  const Outcome total = sum(id, each);
  if (fault_of(total)) return all(total);
  for (const Value& weight : each)
    if (std::get<Rational>(weight) < 0) return all(Fault{FaultKind::NegativeWeight, id});
  if (plain<Rational>(total) == 0) return all(Fault{FaultKind::NoWeights, id});
  const Rational quanta = plain<Rational>(pool) / expr.quantum;
  if (denominator(quanta) != 1) return all(Fault{FaultKind::PoolNotWhole, id});

  std::vector<Share> shares;
  Integer left(numerator(quanta));
  for (const Value& value : each) {
    const auto& weight = std::get<Rational>(value);
    const Rational exact = quanta * weight / plain<Rational>(total);
    const Rational down = whole_part(exact);
    shares.push_back({Integer(numerator(down)), Rational(exact - down), weight});
    left -= shares.back().quanta;
  }
  for (const std::size_t row : order(scene, expr, shares)) {
    if (left == 0) break;
    shares[row].quanta += 1;
    left -= 1;
  }
  std::vector<Outcome> outcomes;
  for (const Share& share : shares) outcomes.emplace_back(Value(Rational(share.quanta * expr.quantum)));
  return outcomes;
}

}  // namespace

Outcome split(Scene& scene, ExprId id, std::size_t row) {
  auto found = scene.splits.find(id.index);
  if (found == scene.splits.end()) found = scene.splits.emplace(id.index, parts(scene, id)).first;
  return found->second[row];
}

}  // namespace meruit::oracle
