#include "diff/compare.h"

#include <algorithm>
#include <set>

namespace meruit::diff {

namespace {

using Kind = Entity::Kind;

const char* word_for(const Book& book, const Entity& entity) {
  switch (entity.kind) {
    case Kind::Field:
      return "field";
    case Kind::Parameter:
      return "parameter";
    case Kind::Table:
      return "table";
    case Kind::Bands:
      return book.model.bands[entity.index].curve ? "curve" : "bands";
    case Kind::Rule:
      return book.model.rules[entity.index].payment           ? "payment"
             : book.model.rules[entity.index].line_of.given() ? "line"
                                                              : "rule";
    case Kind::Exception:
      return "exception";
  }
  return "";
}

MarkedText marked(const Side& side, const Facet& facet, const std::string& label) {
  MarkedText text;
  text.text = label.empty() ? facet.text : label + ": " + facet.text;
  text.place = side.place(facet.span);
  return text;
}

StatementChange opened(const Side& before, const Side& after, const Matching& matching, const Subject& subject) {
  StatementChange change;
  const Side& shown = subject.after ? after : before;
  const Entity& entity = shown.book[subject.after ? *subject.after : *subject.before];
  change.statement = word_for(shown.book, entity);
  change.title = entity.title;
  if (subject.before) {
    change.name_before = shown_name(before.book, *subject.before, matching);
    change.before = before.place(before.book[*subject.before].span);
  }
  if (subject.after) {
    change.name_after = shown_name(after.book, *subject.after, matching);
    change.after = after.place(after.book[*subject.after].span);
  }
  return change;
}

// Whether a statement that only one version has is told by this: not by its unit, its level and what is so by default.
bool tells(const Facet& facet) {
  static const std::set<std::string> form = {"level", "unit",   "reported", "line of", "payment",
                                             "shape", "choice", "key",      "record",  "title"};
  const bool by_default = (facet.key == "order" || facet.key == "cites") && facet.content.empty();
  return !form.contains(facet.key) && !by_default;
}

class Comparer {
 public:
  Comparer(const Side& before, const Side& after, const Matching& matching)
      : before_(before),
        after_(after),
        matching_(matching),
        names_(namings(before.book, after.book, matching)),
        proof_(before, after, matching, names_) {}

  Compared compare() {
    find_renamed();
    for (EntityId id : in_order(after_.book)) {
      const auto old_one = matching_.to_old[id];
      if (old_one)
        compare_pair(*old_one, id);
      else
        add({std::nullopt, id}, StatementChange::Kind::Added);
    }
    for (EntityId id : in_order(before_.book))
      if (!matching_.to_new[id]) add({id, std::nullopt}, StatementChange::Kind::Removed);
    for (std::size_t i = 0; i < found_.changes.size(); ++i) {
      found_.changes[i].reaches = proof_.reached(found_.subjects[i], true);
      found_.changes[i].through = proof_.reached(found_.subjects[i], false);
    }
    proof_.of_statements(found_);
    return std::move(found_);
  }

 private:
  // As they stand in the files.
  static std::vector<EntityId> in_order(const Book& book) {
    std::vector<EntityId> order(book.entities.size());
    for (EntityId id = 0; id < order.size(); ++id) order[id] = id;
    std::stable_sort(order.begin(), order.end(), [&](EntityId a, EntityId b) {
      const source::Span &x = book[a].span, &y = book[b].span;
      return std::pair(x.source.index, x.begin) < std::pair(y.source.index, y.begin);
    });
    return order;
  }

  void find_renamed() {
    for (EntityId id = 0; id < before_.book.entities.size(); ++id) {
      if (!matching_.to_new[id]) continue;
      const Entity &old_one = before_.book[id], &new_one = after_.book[*matching_.to_new[id]];
      if (old_one.name == new_one.name) continue;
      called_.emplace(old_one.name, new_one.name);
      if (!is_carried(old_one, new_one))
        found_.renamed.emplace_back(shown_name(before_.book, id, matching_),
                                    shown_name(after_.book, *matching_.to_new[id], matching_));
    }
  }

  static bool is_carried(const Entity& old_one, const Entity& new_one) { return old_one.carried && new_one.carried; }

  void add(const Subject& subject, StatementChange::Kind kind) {
    StatementChange change = opened(before_, after_, matching_, subject);
    change.kind = kind;
    const bool added = kind == StatementChange::Kind::Added;
    const Side& side = added ? after_ : before_;
    for (const Facet& facet :
         facets(side.book, added ? *subject.after : *subject.before, added ? names_.after : names_.before)) {
      if (!tells(facet)) continue;
      ChangedPart part;
      part.what = facet.what;
      (added ? part.after : part.before) = marked(side, facet, "");
      change.parts.push_back(std::move(part));
    }
    found_.changes.push_back(std::move(change));
    found_.subjects.push_back(subject);
  }

  void compare_pair(EntityId old_id, EntityId new_id) {
    const Entity &old_one = before_.book[old_id], &new_one = after_.book[new_id];
    StatementChange change = opened(before_, after_, matching_, {old_id, new_id});
    const bool renamed = old_one.name != new_one.name && is_carried(old_one, new_one);
    change.kind = renamed ? StatementChange::Kind::Renamed : StatementChange::Kind::Changed;
    for (const FacetPair& pair :
         differing(facets(before_.book, old_id, names_.before), facets(after_.book, new_id, names_.after))) {
      // The column of a field that is supplied by the column of its name is renamed with it.
      if (renamed && old_one.kind == Kind::Field && !new_key(new_id) &&
          (pair.after ? pair.after : pair.before)->key == "supply")
        continue;
      change.parts.push_back(part_of(old_id, new_id, pair));
    }
    if (change.parts.empty() && !renamed) return;
    found_.changes.push_back(std::move(change));
    found_.subjects.push_back({old_id, new_id});
  }

  [[nodiscard]] bool new_key(EntityId id) const { return after_.book.model.fields[after_.book[id].index].key; }

  ChangedPart part_of(EntityId old_id, EntityId new_id, const FacetPair& pair) const {
    ChangedPart part;
    const bool moved = pair.before && pair.after && pair.before->what != pair.after->what;
    part.what = moved ? "row" : (pair.after ? pair.after : pair.before)->what;
    if (moved && pair.after->key.starts_with("figure")) part.what = "figure";
    if (pair.before) part.before = marked(before_, *pair.before, moved ? pair.before->what : "");
    if (pair.after) part.after = marked(after_, *pair.after, moved ? pair.after->what : "");
    if (part.before && part.after) mark_differences(*part.before, *part.after, called_);
    part.why = proof_.of_part(old_id, new_id, pair);
    part.proved_equal = !part.why.empty();
    return part;
  }

  const Side& before_;
  const Side& after_;
  const Matching& matching_;
  const Namings names_;
  const Proof proof_;
  std::map<std::string, std::string> called_;  // old name: new name
  Compared found_;
};

}  // namespace

Compared compare(const Side& before, const Side& after, const Matching& matching) {
  Compared found = Comparer(before, after, matching).compare();
  // Examples and questions, which change no result, stand at the end.
  std::vector<StatementChange> around = compare_surroundings(before, after, matching);
  for (StatementChange& each : compare_evidence(before, after, matching)) around.push_back(std::move(each));
  const auto at_end = std::stable_partition(around.begin(), around.end(), [](const StatementChange& each) {
    return each.statement != "example" && each.statement != "open question";
  });
  const auto count = static_cast<std::size_t>(at_end - around.begin());
  found.subjects.insert(found.subjects.begin(), count, Subject{});
  found.subjects.resize(found.subjects.size() + around.size() - count);
  found.changes.insert(found.changes.end(), at_end, around.end());
  found.changes.insert(found.changes.begin(), around.begin(), at_end);
  return found;
}

}  // namespace meruit::diff
