// Rules and payments, by expression and by cases, of rows and overall.
#include <algorithm>
#include <cctype>

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

// A rule of each record that is made of overall rules alone has to say its level, and one of another record than the
// header's.
bool has_to_say_its_rows(const World& world, const Level& level) {
  return level.relation.index != world.own ||
         std::any_of(world.symbols.begin(), world.symbols.end(),
                     [](const Symbol& symbol) { return symbol.level == kOverall; });
}

// The record of these rows or one above.
std::string some_payee(World& world, const Level& level) {
  std::uint32_t kind = level.relation.index;
  while (world.kinds[kind].above >= 0 && world.random.chance(35))
    kind = static_cast<std::uint32_t>(world.kinds[kind].above);
  return world.kinds[kind].name;
}

bool mentions(const std::string& text, const std::string& name) {
  const auto part_of_name = [&](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1))
    if (!(at > 0 && part_of_name(at - 1)) && !part_of_name(at + name.size())) return true;
  return false;
}

void define(World& world, Symbol symbol, const Statement& statement) {
  symbol.gathers = symbol.gathers || symbol.level == kOverall;
  note_uses(world, statement, symbol);
  world.symbols.push_back(std::move(symbol));
}

// Cases as the value of a line.
Node cases_of_line(World& world, const Type& type, const Spot& spot) {
  Node node{"", {}, type, false};
  for (Case& one : cases(world, type, spot, nullptr, false)) {
    const bool otherwise = one.condition.pattern.empty();
    node.pattern += otherwise ? "\n    otherwise: @" : "\n    when @: @";
    if (!otherwise) node.children.push_back(std::move(one.condition));
    node.children.push_back(std::move(one.value));
  }
  return node;
}

void make_lines(World& world, Statement& statement, const Type& type, const Spot& spot) {
  Random& random = world.random;
  if (random.chance(50)) statement.modifiers.front() = "each line " + statement.modifiers.front();
  for (int i = random.between(1, 3); i > 0; --i) {
    Symbol line;
    line.name = world.fresh("line");
    line.type = type;
    line.level = spot.level;
    Node value =
        random.chance(25) ? cases_of_line(world, type, spot) : rounding_enclosed(expression(world, type, spot));
    statement.lines.push_back({line.name, {std::move(value)}});
    define(world, std::move(line), statement);
  }
}

}  // namespace

void note_uses(const World& world, const Statement& statement, Symbol& symbol) {
  const std::string text = print(std::vector<Statement>{statement});
  if (world.kinds.size() > 1) {
    Statement body = statement;
    body.head.clear();
    const std::string said = print(std::vector<Statement>{body});
    for (const Kind& kind : world.kinds)
      symbol.gathers = symbol.gathers || mentions(said, kind.name) || mentions(said, kind.plural);
  }
  for (const Symbol& used : world.symbols) {
    if (used.name == symbol.name || !mentions(text, used.name)) continue;
    symbol.gathers = symbol.gathers || used.gathers;
    symbol.uses.insert(used.name);
    symbol.uses.insert(used.uses.begin(), used.uses.end());
  }
}

std::vector<std::string> limits(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  std::vector<std::string> found;
  for (const char* side : {"at least ", "at most "}) {
    if (random.chance(35)) continue;
    std::optional<Node> waived;
    if (random.chance(30)) waived = waived_limit(world, type, spot);
    const Node limit = waived ? *waived : random.chance(15) ? leaf("0", number_type()) : expression(world, type, spot);
    // A path through two rows is more than a name.
    const bool bare = limit.pattern.find_first_of(" @/") == std::string::npos &&
                      std::count(limit.pattern.begin(), limit.pattern.end(), '.') < 2;
    found.push_back(side + (bare ? limit.pattern : "(" + print(limit) + ")"));
  }
  if (random.chance(50)) std::reverse(found.begin(), found.end());
  return found;
}

// Mostly a pool of whole quanta and weights that are not below zero.
Statement make_split(World& world) {
  Random& random = world.random;
  Symbol symbol;
  symbol.name = world.fresh("rule");
  symbol.gathers = true;
  Spot spot;
  spot.level = kOverall;
  spot.depth = 2;
  const bool money = random.chance(60);
  symbol.type = money ? number_type({{"USD", 1}}) : number_type();
  const std::string quantum = money ? random.pick(std::vector<std::string>{"cents", "$1", "$0.05"})
                                    : random.pick(std::vector<std::string>{"2 places", "0 places", "3", "0.1%"});
  std::string pattern = random.chance(85) ? "split (@ rounded to " + quantum + " half even)" : "split @";
  std::vector<Node> children{expression(world, symbol.type, spot)};
  spot.level = rows_of({0});
  const Type weight = known_type(world, spot, true);
  static const std::vector<std::string> weights{"absolute(@)", "absolute(@)", "max(0, @)", "@", "(0 * @)"};
  pattern += " over " + world.kinds.front().plural + " by " + random.pick(weights) + ", each part rounded down to " +
             quantum + ", left over to the largest " + (random.chance(70) ? "remainder" : "weight");
  children.push_back(expression(world, weight, spot));
  std::vector<std::string> keys;
  for (const Symbol& key : world.symbols)
    if (key.key && key.level == spot.level) keys.push_back(key.name);
  random.shuffle(keys);
  for (const std::string& key : keys) pattern += ", then lowest " + key;
  Statement statement;
  statement.head = "rule " + symbol.name;
  if (world.own != 0) statement.head += " for each " + world.kinds.front().name;
  if (random.chance(70)) statement.modifiers.push_back("reported");
  statement.body.push_back({{}, {pattern, std::move(children), symbol.type, true}});
  define(world, std::move(symbol), statement);
  return statement;
}

Statement make_rule(World& world) {
  Random& random = world.random;
  Symbol symbol;
  symbol.name = world.fresh("rule");
  symbol.level = random.chance(22) ? kOverall : some_rows(world);
  Spot spot;
  spot.level = symbol.level == kOverall ? some_rows(world) : symbol.level;
  symbol.type = known_type(world, spot);
  symbol.may_be_missing = random.chance(20);
  symbol.waived = symbol.may_be_missing && random.chance(40);

  Statement statement;
  statement.head = "rule " + symbol.name;
  if (random.chance(20)) statement.head += " \"What it means\"";
  if (symbol.level == kOverall)
    statement.head += " overall";
  else if (random.chance(20) || has_to_say_its_rows(world, symbol.level))
    statement.head += " for each " + kind_of(world, symbol.level).name;
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
  define(world, std::move(symbol), statement);
  return statement;
}

Statement make_payment(World& world) {
  Random& random = world.random;
  Symbol symbol;
  symbol.name = world.fresh("pay");
  symbol.type = number_type({{"USD", 1}});
  symbol.level = random.chance(15) ? kOverall : some_rows(world);
  Statement statement;
  statement.head = "pay " + symbol.name + " from " + world.prefix + "plan to " +
                   (of_rows(symbol.level) ? some_payee(world, symbol.level) : world.prefix + "pool");
  if (symbol.level == kOverall)
    statement.head += " overall";
  else if (has_to_say_its_rows(world, symbol.level))
    statement.head += " for each " + kind_of(world, symbol.level).name;
  Spot spot;
  spot.level = symbol.level;
  spot.depth = 1;
  const bool of_lines = random.chance(35);
  if (!of_lines && random.chance(20)) statement.modifiers = limits(world, symbol.type, spot);
  statement.modifiers.push_back(rounding_words(world, symbol.type));
  spot.depth = random.between(1, 4);
  if (of_lines) {
    make_lines(world, statement, symbol.type, spot);
  } else {
    body(world, statement, symbol.type, spot, false, false);
  }
  define(world, std::move(symbol), statement);
  return statement;
}

}  // namespace meruit::differential
