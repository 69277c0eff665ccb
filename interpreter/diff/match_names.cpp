// Statements that have one name, one title, or one column that supplies them.
#include "diff/matcher.h"

namespace meruit::diff {

// Exceptions have names within their rule.
std::string Matcher::parent(const Book& book, EntityId id, bool old_side) const {
  if (book[id].kind != Kind::Exception) return {};
  const EntityId rule = book.of(Kind::Rule, book[id].index);
  if (is_free(old_side, rule)) return (old_side ? "old " : "new ") + std::to_string(rule);
  return std::to_string(old_side ? rule : *matching_.to_old[rule]);
}

// Whose field or rule it is.
std::string Matcher::record(const Book& book, EntityId id, bool old_side) const {
  const auto of = record_of(book, id);
  if (!of) return {};
  const auto& other = (old_side ? matching_.records.to_new : matching_.records.to_old)[of->index];
  if (!other) return (old_side ? "old " : "new ") + std::to_string(of->index);
  return std::to_string((old_side ? *of : *other).index);
}

// Within each record first, then fields and rules that stand in another one now.
void Matcher::pair_by_name(bool carried_only) {
  using Key = std::tuple<Kind, std::string, std::string, std::string>;
  const auto pass = [&](bool exceptions, bool within) {
    std::map<Key, EntityId> known;
    const auto key = [&](const Book& book, EntityId id, bool old_side) {
      return Key(book[id].kind, parent(book, id, old_side), within ? record(book, id, old_side) : "", book[id].name);
    };
    const auto counts = [&](const Book& book, EntityId id, bool old_side) {
      return is_free(old_side, id) && (book[id].kind == Kind::Exception) == exceptions;
    };
    for (EntityId id = 0; id < after_.entities.size(); ++id)
      if (counts(after_, id, false)) known.emplace(key(after_, id, false), id);
    for (EntityId id = 0; id < before_.entities.size(); ++id) {
      if (!counts(before_, id, true)) continue;
      const auto at = known.find(key(before_, id, true));
      if (at == known.end() || !is_free(false, at->second)) continue;
      if (carried_only && !(before_[id].carried && after_[at->second].carried)) continue;
      pair(id, at->second);
    }
  };
  pass(false, true);
  pass(false, false);
  pass(true, true);
  if (carried_only) pair_columns();
}

// Fields that one column supplies, whatever they are called.
void Matcher::pair_columns() {
  for (EntityId id = 0; id < before_.entities.size(); ++id) {
    if (before_[id].kind != Kind::Field || !is_free(true, id)) continue;
    const check::Expr& value = before_.model[before_.model.fields[before_[id].index].value];
    if (value.op != check::Op::Input) continue;
    for (EntityId other = 0; other < after_.entities.size(); ++other) {
      if (after_[other].kind != Kind::Field || !is_free(false, other)) continue;
      const check::Expr& like = after_.model[after_.model.fields[after_[other].index].value];
      if (like.op != check::Op::Input) continue;
      const check::Input &a = before_.model.inputs[value.index], &b = after_.model.inputs[like.index];
      if (a.column != b.column || a.cast.kind != b.cast.kind) continue;
      if (record(before_, id, true) != record(after_, other, false)) continue;
      pair(id, other);
      break;
    }
  }
}

// Statements that say something else under another name are the same one where both have a title that no other has.
void Matcher::pair_by_title() {
  std::map<std::pair<Kind, std::string>, std::pair<std::vector<EntityId>, std::vector<EntityId>>> titled;
  for (EntityId id = 0; id < before_.entities.size(); ++id)
    titled[{before_[id].kind, before_[id].title}].first.push_back(id);
  for (EntityId id = 0; id < after_.entities.size(); ++id)
    titled[{after_[id].kind, after_[id].title}].second.push_back(id);
  for (const auto& [key, both] : titled) {
    if (key.second.empty() || both.first.size() != 1 || both.second.size() != 1) continue;
    const EntityId old_one = both.first.front(), new_one = both.second.front();
    if (!is_free(true, old_one) || !is_free(false, new_one)) continue;
    if (parent(before_, old_one, true) == parent(after_, new_one, false)) pair(old_one, new_one);
  }
}

}  // namespace meruit::diff
