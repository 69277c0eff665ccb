#include "diff/match.h"

#include <algorithm>
#include <functional>

#include "diff/facets.h"

namespace meruit::diff {

namespace {

using Kind = Entity::Kind;
using Colors = std::vector<std::string>;

constexpr std::size_t kRounds = 6;

std::string digest(const std::string& text) { return "~" + std::to_string(std::hash<std::string>()(text)); }

std::string content_of(const Book&, EntityId, const Naming&);

class Matcher {
 public:
  Matcher(const Book& before, const Book& after, bool names_first)
      : before_(before), after_(after), names_first_(names_first) {
    matching_.to_new.resize(before.entities.size());
    matching_.to_old.resize(after.entities.size());
    matching_.parties = parties();
  }

  Matching find() {
    pair_by_name(!names_first_);
    while (pair_by_content()) {
    }
    while (part_unlike()) {
    }
    pair_by_name(false);
    pair_by_title();
    pair_by_use();
    return std::move(matching_);
  }

 private:
  using Parties = std::vector<std::pair<std::string, std::string>>;

  [[nodiscard]] Parties parties() const;
  void pair(EntityId old_one, EntityId new_one) {
    matching_.to_new[old_one] = new_one;
    matching_.to_old[new_one] = old_one;
  }
  void pair_by_name(bool carried_only);
  void pair_columns();
  void pair_by_title();
  void pair_by_use();
  bool pair_by_content();
  bool pair_classes(const Colors& before, const Colors& after, bool first_of_many);
  bool part_unlike();
  [[nodiscard]] Colors refined(const Book&, const Naming&, const Colors&, bool old_side) const;
  [[nodiscard]] bool is_free(bool old_side, EntityId id) const {
    return !(old_side ? matching_.to_new[id] : matching_.to_old[id]).has_value();
  }
  [[nodiscard]] std::string parent(const Book& book, const Entity& entity, bool old_side) const;

  const Book& before_;
  const Book& after_;
  bool names_first_;
  Matching matching_;
};

std::string title_of(const check::Model& model, const std::string& name) {
  for (const auto& [party, title] : model.parties)
    if (party == name) return title;
  return {};
}

// By name, then by title, then the only one that is left.
Matcher::Parties Matcher::parties() const {
  Parties found;
  std::vector<std::string> old_left, new_left;
  const auto has = [](const check::Model& model, const std::string& name) {
    return std::any_of(model.parties.begin(), model.parties.end(),
                       [&](const auto& each) { return each.first == name; });
  };
  for (const auto& each : before_.model.parties) {
    if (has(after_.model, each.first))
      found.emplace_back(each.first, each.first);
    else
      old_left.push_back(each.first);
  }
  for (const auto& each : after_.model.parties)
    if (!has(before_.model, each.first)) new_left.push_back(each.first);
  for (const bool by_title : {true, false}) {
    for (auto at = old_left.begin(); at != old_left.end();) {
      const auto like = std::find_if(new_left.begin(), new_left.end(), [&](const std::string& name) {
        return by_title ? title_of(after_.model, name) == title_of(before_.model, *at)
                        : old_left.size() == 1 && new_left.size() == 1;
      });
      if (like == new_left.end()) {
        ++at;
        continue;
      }
      found.emplace_back(*at, *like);
      new_left.erase(like);
      at = old_left.erase(at);
    }
  }
  for (const std::string& name : old_left) found.emplace_back(name, "");
  for (const std::string& name : new_left) found.emplace_back("", name);
  return found;
}

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

// So are two that stand in the same places of the statements that use them, where these say the same otherwise.
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
                                              : " " + naming.token(user) + content_of(book, user, own);
      if (book.users[id].empty()) colors[id] += old_side ? " nowhere" : " unused";
    }
    return colors;
  };
  pair_classes(places(before_, names.before, true), places(after_, names.after, false), false);
}

// What supplies a field that is supplied by a column of its own name is left to the comparison: it is renamed then.
std::string content_of(const Book& book, EntityId id, const Naming& naming) {
  std::string text = std::to_string(static_cast<int>(book[id].kind));
  const bool own = book[id].kind == Kind::Field && book[id].carried;
  for (const Facet& facet : facets(book, id, naming))
    if (facet.calculated && !(own && facet.key == "supply")) text += "\n" + facet.key + ": " + facet.content;
  return text;
}

// One round: what a statement says with the colours of those that it uses, and what those that use it say of it.
Colors Matcher::refined(const Book& book, const Naming& naming, const Colors& colors, bool old_side) const {
  Colors result(book.entities.size());
  Naming own = naming;
  EntityId hole = book.entities.size();
  own.token = [&](EntityId id) { return id == hole ? "here" : is_free(old_side, id) ? colors[id] : naming.token(id); };
  for (EntityId id = 0; id < book.entities.size(); ++id) {
    if (!is_free(old_side, id)) continue;
    hole = book.entities.size();
    std::string text = content_of(book, id, own);
    std::vector<std::string> said;
    hole = id;
    for (const EntityId user : book.users[id]) said.push_back(digest(content_of(book, user, own)));
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
  for (EntityId id = 0; id < own_before.size(); ++id) own_before[id] = content_of(before_, id, names.before);
  for (EntityId id = 0; id < own_after.size(); ++id) own_after[id] = content_of(after_, id, names.after);
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
    if (content_of(before_, id, names.before) != content_of(after_, other, names.after)) unlike.push_back(id);
  }
  for (const EntityId id : unlike) {
    matching_.to_old[*matching_.to_new[id]].reset();
    matching_.to_new[id].reset();
  }
  return !unlike.empty();
}

std::size_t differences(const Book& before, const Book& after, const Matching& matching) {
  const Namings names = namings(before, after, matching);
  std::size_t count = 0;
  for (EntityId id = 0; id < before.entities.size(); ++id) {
    const auto other = matching.to_new[id];
    if (!other || meaning(before, id, names.before) != meaning(after, *other, names.after)) count += 1;
  }
  for (const auto& each : matching.to_old)
    if (!each) count += 1;
  return count;
}

// Columns of a matched table are called as in the new version; those whose names differ stand for each other in order.
std::map<std::string, std::string> column_names(const check::Table& before, const check::Table& after) {
  std::map<std::string, std::string> names;
  std::vector<std::string> old_left, new_left;
  const auto has = [](const check::Table& table, const std::string& name) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& each) { return each.name == name; });
  };
  for (const check::Column& column : before.columns)
    if (!column.beside && !has(after, column.name)) old_left.push_back(column.name);
  for (const check::Column& column : after.columns)
    if (!column.beside && !has(before, column.name)) new_left.push_back(column.name);
  for (std::size_t i = 0; i < old_left.size() && old_left.size() == new_left.size(); ++i)
    names.emplace(old_left[i], new_left[i]);
  return names;
}

}  // namespace

Namings namings(const Book& before, const Book& after, const Matching& matching) {
  Namings result;
  result.before.token = [&matching](EntityId id) {
    return matching.to_new[id] ? "#" + std::to_string(*matching.to_new[id]) : "old" + std::to_string(id);
  };
  result.after.token = [&matching](EntityId id) { return (matching.to_old[id] ? "#" : "new") + std::to_string(id); };
  result.before.shared = [&matching](EntityId id) { return matching.to_new[id].has_value(); };
  result.after.shared = [&matching](EntityId id) { return matching.to_old[id].has_value(); };
  for (const auto& [old_name, new_name] : matching.parties)
    if (!old_name.empty() && !new_name.empty()) result.before.people.emplace(old_name, new_name);
  if (!before.model.relations.empty() && !after.model.relations.empty())
    result.before.people.emplace(before.model.relations.front().name, after.model.relations.front().name);
  result.after.table_column = [&after](EntityId id, std::uint32_t column) {
    const check::Table& table = after.model.tables[after[id].index];
    return table.columns.size() == 1 ? std::string("the figure") : table.columns[column].name;
  };
  result.before.table_column = [&before, &after, &matching](EntityId id, std::uint32_t column) {
    const check::Table& table = before.model.tables[before[id].index];
    if (table.columns.size() == 1) return std::string("the figure");
    const std::string& name = table.columns[column].name;
    if (!matching.to_new[id]) return name;
    const auto names = column_names(table, after.model.tables[after[*matching.to_new[id]].index]);
    const auto at = names.find(name);
    return at == names.end() ? name : at->second;
  };
  return result;
}

Matching match(const Book& before, const Book& after) {
  Matching by_name = Matcher(before, after, true).find();
  const std::size_t changed = differences(before, after, by_name);
  if (changed == 0) return by_name;
  Matching by_content = Matcher(before, after, false).find();
  return differences(before, after, by_content) < changed ? by_content : by_name;
}

}  // namespace meruit::diff
