// Random practices, members, claims and diagnoses, shuffled: what arrange() makes of them against a search through all
// pairs of rows.
#include "data/arrange.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <set>

#include "columns.h"

namespace {

using namespace meruit;
using check::Absence;
using check::Outcome;
using check::TypeKind;
using check::Value;
using data::kNoRow;
using data::Linked;
using data::Shape;
using data::Unarranged;

using Cells = std::vector<std::optional<int>>;  // of one row; none: missing

// A record's rows as small numbers, which stand for texts, numbers or days by column.
struct Kind {
  Shape shape;
  std::vector<TypeKind> kinds;    // by column
  std::vector<int> denominators;  // numbers: the same values over another denominator
  std::vector<Cells> rows;
};

Outcome cell_of(TypeKind kind, const std::optional<int>& cell) {
  if (!cell) return Absence::Missing;
  switch (kind) {
    case TypeKind::Text:
      return Value("k" + std::to_string(100 + *cell));
    case TypeKind::Date:
      return Value(calendar::Date{*cell});
    case TypeKind::OneOf:
      return Value(check::Word{static_cast<std::uint32_t>(*cell)});
    case TypeKind::YesNo:
      return Value(*cell % 2 != 0);
    default:
      return Value(Rational(*cell));
  }
}

// Numbers over a denominator that they would not need.
data::Column scaled(const std::vector<Outcome>& cells, int denominator) {
  std::vector<Outcome> finer;
  for (const Outcome& cell : cells) {
    const auto* value = std::get_if<Value>(&cell);
    finer.push_back(value == nullptr ? cell : Outcome(Value(Rational(std::get<Rational>(*value) * denominator))));
  }
  data::Column column = data::make_column(TypeKind::Number, finer);
  column.denominator *= denominator;
  return column;
}

Unarranged read(const Kind& records) {
  Unarranged made;
  made.relation.rows = records.rows.size();
  for (std::size_t c = 0; c < records.kinds.size(); ++c) {
    std::vector<Outcome> cells;
    for (const Cells& row : records.rows) cells.push_back(cell_of(records.kinds[c], row[c]));
    made.relation.columns.push_back(records.kinds[c] == TypeKind::Number ? scaled(cells, records.denominators[c])
                                                                         : data::make_column(records.kinds[c], cells));
  }
  for (std::size_t row = 0; row < records.rows.size(); ++row) made.relation.lines.push_back(row + 2);
  return made;
}

std::vector<std::uint32_t> full_key(const Shape& shape) {
  std::vector<std::uint32_t> columns;
  for (const Shape::Link& parent : shape.parents)
    columns.insert(columns.end(), parent.columns.begin(), parent.columns.end());
  columns.insert(columns.end(), shape.keys.begin(), shape.keys.end());
  return columns;
}

Cells cells_at(const Cells& row, const std::vector<std::uint32_t>& columns) {
  Cells cells;
  for (const std::uint32_t column : columns) cells.push_back(row[column]);
  return cells;
}

std::size_t file_row(const data::Relation& of, std::size_t row) { return data::source_row(of, row); }

// practice; member of practices by reference; claim of member, with a key in the claim, and a practice; diagnosis of
// claim, no key; stay of member and practice.
std::vector<Kind> shapes(std::mt19937_64& random) {
  const auto kind = [&] {
    const std::vector<TypeKind> kinds{TypeKind::Text, TypeKind::Number, TypeKind::Date, TypeKind::OneOf};
    return kinds[random() % kinds.size()];
  };
  const TypeKind practice = kind(), member = kind(), claim = kind(), line = kind();
  const std::vector<int> scales{1, 10, 3};
  std::vector<Kind> all(5);
  all[0] = {{"practice", {"practice_id"}, {0}, false, {}, {}}, {practice}, {}, {}};
  all[1] = {{"member", {"member_id", "elected"}, {0}, false, {}, {{0, {1}}}}, {member, practice}, {}, {}};
  all[2] = {{"claim", {"line", "member_id", "claim_id", "practice"}, {2, 0}, false, {{1, {1}}}, {{0, {3}}}},
            {line, member, claim, practice},
            {},
            {}};
  all[3] = {{"diagnosis", {"claim_id", "code", "line", "member_id"}, {1}, true, {{2, {3, 0, 2}}}, {}},
            {claim, TypeKind::Number, line, member},
            {},
            {}};
  all[4] = {{"stay",
             {"practice", "nr", "member_id", "claim.member_id", "claim.claim_id", "claim.line"},
             {1},
             false,
             {{1, {2}}, {0, {0}}},
             {{2, {3, 4, 5}}}},
            {practice, TypeKind::Number, member, member, claim, line},
            {},
            {}};
  for (Kind& each : all)
    for (std::size_t c = 0; c < each.kinds.size(); ++c) each.denominators.push_back(scales[random() % scales.size()]);
  return all;
}

// Rows whose keys are mostly those of rows that are there; `wrong` in a hundred are not.
void fill(std::vector<Kind>& all, std::mt19937_64& random, int wrong) {
  const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
  const auto pick = [&](std::size_t from) -> std::optional<Cells> {
    const std::vector<Cells>& rows = all[from].rows;
    if (rows.empty()) return std::nullopt;
    const Cells& row = rows[random() % rows.size()];
    return cells_at(row, full_key(all[from].shape));
  };
  for (Kind& each : all) {
    std::set<Cells> known;
    const std::size_t count = random() % 3 == 0 ? random() % 3 : random() % 40;
    for (std::size_t i = 0; i < count; ++i) {
      Cells row(each.kinds.size());
      for (auto& cell : row) cell = static_cast<int>(random() % 12);
      bool lost = false;
      const auto lead = [&](const Shape::Link& link, bool may_be_missing) {
        if (may_be_missing && chance(25)) {
          row[link.columns[random() % link.columns.size()]].reset();
          return;
        }
        const auto key = pick(link.to);
        lost = lost || (!key && !may_be_missing);
        for (std::size_t part = 0; part < link.columns.size(); ++part) {
          if (key) row[link.columns[part]] = (*key)[part];
          if (!key) row[link.columns[part]].reset();
        }
        if (chance(wrong)) row[link.columns[0]] = 50;
      };
      for (const Shape::Link& reference : each.shape.references) lead(reference, true);
      for (const Shape::Link& parent : each.shape.parents) lead(parent, false);
      if (lost) continue;
      const bool is_new = known.insert(cells_at(row, full_key(each.shape))).second;
      if (!is_new && !each.shape.no_key && !chance(wrong)) continue;
      each.rows.push_back(row);
    }
    if (random() % 2 == 0) std::shuffle(each.rows.begin(), each.rows.end(), random);
  }
}

// The row that has the key, by looking at all.
std::optional<std::size_t> row_with(const Kind& records, const Cells& key) {
  for (std::size_t row = 0; row < records.rows.size(); ++row)
    if (cells_at(records.rows[row], full_key(records.shape)) == key) return row;
  return std::nullopt;
}

bool has_missing(const Cells& key) {
  return std::any_of(key.begin(), key.end(), [](const auto& part) { return !part; });
}

// Rows of the file that must be told, where nothing else is in error.
std::set<std::size_t> in_error(const std::vector<Kind>& all, std::size_t r) {
  std::set<std::size_t> rows;
  std::map<Cells, std::size_t> first;
  for (std::size_t row = 0; row < all[r].rows.size(); ++row) {
    const Cells& cells = all[r].rows[row];
    bool lost = false;
    const auto look = [&](const Shape::Link& link) {
      const Cells key = cells_at(cells, link.columns);
      return has_missing(key) || row_with(all[link.to], key).has_value();
    };
    for (const Shape::Link& parent : all[r].shape.parents) lost = lost || !look(parent);
    bool dangling = false;
    for (const Shape::Link& reference : all[r].shape.references) dangling = dangling || !look(reference);
    if (lost || dangling) rows.insert(row);
    if (lost || all[r].shape.no_key) continue;
    const auto known = first.emplace(cells_at(cells, full_key(all[r].shape)), row);
    if (known.second) continue;
    rows.insert(row);
    rows.insert(known.first->second);
  }
  return rows;
}

// Whether a relation, or one that it leads to, has rows in error.
bool leads_to_error(const std::vector<Kind>& all, std::size_t r) {
  for (const auto* links : {&all[r].shape.parents, &all[r].shape.references})
    for (const Shape::Link& link : *links)
      if (!in_error(all, link.to).empty() || leads_to_error(all, link.to)) return true;
  return false;
}

void hold(const std::vector<Kind>& all, const Linked& linked, std::size_t r) {
  const Kind& of = all[r];
  const data::Relation& made = linked.relations[r];
  REQUIRE(made.rows == of.rows.size());
  std::set<std::size_t> seen;
  for (std::size_t row = 0; row < of.rows.size(); ++row) {
    const Cells& cells = of.rows[file_row(made, row)];
    seen.insert(file_row(made, row));
    CHECK(made.lines[row] == file_row(made, row) + 2);
    for (std::size_t c = 0; c < of.kinds.size(); ++c)
      CHECK(data::at(made.columns[c], row) == cell_of(of.kinds[c], cells[c]));
    std::size_t position = 0;
    for (const auto* links : {&of.shape.parents, &of.shape.references})
      for (const Shape::Link& link : *links) {
        const Cells key = cells_at(cells, link.columns);
        const std::uint32_t at = made.links[position++][row];
        if (has_missing(key))
          CHECK(at == kNoRow);
        else
          CHECK(file_row(linked.relations[link.to], at) == row_with(all[link.to], key));
      }
    if (row == 0) continue;
    const Cells& before = of.rows[file_row(made, row - 1)];
    const Cells key = cells_at(cells, full_key(of.shape)), previous = cells_at(before, full_key(of.shape));
    CHECK((of.shape.no_key ? previous <= key : previous < key));
  }
  CHECK(seen.size() == of.rows.size());
  if (of.shape.parents.empty()) {
    CHECK(made.first_under.empty());
    return;
  }
  REQUIRE(made.first_under.size() == linked.relations[of.shape.parents[0].to].rows + 1);
  CHECK(made.first_under.front() == 0);
  CHECK(made.first_under.back() == of.rows.size());
  for (std::size_t p = 0; p + 1 < made.first_under.size(); ++p)
    for (std::uint32_t row = made.first_under[p]; row < made.first_under[p + 1]; ++row) CHECK(made.links[0][row] == p);
}

std::vector<Shape> shapes_of(const std::vector<Kind>& all, std::vector<Unarranged>& rows) {
  std::vector<Shape> found;
  for (const Kind& each : all) {
    found.push_back(each.shape);
    rows.push_back(read(each));
  }
  return found;
}

}  // namespace

TEST_CASE("random records lie as a search through all pairs says") {
  std::size_t rows_held = 0, runs_with_errors = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::vector<Kind> all = shapes(random);
    const int wrong = seed % 4 == 0 ? 3 : 0;
    fill(all, random, wrong);
    std::vector<Unarranged> rows;
    const std::vector<Shape> by_shape = shapes_of(all, rows);
    const Linked linked = data::arrange(by_shape, std::move(rows));
    bool sound = true;
    for (std::size_t r = 0; r < all.size(); ++r) {
      CAPTURE(r);
      const std::set<std::size_t> wanted = in_error(all, r);
      sound = sound && wanted.empty();
      if (leads_to_error(all, r)) continue;
      std::set<std::size_t> told;
      const std::vector<bool>& noted = linked.problems[r].rows();
      for (std::size_t row = 0; row < noted.size(); ++row)
        if (noted[row]) told.insert(row);
      CHECK(told == wanted);
    }
    runs_with_errors += sound ? 0 : 1;
    for (std::size_t r = 0; sound && r < all.size(); ++r) {
      CAPTURE(r);
      hold(all, linked, r);
      rows_held += all[r].rows.size();
    }
  }
  CHECK(rows_held > 10'000);
  CHECK(runs_with_errors > 40);
}

namespace {

data::Column texts(const std::vector<std::string>& cells) {
  std::vector<Outcome> outcomes;
  for (const std::string& cell : cells) outcomes.push_back(cell.empty() ? Outcome(Absence::Missing) : Value(cell));
  return data::make_column(TypeKind::Text, outcomes);
}

Unarranged file(std::string origin, const std::vector<std::vector<std::string>>& columns) {
  Unarranged made;
  made.relation.origin = std::move(origin);
  made.relation.rows = columns.front().size();
  for (const auto& column : columns) made.relation.columns.push_back(texts(column));
  for (std::size_t row = 0; row < made.relation.rows; ++row) made.relation.lines.push_back(row + 2);
  return made;
}

const std::vector<Shape>& two_records() {
  static const std::vector<Shape> shapes{
      {"member", {"member_id", "sponsor"}, {0}, false, {}, {{0, {1}}}},
      {"claim", {"member_id", "claim_id"}, {1}, false, {{0, {0}}}, {}},
  };
  return shapes;
}

}  // namespace

TEST_CASE("orphans, references to nobody and keys that occur twice are told by the file's rows") {
  const Linked linked =
      data::arrange(two_records(), {file("members.csv", {{"M2", "M1"}, {"", "M2"}}),
                                    file("claims.csv", {{"M2", "M9", "M1", "M2"}, {"C2", "C1", "C1", "C2"}})});
  CHECK(data::testing::told(linked.problems[0]).empty());
  CHECK(data::testing::told(linked.problems[1]) ==
        "1 member_id `M9`, which no row of members.csv has / the key of a member: add that row to members.csv, or "
        "correct "
        "or remove this one\n"
        "3 member_id, claim_id `M2`, `C2`, which line 2 has too / every key once\n");

  const Linked nobody = data::arrange(
      two_records(), {file("members.csv", {{"M2", "M1"}, {"M5", "M2"}}), file("claims.csv", {{"M7"}, {"C1"}})});
  CHECK(
      data::testing::told(nobody.problems[0]) ==
      "0 sponsor `M5`, which no row of members.csv has / the key of a member: add that row to members.csv, or correct "
      "or remove this one\n");
}

TEST_CASE("rows whose parent may be one that could not be read are not told besides") {
  std::vector<Unarranged> files{file("members.csv", {{"M2", "?"}, {"", ""}}), file("claims.csv", {{"M7"}, {"C1"}})};
  files[0].keyless = {false, true};
  CHECK(data::arrange(two_records(), std::move(files)).problems[1].empty());
}

TEST_CASE("where each row is told, those whose parent may be one that could not be read are too") {
  std::vector<Unarranged> files{file("members.csv", {{"M2", "?"}, {"", ""}}), file("claims.csv", {{"M7"}, {"C1"}})};
  files[0].keyless = {false, true};
  CHECK(data::testing::told(data::arrange(two_records(), std::move(files), {20, true}).problems[1]) ==
        "0 member_id `M7`, which no row of members.csv is known to have / the key of a member: add that row to "
        "members.csv, or correct or remove this one\n");
}

TEST_CASE("a row whose own key says nothing is led to its parent, one whose parent cannot be read is not") {
  std::vector<Unarranged> files{file("members.csv", {{"M2", "M1"}, {"", ""}}),
                                file("claims.csv", {{"M2", "M1", "M2"}, {"C1", "C1", "?"}})};
  files[1].keyless = {false, true, true};
  files[1].bad = {{false, true}};
  const Linked linked = data::arrange(two_records(), std::move(files), {20, true});
  CHECK(linked.problems[1].empty());
  const Relation& claims = linked.relations[1];
  for (std::size_t row = 0; row < claims.rows; ++row)
    CHECK((claims.links.front()[row] == data::kNoRow) == (data::source_row(claims, row) == 1));
}
