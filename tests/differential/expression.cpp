// Well-typed expressions, never missing, of what the world has and of what the language offers.
#include <algorithm>

#include "world.h"

namespace meruit::differential {

namespace {

bool usable(const Symbol& symbol, const Spot& spot) {
  return may_use(symbol.level, spot.level) || symbol.level == spot.around;
}
bool may_be_missing(const Symbol& symbol, const Spot& spot) {
  return symbol.may_be_missing && spot.given.count(symbol.name) == 0;
}

std::vector<const Symbol*> candidates(World& world, const Type& type, const Spot& spot, bool missing) {
  std::vector<const Symbol*> found;
  for (const Symbol& symbol : world.symbols) {
    if (!(symbol.type == type) || !usable(symbol, spot) || may_be_missing(symbol, spot) != missing) continue;
    if (symbol.call && (spot.depth <= 0 || spot.level == kConstant)) continue;
    found.push_back(&symbol);
  }
  return found;
}

Node on_date(World& world, Node figure, const Spot& spot) {
  const Type date = kind_type(TypeKind::Date);
  Node when = world.random.chance(60) ? leaf(calendar::to_text(some_date(world)), date)
                                      : expression(world, date, spot.deeper());
  if (is_written_out(when)) when = leaf(calendar::to_text(some_date(world)), date);
  const Type type = figure.type;
  return compound("@ on @", {std::move(figure), std::move(when)}, type);
}

// Over rows: the body and the condition stand in a row.
Node fold(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  Spot row = spot.deeper();
  const std::vector<std::uint32_t> below = kinds_below(world, spot.level);
  row.level = rows_of({below.size() == 1 ? below.front() : random.pick(below)});
  if (of_rows(spot.level)) row.around = spot.level;
  const Kind& kind = kind_of(world, row.level);
  row.given.clear();
  row.folded = true;
  const std::string where = random.chance(45) ? " where @" : "";
  std::vector<Node> children;
  std::string pattern;
  if (type.kind == TypeKind::YesNo) {
    children.push_back(condition(world, row));
    pattern = random.chance(50) ? "any " + kind.plural + " where @" : "every " + kind.name + " has @";
    return compound(pattern, std::move(children), type);
  }
  const bool plain = type.kind == TypeKind::Number && type.factors.empty();
  const auto over = " over " + kind.plural + where;
  std::string behind;
  if (type.kind == TypeKind::Date) {
    children.push_back(expression(world, type, row));
    pattern = std::string(random.chance(50) ? "smallest" : "largest") + " of @" + over;
  } else if (plain && random.chance(30)) {
    pattern = "count of " + kind.plural + where;
  } else if (plain && random.chance(20)) {
    static const std::vector<TypeKind> told_apart{TypeKind::Number, TypeKind::Date};
    children.push_back(expression(world, kind_type(random.pick(told_apart)), row));
    pattern = "count of distinct @" + over;
  } else if (plain && random.chance(15)) {
    children.push_back(expression(world, type, row));
    pattern = "product of @" + over;
  } else if (random.chance(15)) {
    children.push_back(expression(world, type, row));
    children.push_back(expression(world, kind_type(TypeKind::Number), row));
    pattern = "weighted mean of @ by @" + over;
  } else if (random.chance(25)) {
    static const std::vector<std::string> methods{"nearest rank", "averaged", "interpolated"};
    static const std::vector<std::string> ordinals{"1st", "25th", "33.4th", "50th", "75th", "90th", "99.9th"};
    children.push_back(expression(world, type, row));
    pattern = random.pick(ordinals) + " percentile of @" + over;
    behind = ", " + random.pick(methods);
  } else {
    static const std::vector<std::string> words{"sum", "sum", "sum", "sum", "smallest", "largest", "mean", "median"};
    children.push_back(expression(world, type, row));
    pattern = random.pick(words) + " of @" + over;
  }
  if (!where.empty()) children.push_back(condition(world, row));
  return compound(pattern + behind, std::move(children), type);
}

Node product_of(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  const bool divide = random.chance(40);
  Factors other = random.chance(60) ? Factors{} : known_type(world, spot, true).factors;
  // Units that have words are more often met by something with a name.
  const Factors needed = product(type.factors, other, divide ? 1 : -1);
  const auto& all = unit_words();
  if (random.chance(90) &&
      std::none_of(all.begin(), all.end(), [&](const UnitWords& w) { return w.factors == needed; }))
    other = {};
  Node left = expression(world, number_type(product(type.factors, other, divide ? 1 : -1)), spot);
  Node right = expression(world, number_type(other), spot);
  return compound(divide ? "@ / @" : "@ * @", {std::move(left), std::move(right)}, type);
}

Node several(World& world, const std::string& name, int count, const Type& type, const Spot& spot) {
  std::string pattern = name + "(@";
  std::vector<Node> children{expression(world, type, spot)};
  for (int i = 1; i < count; ++i) {
    pattern += ", @";
    if (world.random.chance(name == "min" || name == "max" || name == "clamp" ? 25 : 0))
      if (auto limit = waived_limit(world, type, spot)) {
        children.push_back(std::move(*limit));
        continue;
      }
    children.push_back(world.random.chance(10) ? leaf("0", number_type()) : expression(world, type, spot));
  }
  return call(pattern + ")", std::move(children), type);
}

// A number of the data, or one over another: what powers may be taken of without growing beyond use.
Node short_number(World& world, const Type& type, const Spot& spot) {
  std::vector<const Symbol*> fields;
  for (const Symbol& symbol : world.symbols)
    if (symbol.field && symbol.type == type && usable(symbol, spot) && !may_be_missing(symbol, spot))
      fields.push_back(&symbol);
  Node number = fields.empty() ? number_literal(world, type.factors) : refer(world, *world.random.pick(fields), spot);
  if (world.random.chance(60)) return number;
  return compound("@ / @", {std::move(number), short_number(world, number_type(), spot)}, type);
}

// Powers of what has a unit are 1 or -1, so that the value below has one too.
Node power_of(World& world, const Type& type, const Spot& spot) {
  static const std::vector<int> exponents{1, 2, 2, 3, 4, -1, -2, 7};
  const int exponent = type.factors.empty() ? world.random.pick(exponents) : world.random.chance(50) ? 1 : -1;
  const Factors base = exponent < 0 ? product({}, type.factors, -1) : type.factors;
  return call("power(@, " + std::to_string(exponent) + ")", {short_number(world, number_type(base), spot)}, type);
}

Node root_of(World& world, const Type& type, const Spot& spot) {
  const int degree = type.factors.empty() || world.random.chance(20) ? world.random.between(2, 3) : 0;
  if (degree == 0) return several(world, "absolute", 1, type, spot);
  Factors radicand;
  for (int i = 0; i < degree; ++i) radicand = product(radicand, type.factors, 1);
  return compound("root(@, " + std::to_string(degree) + ") " + rounding_words(world, type),
                  {expression(world, number_type(radicand), spot)}, type);
}

Node number(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  const Spot inner = spot.deeper();
  switch (random.below(13)) {
    case 0:
    case 1:
      return compound("@ + @", {expression(world, type, inner), expression(world, type, inner)}, type);
    case 2:
      return compound("@ - @", {expression(world, type, inner), expression(world, type, inner)}, type);
    case 3:
    case 4:
    case 5:
      return product_of(world, type, inner);
    case 6: {
      Node operand = expression(world, type, inner);
      if (operand.pattern.front() == '-') return operand;
      return call("-@", {std::move(operand)}, type);
    }
    case 7:
      return several(world, random.chance(50) ? "min" : "max", random.between(2, 4), type, inner);
    case 8:
      return several(world, "clamp", 3, type, inner);
    case 9:
      return several(world, "absolute", 1, type, inner);
    case 10:
      return power_of(world, type, inner);
    case 11:
      return root_of(world, type, inner);
    default:
      return compound("@ " + rounding_words(world, type), {expression(world, type, inner)}, type);
  }
}

// A value of an operator's own, for a type that has operators.
Node operation(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  switch (type.kind) {
    case TypeKind::Number:
      if (type.factors.empty() && random.chance(6))
        return compound(
            "year of @",
            {expression(world, kind_type(random.chance(60) ? TypeKind::Date : TypeKind::Period), spot.deeper())}, type);
      if (auto node = days_counted(world, type, spot)) return *node;
      return number(world, type, spot);
    case TypeKind::YesNo:
      return condition(world, spot);
    case TypeKind::Date:
      return some_day(world, spot);
    case TypeKind::Period:
      return some_period(world, spot);
    default:
      return literal(world, type);
  }
}

std::optional<Node> without_its_absence(World& world, const Type& type, const Spot& spot) {
  const Symbol* symbol = optional_symbol(world, &type, spot);
  if (symbol == nullptr) return std::nullopt;
  Node name = refer(world, *symbol, spot);
  if (symbol->unknown || world.random.chance(25)) return compound("required @", {std::move(name)}, type);
  const bool zero = type.kind == TypeKind::Number && world.random.chance(30);
  Node fallback = zero ? leaf("0", number_type()) : expression(world, type, spot.deeper());
  return compound(symbol->waived ? "@ if waived @" : "@ if missing @", {std::move(name), std::move(fallback)}, type);
}

}  // namespace

Node refer(World& world, const Symbol& symbol, const Spot& spot) {
  std::string pattern = symbol.name;
  std::vector<Node> arguments;
  if (symbol.call) {
    pattern += "(";
    for (const Type& type : symbol.arguments) {
      pattern += arguments.empty() ? "@" : ", @";
      arguments.push_back(expression(world, type, spot.deeper()));
    }
    pattern += ")";
  }
  if (!symbol.column.empty()) pattern += "." + symbol.column;
  Node node = call(pattern, std::move(arguments), symbol.type);
  if (symbol.needs_date || (symbol.dated && world.random.chance(15) && !symbol.may_be_missing))
    return on_date(world, std::move(node), spot);
  return node;
}

const Symbol* optional_symbol(World& world, const Type* type, const Spot& spot) {
  std::vector<const Symbol*> found;
  for (const Symbol& symbol : world.symbols)
    if (usable(symbol, spot) && may_be_missing(symbol, spot) && !(symbol.call && spot.depth <= 0) &&
        (type == nullptr || symbol.type == *type))
      found.push_back(&symbol);
  return found.empty() ? nullptr : world.random.pick(found);
}

std::optional<Node> waived_limit(World& world, const Type& type, const Spot& spot) {
  std::vector<const Symbol*> found;
  for (const Symbol& symbol : world.symbols) {
    if (!(symbol.type == type) || !usable(symbol, spot) || !may_be_missing(symbol, spot) || !symbol.waived) continue;
    if (!symbol.call || (spot.depth > 0 && spot.level != kConstant)) found.push_back(&symbol);
  }
  if (found.empty()) return std::nullopt;
  return refer(world, *world.random.pick(found), spot);
}

std::optional<Node> reference(World& world, const Type& type, const Spot& spot) {
  const auto found = candidates(world, type, spot, false);
  if (found.empty()) return std::nullopt;
  return refer(world, *world.random.pick(found), spot);
}

Node expression(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  const bool folds = !spot.folded && spot.depth > 0 && !kinds_below(world, spot.level).empty() &&
                     (type.kind == TypeKind::Number || type.kind == TypeKind::YesNo || type.kind == TypeKind::Date);
  if (folds && random.chance(40)) return fold(world, type, spot);
  if (random.chance(6) && spot.level != kConstant)
    if (auto node = rebound(world, type, spot)) return *node;
  if (random.chance(12) && spot.level != kConstant)
    if (auto node = without_its_absence(world, type, spot)) return *node;
  if (spot.depth <= 0 || random.chance(35)) {
    if (random.chance(80))
      if (auto node = reference(world, type, spot)) return *node;
    if (spot.depth <= 0 || random.chance(30)) return literal(world, type);
  }
  return operation(world, type, spot);
}

}  // namespace meruit::differential
