// Names for two versions, in which matched statements, parties and columns are called alike.
#include <algorithm>

#include "diff/match.h"

namespace meruit::diff {

namespace {

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
  result.before.record = [&matching](check::RelationId id) {
    const auto& other = matching.records.to_new[id.index];
    return other ? "@" + std::to_string(other->index) : "old@" + std::to_string(id.index);
  };
  result.after.record = [&matching](check::RelationId id) {
    return (matching.records.to_old[id.index] ? "@" : "new@") + std::to_string(id.index);
  };
  for (std::uint32_t i = 0; i < before.model.relations.size(); ++i)
    if (const auto& other = matching.records.to_new[i])
      result.before.people.emplace(before.model.relations[i].name, after.model.relations[other->index].name);
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

}  // namespace meruit::diff
