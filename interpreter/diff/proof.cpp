// What is proved to alter no result. Whatever is not shown here to be of no effect is said to have one.
#include <algorithm>

#include "check/check.h"
#include "diff/compare.h"
#include "diff/normal_form.h"

namespace meruit::diff {

namespace {

using Kind = Entity::Kind;

// Rules that only one version has are read as what they say.
std::function<bool(std::uint32_t)> open_rules(const Book& book, const Naming& naming) {
  return [&book, &naming](std::uint32_t index) {
    const check::Rule& rule = book.model.rules[index];
    return check::is_result(rule) && rule.exceptions.empty() && !rule.type.may_be_missing &&
           !naming.shared(book.of(Kind::Rule, index));
  };
}

template <class Blocks>
std::optional<std::string> block_of(const Blocks& blocks, calendar::Date day) {
  const auto* block = check::in_force(blocks, day);
  if (block == nullptr) return std::nullopt;
  return block->from ? calendar::to_text(*block->from) : std::string();
}

// The date of the block that holds on the first day of the term; none where there is none or it changes inside.
std::optional<std::string> block_in_force(const Book& book, EntityId id, const calendar::Period& term) {
  const Entity& entity = book[id];
  const auto both = [&](const auto& blocks) -> std::optional<std::string> {
    const auto first = block_of(blocks, term.first);
    return first && first == block_of(blocks, term.last) ? first : std::nullopt;
  };
  if (entity.kind == Kind::Parameter) return both(book.model.parameters[entity.index].values);
  if (entity.kind == Kind::Table) return both(book.model.tables[entity.index].blocks);
  if (entity.kind == Kind::Bands) return both(book.model.bands[entity.index].blocks);
  return std::nullopt;
}

bool is_output(const Side& side, const std::optional<EntityId>& id) { return id && side.book[*id].output; }

}  // namespace

Proof::Proof(const Side& before, const Side& after, const Matching& matching, const Namings& names)
    : before_(before), after_(after), matching_(matching), names_(names) {}

// What is in force in the term is the same in both versions, and nothing asks for the figure on another date.
std::string Proof::outside_term(EntityId before, EntityId after, const FacetPair& pair) const {
  const bool dated = (pair.before && !pair.before->block.empty()) || (pair.after && !pair.after->block.empty());
  if (!dated || !before_.term || before_.term != after_.term) return {};
  const auto on_dates = [](const Book& book, EntityId id) {
    return is_read_on_dates(book.model, book[id].kind, book[id].index);
  };
  if (on_dates(before_.book, before) || on_dates(after_.book, after)) return {};
  const auto old_block = block_in_force(before_.book, before, *before_.term);
  const auto new_block = block_in_force(after_.book, after, *after_.term);
  if (!old_block || !new_block) return {};
  if ((pair.before && pair.before->block == *old_block) || (pair.after && pair.after->block == *new_block)) return {};
  return "not in force in the term, " + calendar::to_text(*after_.term);
}

std::string Proof::of_part(EntityId before, EntityId after, const FacetPair& pair) const {
  const Facet& shown = pair.after ? *pair.after : *pair.before;
  if (!shown.calculated) return "nothing is calculated with it";
  const bool both = pair.before && pair.after && pair.before->block == pair.after->block;
  if (both && pair.before->formula.given() && pair.after->formula.given()) {
    const std::string old_form =
        normal_form(before_.book, pair.before->formula, names_.before, open_rules(before_.book, names_.before));
    const std::string new_form =
        normal_form(after_.book, pair.after->formula, names_.after, open_rules(after_.book, names_.after));
    if (old_form == new_form) return "the same value for all data, by exact algebra";
  }
  return outside_term(before, after, pair);
}

bool Proof::reaches_check(const Subject& subject) const {
  const auto reaches = [](const Side& side, const std::optional<EntityId>& id) {
    if (!id) return false;
    for (const EntityId one : dependents(side.book, {*id})) {
      const Entity& entity = side.book[one];
      if (side.book.expected.contains(one)) return true;
      if (entity.kind == Kind::Field && side.book.model.fields[entity.index].key) return true;
    }
    return false;
  };
  return reaches(before_, subject.before) || reaches(after_, subject.after);
}

std::vector<std::string> Proof::reached(const Subject& subject, bool outputs) const {
  std::vector<std::string> payments, others;
  const auto collect = [&](const Side& side, const std::optional<EntityId>& id, bool old_side) {
    if (!id) return;
    for (const EntityId one : dependents(side.book, {*id})) {
      const Entity& entity = side.book[one];
      if (entity.output != outputs || (!outputs && one == *id)) continue;
      const bool matched = old_side && matching_.to_new[one];
      const std::string name =
          matched ? shown_name(after_.book, *matching_.to_new[one], matching_) : shown_name(side.book, one, matching_);
      const bool pays = entity.kind == Kind::Rule && side.book.model.rules[entity.index].payment;
      auto& list = pays ? payments : others;
      if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
    }
  };
  collect(after_, subject.after, false);
  collect(before_, subject.before, true);
  for (const std::string& name : others)
    if (std::find(payments.begin(), payments.end(), name) == payments.end()) payments.push_back(name);
  return payments;
}

void Proof::of_statements(Compared& found) const {
  std::map<EntityId, std::size_t> of_new, of_old;
  for (std::size_t i = 0; i < found.changes.size(); ++i) {
    if (found.subjects[i].after) of_new.emplace(*found.subjects[i].after, i);
    if (found.subjects[i].before) of_old.emplace(*found.subjects[i].before, i);
  }
  for (std::size_t i = 0; i < found.changes.size(); ++i) {
    StatementChange& change = found.changes[i];
    const Subject& subject = found.subjects[i];
    const bool pair = subject.before && subject.after;
    const bool field =
        (subject.after ? after_ : before_).book[subject.after ? *subject.after : *subject.before].kind == Kind::Field;
    if (pair && change.kind == StatementChange::Kind::Changed &&
        std::all_of(change.parts.begin(), change.parts.end(),
                    [](const ChangedPart& part) { return part.proved_equal; })) {
      change.proved_equal = true;
      change.why = change.parts.front().why;
      for (const ChangedPart& part : change.parts)
        if (part.why != change.why) change.why = "each of these for the reason beside it";
    } else if (change.reaches.empty() && !reaches_check(subject) && (pair || !field)) {
      change.proved_equal = true;
      change.why = "nothing that is reported or paid depends on it";
    }
  }
  // A rule that was taken out of a formula, or put into it, has no effect where the formula's change has none.
  const auto quiet = [&](const Side& side, EntityId id, const std::map<EntityId, std::size_t>& of) {
    return std::all_of(side.book.users[id].begin(), side.book.users[id].end(), [&](EntityId user) {
      const auto at = of.find(user);
      return at != of.end() && found.changes[at->second].proved_equal;
    });
  };
  for (bool any = true; any;) {
    any = false;
    for (std::size_t i = 0; i < found.changes.size(); ++i) {
      StatementChange& change = found.changes[i];
      const Subject& subject = found.subjects[i];
      const bool one_sided = subject.before.has_value() != subject.after.has_value();
      if (change.proved_equal || !one_sided || is_output(before_, subject.before) || is_output(after_, subject.after))
        continue;
      if (reaches_check(subject) || change.statement == "field") continue;
      if (subject.after ? !quiet(after_, *subject.after, of_new) : !quiet(before_, *subject.before, of_old)) continue;
      change.proved_equal = any = true;
      change.why = "the formulas that use it are the same for all data";
    }
  }
}

}  // namespace meruit::diff
