// What each step contributes, what each group comes to, and the records that are told one by one.
#include <algorithm>
#include <map>

#include "api/impact_sums.h"

namespace meruit::api {

void ImpactSums::contributions() {
  for (std::size_t p = 0; p < places.size(); ++p) {
    std::vector<std::uint8_t> separable(keys_.size(), 1);
    Rational lost = 0, one_side = 0;
    for (std::size_t r = 0; r < keys_.size(); ++r) {
      const bool ends = start_[p][r].state == Amount::State::AtFault || end_[p][r].state == Amount::State::AtFault;
      const bool between = std::any_of(reached_.begin(), reached_.end(),
                                       [&](const Amounts& all) { return all[p][r].state == Amount::State::AtFault; });
      if (!ends && !between) continue;
      separable[r] = 0;
      (ends ? one_side : lost) += known(end_[p][r]) - known(start_[p][r]);
    }
    result.not_separable.push_back(number::to_plain(lost));
    result.known_on_one_side.push_back(number::to_plain(one_side));
    for (std::size_t s = 0; s < reached_.size(); ++s) {
      const Amounts& from = s == 0 ? start_ : reached_[s - 1];
      Contribution& one = result.steps[s].payments.emplace_back();
      Rational in_sequence = 0, alone = 0;
      bool apart = alone_[s].has_value();
      for (std::size_t r = 0; r < keys_.size(); ++r) {
        if (separable[r] == 0) continue;
        const Rational change = known(reached_[s][p][r]) - known(from[p][r]);
        in_sequence += change;
        one.affected += change != 0 ? 1 : 0;
        if (!apart) continue;
        apart = (*alone_[s])[p][r].state != Amount::State::AtFault;
        alone += known((*alone_[s])[p][r]) - known(start_[p][r]);
      }
      one.in_sequence = number::to_plain(in_sequence);
      if (!apart) continue;
      one.alone = number::to_plain(alone);
      one.interaction = number::to_plain(Rational(in_sequence - alone));
    }
  }
}

void ImpactSums::group() {
  if (result.by.empty()) return;
  std::map<std::string, std::vector<std::size_t>> members;
  for (std::size_t r = 0; r + 1 < keys_.size(); ++r)
    if (grouped_[kind_of_[r]] != 0) members[groups_[r]].push_back(r);
  for (const auto& [value, rows] : members) {
    GroupImpact& one = result.groups.emplace_back();
    one.value = value;
    one.records = rows.size();
    for (const std::size_t r : rows) one.affected += affected_[r];
    for (std::size_t p = 0; p < places.size(); ++p) {
      if (result.payments[p].overall) {
        one.payments.emplace_back();
        continue;
      }
      Rational before = 0, after = 0;
      for (const std::size_t r : rows) {
        before += known(start_[p][r]);
        after += known(end_[p][r]);
      }
      one.payments.push_back(moved(before, after));
    }
  }
}

Movement ImpactSums::movement(const Amount& before, const Amount& after) const {
  const bool both = before.state != Amount::State::AtFault && after.state != Amount::State::AtFault;
  return {before.state == Amount::State::Known ? number::to_plain(before.value) : "",
          after.state == Amount::State::Known ? number::to_plain(after.value) : "",
          both ? number::to_plain(Rational(known(after) - known(before))) : ""};
}

void ImpactSums::list_records() {
  std::vector<std::pair<Rational, std::size_t>> order;
  for (std::size_t r = 0; r < keys_.size(); ++r) {
    if (affected_[r] == 0 && (results_[r].empty() || keys_[r].empty())) continue;
    Rational size = 0;
    for (std::size_t p = 0; p < places.size(); ++p) {
      const Rational change = known(end_[p][r]) - known(start_[p][r]);
      size += change < 0 ? Rational(-change) : change;
    }
    order.emplace_back(size, r);
  }
  std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : affected_[a.second] > affected_[b.second];
  });
  for (const auto& [size, r] : order) {
    RecordImpact& one = result.records.emplace_back();
    if (r < kind_of_.size()) one.relation = relations[kind_of_[r]];
    one.key = keys_[r];
    one.group = groups_[r];
    one.results = results_[r];
    one.cells = cells_[r];
    for (std::size_t p = 0; p < places.size(); ++p) one.payments.push_back(movement(start_[p][r], end_[p][r]));
  }
}

}  // namespace meruit::api
