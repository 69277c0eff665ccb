// The changes applied to the old version one after the other, each step evaluated on the old data.
#include <algorithm>

#include "api/impact_reasons.h"
#include "api/impact_run.h"
#include "diff/lines.h"

namespace meruit::api {

namespace {

ImpactStep together(const std::vector<const ImpactMove*>& moves) {
  ImpactStep step;
  for (const ImpactMove* move : moves) {
    step.changes.insert(step.changes.end(), move->step.changes.begin(), move->step.changes.end());
    step.title += (step.title.empty() ? "" : "; ") + move->step.title;
  }
  return step;
}

}  // namespace

std::vector<ImpactRun::Move> ImpactRun::moves(const diff::Merge& merge) const {
  std::vector<Move> found;
  if (before_.term != after_.term) {
    Move move;
    move.term = true;
    move.step.title = "the term";
    found.push_back(std::move(move));
  }
  for (diff::Step& step : merge.steps(found_)) {
    Move move;
    move.entities = std::move(step.entities);
    move.step.changes = std::move(step.changes);
    found.push_back(std::move(move));
  }
  for (std::size_t i = 0; i < found_.changes.size(); ++i) {
    Move move;
    move.payments = payments_of(i);
    move.step.changes = {i};
    if (!move.payments.empty()) found.push_back(std::move(move));
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
      move.step.title += (move.step.title.empty() ? "" : "; ") + diff::subject_of(found_.changes[change]) + ": " +
                         diff::word_for(found_.changes[change].kind);
  return found;
}

// That come or go with a change.
std::set<std::size_t> ImpactRun::payments_of(std::size_t change) const {
  const StatementChange& one = found_.changes[change];
  const diff::Subject& subject = found_.subjects[change];
  if (one.statement != "payment" || subject.before.has_value() == subject.after.has_value()) return {};
  const std::string& name = subject.after ? one.name_after : one.name_before;
  std::set<std::size_t> found;
  for (std::size_t p = 0; p < sums_.places.size(); ++p)
    if (sums_.result.payments[p].name == name && sums_.places[p].before.has_value() == subject.before.has_value() &&
        sums_.places[p].after.has_value() == subject.after.has_value())
      found.insert(p);
  return found;
}

bool ImpactRun::is_proved(const Move& move) const {
  return !move.step.changes.empty() && std::all_of(move.step.changes.begin(), move.step.changes.end(),
                                                   [&](std::size_t i) { return found_.changes[i].proved_equal; });
}

// The merged model with these moves made.
std::optional<Amounts> ImpactRun::amounts(const diff::Merge& merge, const std::vector<const Move*>& made,
                                          const SideData& data) const {
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
  ImpactSums::Outputs where;
  for (std::size_t p = 0; p < sums_.places.size(); ++p) {
    const PaymentPlace& place = sums_.places[p];
    const bool comes = !place.before, goes = !place.after;
    const bool there = comes ? moved.contains(p) : !goes || !moved.contains(p);
    where.push_back(there ? std::optional(ImpactSums::Output{outputs.size(), place.merged}) : std::nullopt);
    if (there) outputs.push_back(place.merged);
  }
  if (outputs.empty()) return sums_.nothing();
  const auto told = tell({*model, term ? after_.term : before_.term, outputs, data.asked(), before_.sources.get(),
                          false, false, options_.threads});
  if (!told) return std::nullopt;
  return sums_.amounts(*told, *model, where);
}

// Why these, made after those, alter no amount.
std::vector<std::string> ImpactRun::reasons(const diff::Merge& merge, const std::vector<const Move*>& made,
                                            const std::vector<const Move*>& waiting) const {
  std::set<diff::EntityId> before, after;
  std::set<std::string> changed;
  bool term = false;
  for (const Move* move : made) {
    before.insert(move->entities.begin(), move->entities.end());
    term = term || move->term;
  }
  after = before;
  for (const Move* move : waiting) {
    if (move->term || !move->payments.empty()) return {};
    after.insert(move->entities.begin(), move->entities.end());
    for (const std::size_t change : move->step.changes)
      changed.insert({found_.changes[change].name_before, found_.changes[change].name_after});
  }
  changed.erase("");
  const auto without = merge.with(before), with = merge.with(after);
  if (!without || !with) return {};
  const Asked frame{
      after_.model,    term ? after_.term : before_.term, {}, old_data_.asked(), after_.sources.get(), false, false,
      options_.threads};
  return where_it_ends(*without, *with, changed, frame);
}

void ImpactRun::apply_moves(const diff::Merge& merge) {
  const std::vector<Move> all = moves(merge);
  const bool restated = !one_file();
  std::vector<const Move*> made, waiting;
  for (std::size_t i = 0; i < all.size(); ++i) {
    waiting.push_back(&all[i]);
    std::vector<const Move*> tried = made;
    tried.insert(tried.end(), waiting.begin(), waiting.end());
    const bool last = i + 1 == all.size() && !restated;
    const auto reached = last ? std::optional(sums_.end()) : amounts(merge, tried, old_data_);
    if (!reached) continue;  // not without the next one
    const auto alone = amounts(merge, waiting, old_data_);
    ImpactStep step = together(waiting);
    if (*reached == sums_.reached()) step.because = reasons(merge, made, waiting);
    sums_.add_step(std::move(step), *reached, alone);
    made = std::move(tried);
    waiting.clear();
  }
  if (restated) return add_data(merge, together(waiting));
  // What the last step leaves is the new version's own: the merged model must say the same.
  const auto merged = all.empty() ? std::optional(sums_.start()) : amounts(merge, made, old_data_);
  if (!merged || !(*merged == sums_.end())) in_one_step(all);
}

// The new data comes last, with what could not be applied before it.
void ImpactRun::add_data(const diff::Merge& merge, ImpactStep step) {
  const auto alone = step.title.empty() ? amounts(merge, {}, new_data_) : std::nullopt;
  step.title += step.title.empty() ? "the data" : "; the data";
  sums_.add_step(std::move(step), sums_.end(), alone);
}

void ImpactRun::in_one_step(const std::vector<Move>& all) {
  std::vector<const Move*> every;
  for (const Move& move : all) every.push_back(&move);
  ImpactStep step = together(every);
  if (step.title.empty()) step.title = "the contracts, their mappings and settings";
  sums_.clear_steps();
  sums_.add_step(std::move(step), sums_.end(), std::nullopt);
}

}  // namespace meruit::api
