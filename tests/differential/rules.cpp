// Rules and payments, by expression and by cases, of rows and overall.
#include <algorithm>

#include "world.h"

namespace meruit::differential {

namespace {

// A body that may be missing: an optional name as it is, or cases of which one says so.
void missing_body(World& world, Statement& statement, const Type& type, const Spot& spot, bool waived, bool first) {
  const Symbol* symbol = optional_symbol(world, &type, spot);
  if (symbol != nullptr && symbol->waived == waived && !symbol->unknown && world.random.chance(50)) {
    statement.body.push_back({{}, refer(world, *symbol, spot)});
    return;
  }
  statement.by_cases = true;
  statement.body = cases(world, type, spot, waived ? "waived" : "missing", first);
}

void body(World& world, Statement& statement, const Type& type, const Spot& spot, bool may_be_missing, bool waived) {
  const bool by_cases = world.random.chance(40);
  const bool first = by_cases && world.random.chance(40);
  if (may_be_missing) {
    missing_body(world, statement, type, spot, waived, first);
  } else if (by_cases) {
    statement.by_cases = true;
    statement.body = cases(world, type, spot, nullptr, first);
  } else {
    statement.body.push_back({{}, expression(world, type, spot)});
  }
  if (first && statement.by_cases) statement.modifiers.push_back("the first that applies");
}

// A rule of each record that is made of overall rules alone has to say its level.
bool has_overall_rule(const World& world) {
  return std::any_of(world.symbols.begin(), world.symbols.end(),
                     [](const Symbol& symbol) { return symbol.level == Level::Overall; });
}

}  // namespace

std::vector<std::string> limits(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  std::vector<std::string> found;
  for (const char* side : {"at least ", "at most "}) {
    if (random.chance(35)) continue;
    std::optional<Node> waived;
    if (random.chance(30)) waived = waived_limit(world, type, spot);
    const Node limit = waived ? *waived : random.chance(15) ? leaf("0", number_type()) : expression(world, type, spot);
    const bool bare = limit.pattern.find_first_of(" @/") == std::string::npos;
    found.push_back(side + (bare ? limit.pattern : "(" + print(limit) + ")"));
  }
  if (random.chance(50)) std::reverse(found.begin(), found.end());
  return found;
}

Statement make_rule(World& world) {
  Random& random = world.random;
  Symbol symbol;
  symbol.name = world.fresh("rule");
  symbol.level = random.chance(22) ? Level::Overall : Level::Row;
  Spot spot;
  spot.level = Level::Row;
  symbol.type = known_type(world, spot);
  symbol.may_be_missing = random.chance(20);
  symbol.waived = symbol.may_be_missing && random.chance(40);

  Statement statement;
  statement.head = "rule " + symbol.name;
  if (random.chance(20)) statement.head += " \"What it means\"";
  if (symbol.level == Level::Overall)
    statement.head += " overall";
  else if (random.chance(20) || has_overall_rule(world))
    statement.head += " for each " + world.record;
  if (symbol.type.kind == TypeKind::Number) {
    const auto& all = unit_words();
    const auto words =
        std::find_if(all.begin(), all.end(), [&](const UnitWords& w) { return w.factors == symbol.type.factors; });
    if (words != all.end() && !words->as_unit.empty() && random.chance(30)) statement.head += " in " + words->as_unit;
    spot.level = symbol.level;
    spot.depth = 1;
    if (random.chance(20))
      for (const std::string& limit : limits(world, symbol.type, spot)) statement.modifiers.push_back(limit);
    if (!symbol.may_be_missing && random.chance(25)) statement.modifiers.push_back(rounding_words(world, symbol.type));
  }
  if (symbol.may_be_missing) statement.modifiers.push_back(symbol.waived ? "may be waived" : "may be missing");
  if (random.chance(50)) statement.modifiers.push_back("reported");

  spot.level = symbol.level;
  spot.depth = random.between(1, 4);
  body(world, statement, symbol.type, spot, symbol.may_be_missing, symbol.waived);
  world.symbols.push_back(symbol);
  return statement;
}

Statement make_payment(World& world) {
  Random& random = world.random;
  Symbol symbol;
  symbol.name = world.fresh("pay");
  symbol.type = number_type({{"USD", 1}});
  symbol.level = random.chance(15) ? Level::Overall : Level::Row;
  Statement statement;
  statement.head = "pay " + symbol.name + " from " + world.prefix + "plan to " +
                   (symbol.level == Level::Row ? world.record : world.prefix + "pool");
  if (symbol.level == Level::Overall)
    statement.head += " overall";
  else if (has_overall_rule(world))
    statement.head += " for each " + world.record;
  Spot spot;
  spot.level = symbol.level;
  spot.depth = 1;
  if (random.chance(20)) statement.modifiers = limits(world, symbol.type, spot);
  statement.modifiers.push_back(rounding_words(world, symbol.type));
  spot.depth = random.between(1, 4);
  body(world, statement, symbol.type, spot, false, false);
  world.symbols.push_back(symbol);
  return statement;
}

}  // namespace meruit::differential
