#include "check/record_search.h"

#include <algorithm>

#include "check/plain_values.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostTrials = 100;

// What the position says of a subject that is no number and a source itself.
void pin(const Builder& b, const Subject& subject, std::size_t position, SourceValues& pinned) {
  const Source source = source_of(b.expr(subject.expr));
  switch (subject.kind) {
    case Subject::Kind::Words:
      pinned.emplace(source, Word{static_cast<std::uint32_t>(position)});
      break;
    case Subject::Kind::Texts:
      pinned.emplace(source, position < subject.texts.size() ? subject.texts[position] : another_text(subject.texts));
      break;
    case Subject::Kind::Yes:
      pinned.emplace(source, position == 1);
      break;
    case Subject::Kind::Given:
      if (position == 0) pinned[source] = std::nullopt;
      break;
    case Subject::Kind::Number:
      break;
  }
}

// What is neither a number nor a date is never solved for.
bool solvable(const Builder& b, ExprId source) {
  const TypeKind kind = b.type(source).kind;
  return kind == TypeKind::Number || kind == TypeKind::Date;
}

bool confirmed(const Model& model, const Sought& sought, const SourceValues& record) {
  return std::all_of(sought.conditions.begin(), sought.conditions.end(), [&](const auto& condition) {
    const auto found = evaluate(model, condition.first, record);
    return found && std::get<bool>(*found) == condition.second;
  });
}

}  // namespace

RecordSearch::RecordSearch(const Builder& b, const ConditionSpace& space) : b_(b), space_(space), bases_(space.bases) {
  for (const Subject& subject : space.subjects) {
    if (subject.kind == Subject::Kind::Number) {
      sources_to_fix(b, subject.expr, bases_);
      sources_to_fix(b, subject.less, bases_);
    }
    rests_.push_back(rests_of(subject));
  }
  for (const Source source : space.compared) bases_.erase(source);
}

RecordSearch::Rests RecordSearch::rests_of(const Subject& subject) const {
  Rests rests;
  for (const ExprId id : {subject.expr, subject.less}) {
    if (!id.given()) continue;
    sources_under(b_, id, rests.all);
    rests.evaluates = rests.evaluates && may_evaluate(b_.model, id);
    if (subject.kind == Subject::Kind::Number)
      sources_to_fix(b_, id, rests.sampled);
    else if (!is_source(b_, id))
      sources_under(b_, id, rests.sampled);
  }
  for (const auto& [source, id] : rests.all)
    if (!solvable(b_, id)) rests.sampled.emplace(source, id);
  return rests;
}

SourceValues RecordSearch::pinned(const Sought& sought) const {
  SourceValues pinned;
  for (const std::size_t index : sought.subjects) {
    const Subject& subject = space_.subjects[index];
    if (is_source(b_, subject.expr)) pin(b_, subject, sought.point[index], pinned);
  }
  return pinned;
}

// Those that have a place: what rests on something missing has none.
std::vector<std::size_t> RecordSearch::numbers(const Sought& sought, const SourceValues& pinned) const {
  std::vector<std::size_t> found;
  for (const std::size_t index : sought.subjects) {
    const Sources& under = rests_[index].all;
    const bool missing = std::any_of(under.begin(), under.end(), [&](const auto& one) {
      const auto at = pinned.find(one.first);
      return at != pinned.end() && !at->second;
    });
    if (space_.subjects[index].kind == Subject::Kind::Number && !missing) found.push_back(index);
  }
  return found;
}

// Whether something must be known that no record makes known.
bool RecordSearch::hopeless(const Sought& sought, const std::vector<std::size_t>& numbers) {
  if (!std::all_of(numbers.begin(), numbers.end(), [&](std::size_t index) { return rests_[index].evaluates; }))
    return true;
  return std::any_of(sought.conditions.begin(), sought.conditions.end(), [&](const auto& condition) {
    const auto [at, fresh] = evaluates_.try_emplace(condition.first);
    if (fresh) at->second = may_evaluate(b_.model, condition.first);
    return !at->second;
  });
}

bool RecordSearch::above_zero(ExprId source, Records records) const {
  return records == Records::Usual && b_.type(source).kind == TypeKind::Number &&
         bases_.count(source_of(b_.expr(source))) > 0;
}

const std::vector<Value>& RecordSearch::values_of(ExprId id, Records records) {
  const Source source = source_of(b_.expr(id));
  const auto [at, fresh] = values_.try_emplace({source, records});
  if (!fresh) return at->second;
  std::vector<Rational> edges;  // that conditions on this number alone have
  for (std::size_t i = 0; i < rests_.size(); ++i)
    if (rests_[i].all.size() == 1 && rests_[i].all.count(source) > 0)
      edges.insert(edges.end(), space_.subjects[i].edges.begin(), space_.subjects[i].edges.end());
  at->second = plain_values(b_, id, edges);
  if (above_zero(id, records))
    std::erase_if(at->second, [](const Value& value) { return std::get<Rational>(value) <= 0; });
  return at->second;
}

std::vector<Choice> RecordSearch::choices(const Sought& sought, const SourceValues& pinned, Records records) {
  Sources sampled;
  for (const std::size_t index : sought.subjects)
    sampled.insert(rests_[index].sampled.begin(), rests_[index].sampled.end());
  std::vector<Choice> choices;
  for (const auto& [source, id] : sampled)
    if (pinned.count(source) == 0) choices.push_back({source, values_of(id, records)});
  return choices;
}

std::optional<SourceValues> RecordSearch::find(const Sought& sought, Records records) {
  const SourceValues pinned = this->pinned(sought);
  const std::vector<std::size_t> numbers = this->numbers(sought, pinned);
  if (hopeless(sought, numbers)) return std::nullopt;
  const std::vector<Choice> choices = this->choices(sought, pinned, records);
  if (std::any_of(choices.begin(), choices.end(), [](const Choice& one) { return one.values.empty(); }))
    return std::nullopt;
  RecordTrials trials(b_, space_, sought.point, choices, [&](ExprId source) { return above_zero(source, records); });
  for (const std::size_t index : numbers) trials.add_number(index, rests_[index].all);
  for (std::size_t trial = 0; trial < kMostTrials; ++trial) {
    if (auto record = trials.record(pinned)) {
      for (const std::size_t index : sought.subjects)
        for (const auto& [source, id] : rests_[index].all)
          if (const auto& values = values_of(id, Records::Any); !values.empty())
            record->emplace(source, values.front());
      if (confirmed(b_.model, sought, *record)) return record;
    }
    if (!trials.next()) break;
  }
  return std::nullopt;
}

}  // namespace meruit::check
