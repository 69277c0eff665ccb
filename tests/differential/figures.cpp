// Parameters and bands: plain or dated, published or not, over edges of every kind.
#include <algorithm>

#include "figures.h"

namespace meruit::differential {

namespace {

const UnitWords& words_of(const Factors& factors) {
  const auto& all = unit_words();
  return *std::find_if(all.begin(), all.end(), [&](const UnitWords& w) { return w.factors == factors; });
}

int declared_list(World& world) {
  std::vector<int> named;
  for (std::size_t i = 0; i < world.lists.size(); ++i)
    if (!world.lists[i].in_a_field) named.push_back(static_cast<int>(i));
  return named.empty() ? -1 : world.random.pick(named);
}

struct Edges {
  std::vector<Rational> at;
  std::vector<bool> low;  // whether the edge itself belongs to the band below it
};

Edges make_edges(World& world, bool positive, bool whole, bool share) {
  Random& random = world.random;
  std::set<Rational> at;
  for (int i = random.between(1, 4); i > 0; --i) {
    Rational edge = whole   ? Rational(random.between(1, 40))
                    : share ? Rational(random.between(1, 150), 100)
                            : some_number(world, random.chance(15));
    if (positive && edge < 0) edge = -edge;
    if (!positive && random.chance(25)) edge = -edge;
    if (edge != 0 || !positive) at.insert(edge);
  }
  if (at.empty()) at.insert(1);
  Edges edges{{at.begin(), at.end()}, {}};
  for (std::size_t i = 0; i < edges.at.size(); ++i) edges.low.push_back(random.chance(60));
  return edges;
}

// The rows of a block, each beginning where the one before ends.
std::vector<Row> band_rows(World& world, const Edges& edges, const Factors& factors, bool share, bool whole,
                           const Type& value, bool bare, int unpublished) {
  std::vector<Row> rows;
  const auto text = [&](std::size_t i) { return edge_text(edges.at[i], factors, share); };
  for (std::size_t i = 0; i < edges.at.size(); ++i) {
    std::string label = (edges.low[i] ? "up to " : "below ") + text(i);
    const bool from = i > 0 && world.random.chance(40);
    if (from && !edges.low[i - 1] && !edges.low[i]) label = "from " + text(i - 1) + " to under " + text(i);
    if (from && whole && edges.low[i])
      label = "from " + edge_text(edges.at[i - 1] + (edges.low[i - 1] ? 1 : 0), factors, share) + " to " + text(i);
    rows.push_back({label, {cell(world, value, bare, rows.empty() ? 0 : unpublished)}});
  }
  rows.push_back({(edges.low.back() ? "above " : "at least ") + text(edges.at.size() - 1),
                  {cell(world, value, bare, unpublished)}});
  return rows;
}

}  // namespace

Type cell_type(World& world, bool words) {
  const int choice = world.random.below(100);
  const int list = declared_list(world);
  if (words && choice < 15 && list >= 0) return {TypeKind::OneOf, {}, list};
  if (words && choice < 22) return kind_type(TypeKind::YesNo);
  if (words && choice < 26) return kind_type(TypeKind::Date);
  if (words && choice < 30) return kind_type(TypeKind::Text);
  return number_type(some_factors(world));
}

std::vector<std::string> block_dates(World& world, bool inside) {
  Random& random = world.random;
  std::vector<calendar::Date> dates{world.first_date};
  const int before = world.term.first.days - world.first_date.days,
            length = world.term.last.days - world.term.first.days;
  if (random.chance(60)) dates.push_back({world.first_date.days + random.between(1, before)});
  if (inside) dates.push_back({world.term.first.days + random.between(1, length)});
  if (random.chance(40)) dates.push_back({world.term.last.days + random.between(1, 300)});
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  std::vector<std::string> texts;
  for (const calendar::Date date : dates) texts.push_back("from " + calendar::to_text(date));
  return texts;
}

Node cell(World& world, const Type& type, bool bare, int unpublished) {
  Random& random = world.random;
  if (random.chance(unpublished)) return leaf("unpublished", type);
  if (type.kind != TypeKind::Number) return literal(world, type);
  const Factors factors = bare && random.chance(70) ? Factors{} : type.factors;
  Node first = number_literal(world, factors, random.chance(10));
  if (!random.chance(10)) return first;
  return compound("@ - @", {std::move(first), number_literal(world, factors, false)}, type);
}

Node limit_cell(World& world, Symbol& symbol, const Type& type, bool bare, int unpublished, int absent) {
  if (!world.random.chance(absent)) return cell(world, type, bare, unpublished);
  const bool unknown = world.random.chance(40);
  symbol.may_be_missing = symbol.waived = true;
  symbol.unknown = symbol.unknown || unknown;
  return leaf(unknown ? "unknown" : "waived", type);
}

std::string declared(World& world, const Type& type, bool always) {
  if (type.kind == TypeKind::OneOf) return " in " + world.lists[static_cast<std::size_t>(type.list)].name;
  if (type.kind != TypeKind::Number || type.factors.empty() || !(always || world.random.chance(60))) return "";
  return " in " + words_of(type.factors).as_unit;
}

std::string title(World& world) { return world.random.chance(20) ? " \"A title, in words\"" : ""; }

std::string edge_text(const Rational& edge, const Factors& factors, bool share) {
  const std::string sign = edge < 0 ? "-" : "";
  const Rational size = edge < 0 ? Rational(-edge) : edge;
  if (share) return sign + number::to_plain(size * 100) + "%";
  if (factors.empty() || factors != Factors{{"USD", 1}}) return sign + number::to_plain(size);
  return sign + "$" + number::to_plain(size);
}

Statement make_list(World& world) {
  ListOfWords list{world.fresh("list"), {}, false};
  for (int i = world.random.between(2, 5); i > 0; --i) list.words.push_back(world.fresh("w"));
  Statement statement;
  statement.head = "list " + list.name + title(world) + " is ";
  for (std::size_t i = 0; i < list.words.size(); ++i) statement.head += (i == 0 ? "" : ", ") + list.words[i];
  world.lists.push_back(std::move(list));
  return statement;
}

Statement make_parameter(World& world) {
  Random& random = world.random;
  Symbol symbol;
  symbol.level = kConstant;
  symbol.type = cell_type(world, true);
  symbol.name = world.fresh("par");
  Statement statement;
  const bool said = symbol.type.kind == TypeKind::Number || symbol.type.kind == TypeKind::OneOf;
  const bool required = said && world.prefix.empty() && random.chance(8);
  const std::string unit = declared(world, symbol.type, required);
  statement.head = "parameter " + symbol.name + title(world) + unit;
  if (required) {
    statement.head += " required";
    world.settings.push_back({symbol.name, {literal(world, symbol.type)}});
  } else if (random.chance(50)) {
    Spot spot;
    spot.level = kConstant;
    spot.depth = random.below(3);
    const bool plain = !unit.empty() || symbol.type.kind == TypeKind::OneOf || random.chance(50);
    statement.body.push_back(
        {{}, plain ? cell(world, symbol.type, !unit.empty(), 0) : expression(world, symbol.type, spot)});
  } else {
    symbol.dated = true;
    symbol.needs_date = random.chance(35);
    const int absent = random.chance(40) ? 35 : 0;
    for (const std::string& from : block_dates(world, symbol.needs_date))
      statement.rows.push_back({from,
                                {limit_cell(world, symbol, symbol.type, !unit.empty(), statement.rows.empty() ? 0 : 8,
                                            statement.rows.empty() ? 0 : absent)}});
  }
  world.symbols.push_back(symbol);
  return statement;
}

Statement make_bands(World& world) {
  Random& random = world.random;
  Symbol symbol;
  symbol.level = kConstant;
  symbol.call = true;
  symbol.name = world.fresh("bnd");
  const bool graduated = random.chance(65), share = random.chance(35), whole = !share && random.chance(15);
  const Factors input = whole ? Factors{} : some_factors(world);
  const Type value =
      graduated ? number_type(random.chance(70) ? Factors{} : some_factors(world)) : cell_type(world, true);
  const std::string unit = declared(world, value, false);
  const int losses = graduated ? random.below(4) : 3;

  Statement statement;
  const std::string x = world.fresh("amount"), base = world.fresh("base");
  statement.head = "bands " + symbol.name + "(" + x + (share ? ", " + base : "") + ")" + title(world) +
                   (graduated ? " graduated" : " stepped") + (share ? " on " + x + " as a share of " + base : "") +
                   unit;
  if (losses < 3)
    statement.modifiers.push_back(std::vector<std::string>{"losses mirrored", "losses none",
                                                           "losses separate"}[static_cast<std::size_t>(losses)]);
  if (whole) statement.modifiers.push_back("whole");
  const bool positive = graduated && losses != 2;
  symbol.dated = random.chance(30);
  symbol.needs_date = symbol.dated && random.chance(35);
  for (const std::string& from : symbol.dated ? block_dates(world, symbol.needs_date) : std::vector<std::string>{""}) {
    if (symbol.dated) statement.rows.push_back({from, {}});
    const Edges edges = make_edges(world, positive, whole, share);
    for (Row& row : band_rows(world, edges, input, share, whole, value, !unit.empty(), 8))
      statement.rows.push_back(std::move(row));
  }
  symbol.arguments.assign(share ? 2 : 1, number_type(input));
  symbol.type = graduated ? number_type(product(input, value.factors, 1)) : value;
  world.symbols.push_back(symbol);
  return statement;
}

}  // namespace meruit::differential
