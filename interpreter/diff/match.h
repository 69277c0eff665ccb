// Which statement of the new version is which of the old one: by name, and where a name is not there any more by
// everything else that the statement says and everything that uses it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diff/naming.h"

namespace meruit::diff {

// Records of two versions, by RelationId.
struct MatchedRecords {
  std::vector<std::optional<check::RelationId>> to_new, to_old;
};

struct Matching {
  std::vector<std::optional<EntityId>> to_new, to_old;       // by entity of the old version, of the new one
  std::vector<std::pair<std::string, std::string>> parties;  // old and new name, all of both; "" where there is none
  MatchedRecords records;
  std::set<std::string> of_several;  // names that two records of one version have
};

// As messages call a statement: `claim.paid` where two records have a `paid`.
[[nodiscard]] std::string shown_name(const Book&, EntityId, const Matching&);

// Statements that say the same, wherever they stand and whatever they are called, are matched; those that say
// something else only where they have the same name.
[[nodiscard]] Matching match(const Book& before, const Book& after);

// Old and new names of the parties; "" where a party has no like.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> matched_parties(const check::Model& before,
                                                                               const check::Model& after);

// By name, by title, by the names of their fields, then the only one that is left.
[[nodiscard]] MatchedRecords matched_records(const check::Model& before, const check::Model& after);

// Names for both versions, in which matched statements have one token. They view the books and the matching.
struct Namings {
  Naming before, after;
};
[[nodiscard]] Namings namings(const Book& before, const Book& after, const Matching&);

}  // namespace meruit::diff
