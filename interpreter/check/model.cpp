#include "check/model.h"

#include <cassert>

namespace meruit::check {

std::vector<RuleId> Model::rules_in_order() const {
  std::vector<RuleId> found;
  for (const Ordered& each : order)
    if (each.kind == Ordered::Kind::Rule) found.push_back({each.index});
  return found;
}

const Relation& sole_relation(const Model& model) {
  assert(model.relations.size() == 1);
  return model.relations.front();
}

}  // namespace meruit::check
