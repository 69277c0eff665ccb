// impact(): the changes between two versions applied one after the other, each step evaluated on the data.
#include "meruit/impact.h"

#include <algorithm>

#include "api/guarded.h"
#include "api/impact_sums.h"
#include "diff/fix_term.h"
#include "diff/lines.h"
#include "diff/merge.h"

namespace meruit {

namespace {

using api::Told;

// The work of one comparison: both sides, what differs, and the merged model.
class ImpactRun {
 public:
  ImpactRun(api::Prepared before, api::Prepared after, const ImpactSide& old_side, const ImpactSide& new_side,
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

  Result<Impact> run() {
    const diff::Book old_book = diff::make_book(before_.model, *before_.sources);
    const diff::Book new_book = diff::make_book(after_.model, *after_.sources);
    const diff::Matching matching = diff::match(old_book, new_book);
    found_ = diff::compare(api::side_of(before_, old_book), api::side_of(after_, new_book), matching);
    const diff::Merge merge(old_book, new_book, matching);
    sums_.result.comparison = api::comparison_of(before_, after_, found_);
    name_payments(old_book, new_book, matching, merge);
    if (auto ends = evaluate_ends(); !ends) return ends.error();
    apply_steps(merge);
    restated();
    sums_.finish();
    return std::move(sums_.result);
  }

 private:
  // Payments of either side: where each stands in the old, the new and the merged model.
  void name_payments(const diff::Book& old_book, const diff::Book& new_book, const diff::Matching& matching,
                     const diff::Merge& merge) {
    const auto add = [&](const check::Rule& rule, api::PaymentPlace place) {
      PaymentImpact& payment = sums_.result.payments.emplace_back();
      payment.name = rule.name;
      payment.title = rule.title;
      sums_.places.push_back(place);
    };
    for (std::uint32_t i = 0; i < after_.model.rules.size(); ++i) {
      if (!after_.model.rules[i].payment) continue;
      const auto old_id = matching.to_old[new_book.of(diff::Entity::Kind::Rule, i)];
      std::optional<check::RuleId> old_rule;
      if (old_id && before_.model.rules[old_book[*old_id].index].payment) old_rule = {old_book[*old_id].index};
      add(after_.model.rules[i], {old_rule, check::RuleId{i}, merge.rule(i)});
    }
    for (std::uint32_t i = 0; i < before_.model.rules.size(); ++i) {
      if (!before_.model.rules[i].payment) continue;
      const auto new_id = matching.to_new[old_book.of(diff::Entity::Kind::Rule, i)];
      if (!new_id || !after_.model.rules[new_book[*new_id].index].payment)
        add(before_.model.rules[i], {check::RuleId{i}, std::nullopt, check::RuleId{i}});
    }
  }

  // The old version on its data and the new one on its own. A mapping's expectations are about the data's own term,
  // which is either side's.
  Result<void> evaluate_ends() {
    check::Model old_model = before_.model, new_model = after_.model;
    std::optional<check::RuleId> old_by, new_by;
    if (!options_.by.empty()) {
      old_by = by_rule(old_model);
      new_by = by_rule(new_model);
      if (!old_by && !new_by)
        return api::plain_error(ErrorKind::Usage, "unknown-field",
                                "there is no field or rule `" + options_.by + "` to add up by");
    }
    const bool one_file = old_data_ == new_data_;
    const auto ask_end = [&](const api::Prepared& side, const check::Model& model, bool old_side,
                             std::optional<check::RuleId> by, bool expects) {
      std::vector<check::RuleId> outputs;
      for (const api::PaymentPlace& place : sums_.places)
        if (const auto& rule = old_side ? place.before : place.after) outputs.push_back(*rule);
      if (by) outputs.push_back(*by);
      if (outputs.empty()) outputs = model.outputs;
      return api::tell({model, side.term, outputs, old_side ? old_data_ : new_data_, side.sources.get(), true, expects,
                        options_.threads});
    };
    auto old_told = ask_end(before_, old_model, true, old_by, !one_file);
    if (!old_told) return old_told.error();
    auto new_told = ask_end(after_, new_model, false, new_by, !one_file);
    if (!new_told) return new_told.error();
    if (one_file && !old_told->expectations_hold && !new_told->expectations_hold)
      if (auto refused = ask_end(before_, old_model, true, old_by, true); !refused) return refused.error();
    sums_.relation = before_.model.relations.empty() ? "" : before_.model.relations.front().name;
    sums_.result.by = options_.by;
    sums_.set_ends(*old_told, *new_told, old_model, new_model, old_by, new_by);
    return {};
  }

  std::optional<check::RuleId> by_rule(check::Model& model) const {
    for (std::uint32_t i = 0; i < model.fields.size(); ++i)
      if (model.fields[i].name == options_.by) return api::add_field_rule(model, i);
    for (std::uint32_t i = 0; i < model.rules.size(); ++i)
      if (model.rules[i].name == options_.by && model.rules[i].level == check::Level::Row) return check::RuleId{i};
    return std::nullopt;
  }

  // One thing that is applied: the new term, a group of changes, a payment that comes or goes.
  struct Move {
    ImpactStep step;
    bool term = false;
    std::set<diff::EntityId> entities;
    std::set<std::size_t> payments;  // that come or go, by position
  };

  std::vector<Move> moves(const diff::Merge& merge) const {
    std::vector<Move> found;
    if (before_.term != after_.term) {
      Move move;
      move.term = true;
      move.step.title = "the term" + (before_.term ? ", " + calendar::to_text(*before_.term) : "") +
                        (after_.term ? " → " + calendar::to_text(*after_.term) : "");
      found.push_back(std::move(move));
    }
    for (diff::Step& step : merge.steps(found_)) {
      Move move;
      move.entities = std::move(step.entities);
      move.step.changes = std::move(step.changes);
      found.push_back(std::move(move));
    }
    // Payments that come or go, where their statements are listed.
    for (std::size_t i = 0; i < found_.changes.size(); ++i) {
      const StatementChange& change = found_.changes[i];
      if (change.statement != "payment" ||
          found_.subjects[i].before.has_value() == found_.subjects[i].after.has_value())
        continue;
      Move move;
      move.step.changes = {i};
      for (std::size_t p = 0; p < sums_.places.size(); ++p)
        if (sums_.result.payments[p].name == (change.name_after.empty() ? change.name_before : change.name_after) &&
            sums_.places[p].before.has_value() != sums_.places[p].after.has_value())
          move.payments.insert(p);
      found.push_back(std::move(move));
    }
    std::erase_if(found, [&](const Move& move) { return !move.term && is_proved(move) && move.payments.empty(); });
    std::stable_sort(found.begin(), found.end(), [](const Move& a, const Move& b) {
      const auto rank = [](const Move& move) { return move.term ? 0 : move.step.changes.empty() ? 1 : 2; };
      const std::size_t x = a.step.changes.empty() ? 0 : a.step.changes.front();
      const std::size_t y = b.step.changes.empty() ? 0 : b.step.changes.front();
      return std::pair(rank(a), x) < std::pair(rank(b), y);
    });
    for (Move& move : found)
      for (const std::size_t change : move.step.changes)
        move.step.title += (move.step.title.empty() ? "" : "; ") + diff::heading(found_.changes[change]);
    return found;
  }

  [[nodiscard]] bool is_proved(const Move& move) const {
    return !move.step.changes.empty() && std::all_of(move.step.changes.begin(), move.step.changes.end(),
                                                     [&](std::size_t i) { return found_.changes[i].proved_equal; });
  }

  // The merged model with these moves made, on the old data.
  std::optional<api::Amounts> amounts(const diff::Merge& merge, const std::vector<const Move*>& made) const {
    std::set<diff::EntityId> entities;
    std::set<std::size_t> moved;
    bool term = false;
    for (const Move* move : made) {
      entities.insert(move->entities.begin(), move->entities.end());
      moved.insert(move->payments.begin(), move->payments.end());
      term = term || move->term;
    }
    const auto model = merge.with(entities);
    if (!model) return std::nullopt;
    std::vector<check::RuleId> outputs;
    std::vector<std::optional<std::size_t>> where;  // by payment: position in the outputs
    for (std::size_t p = 0; p < sums_.places.size(); ++p) {
      const api::PaymentPlace& place = sums_.places[p];
      const bool comes = !place.before, goes = !place.after;
      const bool there = comes ? moved.contains(p) : !goes || !moved.contains(p);
      where.push_back(there ? std::optional(outputs.size()) : std::nullopt);
      if (there) outputs.push_back(place.merged);
    }
    if (outputs.empty()) return sums_.nothing();
    const auto told = api::tell({*model, term ? after_.term : before_.term, outputs, old_data_, before_.sources.get(),
                                 false, false, options_.threads});
    if (!told) return std::nullopt;
    return sums_.amounts(*told, where);
  }

  void apply_steps(const diff::Merge& merge) {
    const std::vector<Move> all = moves(merge);
    const bool restated = old_data_ != new_data_;
    std::vector<const Move*> made, waiting;
    for (std::size_t i = 0; i < all.size(); ++i) {
      waiting.push_back(&all[i]);
      std::vector<const Move*> tried = made;
      tried.insert(tried.end(), waiting.begin(), waiting.end());
      const bool last = i + 1 == all.size() && !restated;
      const auto reached = last ? std::optional(sums_.end()) : amounts(merge, tried);
      if (!reached) continue;  // not without the next one
      const auto alone = amounts(merge, waiting);
      sums_.add_step(together(waiting), *reached, alone);
      made = std::move(tried);
      waiting.clear();
    }
    // What the last step leaves is the new version's own: the merged model must say the same.
    const auto merged = restated ? std::nullopt : amounts(merge, made);
    if (!restated && !all.empty() && (!merged || !(*merged == sums_.end()))) return in_one_step(all);
    if (!restated) {
      if (all.empty() && !(sums_.start() == sums_.end())) in_one_step(all);
      return;
    }
    ImpactStep data = together(waiting);
    data.title += data.title.empty() ? "the data" : "; the data";
    sums_.add_step(std::move(data), sums_.end(), std::nullopt);
  }

  static ImpactStep together(const std::vector<const Move*>& moves) {
    ImpactStep step;
    for (const Move* move : moves) {
      step.changes.insert(step.changes.end(), move->step.changes.begin(), move->step.changes.end());
      step.title += (step.title.empty() ? "" : "; ") + move->step.title;
    }
    return step;
  }

  void in_one_step(const std::vector<Move>& all) {
    std::vector<const Move*> every;
    for (const Move& move : all) every.push_back(&move);
    ImpactStep step = together(every);
    if (step.title.empty()) step.title = "the contracts, their mappings and settings";
    sums_.clear_steps();
    sums_.add_step(std::move(step), sums_.end(), std::nullopt);
  }

  // Cells of both files that differ, as the new version reads them.
  void restated() {
    if (old_data_ == new_data_ || old_data_ == nullptr) return;
    const auto cells = [&](const Table* data, std::vector<check::FieldId>& fields) -> Result<Told> {
      check::Model model = after_.model;
      const auto ask = [&](const std::vector<check::RuleId>& outputs) {
        return api::tell({model, after_.term, outputs, data, after_.sources.get(), false, false, options_.threads});
      };
      auto needed = ask(model.outputs);
      if (!needed) return needed;
      fields.clear();
      std::vector<check::RuleId> outputs;
      for (const check::FieldId id : needed->fields) {
        if (model.fields[id.index].key) continue;
        fields.push_back(id);
        outputs.push_back(api::add_field_rule(model, id.index));
      }
      return outputs.empty() ? std::move(needed) : ask(outputs);
    };
    std::vector<check::FieldId> fields;
    const auto olds = cells(old_data_, fields);
    const auto news = cells(new_data_, fields);
    if (olds && news && !fields.empty()) sums_.set_cells(*olds, *news, after_.model, fields);
  }

  api::Prepared before_, after_;
  const Table* old_data_;
  const Table* new_data_;
  const ImpactOptions& options_;
  diff::Compared found_;
  api::ImpactSums sums_;
};

}  // namespace

Result<Impact> impact(const ImpactSide& before, const ImpactSide& after, const ImpactOptions& options) {
  return api::guarded([&]() -> Result<Impact> {
    auto old_one = api::prepared(before);
    if (!old_one) return old_one.error();
    auto new_one = api::prepared(after);
    if (!new_one) return new_one.error();
    return ImpactRun(*std::move(old_one), *std::move(new_one), before, after, options).run();
  });
}

}  // namespace meruit
