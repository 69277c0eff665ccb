// Leaves of expressions: numbers of every size in every unit, dates, words, and the types they have.
#include <algorithm>
#include <map>

#include "world.h"

namespace meruit::differential {

namespace {

std::string digits(Random& random, int count) {
  std::string text(1, static_cast<char>('1' + random.below(9)));
  while (static_cast<int>(text.size()) < count) text += static_cast<char>('0' + random.below(10));
  return text;
}

Integer power_of_two(unsigned exponent) { return Integer(1) << exponent; }

// Around the widths of the engine's numbers, where an overflow begins.
Rational extreme_number(Random& random) {
  static const std::vector<unsigned> widths{31, 32, 53, 62, 63, 64, 96, 126, 127, 128, 130};
  Rational number(power_of_two(random.pick(widths)) + random.between(-2, 2));
  if (random.chance(30)) number /= Rational(number::power_of_ten(static_cast<unsigned>(random.between(1, 20))));
  return random.chance(40) ? Rational(-number) : number;
}

Node unit_of_nothing(const Factors& factors) {
  // `1 member` times or over, for dimensions without words of their own.
  static const std::map<std::string, std::string> one{{"USD", "$1"},         {"member", "1 members"},
                                                      {"month", "1 months"}, {"visit", "1 visits"},
                                                      {"day", "1 days"},     {"year", "1 years"}};
  Node node = leaf("1", number_type());
  for (const auto& [name, exponent] : factors)
    for (int i = 0; i < std::abs(exponent); ++i) {
      const Type type = number_type(product(node.type.factors, {{name, 1}}, exponent > 0 ? 1 : -1));
      node = compound(exponent > 0 ? "@ * @" : "@ / @", {node, leaf(one.at(name), number_type({{name, 1}}))}, type);
    }
  return node;
}

}  // namespace

const std::vector<UnitWords>& unit_words() {
  static const std::vector<UnitWords> words{
      {{}, "number", "", "", ""},
      {{{"USD", 1}}, "money", "money", "$", ""},
      {{{"USD", 1}, {"member", -1}, {"month", -1}},
       "money per member per month",
       "money per member per month",
       "$",
       " per member per month"},
      {{{"USD", 1}, {"visit", -1}}, "money per visit", "money per visit", "$", " per visit"},
      {{{"month", 1}}, "number of months", "months", "", " months"},
      {{{"day", 1}}, "number of days", "days", "", " days"},
      {{{"member", 1}}, "number of members", "members", "", " members"},
      {{{"visit", 1}}, "number of visits", "visits", "", " visits"},
      {{{"member", 1}, {"month", 1}}, "number of member-months", "member-months", "", " member-months"},
      {{{"member", -1}, {"visit", 1}}, "number of visits per member", "visits per member", "", " visits per member"},
      {{{"member", -1}, {"month", -1}, {"visit", 1}},
       "number of visits per 1,000 member-months",
       "visits per 1,000 member-months",
       "",
       " visits per 1_000 member-months"},
      {{{"USD", 1}, {"member", -1}}, "money per 100 members", "money per 100 members", "$", " per 100 members"},
  };
  return words;
}

Factors product(const Factors& a, const Factors& b, int sign) {
  std::map<std::string, int> sum(a.begin(), a.end());
  for (const auto& [name, exponent] : b) sum[name] += sign * exponent;
  Factors result;
  for (const auto& [name, exponent] : sum)
    if (exponent != 0) result.emplace_back(name, exponent);
  return result;
}

std::string World::fresh(const std::string& stem) {
  for (int i = 1;; ++i) {
    std::string name = prefix + stem + std::to_string(i);
    if (taken.insert(name).second) return name;
  }
}

Node leaf(std::string text, Type type) { return {std::move(text), {}, std::move(type), false}; }
Node compound(std::string pattern, std::vector<Node> children, Type type) {
  return {std::move(pattern), std::move(children), std::move(type), true};
}
Node call(std::string pattern, std::vector<Node> children, Type type) {
  return {std::move(pattern), std::move(children), std::move(type), false};
}

Node rounding_enclosed(Node node) {
  if (node.compound && node.pattern.find(" rounded ") != std::string::npos) {
    node.pattern = "(" + node.pattern + ")";
    node.compound = false;
  }
  return node;
}

Rational some_number(World& world, bool extreme) {
  Random& random = world.random;
  const int choice = random.below(100);
  Rational number;
  if (extreme && choice < 6) return extreme_number(random);
  if (choice < 45)
    number = random.between(0, 12);
  else if (choice < 60)
    number = Rational(random.between(0, 99'999), 100);
  else if (choice < 75)
    number = Rational(random.between(0, 1'000), 1'000);
  else if (choice < 90)
    number = Rational(random.between(0, 2'000'000));
  else
    number = *number::parse_decimal(digits(random, random.between(1, 6)) + "." + digits(random, random.between(1, 9)));
  return random.chance(15) ? Rational(-number) : number;
}

Node number_literal(World& world, const Factors& factors, bool extreme) {
  Random& random = world.random;
  const auto& all = unit_words();
  const auto words = std::find_if(all.begin(), all.end(), [&](const UnitWords& w) { return w.factors == factors; });
  if (words == all.end()) return unit_of_nothing(factors);
  Rational number = some_number(world, extreme);
  if (factors.empty() && random.chance(8))  // thirds and sevenths
    return compound("@ / @",
                    {leaf(std::to_string(random.between(1, 9)), number_type()),
                     leaf(std::to_string(random.between(1, 13)), number_type())},
                    number_type());
  const std::string sign = number < 0 ? "-" : "";
  if (number < 0) number = -number;
  if (factors.empty() && world.percentages) return leaf(sign + number::to_plain(number) + "%", number_type());
  return leaf(sign + words->before + number::to_plain(number) + words->after, number_type(factors));
}

calendar::Date some_date(World& world) {
  const int first = world.first_date.days;
  return {first + world.random.below(world.term.last.days - first + 200)};
}

Node literal(World& world, const Type& type) {
  Random& random = world.random;
  static const std::vector<std::string> texts{"", "a", "A1", "b", "A1001", "z-9", "two words"};
  switch (type.kind) {
    case TypeKind::Number:
      return number_literal(world, type.factors);
    case TypeKind::YesNo:
      return leaf(random.chance(50) ? "yes" : "no", type);
    case TypeKind::Text:
      return leaf("\"" + random.pick(texts) + "\"", type);
    case TypeKind::Date:
      return leaf(calendar::to_text(some_date(world)), type);
    case TypeKind::OneOf:
      return leaf(random.pick(world.lists[static_cast<std::size_t>(type.list)].words), type);
    case TypeKind::Period:
    case TypeKind::Row:  // of no value
      break;
  }
  calendar::Date first = some_date(world), last = some_date(world);
  if (last < first) std::swap(first, last);
  return compound("@ to @",
                  {leaf(calendar::to_text(first), kind_type(TypeKind::Date)),
                   leaf(calendar::to_text(last), kind_type(TypeKind::Date))},
                  type);
}

std::string rounding_words(World& world, const Type& type) {
  Random& random = world.random;
  static const std::vector<std::string> modes{"half up",     "half even", "half down", "away from zero",
                                              "toward zero", "ceiling",   "floor"};
  const bool money = type.factors == Factors{{"USD", 1}};
  std::string quantum;
  if (money && random.chance(70))
    quantum = random.chance(60) ? "cents" : random.pick(std::vector<std::string>{"$1", "$10", "$0.05", "$1,000"});
  else if (type.factors.empty() && random.chance(40))
    quantum = random.pick(std::vector<std::string>{"0.1%", "1%", "0.01%", "25%", "3", "0.125", "7"});
  else
    quantum = std::to_string(random.between(0, 6)) + " places";
  if (random.chance(20)) return "rounded " + std::string(random.chance(50) ? "up" : "down") + " to " + quantum;
  const bool silent = world.rounds && random.chance(40);
  return "rounded to " + quantum + (silent ? "" : " " + random.pick(modes));
}

Factors some_factors(World& world) {
  if (world.random.chance(35)) return {};
  if (world.random.chance(40)) return {{"USD", 1}};
  return world.random.pick(unit_words()).factors;
}

Type some_type(World& world, bool with_periods) {
  const int choice = world.random.below(100);
  if (choice < 62) return number_type(some_factors(world));
  if (choice < 74) return kind_type(TypeKind::YesNo);
  if (choice < 84 && !world.lists.empty())
    return {TypeKind::OneOf, {}, world.random.below(static_cast<int>(world.lists.size()))};
  if (choice < 90) return kind_type(TypeKind::Text);
  if (choice < 97 || !with_periods) return kind_type(TypeKind::Date);
  return kind_type(TypeKind::Period);
}

Type known_type(World& world, const Spot& spot, bool number) {
  std::vector<const Symbol*> found;
  for (const Symbol& symbol : world.symbols)
    if (may_use(symbol.level, spot.level) && (!number || symbol.type.kind == TypeKind::Number))
      found.push_back(&symbol);
  if (!found.empty() && world.random.chance(75)) return world.random.pick(found)->type;
  return number ? number_type(some_factors(world)) : some_type(world);
}

}  // namespace meruit::differential
