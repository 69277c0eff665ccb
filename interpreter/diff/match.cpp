#include "diff/match.h"

#include "diff/facets.h"
#include "diff/matcher.h"

namespace meruit::diff {

Matcher::Matcher(const Book& before, const Book& after, bool names_first)
    : before_(before), after_(after), names_first_(names_first) {
  matching_.to_new.resize(before.entities.size());
  matching_.to_old.resize(after.entities.size());
  matching_.parties = matched_parties(before.model, after.model);
  matching_.records = matched_records(before.model, after.model);
  for (const Book* book : {&before, &after}) {
    std::map<std::string, check::RelationId> whose;
    for (EntityId id = 0; id < book->entities.size(); ++id)
      if (const auto of = record_of(*book, id))
        if (whose.emplace((*book)[id].name, *of).first->second != *of) matching_.of_several.insert((*book)[id].name);
  }
}

Matching Matcher::find() {
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

namespace {

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

}  // namespace

std::string shown_name(const Book& book, EntityId id, const Matching& matching) {
  const std::string& name = book[id].name;
  const auto of = record_of(book, id);
  return of && matching.of_several.contains(name) ? book.model.relations[of->index].name + "." + name : name;
}

Matching match(const Book& before, const Book& after) {
  Matching by_name = Matcher(before, after, true).find();
  const std::size_t changed = differences(before, after, by_name);
  if (changed == 0) return by_name;
  Matching by_content = Matcher(before, after, false).find();
  return differences(before, after, by_content) < changed ? by_content : by_name;
}

}  // namespace meruit::diff
