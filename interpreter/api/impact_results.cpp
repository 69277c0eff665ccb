// Results of two versions that are no payments: lines of payments, and rules that are reported.
#include "api/impact_sums.h"
#include "api/values.h"

namespace meruit::api {

namespace {

// One result at the two ends, by row of each.
struct BothEnds {
  const check::Model& old_model;
  const check::Model& new_model;
  const check::Rule& old_rule;
  const check::Rule& new_rule;
  const std::vector<check::Outcome>& before;
  std::vector<check::Outcome> after;

  [[nodiscard]] bool is_number() const {
    return old_rule.type.kind == check::TypeKind::Number && new_rule.type.kind == check::TypeKind::Number;
  }
  [[nodiscard]] std::string was(std::size_t row) const { return outcome_words(old_model, old_rule.type, before[row]); }
  [[nodiscard]] std::string is(std::size_t row) const { return outcome_words(new_model, new_rule.type, after[row]); }
};

Rational number_of(const check::Outcome& outcome) {
  const auto* value = std::get_if<check::Value>(&outcome);
  return value == nullptr ? Rational(0) : std::get<Rational>(*value);
}

bool at_fault(const check::Outcome& outcome) { return std::holds_alternative<check::Fault>(outcome); }

std::vector<check::Outcome> turned_round(std::vector<check::Outcome> values) {
  for (check::Outcome& each : values)
    if (auto* value = std::get_if<check::Value>(&each)) *value = check::Value(Rational(-std::get<Rational>(*value)));
  return values;
}

std::string shown(const std::string& text) { return text.empty() ? "missing" : text; }

ResultImpact named(const check::Model& model, const check::Rule& rule) {
  ResultImpact one;
  one.name = rule.name;
  one.title = rule.title;
  if (rule.line_of.given()) one.line_of = model.rules[rule.line_of.index].name;
  one.overall = !check::of_rows(rule.level);
  return one;
}

}  // namespace

void ImpactSums::compare_results(const Told& before, const Told& after, const check::Model& old_model,
                                 const check::Model& new_model) {
  std::size_t old_at = 0, new_at = 0;
  for (const PaymentPlace& place : places) {
    old_at += place.before ? 1 : 0;
    new_at += place.after ? 1 : 0;
  }
  std::vector<std::unordered_map<std::string, std::size_t>> old_rows(relations.size());
  for (std::size_t r = 0; r < relations.size(); ++r)
    for (std::size_t row = 0; row < before.keys[r].size(); ++row) old_rows[r].emplace(before.keys[r][row], row);

  for (std::size_t i = 0; i < others.size(); ++i) {
    const check::Rule& old_rule = old_model.rules[others[i].before.index];
    const check::Rule& new_rule = new_model.rules[others[i].after.index];
    const auto& values = after.outputs[new_at + i];
    const BothEnds ends{old_model,
                        new_model,
                        old_rule,
                        new_rule,
                        before.outputs[old_at + i],
                        others[i].turned ? turned_round(values) : values};
    ResultImpact one = named(new_model, new_rule);
    one.name = others[i].name;
    if (old_rule.level != new_rule.level) continue;  // no value of one is that of the other
    if (one.overall) {
      if (ends.was(0) == ends.is(0)) continue;
      one.movement = Movement{ends.was(0), ends.is(0), {}};
      if (ends.is_number() && !at_fault(ends.before[0]) && !at_fault(ends.after[0]))
        one.movement = moved(number_of(ends.before[0]), number_of(ends.after[0]));
      result.results.push_back(std::move(one));
      continue;
    }
    Rational sum_before = 0, sum_after = 0;
    const check::RelationId of = new_rule.level.relation;
    one.relation = relations[of.index];
    const auto& keys = after.keys[of.index];
    for (std::size_t row = 0; row < keys.size(); ++row) {
      const auto old_row = old_rows[of.index].find(keys[row]);
      if (old_row == old_rows[of.index].end()) continue;
      if (ends.is_number()) {
        sum_before += number_of(ends.before[old_row->second]);
        sum_after += number_of(ends.after[row]);
      }
      const std::string was = ends.was(old_row->second), is = ends.is(row);
      if (was == is) continue;
      one.affected += 1;
      results_[at(of, keys[row])].push_back(one.name + ": " + shown(was) + " → " + shown(is));
    }
    if (one.affected == 0) continue;
    if (ends.is_number() && is_money(new_model, new_rule.type)) one.movement = moved(sum_before, sum_after);
    result.results.push_back(std::move(one));
  }
}

}  // namespace meruit::api
