// impact(): two versions on data. Both ends are evaluated as they are; impact_sides.cpp has what each
// is given, impact_moves.cpp what lies between them.
#include "meruit/impact.h"

#include <algorithm>

#include "api/guarded.h"
#include "api/impact_run.h"
#include "diff/fix_term.h"

namespace meruit {

namespace api {

namespace {

// A party of the old version, or a record, as the new one calls it.
std::string called_in_new(const check::Model& before, const check::Model& after, const diff::Matching& matching,
                          const std::string& party) {
  for (const auto& [old_name, new_name] : matching.parties)
    if (old_name == party) return new_name;
  for (std::uint32_t i = 0; i < before.relations.size(); ++i)
    if (before.relations[i].name == party) return after.relations[i].name;
  return party;
}

}  // namespace

ImpactRun::ImpactRun(Prepared before, Prepared after, const ImpactSide& old_side, const ImpactSide& new_side,
                     const ImpactOptions& options)
    : before_(std::move(before)),
      after_(std::move(after)),
      old_side_(old_side),
      new_side_(new_side),
      options_(options) {
  if (before_.term != after_.term) {
    if (before_.term) diff::fix_figures(before_.model, *before_.term);
    if (after_.term) diff::fix_figures(after_.model, *after_.term);
  }
}

Result<void> ImpactRun::read_limits() {
  const auto read = [](const std::string& text, std::optional<Rational>& limit) -> Result<void> {
    if (text.empty()) return {};
    limit = number::parse_decimal(text);
    if (limit && *limit >= 0) return {};
    return plain_error(ErrorKind::Usage, "limit",
                       "`" + text + "` is no limit: write a plain amount, such as 1000 or 0.05");
  };
  if (auto total = read(options_.at_most, sums_.limit); !total) return total;
  if (auto each = read(options_.at_most_each, sums_.limit_each); !each) return each;
  sums_.result.at_most = options_.at_most;
  sums_.result.at_most_each = options_.at_most_each;
  return {};
}

Result<Impact> ImpactRun::run() {
  if (auto limits = read_limits(); !limits) return limits.error();
  if (auto alike = number_alike(); !alike) return alike.error();
  if (auto data = take_data(); !data) return data.error();
  const diff::Book old_book = diff::make_book(before_.model, *before_.sources);
  const diff::Book new_book = diff::make_book(after_.model, *after_.sources);
  const diff::Matching matching = diff::match(old_book, new_book);
  found_ = diff::compare(side_of(before_, old_book), side_of(after_, new_book), matching);
  const diff::Merge merge(old_book, new_book, matching);
  sums_.result.comparison = comparison_of(before_, after_, found_);
  name_inputs();
  name_payments(old_book, new_book, matching, merge);
  name_results(old_book, new_book, matching);
  if (auto ends = evaluate_ends(); !ends) return ends.error();
  apply_moves(merge);
  find_restated();
  sums_.finish();
  return std::move(sums_.result);
}

// Payments of either side: where each stands in the old, the new and the merged model, and who pays.
void ImpactRun::name_payments(const diff::Book& old_book, const diff::Book& new_book, const diff::Matching& matching,
                              const diff::Merge& merge) {
  const auto add = [&](PaymentPlace place) {
    const check::Rule* before = place.before ? &before_.model.rules[place.before->index] : nullptr;
    const check::Rule* after = place.after ? &after_.model.rules[place.after->index] : nullptr;
    const check::Rule& shown = after != nullptr ? *after : *before;
    PaymentImpact& payment = sums_.result.payments.emplace_back();
    payment.name = after != nullptr
                       ? shown_name(new_book, new_book.of(diff::Entity::Kind::Rule, place.after->index), matching)
                       : shown_name(old_book, old_book.of(diff::Entity::Kind::Rule, place.before->index), matching);
    payment.title = shown.title;
    payment.overall = !check::of_rows(shown.level);
    if (!payment.overall) payment.relation = after_.model.relations[shown.level.relation.index].name;
    if (before != nullptr) payment.parties_before = before->payer + " to " + before->payee;
    if (after != nullptr) payment.parties_after = after->payer + " to " + after->payee;
    const auto now = [&](const std::string& party) {
      return called_in_new(before_.model, after_.model, matching, party);
    };
    if (before != nullptr && after != nullptr && before->payer != before->payee && now(before->payer) == after->payee &&
        now(before->payee) == after->payer) {
      payment.turned = true;
      place.turned = after->payer;
    }
    sums_.places.push_back(std::move(place));
  };
  for (std::uint32_t i = 0; i < after_.model.rules.size(); ++i) {
    if (!after_.model.rules[i].payment) continue;
    const auto old_id = matching.to_old[new_book.of(diff::Entity::Kind::Rule, i)];
    std::optional<check::RuleId> old_rule;
    if (old_id && before_.model.rules[old_book[*old_id].index].payment) old_rule = {old_book[*old_id].index};
    add({old_rule, check::RuleId{i}, merge.rule(i), {}});
  }
  for (std::uint32_t i = 0; i < before_.model.rules.size(); ++i) {
    if (!before_.model.rules[i].payment) continue;
    const auto new_id = matching.to_new[old_book.of(diff::Entity::Kind::Rule, i)];
    if (!new_id || !after_.model.rules[new_book[*new_id].index].payment)
      add({check::RuleId{i}, std::nullopt, check::RuleId{i}, {}});
  }
}

// Lines and reported rules that both versions have.
void ImpactRun::name_results(const diff::Book& old_book, const diff::Book& new_book, const diff::Matching& matching) {
  for (const check::RuleId id : after_.model.outputs) {
    const check::Rule& rule = after_.model.rules[id.index];
    if (rule.payment || !check::is_result(rule)) continue;
    const auto old_id = matching.to_old[new_book.of(diff::Entity::Kind::Rule, id.index)];
    if (!old_id) continue;
    const check::RuleId old_rule{old_book[*old_id].index};
    const auto& olds = before_.model.outputs;
    if (std::find(olds.begin(), olds.end(), old_rule) == olds.end() || before_.model.rules[old_rule.index].payment)
      continue;
    const bool turned = std::any_of(sums_.places.begin(), sums_.places.end(), [&](const PaymentPlace& place) {
      return !place.turned.empty() && place.after && rule.line_of.given() && *place.after == rule.line_of;
    });
    sums_.others.push_back(
        {old_rule, id, turned, shown_name(new_book, new_book.of(diff::Entity::Kind::Rule, id.index), matching)});
  }
}

// The old version on its data and the new one on its own. A mapping's expectations are about the data's own term,
// which is either side's.
Result<void> ImpactRun::evaluate_ends() {
  check::Model old_model = before_.model, new_model = after_.model;
  std::optional<check::RuleId> old_by, new_by;
  if (!options_.by.empty()) {
    const auto in_old = by_rule(old_model), in_new = by_rule(new_model);
    if (!in_old || !in_new) return in_old ? in_new.error() : in_old.error();
    old_by = *in_old;
    new_by = *in_new;
    if (!old_by && !new_by) return no_such_group();
  }
  if (options_.bad_data == BadData::Quarantine)
    if (auto found = set_apart(end_asked(true, old_model, old_by), end_asked(false, new_model, new_by)); !found)
      return found;
  Asked old_end = end_asked(true, old_model, old_by), new_end = end_asked(false, new_model, new_by);
  old_end.expects = new_end.expects = !one_file();
  auto old_told = tell(old_end);
  if (!old_told) return old_told.error();
  auto new_told = tell(new_end);
  if (!new_told) return new_told.error();
  if (one_file() && !old_told->expectations_hold && !new_told->expectations_hold) {
    old_end.expects = true;
    if (auto refused = tell(old_end); !refused) return refused.error();
  }
  for (const check::Relation& each : after_.model.relations) sums_.relations.push_back(each.name);
  sums_.result.by = options_.by;
  sums_.set_ends(*old_told, *new_told, old_model, new_model, old_by, new_by);
  return {};
}

Asked ImpactRun::end_asked(bool old_side, const check::Model& model, std::optional<check::RuleId> by) const {
  std::vector<check::RuleId> outputs;
  for (const PaymentPlace& place : sums_.places)
    if (const auto& rule = old_side ? place.before : place.after) outputs.push_back(*rule);
  for (const ResultPlace& place : sums_.others) outputs.push_back(old_side ? place.before : place.after);
  if (by) outputs.push_back(*by);
  if (outputs.empty()) outputs = model.outputs;
  const Prepared& side = old_side ? before_ : after_;
  const SideData& data = old_side ? old_data_ : new_data_;
  return {model, side.term,         std::move(outputs), data.asked(), side.sources.get(),
          true,  /*expects=*/false, options_.threads};
}

// What a run sets apart for all that it would give; and the payments that lack it.
Result<void> ImpactRun::set_apart(Asked before, Asked after) {
  for (Asked* side : {&before, &after}) {
    side->expects = true;
    for (const check::RuleId id : side->model.outputs)
      if (std::find(side->outputs.begin(), side->outputs.end(), id) == side->outputs.end()) side->outputs.push_back(id);
  }
  Impact& result = sums_.result;
  if (auto found = set_rows_apart(before, after, old_data_, new_data_, result); !found) return found;
  std::set<std::string> gathered;
  for (const bool old_side : {true, false}) {
    const auto model = settled(old_side ? before : after);
    if (!model) return model.error();
    for (std::string& name : lacking_rows(*model, old_data_, result)) gathered.insert(std::move(name));
  }
  for (std::size_t p = 0; p < sums_.places.size() && !result.set_apart.empty(); ++p) {
    const PaymentPlace& place = sums_.places[p];
    const bool lacks = (place.before && gathered.contains(before_.model.rules[place.before->index].name)) ||
                       (place.after && gathered.contains(after_.model.rules[place.after->index].name));
    if (lacks) result.incomplete.push_back(result.payments[p].name);
  }
  return {};
}

}  // namespace api

Result<Impact> impact(const ImpactSide& before, const ImpactSide& after, const ImpactOptions& options) {
  if (!before.contract || !after.contract)
    return api::plain_error(ErrorKind::Usage, "contract", "there is no contract: compile() found errors in it");
  const Limits& limits = after.contract->limits();
  return api::guarded(limits, &Limits::run_seconds, options.stop, [&]() -> Result<Impact> {
    std::size_t bytes = 0;
    for (const auto* side : {&before, &after})
      for (const ImpactData& each : side->data) bytes += each.table.bytes();
    const budget::Held tables(bytes);
    auto old_one = api::prepared(before);
    if (!old_one) return old_one.error();
    auto new_one = api::prepared(after);
    if (!new_one) return new_one.error();
    return api::ImpactRun(*std::move(old_one), *std::move(new_one), before, after, options).run();
  });
}

}  // namespace meruit
