// Tables: one key or several, one column or several, plain or dated, whole or the first row that applies.
#include <algorithm>

#include "figures.h"

namespace meruit::differential {

namespace {

struct Key {
  std::string name;
  Type type;
  std::vector<std::string> labels;  // of a finite key all
};

std::vector<std::string> distinct_labels(World& world, const Type& type) {
  std::set<std::string> labels;
  for (int i = world.random.between(1, 4); i > 0; --i) {
    if (type.kind == TypeKind::Number) {
      const std::string number = std::to_string(world.random.below(9));
      labels.insert(type.factors.empty() ? number : "$" + number);
    } else {
      labels.insert(literal(world, type).pattern);
    }
  }
  return {labels.begin(), labels.end()};
}

Key make_key(World& world, std::set<int>& lists_used) {
  Random& random = world.random;
  Key key;
  const int list = world.lists.empty() ? -1 : random.below(static_cast<int>(world.lists.size()));
  const int choice = random.below(10);
  if (choice < 5 && list >= 0 && lists_used.insert(list).second) {
    key = {world.lists[static_cast<std::size_t>(list)].name, {TypeKind::OneOf, {}, list}, {}};
    key.labels = world.lists[static_cast<std::size_t>(list)].words;
  } else if (choice < 6) {
    key = {world.fresh("flag"), kind_type(TypeKind::YesNo), {"yes", "no"}};
  } else {
    const Type type = choice < 8   ? number_type(random.chance(70) ? Factors{} : Factors{{"USD", 1}})
                      : choice < 9 ? kind_type(TypeKind::Text)
                                   : kind_type(TypeKind::Date);
    key = {world.fresh("key"), type, distinct_labels(world, type)};
  }
  random.shuffle(key.labels);
  return key;
}

// Joins some neighbours to `a or b`; a key may also be left open with `any`.
std::vector<std::string> grouped(World& world, const Key& key, bool several) {
  Random& random = world.random;
  if (several && key.type.kind == TypeKind::OneOf && random.chance(10)) return {"any"};
  std::vector<std::string> groups;
  for (const std::string& label : key.labels) {
    if (!groups.empty() && random.chance(25))
      groups.back() += " or " + label;
    else
      groups.push_back(label);
  }
  if (several)
    for (std::string& group : groups)
      if (group.find(" or ") != std::string::npos) group = "(" + group + ")";
  return groups;
}

std::vector<std::string> row_labels(World& world, const std::vector<Key>& keys, bool first) {
  std::vector<std::string> labels{""};
  for (const Key& key : keys) {
    std::vector<std::string> longer;
    for (const std::string& group : grouped(world, key, keys.size() > 1))
      for (const std::string& label : labels) longer.push_back(label + (label.empty() ? "" : " and ") + group);
    labels = std::move(longer);
  }
  if (!first) return labels;
  // Some rows of the product, and one for what they leave.
  std::string open = "any";
  for (std::size_t i = 1; i < keys.size(); ++i) open += " and any";
  world.random.shuffle(labels);
  if (labels.size() > 1) labels.resize(labels.size() - 1);
  if (std::find(labels.begin(), labels.end(), open) == labels.end()) labels.push_back(open);
  return labels;
}

struct Shape {
  std::vector<Key> keys;
  std::string key_names, header;  // "a, b", "a and b"
  std::vector<Type> types;        // by column
  std::vector<Node> columns;      // their names

  [[nodiscard]] bool has_header() const { return keys.size() > 1 || columns.size() > 1; }
};

Shape make_shape(World& world) {
  Random& random = world.random;
  Shape shape;
  std::set<int> lists_used;
  for (int i = random.chance(60) ? 1 : random.between(2, 3); i > 0; --i) {
    shape.keys.push_back(make_key(world, lists_used));
    const std::string& name = shape.keys.back().name;
    shape.key_names += (shape.key_names.empty() ? "" : ", ") + name;
    shape.header += (shape.header.empty() ? "" : " and ") + name;
  }
  const int count = random.chance(60) ? 1 : random.between(2, 3);
  for (int i = 0; i < count; ++i) {
    shape.types.push_back(cell_type(world, true));
    while (count > 1 && shape.types.back().kind == TypeKind::OneOf) shape.types.back() = cell_type(world, true);
    shape.columns.push_back(leaf(world.fresh("col"), shape.types.back()));
  }
  return shape;
}

// The rows, and what the columns' cells turn out to be.
std::vector<Symbol> add_rows(World& world, const Shape& shape, const Symbol& table, bool bare, bool first,
                             std::vector<Row>& rows) {
  std::vector<Symbol> columns(shape.types.size());
  std::vector<int> absent;
  for (const Type& type : shape.types)
    absent.push_back(type.kind == TypeKind::Number && world.random.chance(30) ? 30 : 0);
  bool published = false;  // a column of nothing but `unpublished` would be of no type
  const std::vector<std::string> undated{""};
  for (const std::string& from : table.dated ? block_dates(world, table.needs_date) : undated) {
    if (table.dated) rows.push_back({from, {}});
    if (shape.has_header()) rows.push_back({shape.header, shape.columns});
    for (const std::string& label : row_labels(world, shape.keys, first)) {
      Row row{label, {}};
      for (std::size_t i = 0; i < columns.size(); ++i)
        row.cells.push_back(
            limit_cell(world, columns[i], shape.types[i], bare, published ? 5 : 0, published ? absent[i] : 0));
      published = true;
      rows.push_back(std::move(row));
    }
  }
  return columns;
}

}  // namespace

Statement make_table(World& world) {
  Random& random = world.random;
  Symbol symbol;
  symbol.level = kConstant;
  symbol.call = true;
  symbol.name = world.fresh("tab");
  const Shape shape = make_shape(world);
  for (const Key& key : shape.keys) symbol.arguments.push_back(key.type);

  Statement statement;
  const std::string unit = shape.types.size() == 1 ? declared(world, shape.types[0], false) : "";
  statement.head = "table " + symbol.name + "(" + shape.key_names + ")" + title(world) + unit;
  const bool first = random.chance(25);
  if (first) statement.modifiers.push_back("the first that applies");
  symbol.dated = random.chance(30);
  symbol.needs_date = symbol.dated && random.chance(35);
  const std::vector<Symbol> columns = add_rows(world, shape, symbol, !unit.empty(), first, statement.rows);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    symbol.type = shape.types[i];
    symbol.column = shape.has_header() ? shape.columns[i].pattern : "";
    symbol.may_be_missing = symbol.waived = columns[i].waived;
    symbol.unknown = columns[i].unknown;
    world.symbols.push_back(symbol);
  }
  return statement;
}

}  // namespace meruit::differential
