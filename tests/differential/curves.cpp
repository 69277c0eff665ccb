// Curves: rows that share an end with the row before, or are told apart from it; of whole numbers and of all.
#include <algorithm>

#include "figures.h"

namespace meruit::differential {

namespace {

struct CurveShape {
  bool whole = false, bare = false;
  Factors input;
  Type value;
};

// Where one row ends and the next begins.
struct Joint {
  Rational edge;
  bool below = false;   // the edge belongs to the row below it
  bool shared = false;  // to both, which agree there
};

std::vector<Joint> make_joints(World& world, const CurveShape& shape) {
  Random& random = world.random;
  std::set<Rational> edges;
  for (int i = random.between(1, 5); i > 0; --i)
    edges.insert(shape.whole ? Rational(random.between(-9, 60)) : some_number(world, random.chance(15)));
  std::vector<Joint> joints;
  for (const Rational& edge : edges) {
    const bool last = joints.size() + 1 == edges.size();
    const bool shared = !shape.whole && random.chance(55);
    joints.push_back({edge, shared || ((shape.whole || last) && random.chance(50)), shared});
  }
  return joints;
}

std::string first_label(const CurveShape& shape, const Joint& joint) {
  return (joint.below ? "up to " : "below ") + edge_text(joint.edge, shape.input, false);
}

std::string last_label(World& world, const CurveShape& shape, const Joint& joint) {
  const bool includes = joint.shared || !joint.below;
  if (!includes && shape.whole && world.random.chance(50))
    return "at least " + edge_text(joint.edge + 1, shape.input, false);
  return (includes ? "at least " : "above ") + edge_text(joint.edge, shape.input, false);
}

std::string middle_label(const CurveShape& shape, const Joint& low, const Joint& high, bool& narrow) {
  const Rational from = shape.whole && low.below ? Rational(low.edge + 1) : low.edge;
  const Rational to = shape.whole && !high.below ? Rational(high.edge - 1) : high.edge;
  narrow = from >= to;
  const std::string until = shape.whole || high.below ? " to " : " to under ";
  return "from " + edge_text(from, shape.input, false) + until + edge_text(to, shape.input, false);
}

std::vector<Row> curve_rows(World& world, const CurveShape& shape) {
  Random& random = world.random;
  const std::vector<Joint> joints = make_joints(world, shape);
  std::vector<Row> rows;
  Node end = cell(world, shape.value, shape.bare, 0);  // of the row before
  rows.push_back({first_label(shape, joints.front()), {end}});
  for (std::size_t i = 0; i < joints.size(); ++i) {
    const bool last = i + 1 == joints.size();
    const bool hidden = !joints[i].shared && (last || !joints[i + 1].shared) && random.chance(8);
    Node start = joints[i].shared ? end : cell(world, shape.value, shape.bare, hidden ? 100 : 0);
    end = start;
    if (last) {
      rows.push_back({last_label(world, shape, joints[i]), {start}});
      break;
    }
    bool narrow = false;
    const std::string label = middle_label(shape, joints[i], joints[i + 1], narrow);
    if (hidden || narrow || random.chance(15)) {
      rows.push_back({label, {start}});
      continue;
    }
    end = cell(world, shape.value, shape.bare, 0);
    rows.push_back({label, {compound("@ to @", {std::move(start), end}, shape.value)}});
  }
  return rows;
}

// Of neighbouring whole numbers a row between may be empty.
bool is_empty(const Row& row) {
  if (!row.label.starts_with("from ")) return false;
  const std::size_t to = row.label.find(" to ");
  const std::string low = row.label.substr(5, to - 5), high = row.label.substr(to + 4);
  return number::parse_decimal(low) > number::parse_decimal(high);
}

}  // namespace

Statement make_curve(World& world) {
  Random& random = world.random;
  CurveShape shape;
  shape.whole = random.chance(45);
  shape.input = shape.whole ? Factors{} : some_factors(world);
  shape.value = number_type(some_factors(world));
  const std::string unit = declared(world, shape.value, false);
  shape.bare = !unit.empty();
  Symbol symbol;
  symbol.level = kConstant;
  symbol.call = true;
  symbol.name = world.fresh("crv");
  symbol.arguments = {number_type(shape.input)};
  symbol.type = shape.value;
  symbol.dated = random.chance(30);
  symbol.needs_date = symbol.dated && random.chance(35);
  Statement statement;
  statement.head = "curve " + symbol.name + "(" + world.fresh("amount") + ")" + title(world) + " linear" + unit;
  if (shape.whole) statement.modifiers.push_back("whole ends included");
  for (const std::string& from : symbol.dated ? block_dates(world, symbol.needs_date) : std::vector<std::string>{""}) {
    if (symbol.dated) statement.rows.push_back({from, {}});
    std::vector<Row> rows = curve_rows(world, shape);
    while (shape.whole && std::any_of(rows.begin(), rows.end(), is_empty)) rows = curve_rows(world, shape);
    for (Row& row : rows) statement.rows.push_back(std::move(row));
  }
  world.symbols.push_back(symbol);
  return statement;
}

}  // namespace meruit::differential
