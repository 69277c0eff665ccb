// Changes as steps: those that only make sense together are one.
#include <algorithm>
#include <numeric>

#include "diff/merge.h"

namespace meruit::diff {

namespace {

using Kind = Entity::Kind;

// Matched statements of the new version joined into groups.
class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), EntityId{0}); }
  EntityId find(EntityId id) {
    while (parent_[id] != id) id = parent_[id] = parent_[parent_[id]];
    return id;
  }
  void join(EntityId a, EntityId b) { parent_[find(b)] = find(a); }

 private:
  std::vector<EntityId> parent_;
};

// The matched statements that use this one, through statements that only their own version has.
void users_through(const Book& book, EntityId id, const std::function<bool(EntityId)>& matched,
                   std::set<EntityId>& found, std::set<EntityId>& seen) {
  for (const EntityId user : book.users[id]) {
    if (!seen.insert(user).second) continue;
    if (matched(user))
      found.insert(user);
    else
      users_through(book, user, matched, found, seen);
  }
}

}  // namespace

// The first matched statement of the new version that uses a rule or figure which only one version has. Payments come
// and go by themselves.
std::optional<EntityId> Merge::first_user(const Subject& subject) const {
  if (subject.before.has_value() == subject.after.has_value()) return std::nullopt;
  const bool added = subject.after.has_value();
  const Book& book = added ? after_ : before_;
  const EntityId one = added ? *subject.after : *subject.before;
  if (book[one].kind == Kind::Rule && book.model.rules[book[one].index].payment) return std::nullopt;
  const auto& others = added ? matching_.to_old : matching_.to_new;
  std::set<EntityId> users, seen;
  users_through(
      book, one, [&](EntityId id) { return others[id].has_value(); }, users, seen);
  if (users.empty()) return std::nullopt;
  return added ? *users.begin() : *matching_.to_new[*users.begin()];
}

std::vector<Step> Merge::steps(const Compared& found) const {
  Groups groups(after_.entities.size());
  std::set<EntityId> taken;  // matched statements that take the new words
  for (const Subject& subject : found.subjects)
    if (subject.before && subject.after) taken.insert(*subject.after);

  const auto join_users = [&](EntityId new_one) {
    std::set<EntityId> users, seen;
    users_through(
        after_, new_one, [&](EntityId id) { return matching_.to_old[id].has_value(); }, users, seen);
    for (const EntityId user : users) {
      taken.insert(user);
      groups.join(new_one, user);
    }
    std::set<EntityId> old_users, old_seen;
    users_through(
        before_, *matching_.to_old[new_one], [&](EntityId id) { return matching_.to_new[id].has_value(); }, old_users,
        old_seen);
    for (const EntityId user : old_users) {
      taken.insert(*matching_.to_new[user]);
      groups.join(new_one, *matching_.to_new[user]);
    }
  };
  for (EntityId id = 0; id < after_.entities.size(); ++id) {
    if (!matching_.to_old[id]) continue;
    if (!same_shape(*matching_.to_old[id], id)) {
      taken.insert(id);
      join_users(id);
    }
    // Exceptions that come, go or change places are the rule's.
    if (after_[id].kind != Kind::Rule || same_structure(*matching_.to_old[id], id)) continue;
    taken.insert(id);
    for (std::uint32_t k = 0; k < after_.model.rules[after_[id].index].exceptions.size(); ++k) {
      const EntityId exception = after_.of(Kind::Exception, after_[id].index, k);
      taken.insert(exception);
      groups.join(id, exception);
    }
  }

  std::map<EntityId, std::size_t> step_of;
  std::vector<Step> steps;
  const auto step_for = [&](EntityId id) -> Step& {
    const auto [at, fresh] = step_of.emplace(groups.find(id), steps.size());
    if (fresh) steps.emplace_back();
    return steps[at->second];
  };
  for (std::size_t i = 0; i < found.changes.size(); ++i)
    if (found.subjects[i].before && found.subjects[i].after) step_for(*found.subjects[i].after).changes.push_back(i);
  // What comes or goes does so with the statements that take it up or drop it.
  for (std::size_t i = 0; i < found.changes.size(); ++i) {
    const std::optional<EntityId> user = first_user(found.subjects[i]);
    if (user && taken.contains(*user)) step_for(*user).changes.push_back(i);
  }
  for (const EntityId id : taken) step_for(id).entities.insert(id);
  for (Step& step : steps) std::sort(step.changes.begin(), step.changes.end());
  return steps;
}

}  // namespace meruit::diff
