// Statements that have one name, one title, or one column that supplies them.
#include "diff/matcher.h"

namespace meruit::diff {

// Exceptions have names within their rule.
std::string Matcher::parent(const Book& book, const Entity& entity, bool old_side) const {
  if (entity.kind != Kind::Exception) return {};
  const EntityId rule = book.of(Kind::Rule, entity.index);
  if (is_free(old_side, rule)) return (old_side ? "old " : "new ") + std::to_string(rule);
  return std::to_string(old_side ? rule : *matching_.to_old[rule]);
}

void Matcher::pair_by_name(bool carried_only) {
  std::map<std::tuple<Kind, std::string, std::string>, EntityId> known;
  for (const bool exceptions : {false, true}) {
    known.clear();
    for (EntityId id = 0; id < after_.entities.size(); ++id)
      if (is_free(false, id) && (after_[id].kind == Kind::Exception) == exceptions)
        known.emplace(std::tuple(after_[id].kind, parent(after_, after_[id], false), after_[id].name), id);
    for (EntityId id = 0; id < before_.entities.size(); ++id) {
      const Entity& entity = before_[id];
      if (!is_free(true, id) || (entity.kind == Kind::Exception) != exceptions) continue;
      const auto at = known.find({entity.kind, parent(before_, entity, true), entity.name});
      if (at == known.end()) continue;
      if (carried_only && !(entity.carried && after_[at->second].carried)) continue;
      pair(id, at->second);
    }
  }
  if (!carried_only) return;
  pair_columns();
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
    if (parent(before_, before_[old_one], true) == parent(after_, after_[new_one], false)) pair(old_one, new_one);
  }
}

}  // namespace meruit::diff
