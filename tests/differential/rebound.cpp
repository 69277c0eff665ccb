// `(rule given name: value)`: names that may be given another value there.
#include "world.h"

namespace meruit::differential {

namespace {

// The levels that a value for this name may use.
Level level_of_value(const Symbol& symbol, const Spot& spot) {
  return may_use(symbol.level, spot.level) ? symbol.level : spot.level;
}

// One that the rule depends on, or what is compared with it might be the same.
bool can_be_given(const Symbol& symbol, const Symbol& rule) {
  if (symbol.call || symbol.key || symbol.through || rule.uses.count(symbol.name) == 0) return false;
  // Inside what looks at all records a name of one record could mean two things.
  return !of_rows(symbol.level) || (!rule.gathers && symbol.level == rule.level);
}

Node given_value(World& world, const Symbol& symbol, const Spot& spot) {
  Spot inner = spot.deeper();
  inner.level = level_of_value(symbol, spot);
  if (spot.folded && inner.level == kOverall) inner.level = kConstant;
  if (inner.level == kConstant) return literal(world, symbol.type);
  return rounding_enclosed(expression(world, symbol.type, inner));
}

}  // namespace

std::optional<Node> rebound(World& world, const Type& type, const Spot& spot) {
  std::vector<const Symbol*> rules, names;
  for (const Symbol& symbol : world.symbols)
    // The value so far of a rule knows nothing of the rule's own limits: of what it hangs on, `uses` says too much.
    if (!symbol.call && !symbol.field && !symbol.through && !symbol.may_be_missing && symbol.level != kConstant &&
        may_use(symbol.level, spot.level) && symbol.type == type && symbol.name != spot.subject)
      rules.push_back(&symbol);
  if (rules.empty()) return std::nullopt;
  const Symbol rule = *world.random.pick(rules);
  for (const Symbol& symbol : world.symbols)
    if (can_be_given(symbol, rule) && symbol.name != spot.subject) names.push_back(&symbol);
  if (names.empty()) return std::nullopt;
  std::string pattern = "(@ given ";
  std::vector<Node> children{leaf(rule.name, type)};
  std::set<std::string> taken;
  for (int i = world.random.between(1, 2); i > 0; --i) {
    const Symbol name = *world.random.pick(names);
    if (!taken.insert(name.name).second) continue;
    Node value = given_value(world, name, spot);
    if (value.pattern == name.name) continue;  // itself: a comparison with the rule would be one of equals
    pattern += (children.size() == 1 ? "" : ", ") + name.name + ": @";
    children.push_back(std::move(value));
  }
  if (children.size() == 1) return std::nullopt;
  return call(pattern + ")", std::move(children), type);
}

}  // namespace meruit::differential
