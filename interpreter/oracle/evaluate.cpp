// A specialised model and its rows to outcomes: the outputs asked for, and what the data violates.
#include <algorithm>

#include "budget/budget.h"
#include "number/rational.h"
#include "oracle/oracle.h"
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using check::Outcome;
using check::Value;
using check::Violation;

// A cell that the field asks for and that cannot be read is a violation of the field itself. Another fault or an
// absence violates no constraint: the one shows in what uses the field, the other is allowed or not by its type.
void check_constraints(Scene& scene, check::FieldId id, std::size_t row, std::vector<Violation>& violations) {
  const check::Field& field = scene.model.fields[id.index];
  const check::Constraints& limits = field.constraints;
  const bool limited = limits.whole || limits.from || limits.to || limits.places;
  if (!field.lazy && !limited) return;
  const Outcome outcome = evaluate(scene, field.value, row);
  const auto violated = [&](Violation::Kind kind) { violations.push_back({kind, id.index, row, outcome}); };
  const check::Fault* fault = fault_of(outcome);
  if (field.lazy && fault != nullptr && fault->kind == check::FaultKind::Unreadable)
    violated(Violation::Kind::Unreadable);

  const Value* value = std::get_if<Value>(&outcome);
  if (value == nullptr || !limited) return;
  const Rational& number = std::get<Rational>(*value);

  if (limits.whole && denominator(number) != 1) violated(Violation::Kind::Whole);
  if ((limits.from && number < *limits.from) || (limits.to && number > *limits.to)) violated(Violation::Kind::Range);
  if (limits.places) {
    const Rational shifted = number * Rational(number::power_of_ten(static_cast<unsigned>(*limits.places)));
    if (denominator(shifted) != 1) violated(Violation::Kind::Places);
  }
}

// Those of the relation's rows; one that looks at no row is asked of each.
void check_expectations(Scene& scene, check::RelationId relation, std::size_t row, std::vector<Violation>& violations) {
  for (std::size_t i = 0; i < scene.model.expectations.size(); ++i) {
    if (!check::may_use(scene.model[scene.model.expectations[i]].level, check::rows_of(relation))) continue;
    const Outcome outcome = evaluate(scene, scene.model.expectations[i], row);
    if (outcome != Outcome(Value(true)))
      violations.push_back({Violation::Kind::Expectation, static_cast<std::uint32_t>(i), row, outcome});
  }
}

// Where a link is among those of its relation.
std::size_t position(const check::Model& model, check::LinkId id) {
  const std::vector<check::LinkId>& links = model.relations[model.links[id.index].from.index].parents;
  return static_cast<std::size_t>(std::find(links.begin(), links.end(), id) - links.begin());
}

}  // namespace

Scene make_scene(const check::Model& model, const data::Records& records) {
  Scene scene{model, records, {}, {}};
  for (const data::Relation& relation : records.relations) scene.key_orders.push_back(data::key_order(model, relation));
  for (std::uint32_t i = 0; i < model.links.size(); ++i) {
    const check::Link& link = model.links[i];
    scene.links.push_back(records.relations[link.from.index].links[position(model, {i})]);
    scene.rows_below.emplace_back(records.relations[link.to.index].rows);
    for (const std::size_t row : scene.key_orders[link.from.index])
      scene.rows_below.back()[scene.links.back()[row]].push_back(row);
  }
  for (const check::Rule& rule : model.rules) {
    const std::size_t rows = data::rows_at(records, rule.level);
    budget::take(rows * sizeof(std::optional<check::Outcome>));
    scene.by_rule.emplace_back(rows);
  }
  return scene;
}

std::vector<std::size_t> rows_gathered(const Scene& scene, const check::Expr& expr, std::size_t row) {
  if (expr.op == check::Op::Split) return scene.key_orders[expr.level.relation.index];
  if (expr.chain.empty()) return scene.key_orders[expr.index];
  std::vector<std::size_t> found{row};
  // From the top link down. Keys of rows begin with those of their parents, so that the order is that of the keys.
  for (auto link = expr.chain.rbegin(); link != expr.chain.rend(); ++link) {
    std::vector<std::size_t> below;
    for (const std::size_t each : found) {
      const std::vector<std::size_t>& rows = scene.rows_below[link->index][each];
      below.insert(below.end(), rows.begin(), rows.end());
    }
    found = std::move(below);
  }
  return found;
}

std::size_t row_led_to(const Scene& scene, check::ExprId link, std::size_t row) {
  return scene.links[scene.model[link].index][row];
}

std::size_t row_above(const Scene& scene, const std::vector<check::LinkId>& links, std::size_t row) {
  for (const check::LinkId link : links) row = scene.links[link.index][row];
  return row;
}

void remember_rules(Scene& scene) {
  for (const check::RuleId id : scene.model.rules_in_order())
    for (std::size_t row = 0; row < scene.by_rule[id.index].size(); ++row) (void)evaluate_rule(scene, id, row);
}

Results evaluate(const check::Model& model, const data::Records& records) {
  Scene scene = make_scene(model, records);
  remember_rules(scene);

  Results results;
  for (const check::RuleId id : model.outputs) {
    results.outputs.emplace_back();
    for (std::size_t row = 0; row < scene.by_rule[id.index].size(); ++row)
      results.outputs.back().push_back(evaluate_rule(scene, id, row));
  }
  for (const data::Relation& relation : records.relations) {
    for (std::size_t row = 0; row < relation.rows; ++row) {
      for (const check::FieldId id : model.relations[relation.id.index].fields)
        check_constraints(scene, id, row, results.violations);
      check_expectations(scene, relation.id, row, results.violations);
    }
  }
  return results;
}

}  // namespace meruit::oracle
