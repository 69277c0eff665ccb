// Where the statements of the new version stand in the merged model: where the matched one of the old version is, or
// behind all that is there.
#include <algorithm>

#include "diff/merge.h"

namespace meruit::diff {

namespace {

constexpr std::uint32_t kUnset = Id<void>::kNone;

template <class Definition>
std::uint32_t append_copy(std::vector<Definition>& to, const Definition& one) {
  to.push_back(one);
  return static_cast<std::uint32_t>(to.size() - 1);
}

// Of what has no place yet a copy at the end.
template <class Definition>
void append_rest(Merge::Places& where, std::vector<Definition>& to, const std::vector<Definition>& from) {
  for (std::uint32_t i = 0; i < where.size(); ++i)
    if (where[i] == kUnset) where[i] = append_copy(to, from[i]);
}

}  // namespace

void Merge::map_lists() {
  for (const check::List& list : after_.model.lists) {
    const auto like = std::find_if(model_.lists.begin(), model_.lists.end(),
                                   [&](const check::List& other) { return other.words == list.words; });
    lists_.push_back(like == model_.lists.end() ? append_copy(model_.lists, list)
                                                : static_cast<std::uint32_t>(like - model_.lists.begin()));
  }
}

void Merge::map_inputs() {
  for (const check::Input& input : after_.model.inputs) {
    check::Input taken = input;
    taken.type = own(input.type);
    const auto like = std::find_if(model_.inputs.begin(), model_.inputs.end(), [&](const check::Input& other) {
      return other.relation == taken.relation && other.column == taken.column && other.cast == taken.cast &&
             other.type == taken.type && other.lazy == taken.lazy;
    });
    inputs_.push_back(like == model_.inputs.end() ? append_copy(model_.inputs, taken)
                                                  : static_cast<std::uint32_t>(like - model_.inputs.begin()));
  }
  for (check::Relation& relation : model_.relations) relation.inputs.clear();
  for (std::uint32_t i = 0; i < model_.inputs.size(); ++i)
    model_.relations[model_.inputs[i].relation.index].inputs.push_back({i});
}

void Merge::map_definitions() {
  const check::Model& other = after_.model;
  places_of(Kind::Field).assign(other.fields.size(), kUnset);
  places_of(Kind::Parameter).assign(other.parameters.size(), kUnset);
  places_of(Kind::Table).assign(other.tables.size(), kUnset);
  places_of(Kind::Bands).assign(other.bands.size(), kUnset);
  places_of(Kind::Rule).assign(other.rules.size(), kUnset);
  for (EntityId id = 0; id < after_.entities.size(); ++id)
    if (after_[id].kind != Kind::Exception && matching_.to_old[id])
      places_of(after_[id].kind)[after_[id].index] = before_[*matching_.to_old[id]].index;
  // The parts of keys of records above.
  for (std::size_t l = 0; l < other.links.size(); ++l)
    for (std::size_t part = 0; part < other.links[l].columns.size(); ++part)
      places_of(Kind::Field)[other.links[l].columns[part].index] = model_.links[l].columns[part].index;
  append_rest(places_of(Kind::Field), model_.fields, other.fields);
  append_rest(places_of(Kind::Parameter), model_.parameters, other.parameters);
  append_rest(places_of(Kind::Table), model_.tables, other.tables);
  append_rest(places_of(Kind::Bands), model_.bands, other.bands);
}

// The parts of a rule stand for those of the matched one where its exceptions come in the same order.
void Merge::map_parts() {
  Places& rules = places_of(Kind::Rule);
  const check::Model &old = before_.model, &other = after_.model;
  for (std::uint32_t i = 0; i < other.rules.size(); ++i) {
    if (other.rules[i].part != check::Rule::Part::None || rules[i] == kUnset) continue;
    const EntityId new_id = after_.of(Kind::Rule, i);
    if (!same_structure(*matching_.to_old[new_id], new_id)) continue;
    const check::Rule &a = old.rules[rules[i]], &b = other.rules[i];
    if (b.base.given()) rules[b.base.index] = a.base.index;
    for (std::size_t k = 0; k < b.exceptions.size(); ++k) {
      rules[b.exceptions[k].before.index] = a.exceptions[k].before.index;
      rules[b.exceptions[k].applies.index] = a.exceptions[k].applies.index;
      rules[b.exceptions[k].value.index] = a.exceptions[k].value.index;
    }
  }
  for (std::uint32_t i = 0; i < rules.size(); ++i)
    if (rules[i] == kUnset) rules[i] = append_copy(model_.rules, other.rules[i]);
}

}  // namespace meruit::diff
