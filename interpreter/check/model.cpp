#include "check/model.h"

namespace meruit::check {

std::vector<RuleId> Model::rules_in_order() const {
  std::vector<RuleId> found;
  for (const Ordered& each : order)
    if (each.kind == Ordered::Kind::Rule) found.push_back({each.index});
  return found;
}

}  // namespace meruit::check
