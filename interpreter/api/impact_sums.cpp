#include "api/impact_sums.h"

#include <algorithm>
#include <map>

#include "api/run_state.h"
#include "api/values.h"
#include "budget/budget.h"

namespace meruit::api {

namespace {

using State = Amount::State;

Amount amount_of(const check::Outcome& outcome) {
  if (std::holds_alternative<check::Fault>(outcome)) return {State::AtFault, 0};
  if (const auto* value = std::get_if<check::Value>(&outcome))
    if (const auto* number = std::get_if<Rational>(value)) return {State::Known, *number};
  return {};
}

}  // namespace

Movement moved(const Rational& before, const Rational& after) {
  return {number::to_plain(before), number::to_plain(after), number::to_plain(Rational(after - before))};
}

std::string outcome_words(const check::Model& model, const check::Type& type, const check::Outcome& outcome) {
  if (std::holds_alternative<check::Fault>(outcome)) return "at fault";
  const auto* value = std::get_if<check::Value>(&outcome);
  return value == nullptr ? "" : plain(model, type, *value);
}

void ImpactSums::set_ends(const Told& before, const Told& after, const check::Model& old_model,
                          const check::Model& new_model, std::optional<check::RuleId> old_by,
                          std::optional<check::RuleId> new_by) {
  at_.resize(relations.size());
  for (std::uint32_t r = 0; r < relations.size(); ++r)
    for (const auto* told : {&before, &after})
      for (const std::string& key : told->keys[r])
        if (at_[r].emplace(key, keys_.size()).second) {
          keys_.push_back(key);
          kind_of_.push_back(r);
        }
  keys_.emplace_back();
  in_before_.assign(keys_.size(), 0);
  in_after_.assign(keys_.size(), 0);
  groups_.resize(keys_.size());
  grouped_.assign(relations.size(), old_by || new_by ? 0 : 1);
  cells_.resize(keys_.size());
  results_.resize(keys_.size());
  for (std::uint32_t r = 0; r < relations.size(); ++r) {
    for (const std::string& key : before.keys[r]) in_before_[at({r}, key)] = 1;
    for (const std::string& key : after.keys[r]) in_after_[at({r}, key)] = 1;
  }
  name_groups(after, new_model, new_by);
  name_groups(before, old_model, old_by);
  Outputs olds, news;
  std::size_t old_count = 0, new_count = 0;
  for (const PaymentPlace& place : places) {
    olds.push_back(place.before ? std::optional(Output{old_count++, *place.before}) : std::nullopt);
    news.push_back(place.after ? std::optional(Output{new_count++, *place.after}) : std::nullopt);
  }
  start_ = amounts(before, old_model, olds);
  end_ = amounts(after, new_model, news);
  for (std::size_t r = 0; r < relations.size(); ++r) {
    KindImpact& kind = result.kinds.emplace_back();
    kind.relation = relations[r];
    kind.records_before = before.keys[r].size();
    kind.records_after = after.keys[r].size();
  }
  if (relations.size() == 1) result.relation = relations.front();
  compare_results(before, after, old_model, new_model);
}

// A record below one of a group is of that group.
void ImpactSums::name_groups(const Told& told, const check::Model& model, std::optional<check::RuleId> by) {
  if (!by) return;
  const check::Rule& rule = model.rules[by->index];
  const std::uint32_t of = rule.level.relation.index;
  grouped_[of] = 1;
  for (std::size_t row = 0; row < told.keys[of].size(); ++row)
    groups_[at({of}, told.keys[of][row])] = outcome_words(model, rule.type, told.outputs.back()[row]);
  for (const check::RelationId id : parents_first(model)) {
    const auto& parents = model.relations[id.index].parents;
    if (id.index == of || parents.empty()) continue;
    const check::RelationId above = model.links[parents.front().index].to;
    if (grouped_[above.index] == 0) continue;
    grouped_[id.index] = 1;
    for (std::size_t row = 0; row < told.keys[id.index].size(); ++row)
      groups_[at(id, told.keys[id.index][row])] = groups_[at(above, told.keys[above.index][told.above[id.index][row]])];
  }
}

std::string ImpactSums::name_of(std::size_t record) const {
  const bool named = relations.size() > 1 && record < kind_of_.size();
  return named ? relations[kind_of_[record]] + " " + keys_[record] : keys_[record];
}

Amounts ImpactSums::nothing() const { return Amounts(places.size(), std::vector<Amount>(keys_.size())); }

Amounts ImpactSums::amounts(const Told& told, const check::Model& model, const Outputs& where) const {
  Amounts all = nothing();
  for (std::size_t p = 0; p < where.size(); ++p) {
    if (!where[p]) continue;
    const check::Rule& rule = model.rules[where[p]->rule.index];
    const bool turned = !places[p].turned.empty() && rule.payer == places[p].turned;
    const std::vector<check::Outcome>& values = told.outputs[where[p]->position];
    const check::RelationId of = rule.level.relation;
    for (std::size_t row = 0; row < values.size(); ++row) {
      Amount amount = amount_of(values[row]);
      if (turned) amount.value = -amount.value;
      (check::of_rows(rule.level) ? all[p][at(of, told.keys[of.index][row])] : all[p].back()) = amount;
    }
  }
  return all;
}

void ImpactSums::add_step(ImpactStep step, const Amounts& reached, const std::optional<Amounts>& alone) {
  budget::take((alone ? 2 : 1) * places.size() * keys_.size() * sizeof(Amount));
  result.steps.push_back(std::move(step));
  reached_.push_back(reached);
  alone_.push_back(alone);
}

void ImpactSums::clear_steps() {
  result.steps.clear();
  reached_.clear();
  alone_.clear();
}

void ImpactSums::set_cells(const Told& before, const Told& after, const check::Model& model,
                           const std::vector<check::FieldId>& fields) {
  for (std::uint32_t r = 0; r < relations.size(); ++r) {
    std::unordered_map<std::string, std::size_t> olds;
    for (std::size_t row = 0; row < before.keys[r].size(); ++row) olds.emplace(before.keys[r][row], row);
    for (std::size_t row = 0; row < after.keys[r].size(); ++row) {
      const auto old_row = olds.find(after.keys[r][row]);
      if (old_row == olds.end()) continue;
      for (std::size_t f = 0; f < fields.size(); ++f) {
        const check::Field& field = model.fields[fields[f].index];
        if (field.relation != check::RelationId{r}) continue;
        const std::string was = outcome_words(model, field.type, before.outputs[f][old_row->second]);
        const std::string is = outcome_words(model, field.type, after.outputs[f][row]);
        const auto shown = [](const std::string& text) { return text.empty() ? "missing" : text; };
        if (was != is)
          cells_[at({r}, after.keys[r][row])].push_back(field.name + ": " + shown(was) + " → " + shown(is));
      }
    }
  }
}

void ImpactSums::finish() {
  affected_.assign(keys_.size(), 0);
  if (reached_.size() == 1) alone_.front() = reached_.front();  // there is nothing else
  totals();
  contributions();
  group();
  list_records();
}

void ImpactSums::totals() {
  result.not_separable.clear();
  for (std::size_t p = 0; p < places.size(); ++p) {
    PaymentImpact& payment = result.payments[p];
    Rational before = 0, after = 0;
    for (std::size_t r = 0; r < keys_.size(); ++r) {
      const Amount &a = start_[p][r], &b = end_[p][r];
      before += known(a);
      after += known(b);
      const bool fault_before = a.state == State::AtFault, fault_after = b.state == State::AtFault;
      if (fault_before != fault_after || (!fault_before && known(a) != known(b))) affected_[r] = 1;
      payment.undetermined += fault_before && fault_after ? 1 : 0;
      payment.newly_undetermined += !fault_before && fault_after ? 1 : 0;
      payment.newly_determined += fault_before && !fault_after ? 1 : 0;
      if (fault_before || fault_after || known(a) == known(b)) continue;
      payment.affected += 1;
      (known(b) > known(a) ? payment.raised : payment.lowered) += 1;
      payment.newly_paid += known(a) == 0 ? 1 : 0;
      payment.no_longer_paid += known(b) == 0 ? 1 : 0;
    }
    payment.total = moved(before, after);
    if (limit && (payment.newly_undetermined > 0 || abs(Rational(after - before)) > *limit))
      result.beyond_limit.push_back(p);
    if (limit_each) find_beyond_each(p);
  }
  for (std::size_t r = 0; r + 1 < keys_.size(); ++r)
    if (in_before_[r] != in_after_[r] || !cells_[r].empty()) affected_[r] = 1;
  result.overall_affected = affected_.back() != 0;
  count_kinds();
}

void ImpactSums::count_kinds() {
  for (std::size_t r = 0; r + 1 < keys_.size(); ++r) {
    KindImpact& kind = result.kinds[kind_of_[r]];
    bool new_zero = false, neither = false;
    for (std::size_t p = 0; p < places.size(); ++p) {
      new_zero = new_zero || (!places[p].before && end_[p][r].state == State::Known && end_[p][r].value == 0);
      neither = neither || (start_[p][r].state == State::AtFault && end_[p][r].state == State::AtFault);
    }
    kind.affected += affected_[r];
    kind.only_before += in_before_[r] != 0 && in_after_[r] == 0 ? 1 : 0;
    kind.only_after += in_before_[r] == 0 && in_after_[r] != 0 ? 1 : 0;
    kind.only_new_zeros += new_zero && affected_[r] == 0 ? 1 : 0;
    kind.only_results += affected_[r] == 0 && !results_[r].empty() ? 1 : 0;
    if (neither) result.undetermined.push_back(name_of(r));
  }
  for (const KindImpact& kind : result.kinds)
    for (const auto count :
         {&KindImpact::records_before, &KindImpact::records_after, &KindImpact::affected, &KindImpact::only_before,
          &KindImpact::only_after, &KindImpact::only_new_zeros, &KindImpact::only_results})
      result.all.*count += kind.*count;
}

// Records newly undetermined come first: nobody knows by how much they change.
void ImpactSums::find_beyond_each(std::size_t payment) {
  std::vector<std::pair<std::optional<Rational>, std::size_t>> beyond;
  for (std::size_t r = 0; r < keys_.size(); ++r) {
    const Amount &a = start_[payment][r], &b = end_[payment][r];
    const Rational change = abs(Rational(known(b) - known(a)));
    if (a.state != State::AtFault && b.state == State::AtFault)
      beyond.emplace_back(std::nullopt, r);
    else if (b.state != State::AtFault && change > *limit_each)
      beyond.emplace_back(change, r);
  }
  std::stable_sort(beyond.begin(), beyond.end(), [](const auto& a, const auto& b) {
    return a.first && b.first ? *a.first > *b.first : !a.first && b.first.has_value();
  });
  for (const auto& [change, r] : beyond) result.payments[payment].beyond_each.push_back(name_of(r));
}

}  // namespace meruit::api
