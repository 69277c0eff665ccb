// Two models, statement by statement: what changed, what depends on it, and what provably changes nothing.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "diff/facets.h"
#include "diff/match.h"
#include "meruit/difference.h"

namespace meruit::diff {

struct Side {
  const Book& book;
  std::function<Place(source::Span)> place;
  std::optional<calendar::Period> term;  // the one that is settled, where it is known
};

// What one StatementChange is about: a pair, one of either side, or (none) a statement that is no entity.
struct Subject {
  std::optional<EntityId> before, after;
};

struct Compared {
  std::vector<StatementChange> changes;
  std::vector<Subject> subjects;  // beside the changes
  std::vector<std::pair<std::string, std::string>> renamed;
};

[[nodiscard]] Compared compare(const Side& before, const Side& after, const Matching&);

// ---- parts of it ----

// The parts in which two facet lists differ, like against like.
struct FacetPair {
  std::optional<Facet> before, after;
};
[[nodiscard]] std::vector<FacetPair> differing(const std::vector<Facet>& before, const std::vector<Facet>& after);

// Marks the words in which two texts differ. Names that are only called otherwise are no difference.
void mark_differences(MarkedText& before, MarkedText& after, const std::map<std::string, std::string>& renamed);

// Of statements that are no entities: header, terms, parties, lists, record, a mapping's marks; and what tests them.
[[nodiscard]] std::vector<StatementChange> compare_surroundings(const Side& before, const Side& after, const Matching&);
[[nodiscard]] std::vector<StatementChange> compare_evidence(const Side& before, const Side& after, const Matching&);

// Why what differs in a statement cannot alter any result; empty where that is not proved.
class Proof {
 public:
  Proof(const Side& before, const Side& after, const Matching&, const Namings&);

  [[nodiscard]] std::string of_part(EntityId before, EntityId after, const FacetPair&) const;
  // The changes found so far; says of each statement whether it is proved.
  void of_statements(Compared&) const;
  // What depends on it: the payments, then the reported rules; or the other statements on the way.
  [[nodiscard]] std::vector<std::string> reached(const Subject&, bool outputs) const;

 private:
  [[nodiscard]] std::string outside_term(EntityId before, EntityId after, const FacetPair&) const;
  [[nodiscard]] bool reaches_check(const Subject&) const;

  const Side& before_;
  const Side& after_;
  const Matching& matching_;
  const Namings& names_;
};

}  // namespace meruit::diff
