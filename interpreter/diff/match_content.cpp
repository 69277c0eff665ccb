// Statements that say the same, or that the same statements use in the same places. What a statement says is its
// colour; each round mixes in the colours of those that it names and of those that name it.
#include <algorithm>
#include <functional>

#include "diff/facets.h"
#include "diff/matcher.h"

namespace meruit::diff {

namespace {

constexpr std::size_t kRounds = 6;

std::string digest(const std::string& text) { return "~" + std::to_string(std::hash<std::string>()(text)); }

}  // namespace

// Two that stand in the same places of the statements that use them are one, where these say the same otherwise.
void Matcher::pair_by_use() {
  const Namings names = namings(before_, after_, matching_);
  const auto places = [&](const Book& book, const Naming& naming, bool old_side) {
    Colors colors(book.entities.size());
    for (EntityId id = 0; id < colors.size(); ++id) {
      Naming own = naming;
      own.token = [&naming, id](EntityId one) { return one == id ? "here" : naming.token(one); };
      colors[id] = std::to_string(static_cast<int>(book[id].kind));
      for (const EntityId user : book.users[id])
        colors[id] += is_free(old_side, user) ? " own " + std::to_string(user) + (old_side ? " old" : " new")
                                              : " " + naming.token(user) + meaning_but_column(book, user, own);
      if (book.users[id].empty()) colors[id] += old_side ? " nowhere" : " unused";
    }
    return colors;
  };
  pair_classes(places(before_, names.before, true), places(after_, names.after, false), false);
}

// One round: what a statement says with the colours of those that it uses, and what those that use it say of it.
Matcher::Colors Matcher::refined(const Book& book, const Naming& naming, const Colors& colors, bool old_side) const {
  Colors result(book.entities.size());
  Naming own = naming;
  EntityId hole = book.entities.size();
  own.token = [&](EntityId id) { return id == hole ? "here" : is_free(old_side, id) ? colors[id] : naming.token(id); };
  for (EntityId id = 0; id < book.entities.size(); ++id) {
    if (!is_free(old_side, id)) continue;
    hole = book.entities.size();
    std::string text = meaning_but_column(book, id, own);
    std::vector<std::string> said;
    hole = id;
    for (const EntityId user : book.users[id]) said.push_back(digest(meaning_but_column(book, user, own)));
    std::sort(said.begin(), said.end());
    for (const std::string& one : said) text += one;
    result[id] = digest(text);
  }
  return result;
}

// Pairs statements of one colour: the only two of it, or the first two of several.
bool Matcher::pair_classes(const Colors& before, const Colors& after, bool first_of_many) {
  std::map<std::string, std::pair<std::vector<EntityId>, std::vector<EntityId>>> classes;
  for (EntityId id = 0; id < before.size(); ++id)
    if (is_free(true, id)) classes[before[id]].first.push_back(id);
  for (EntityId id = 0; id < after.size(); ++id)
    if (is_free(false, id)) classes[after[id]].second.push_back(id);
  bool any = false;
  for (const auto& [color, both] : classes) {
    const std::vector<EntityId>&olds = both.first, &news = both.second;
    if (olds.empty() || news.empty()) continue;
    const bool only = olds.size() == 1 && news.size() == 1;
    if (!only && !first_of_many) continue;
    const auto titled = std::find_if(news.begin(), news.end(),
                                     [&](EntityId id) { return after_[id].title == before_[olds.front()].title; });
    pair(olds.front(), titled == news.end() ? news.front() : *titled);
    any = true;
    if (!only) return true;
  }
  return any;
}

// The more of their surroundings agree, the sooner two statements are paired.
bool Matcher::pair_by_content() {
  const auto left = [&](bool old_side, std::size_t count) {
    for (EntityId id = 0; id < count; ++id)
      if (is_free(old_side, id)) return true;
    return false;
  };
  if (!left(true, before_.entities.size()) || !left(false, after_.entities.size())) return false;
  const Namings names = namings(before_, after_, matching_);
  std::vector<std::pair<Colors, Colors>> rounds;
  rounds.emplace_back(Colors(before_.entities.size(), "?"), Colors(after_.entities.size(), "?"));
  for (std::size_t i = 0; i < kRounds; ++i)
    rounds.emplace_back(refined(before_, names.before, rounds[i].first, true),
                        refined(after_, names.after, rounds[i].second, false));
  for (const bool first_of_many : {false, true})
    for (std::size_t i = kRounds; i > 0; --i)
      if (pair_classes(rounds[i].first, rounds[i].second, first_of_many)) return true;
  // What says the same, though what uses it says something else.
  Colors own_before(before_.entities.size()), own_after(after_.entities.size());
  for (EntityId id = 0; id < own_before.size(); ++id) own_before[id] = meaning_but_column(before_, id, names.before);
  for (EntityId id = 0; id < own_after.size(); ++id) own_after[id] = meaning_but_column(after_, id, names.after);
  return pair_classes(own_before, own_after, true);
}

// Parts those of different names that do not say the same after all.
bool Matcher::part_unlike() {
  const Namings names = namings(before_, after_, matching_);
  std::vector<EntityId> unlike;
  for (EntityId id = 0; id < before_.entities.size(); ++id) {
    if (is_free(true, id)) continue;
    const EntityId other = *matching_.to_new[id];
    if (before_[id].name == after_[other].name) continue;
    if (meaning_but_column(before_, id, names.before) != meaning_but_column(after_, other, names.after))
      unlike.push_back(id);
  }
  for (const EntityId id : unlike) {
    matching_.to_old[*matching_.to_new[id]].reset();
    matching_.to_new[id].reset();
  }
  return !unlike.empty();
}

}  // namespace meruit::diff
