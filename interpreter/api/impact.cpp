// impact(): two versions on data. Both ends are evaluated as they are; impact_moves.cpp has what lies between them.
#include "meruit/impact.h"

#include <algorithm>

#include "api/guarded.h"
#include "api/impact_run.h"
#include "diff/fix_term.h"
#include "source/nearest.h"

namespace meruit {

namespace api {

namespace {

// A party of the old version, or its record, as the new one calls it.
std::string called_in_new(const check::Model& before, const check::Model& after, const diff::Matching& matching,
                          const std::string& party) {
  for (const auto& [old_name, new_name] : matching.parties)
    if (old_name == party) return new_name;
  return party == check::sole_relation(before).name ? check::sole_relation(after).name : party;
}

}  // namespace

ImpactRun::ImpactRun(Prepared before, Prepared after, const ImpactSide& old_side, const ImpactSide& new_side,
                     const ImpactOptions& options)
    : before_(std::move(before)),
      after_(std::move(after)),
      old_data_(old_side.data ? &*old_side.data : nullptr),
      new_data_(new_side.data ? &*new_side.data : old_data_),
      options_(options) {
  if (before_.term != after_.term) {
    if (before_.term) diff::fix_figures(before_.model, *before_.term);
    if (after_.term) diff::fix_figures(after_.model, *after_.term);
  }
}

Result<Impact> ImpactRun::run() {
  if (!options_.at_most.empty()) {
    const auto limit = number::parse_decimal(options_.at_most);
    if (!limit || *limit < 0)
      return plain_error(ErrorKind::Usage, "limit",
                         "`" + options_.at_most + "` is no limit: write a plain amount, such as 1000 or 0.05");
    sums_.limit = *limit;
    sums_.result.at_most = options_.at_most;
  }
  const diff::Book old_book = diff::make_book(before_.model, *before_.sources);
  const diff::Book new_book = diff::make_book(after_.model, *after_.sources);
  const diff::Matching matching = diff::match(old_book, new_book);
  found_ = diff::compare(side_of(before_, old_book), side_of(after_, new_book), matching);
  const diff::Merge merge(old_book, new_book, matching);
  sums_.result.comparison = comparison_of(before_, after_, found_);
  name_payments(old_book, new_book, matching, merge);
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
    payment.name = shown.name;
    payment.title = shown.title;
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

// The old version on its data and the new one on its own. A mapping's expectations are about the data's own term,
// which is either side's.
Result<void> ImpactRun::evaluate_ends() {
  check::Model old_model = before_.model, new_model = after_.model;
  std::optional<check::RuleId> old_by, new_by;
  if (!options_.by.empty()) {
    old_by = by_rule(old_model);
    new_by = by_rule(new_model);
    if (!old_by && !new_by) return no_such_group();
  }
  const bool one_file = old_data_ == new_data_;
  const auto ask_end = [&](const Prepared& side, const check::Model& model, bool old_side,
                           std::optional<check::RuleId> by, bool expects) {
    std::vector<check::RuleId> outputs;
    for (const PaymentPlace& place : sums_.places)
      if (const auto& rule = old_side ? place.before : place.after) outputs.push_back(*rule);
    if (by) outputs.push_back(*by);
    if (outputs.empty()) outputs = model.outputs;
    return tell({model, side.term, outputs, old_side ? old_data_ : new_data_, side.sources.get(), true, expects,
                 options_.threads});
  };
  auto old_told = ask_end(before_, old_model, true, old_by, !one_file);
  if (!old_told) return old_told.error();
  auto new_told = ask_end(after_, new_model, false, new_by, !one_file);
  if (!new_told) return new_told.error();
  if (one_file && !old_told->expectations_hold && !new_told->expectations_hold)
    if (auto refused = ask_end(before_, old_model, true, old_by, true); !refused) return refused.error();
  sums_.relation = check::sole_relation(before_.model).name;
  sums_.result.by = options_.by;
  sums_.set_ends(*old_told, *new_told, old_model, new_model, old_by, new_by);
  return {};
}

std::optional<check::RuleId> ImpactRun::by_rule(check::Model& model) const {
  for (std::uint32_t i = 0; i < model.fields.size(); ++i)
    if (model.fields[i].name == options_.by) return add_field_rule(model, i);
  for (std::uint32_t i = 0; i < model.rules.size(); ++i)
    if (model.rules[i].name == options_.by && check::of_rows(model.rules[i].level)) return check::RuleId{i};
  return std::nullopt;
}

Error ImpactRun::no_such_group() const {
  std::vector<std::string> names;
  for (const check::Model* model : {&after_.model, &before_.model}) {
    for (const check::Field& field : model->fields)
      if (!field.key && !field.instance_of.given()) names.push_back(field.name);
    for (const check::Rule& rule : model->rules)
      if (check::is_result(rule) && check::of_rows(rule.level)) names.push_back(rule.name);
  }
  const std::string near = source::nearest(options_.by, names);
  std::string message = "there is no field and no rule for each record called `" + options_.by + "` to add up by";
  if (!near.empty()) message += "; did you mean `" + near + "`?";
  std::string known;
  for (auto name = names.begin(); name != names.end(); ++name)
    if (std::find(names.begin(), name, *name) == name) known += (known.empty() ? "" : ", ") + *name;
  return plain_error(ErrorKind::Usage, "unknown-field",
                     message + (near.empty() ? "; there are: " : " There are: ") + known);
}

// Cells of both files that differ, as the new version reads them.
void ImpactRun::find_restated() {
  if (old_data_ == new_data_ || old_data_ == nullptr) return;
  const auto cells = [&](const Table* data, std::vector<check::FieldId>& fields) -> Result<Told> {
    check::Model model = after_.model;
    const auto ask = [&](const std::vector<check::RuleId>& outputs) {
      return tell({model, after_.term, outputs, data, after_.sources.get(), false, false, options_.threads});
    };
    auto needed = ask(model.outputs);
    if (!needed) return needed;
    fields.clear();
    std::vector<check::RuleId> outputs;
    for (std::uint32_t i = 0; i < model.fields.size(); ++i) {
      const bool is_needed =
          std::find(needed->fields.begin(), needed->fields.end(), check::FieldId{i}) != needed->fields.end();
      if (model.fields[i].key || !(is_needed || model.fields[i].name == options_.by)) continue;
      const check::FieldId id{i};
      fields.push_back(id);
      outputs.push_back(add_field_rule(model, id.index));
    }
    return outputs.empty() ? std::move(needed) : ask(outputs);
  };
  std::vector<check::FieldId> fields;
  const auto olds = cells(old_data_, fields);
  const auto news = cells(new_data_, fields);
  if (olds && news && !fields.empty()) sums_.set_cells(*olds, *news, after_.model, fields);
}

}  // namespace api

Result<Impact> impact(const ImpactSide& before, const ImpactSide& after, const ImpactOptions& options) {
  if (!before.contract || !after.contract)
    return api::plain_error(ErrorKind::Usage, "contract", "there is no contract: compile() found errors in it");
  const Limits& limits = after.contract->limits();
  return api::guarded(limits, &Limits::run_seconds, options.stop, [&]() -> Result<Impact> {
    auto old_one = api::prepared(before);
    if (!old_one) return old_one.error();
    auto new_one = api::prepared(after);
    if (!new_one) return new_one.error();
    return api::ImpactRun(*std::move(old_one), *std::move(new_one), before, after, options).run();
  });
}

}  // namespace meruit
