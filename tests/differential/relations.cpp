// Records below records: which kinds there are, what their rows say of those above, and rows that lie below others.
#include <algorithm>
#include <map>

#include "records.h"

namespace meruit::differential {

namespace {

std::size_t rows_of_kind(Random& random, const Kind& kind, std::size_t above) {
  const int choice = random.below(1'000);
  if (kind.above >= 0 && above == 0) return 0;
  if (choice < 80) return 0;
  if (choice < 180) return 1;
  if (choice < 985) return static_cast<std::size_t>(random.between(2, kind.above < 0 ? 12 : 40));
  return static_cast<std::size_t>(random.between(60, kind.above < 0 ? 300 : 1'100));
}

// Of each row the one it lies below: any, some of them alone, or one.
std::vector<std::size_t> rows_above(Random& random, std::size_t rows, std::size_t above) {
  const int choice = random.below(10);
  const std::size_t many = choice < 6 ? above : choice < 9 ? (above + 1) / 2 : 1;
  std::vector<std::size_t> order(above), found;
  for (std::size_t i = 0; i < above; ++i) order[i] = i;
  random.shuffle(order);
  for (std::size_t row = 0; row < rows; ++row) found.push_back(order[random.next() % many]);
  return found;
}

// The same few keys below each; of two parts, the first is that of two rows.
void add_own_keys(Random& random, RecordRows& made, const std::vector<FieldPlan>& keys,
                  const std::vector<std::size_t>& above) {
  std::vector<int> numbers;
  for (std::size_t i = 0; i < made.rows; ++i) numbers.push_back(static_cast<int>(i));
  random.shuffle(numbers);
  std::map<std::size_t, std::size_t> met;  // of the rows below one row
  std::vector<int> number;                 // by row
  for (std::size_t row = 0; row < made.rows; ++row) number.push_back(numbers[met[above.empty() ? 0 : above[row]]++]);
  for (std::size_t part = 0; part < keys.size(); ++part) {
    Column column{keys[part].name, {}, {}};
    for (const int n : number)
      column.values.push_back(key_value(keys[part], keys.size() == 1 ? n : part == 0 ? n / 2 : n % 2));
    made.keys.push_back(column.name);
    made.columns.push_back(std::move(column));
  }
}

void add_keys_above(RecordRows& made, const RecordRows& above, const std::vector<std::size_t>& rows) {
  for (const std::string& key : above.keys) {
    const Column& known = column_called(above, key);
    Column column{key, {}, {}};
    for (const std::size_t row : rows) column.values.push_back(known.values[row]);
    made.keys.push_back(key);
    made.columns.push_back(std::move(column));
  }
}

}  // namespace

const Kind& kind_of(const World& world, const Level& level) { return world.kinds[level.relation.index]; }

bool lies_below(const World& world, std::uint32_t kind, std::uint32_t above) {
  for (int at = world.kinds[kind].above; at >= 0; at = world.kinds[static_cast<std::size_t>(at)].above)
    if (at == static_cast<int>(above)) return true;
  return false;
}

std::vector<std::uint32_t> kinds_below(const World& world, const Level& level) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t kind = 0; kind < world.kinds.size(); ++kind)
    if (level == kOverall || (of_rows(level) && lies_below(world, kind, level.relation.index))) found.push_back(kind);
  return found;
}

Level some_rows(World& world) {
  if (world.kinds.size() == 1) return rows_of({0});
  return rows_of({static_cast<std::uint32_t>(world.random.below(static_cast<int>(world.kinds.size())))});
}

void name_from_below(World& world, std::size_t first) {
  const std::size_t end = world.symbols.size();
  for (std::size_t i = first; i < end; ++i) {
    if (!of_rows(world.symbols[i].level)) continue;
    const std::uint32_t above = world.symbols[i].level.relation.index;
    for (const std::uint32_t kind : kinds_below(world, world.symbols[i].level)) {
      Symbol symbol = world.symbols[i];
      for (auto at = above; at != kind;) {
        symbol.name = world.kinds[at].name + "." + symbol.name;
        // The next on the way down.
        std::uint32_t next = kind;
        while (world.kinds[next].above != static_cast<int>(at))
          next = static_cast<std::uint32_t>(world.kinds[next].above);
        at = next;
      }
      symbol.level = rows_of({kind});
      symbol.through = true;
      symbol.gathers = true;
      symbol.key = false;
      symbol.uses.insert(world.symbols[i].name);
      world.symbols.push_back(std::move(symbol));
    }
  }
}

std::vector<RecordRows> make_relations(World& world, const std::vector<std::vector<FieldPlan>>& fields) {
  std::vector<RecordRows> all;
  for (std::size_t kind = 0; kind < fields.size(); ++kind) {
    const Kind& of = world.kinds[kind];
    RecordRows made;
    made.record = of.name;
    made.above = of.above;
    const RecordRows* above = of.above < 0 ? nullptr : &all[static_cast<std::size_t>(of.above)];
    made.rows = rows_of_kind(world.random, of, above == nullptr ? 0 : above->rows);
    std::vector<std::size_t> rows;
    if (above != nullptr) {
      rows = rows_above(world.random, made.rows, above->rows);
      add_keys_above(made, *above, rows);
    }
    std::vector<FieldPlan> keys;
    std::copy_if(fields[kind].begin(), fields[kind].end(), std::back_inserter(keys),
                 [](const FieldPlan& field) { return field.key; });
    add_own_keys(world.random, made, keys, rows);
    for (const FieldPlan& field : fields[kind])
      if (!field.key) made.columns.push_back(make_column(world, field, made.rows));
    all.push_back(std::move(made));
  }
  return all;
}

}  // namespace meruit::differential
