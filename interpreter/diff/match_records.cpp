// Records of two versions.
#include <algorithm>
#include <set>

#include "diff/match.h"

namespace meruit::diff {

namespace {

using check::RelationId;

std::set<std::string> fields_of(const check::Model& model, RelationId id) {
  std::set<std::string> names;
  for (const check::FieldId field : model.relations[id.index].fields)
    if (!model.fields[field.index].of_parent) names.insert(model.fields[field.index].name);
  return names;
}

template <class T>
std::vector<RelationId> without_like(const std::vector<std::optional<T>>& matched) {
  std::vector<RelationId> left;
  for (std::uint32_t i = 0; i < matched.size(); ++i)
    if (!matched[i]) left.push_back({i});
  return left;
}

}  // namespace

MatchedRecords matched_records(const check::Model& before, const check::Model& after) {
  MatchedRecords found;
  found.to_new.resize(before.relations.size());
  found.to_old.resize(after.relations.size());
  const auto pair_where = [&](const auto& alike) {
    for (const RelationId old_one : without_like(found.to_new)) {
      const std::vector<RelationId> left = without_like(found.to_old);
      const auto like = std::find_if(left.begin(), left.end(), [&](RelationId id) { return alike(old_one, id); });
      if (like == left.end()) continue;
      found.to_new[old_one.index] = *like;
      found.to_old[like->index] = old_one;
    }
  };
  const auto of = [](const check::Model& model, RelationId id) -> const check::Relation& {
    return model.relations[id.index];
  };
  pair_where([&](RelationId a, RelationId b) { return of(before, a).name == of(after, b).name; });
  pair_where([&](RelationId a, RelationId b) {
    return !of(before, a).title.empty() && of(before, a).title == of(after, b).title;
  });
  pair_where([&](RelationId a, RelationId b) { return fields_of(before, a) == fields_of(after, b); });
  if (without_like(found.to_new).size() == 1 && without_like(found.to_old).size() == 1)
    pair_where([](RelationId, RelationId) { return true; });
  return found;
}

}  // namespace meruit::diff
