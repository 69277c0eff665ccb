// A specialised model and its rows to outcomes: the outputs asked for, and what the data violates.
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

// Whether the row has this key: its cells are those of the columns that hold it.
bool has_key(const check::Model& model, const data::Relation& relation, std::size_t row,
             const std::vector<Outcome>& key) {
  std::size_t part = 0;
  for (const check::FieldId id : model.relations[relation.id.index].fields) {
    const check::Field& field = model.fields[id.index];
    if (!field.key) continue;
    if (part == key.size() || data::at(relation.columns[model[field.value].index], row) != key[part++]) return false;
  }
  return part == key.size();
}

// Of each row the row that it leads to. Every row of the data has its parent.
std::vector<std::size_t> rows_of_link(const check::Model& model, const data::Records& records,
                                      const check::Link& link) {
  const data::Relation& from = records.relations[link.from.index];
  const data::Relation& to = records.relations[link.to.index];
  std::vector<std::size_t> found;
  for (std::size_t row = 0; row < from.rows; ++row) {
    std::vector<Outcome> key;
    for (const check::FieldId id : link.columns)
      key.push_back(data::at(from.columns[model[model.fields[id.index].value].index], row));
    std::size_t at = 0;
    while (at < to.rows && !has_key(model, to, at, key)) ++at;
    found.push_back(at);
  }
  return found;
}

}  // namespace

Scene make_scene(const check::Model& model, const data::Records& records) {
  Scene scene{model, records, {}, {}};
  for (const data::Relation& relation : records.relations) scene.key_orders.push_back(data::key_order(model, relation));
  for (const check::Link& link : model.links) scene.links.push_back(rows_of_link(model, records, link));
  for (const check::Rule& rule : model.rules) {
    const std::size_t rows = data::rows_at(records, rule.level);
    budget::take(rows * sizeof(std::optional<check::Outcome>));
    scene.by_rule.emplace_back(rows);
  }
  return scene;
}

std::vector<std::size_t> rows_gathered(const Scene& scene, const check::Expr& expr, std::size_t row) {
  const auto& all = scene.key_orders[expr.op == check::Op::Split ? expr.level.relation.index : expr.index];
  if (expr.chain.empty()) return all;
  std::vector<std::size_t> found;
  for (const std::size_t each : all) {
    std::size_t at = each;
    for (const check::LinkId link : expr.chain) at = scene.links[link.index][at];
    if (at == row) found.push_back(each);
  }
  return found;
}

std::size_t row_led_to(const Scene& scene, check::ExprId link, std::size_t row) {
  return scene.links[scene.model[link].index][row];
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
