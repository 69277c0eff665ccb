#include "check/model.h"

#include <cassert>

namespace meruit::check {

std::vector<RuleId> Model::rules_in_order() const {
  std::vector<RuleId> found;
  for (const Ordered& each : order)
    if (each.kind == Ordered::Kind::Rule) found.push_back({each.index});
  return found;
}

std::optional<std::vector<LinkId>> links_up(const Model& model, RelationId from, RelationId to) {
  if (from == to) return std::vector<LinkId>();
  for (const LinkId id : model.relations[from.index].parents)
    if (auto rest = links_up(model, model.links[id.index].to, to)) {
      rest->insert(rest->begin(), id);
      return rest;
    }
  return std::nullopt;
}

const Relation& sole_relation(const Model& model) {
  assert(model.relations.size() == 1);
  return model.relations.front();
}

}  // namespace meruit::check
