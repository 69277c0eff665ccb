// Conditions, and lists of cases that the checker has no reason to refuse: split by words, by yes or no, by edges
// on one value or by `otherwise`; or beyond what it proves, where two or none may hold and the row faults.
#include <algorithm>

#include "world.h"

namespace meruit::differential {

namespace {

const Type kYesNo = kind_type(TypeKind::YesNo);

// An expression's text without its `(… given …)`, which may change nothing of what they are said of.
std::string without_givens(const std::string& text) {
  std::string kept;
  std::vector<std::size_t> open;  // brackets in `kept`
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!open.empty() && text.compare(at, 7, " given ") == 0) {
      int depth = 1;
      while (at + 1 < text.size() && depth > 0) {
        ++at;
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
      }
      kept.erase(open.back(), 1);
      open.pop_back();
      continue;
    }
    if (text[at] == '(') open.push_back(kept.size());
    if (text[at] == ')' && !open.empty()) open.pop_back();
    kept += text[at];
  }
  return kept;
}

// Nor do paths: the row around may say `aco.f1` of its own `f1`.
std::string without_paths(const World& world, std::string text) {
  for (const Kind& kind : world.kinds) {
    const std::string path = kind.name + ".";
    for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path, at))
      text.erase(at, path.size());
  }
  return text;
}

bool alike(const World& world, const Node& left, const Node& right) {
  return without_paths(world, without_givens(print(left))) == without_paths(world, without_givens(print(right)));
}

Node comparison(World& world, const Spot& spot) {
  Random& random = world.random;
  static const std::vector<std::string> ordered{"@ < @", "@ <= @", "@ > @", "@ >= @", "@ = @", "@ <> @"};
  static const std::vector<std::string> equal{"@ = @", "@ <> @"};
  const Type type = known_type(world, spot);
  const bool has_order = type.kind == TypeKind::Number || type.kind == TypeKind::Date;
  Node left = expression(world, type, spot);
  const bool zero = type.kind == TypeKind::Number && random.chance(15);
  Node right = zero ? leaf("0", number_type()) : expression(world, type, spot);
  // A thing compared with itself is refused.
  if (alike(world, left, right)) right = type.kind == TypeKind::Number ? leaf("0", type) : literal(world, type);
  if (alike(world, left, right)) return leaf("yes", kYesNo);
  return compound(random.pick(has_order ? ordered : equal), {std::move(left), std::move(right)}, kYesNo);
}

Node in_set(World& world, const Spot& spot) {
  Random& random = world.random;
  const Type type = known_type(world, spot);
  if (type.kind == TypeKind::YesNo || type.kind == TypeKind::Period) return comparison(world, spot);
  std::string pattern = "@ in (";
  std::set<std::string> items;
  for (int i = random.between(1, 4); i > 0; --i) {
    const Node item = type.kind == TypeKind::Number ? number_literal(world, type.factors, false) : literal(world, type);
    if (!item.compound && items.insert(item.pattern).second) pattern += (items.size() == 1 ? "" : ", ") + item.pattern;
  }
  if (items.empty()) return comparison(world, spot);
  return compound(pattern + ")", {expression(world, type, spot)}, kYesNo);
}

// `x is given and …x…`: the right side may use x.
std::optional<Node> narrowed(World& world, const Spot& spot) {
  const Symbol* symbol = optional_symbol(world, nullptr, spot);
  if (symbol == nullptr) return std::nullopt;
  const std::string absent = symbol->waived ? "@ is waived" : "@ is missing";
  // A look-up is told by its own words; narrowing it would mean to repeat them.
  if (symbol->call || symbol->needs_date)
    return compound(world.random.chance(50) ? "@ is given" : absent, {refer(world, *symbol, spot)}, kYesNo);
  Node test = compound(symbol->name + " is given", {}, kYesNo);
  if (spot.depth <= 0 || world.random.chance(30)) {
    if (world.random.chance(30)) test.pattern = symbol->name + absent.substr(1);
    return test;
  }
  Spot inside = spot.deeper();
  inside.given.insert(symbol->name);
  return compound("@ and @", {std::move(test), condition(world, inside)}, kYesNo);
}

std::vector<Case> by_words(World& world, const Symbol& symbol, const Type& type, const Spot& spot) {
  std::vector<std::string> words = world.lists[static_cast<std::size_t>(symbol.type.list)].words;
  world.random.shuffle(words);
  std::vector<Case> result;
  for (std::size_t i = 0; i < words.size();) {
    const bool two = i + 1 < words.size() && world.random.chance(40);
    const std::string test = two ? " in (" + words[i] + ", " + words[i + 1] + ")" : " = " + words[i];
    result.push_back({compound(symbol.name + test, {}, kYesNo), expression(world, type, spot)});
    i += two ? 2 : 1;
  }
  return result;
}

std::vector<Case> by_edges(World& world, const Type& type, const Spot& spot) {
  std::vector<const Symbol*> numbers;
  for (const Symbol& symbol : world.symbols)
    if (symbol.field && may_use(symbol.level, spot.level) && symbol.type.kind == TypeKind::Number &&
        !symbol.may_be_missing)
      numbers.push_back(&symbol);
  if (numbers.empty()) return {};
  const Symbol& number = *world.random.pick(numbers);
  const Factors& factors = number.type.factors;
  const Node name = leaf(number.name, number.type);
  const Node subject = world.random.chance(50)
                           ? name
                           : compound("@ + @", {name, expression(world, number.type, spot.deeper())}, number.type);
  const Node edge = number_literal(world, factors, false);
  const bool low = world.random.chance(50);
  return {{compound(low ? "@ <= @" : "@ < @", {subject, edge}, kYesNo), expression(world, type, spot)},
          {compound(low ? "@ > @" : "@ >= @", {subject, edge}, kYesNo), expression(world, type, spot)}};
}

std::vector<Case> by_absence(World& world, const Symbol& symbol, const Type& type, const Spot& spot) {
  Spot inside = spot;
  inside.given.insert(symbol.name);
  Case known{compound(symbol.name + " is given", {}, kYesNo), expression(world, type, inside)};
  Case unknown{compound(symbol.name + (symbol.waived ? " is waived" : " is missing"), {}, kYesNo),
               expression(world, type, spot)};
  if (world.random.chance(50)) return {std::move(known), std::move(unknown)};
  // The negation of what came before is known in `otherwise`.
  known.condition = {};
  return {std::move(unknown), std::move(known)};
}

// Any conditions, of which the first that holds is meant.
std::vector<Case> by_order(World& world, const Type& type, const Spot& spot) {
  std::vector<Case> result;
  for (int i = world.random.between(1, 3); i > 0; --i)
    result.push_back({condition(world, spot.deeper()), expression(world, type, spot)});
  result.push_back({{}, expression(world, type, spot)});
  return result;
}

// A product with nothing: two of them are the same to the checker.
bool is_nothing(const Node& node) {
  return node.pattern == "@ * @" && std::any_of(node.children.begin(), node.children.end(), [](const Node& factor) {
           return print(factor) == "0" || print(factor).starts_with("0 /");
         });
}

// Yes, which the checker takes for a question to the data: it looks into no two periods.
Node left_to_the_run(Node condition) {
  return compound("(2023-01-01 to 2023-06-30) overlaps (2023-06-30 to 2023-12-31) and @", {std::move(condition)},
                  kYesNo);
}

}  // namespace

// Conditions on different amounts that hang on one field: whether two hold, or none, only the data can show.
std::vector<Case> cases_by_chance(World& world, const Type& type, const Spot& spot) {
  Random& random = world.random;
  std::vector<const Symbol*> numbers;
  for (const Symbol& symbol : world.symbols)
    if (symbol.field && may_use(symbol.level, spot.level) && symbol.type.kind == TypeKind::Number &&
        !symbol.may_be_missing)
      numbers.push_back(&symbol);
  if (numbers.empty())
    return {{condition(world, spot.deeper()), expression(world, type, spot)}, {{}, expression(world, type, spot)}};
  const Symbol& number = *random.pick(numbers);
  static const std::vector<std::string> amounts{"@ + @", "@ * @", "absolute(@)"},
      comparisons{"@ < @", "@ >= @", "@ <> @"};
  const bool otherwise = random.chance(70);
  std::vector<Case> result;
  for (int i = 0; i < (otherwise ? random.between(1, 3) : random.between(2, 3)); ++i) {
    std::vector<Node> parts{leaf(number.name, number.type)};
    if (i < 2) parts.push_back(expression(world, i == 0 ? number.type : number_type(), spot.deeper()));
    const std::string& pattern = amounts[static_cast<std::size_t>(i)];
    Node amount =
        i < 2 ? compound(pattern, std::move(parts), number.type) : call(pattern, std::move(parts), number.type);
    Node limit = expression(world, number.type, spot.deeper());
    if (print(limit) == print(amount) || (is_nothing(limit) && is_nothing(amount))) limit = leaf("0", number.type);
    Node condition = compound(random.pick(comparisons), {std::move(amount), std::move(limit)}, kYesNo);
    result.push_back({left_to_the_run(std::move(condition)), expression(world, type, spot)});
  }
  if (otherwise) result.push_back({{}, expression(world, type, spot)});
  return result;
}

Node condition(World& world, const Spot& spot) {
  Random& random = world.random;
  if (spot.depth <= 0) {
    if (random.chance(60))
      if (auto node = reference(world, kYesNo, spot)) return *node;
    return comparison(world, spot);
  }
  const Spot inner = spot.deeper();
  switch (random.below(13)) {
    case 0:
      return compound("not @", {condition(world, inner)}, kYesNo);
    case 1:
    case 2:
      return compound("@ and @", {condition(world, inner), condition(world, inner)}, kYesNo);
    case 3:
    case 4:
      return compound("@ or @", {condition(world, inner), condition(world, inner)}, kYesNo);
    case 5:
      return in_set(world, inner);
    case 6:
      return compound(
          "@ in @",
          {expression(world, kind_type(TypeKind::Date), inner), expression(world, kind_type(TypeKind::Period), inner)},
          kYesNo);
    case 7:
      if (!random.chance(40)) return comparison(world, inner);
      return compound(random.chance(70) ? "@ overlaps @" : "overlap(@, @) is given",
                      {expression(world, kind_type(TypeKind::Period), inner),
                       expression(world, kind_type(TypeKind::Period), inner)},
                      kYesNo);
    case 8:
    case 9:
      if (auto node = narrowed(world, spot)) return *node;
      return comparison(world, inner);
    case 10:
      if (auto node = reference(world, kYesNo, spot)) return *node;
      return comparison(world, inner);
    default:
      return comparison(world, inner);
  }
}

std::vector<Case> cases(World& world, const Type& type, const Spot& spot, const char* absence, bool first) {
  Random& random = world.random;
  std::vector<const Symbol*> words, flags;
  for (const Symbol& symbol : world.symbols) {
    if (!may_use(symbol.level, spot.level) || symbol.may_be_missing || symbol.call || symbol.needs_date) continue;
    if (symbol.level == kConstant) continue;
    if (symbol.type.kind == TypeKind::OneOf) words.push_back(&symbol);
    if (symbol.type.kind == TypeKind::YesNo) flags.push_back(&symbol);
  }
  std::vector<Case> result;
  const int choice = random.below(10);
  if (!first && choice < 3 && !words.empty()) {
    result = by_words(world, *random.pick(words), type, spot);
  } else if (!first && choice < 4 && !flags.empty()) {
    const std::string flag = random.pick(flags)->name;
    result = {{compound(flag, {}, kYesNo), expression(world, type, spot)},
              {compound("not " + flag, {}, kYesNo), expression(world, type, spot)}};
  } else if (!first && choice < 6) {
    result = by_edges(world, type, spot);
  } else if (!first && choice < 8) {
    const Symbol* symbol = optional_symbol(world, nullptr, spot);
    if (symbol != nullptr && !symbol->call && !symbol->needs_date && !symbol->unknown)
      result = by_absence(world, *symbol, type, spot);
  }
  if (result.empty()) result = first ? by_order(world, type, spot) : cases_by_chance(world, type, spot);
  for (Case& one : result) one.value = rounding_enclosed(std::move(one.value));
  if (absence != nullptr && result.size() > 1)
    result[static_cast<std::size_t>(random.below(static_cast<int>(result.size())))].value = leaf(absence, type);
  return result;
}

}  // namespace meruit::differential
