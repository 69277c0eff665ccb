// The work of match(): statements of two versions paired, the surest first.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diff/match.h"

namespace meruit::diff {

class Matcher {
 public:
  // `names_first`: all that have one name are paired first; otherwise only what data or results carry.
  Matcher(const Book& before, const Book& after, bool names_first);

  [[nodiscard]] Matching find();

 private:
  using Kind = Entity::Kind;
  using Colors = std::vector<std::string>;  // by statement; what has one colour may be one statement

  // ---- match_names.cpp: by what they are called ----
  void pair_by_name(bool carried_only);
  void pair_columns();
  void pair_by_title();
  [[nodiscard]] std::string parent(const Book&, EntityId, bool old_side) const;
  [[nodiscard]] std::string record(const Book&, EntityId, bool old_side) const;

  // ---- match_content.cpp: by what they say and where they are used ----
  bool pair_by_content();
  void pair_by_use();
  bool part_unlike();
  bool pair_classes(const Colors& before, const Colors& after, bool first_of_many);
  [[nodiscard]] Colors refined(const Book&, const Naming&, const Colors&, bool old_side) const;

  void pair(EntityId old_one, EntityId new_one) {
    matching_.to_new[old_one] = new_one;
    matching_.to_old[new_one] = old_one;
  }
  [[nodiscard]] bool is_free(bool old_side, EntityId id) const {
    return !(old_side ? matching_.to_new[id] : matching_.to_old[id]).has_value();
  }

  const Book& before_;
  const Book& after_;
  bool names_first_;
  Matching matching_;
};

}  // namespace meruit::diff
