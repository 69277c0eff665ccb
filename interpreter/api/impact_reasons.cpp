// Rests on a change first what names it, then what names that, as far as anything differs: each is evaluated with the
// change and without, on all records, and where nothing differs the effect has ended.
#include "api/impact_reasons.h"

#include <algorithm>
#include <map>

#include "api/values.h"
#include "source/one_line.h"
#include "source/wording.h"

namespace meruit::api {

namespace {

using diff::Book;
using diff::Entity;
using diff::EntityId;
using Values = std::vector<check::Outcome>;  // a value a record, or one over all of them

bool is_yes(const check::Outcome& outcome) {
  const auto* value = std::get_if<check::Value>(&outcome);
  const bool* yes = value == nullptr ? nullptr : std::get_if<bool>(value);
  return yes != nullptr && *yes;
}

bool differ(const Values& a, const Values& b) { return !(a == b); }

// The conditions of a rule's cases, the exceptions to it left aside; none where it has no cases.
std::vector<check::ExprId> conditions_of(const check::Model& model, std::uint32_t index) {
  const check::Rule& rule = model.rules[index];
  check::ExprId id = rule.base.given() ? model.rules[rule.base.index].body : rule.body;
  while (id.given() && model[id].op != check::Op::Cases && model[id].operands.size() == 1) id = model[id].operands[0];
  if (!id.given() || model[id].op != check::Op::Cases || model[id].of_exceptions) return {};
  std::vector<check::ExprId> conditions;
  for (std::size_t i = 0; i + 1 < model[id].operands.size(); i += 2) conditions.push_back(model[id].operands[i]);
  return conditions;
}

// A rule, for each record or over all as that one, that says whether a condition in it holds.
check::RuleId add_condition(check::Model& model, std::uint32_t of, check::ExprId condition) {
  check::Rule rule;
  rule.level = model.rules[of].level;
  rule.type = model[condition].type;
  rule.body = condition;
  rule.span = model[condition].span;
  model.rules.push_back(std::move(rule));
  const check::RuleId id{static_cast<std::uint32_t>(model.rules.size() - 1)};
  model.order.push_back(check::ordered(id));
  return id;
}

class Ends {
 public:
  Ends(const check::Model& without, const check::Model& with, const Asked& frame)
      : without_(without), with_(with), frame_(frame), book_(diff::make_book(with_, *frame.sources)) {}

  std::vector<std::string> of(const std::set<std::string>& changed) {
    std::vector<EntityId> open;
    for (EntityId id = 0; id < book_.entities.size(); ++id)
      if (is_called(id, changed) && seen_.insert(id).second) {
        // A formula that is another is looked at itself, what rests on a figure is looked at for it.
        if (is_evaluated(id) && !ends(id)) open.push_back(id);
        if (!is_evaluated(id)) open.push_back(id);
      }
    while (!open.empty() && known_) {
      const EntityId id = open.back();
      open.pop_back();
      for (const EntityId user : book_.users[id])
        if (seen_.insert(user).second && (!is_evaluated(user) || !ends(user))) open.push_back(user);
    }
    return known_ ? std::move(told_) : std::vector<std::string>();
  }

 private:
  // As messages call it, with its record or without.
  [[nodiscard]] bool is_called(EntityId id, const std::set<std::string>& names) const {
    const auto of = diff::record_of(book_, id);
    return names.contains(book_[id].name) ||
           (of && names.contains(with_.relations[of->index].name + "." + book_[id].name));
  }
  // What it has a value for each of.
  [[nodiscard]] std::string record_of(std::uint32_t rule) const {
    const check::Level& level = with_.rules[rule].level;
    if (with_.relations.size() > 1 && !check::of_rows(level)) return "record";
    return with_.relations[check::of_rows(level) ? level.relation.index : 0].name;
  }

  [[nodiscard]] bool is_evaluated(EntityId id) const {
    return book_[id].kind == Entity::Kind::Rule || book_[id].kind == Entity::Kind::Exception;
  }

  // Whether nothing differs there; then it is told.
  bool ends(EntityId id) {
    const Entity& entity = book_[id];
    const std::string text = entity.kind == Entity::Kind::Rule ? rule_ends(entity) : exception_ends(entity);
    if (!text.empty()) told_.push_back(text);
    return !text.empty();
  }

  std::string rule_ends(const Entity& entity) {
    const auto pair = both({{entity.index}}, {{entity.index}});
    if (!known_ || differ(pair.first[0], pair.second[0])) return {};
    const Values& values = pair.second[0];
    const check::Rule& rule = with_.rules[entity.index];
    const bool same = std::all_of(values.begin(), values.end(), [&](const auto& each) { return each == values[0]; });
    const std::string named = "`" + entity.name + "` ";
    if (!check::of_rows(rule.level) && rows_ != 1) return named + "is the same, " + human(with_, rule.type, values[0]);
    if (const std::string decided = deciding_cases(entity.index); !decided.empty()) return "in " + named + decided;
    if (same && !values.empty())
      return named + "is " + human(with_, rule.type, values[0]) + " for " +
             all_of(values.size(), record_of(entity.index));
    return named + "is the same for each of " + source::counted(values.size(), record_of(entity.index));
  }

  std::string exception_ends(const Entity& entity) {
    const check::Exception& now = with_.rules[entity.index].exceptions[entity.exception];
    const auto& before = without_.rules[entity.index].exceptions;
    if (entity.exception >= before.size()) return {};
    const check::Exception& was = before[entity.exception];
    const auto pair = both({was.applies, was.value}, {now.applies, now.value});
    if (!known_ || differ(pair.first[0], pair.second[0])) return {};
    const Values& applies = pair.second[0];
    std::size_t count = 0;
    for (std::size_t row = 0; row < applies.size(); ++row) {
      if (!is_yes(applies[row])) continue;
      if (!(pair.first[1][row] == pair.second[1][row])) return {};
      count += 1;
    }
    const std::string named = "exception `" + entity.name + "` ";
    if (count == 0) return named + "applies to none of " + source::counted(applies.size(), record_of(entity.index));
    return named + "is the same for each of the " + source::counted(count, record_of(entity.index)) +
           " to which it applies";
  }

  // "`quality = met` decides for all 482 acos": which case each record takes.
  std::string deciding_cases(std::uint32_t index) {
    constexpr std::size_t kMost = 3;
    check::Model model = with_;
    std::vector<check::RuleId> outputs;
    const std::vector<check::ExprId> conditions = conditions_of(model, index);
    const std::vector<std::string> words = words_of_conditions(with_.rules[index]);
    if (words.size() != conditions.size()) return {};
    for (const check::ExprId condition : conditions) outputs.push_back(add_condition(model, index, condition));
    if (outputs.empty()) return {};
    const auto told = asked(model, outputs);
    if (!told) return {};
    std::vector<std::size_t> counts(conditions.size() + 1);
    const std::size_t rows = told->outputs[0].size();
    for (std::size_t row = 0; row < rows; ++row) {
      std::size_t first = 0;
      while (first < conditions.size() && !is_yes(told->outputs[first][row])) ++first;
      counts[first] += 1;
    }
    std::string text;
    std::size_t cases = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] == 0) continue;
      const std::string what = "`" + (i == conditions.size() ? std::string("otherwise") : words[i]) + "`";
      text += (text.empty() ? "" : ", ") + what + " decides for " +
              (counts[i] == rows ? all_of(rows, record_of(index)) : source::counted(counts[i], record_of(index)));
      cases += 1;
    }
    return cases > kMost ? std::string() : text;
  }

  // As the contract writes them.
  [[nodiscard]] std::vector<std::string> words_of_conditions(const check::Rule& rule) const {
    const check::Model& written = frame_.model;
    std::vector<std::string> words;
    for (std::uint32_t i = 0; i < written.rules.size(); ++i) {
      if (written.rules[i].name != rule.name || written.rules[i].level != rule.level ||
          !check::is_result(written.rules[i]))
        continue;
      for (const check::ExprId condition : conditions_of(written, i))
        words.push_back(source::one_line(*frame_.sources, written[condition].span));
      break;
    }
    return words;
  }

  static std::string all_of(std::size_t count, const std::string& record) {
    return count == 1 ? "the one " + record : "all " + source::counted(count, record);
  }

  // Of rules, without the change and with it.
  std::pair<std::vector<Values>, std::vector<Values>> both(const std::vector<check::RuleId>& olds,
                                                           const std::vector<check::RuleId>& news) {
    auto before = asked(without_, olds), after = asked(with_, news);
    known_ = known_ && before.ok() && after.ok();
    if (!known_) return {};
    rows_ = 0;
    for (const auto& keys : after->keys) rows_ += keys.size();
    return {std::move(before->outputs), std::move(after->outputs)};
  }
  Result<Told> asked(const check::Model& model, std::vector<check::RuleId> outputs) {
    return tell({model, frame_.term, std::move(outputs), frame_.data, frame_.sources, false, false, frame_.threads});
  }

  const check::Model& without_;
  const check::Model& with_;
  const Asked& frame_;
  Book book_;
  std::set<EntityId> seen_;
  std::vector<std::string> told_;
  std::size_t rows_ = 0;
  bool known_ = true;
};

}  // namespace

std::vector<std::string> where_it_ends(const check::Model& without, const check::Model& with,
                                       const std::set<std::string>& changed, const Asked& frame) {
  return Ends(without, with, frame).of(changed);
}

}  // namespace meruit::api
