#include "data/bind.h"

#include <doctest/doctest.h>

#include "columns.h"

namespace {

using namespace meruit;
using check::CastKind;
using check::TypeKind;
using meruit::data::testing::Columns;
using meruit::data::testing::told;

Columns two_columns() {
  Columns columns;
  columns.add("aco_id", TypeKind::Text, CastKind::Text);
  columns.add("cost", TypeKind::Number, CastKind::Dollars);
  return columns;
}

}  // namespace

TEST_CASE("a missing column is told with the one that nothing reads") {
  Table table;
  table.text("aco_id", {"A1"}).text("costs", {"1"});
  CHECK(told(two_columns().bind(table).problems) == "- cost none / a column of this name (there is costs)\n");
}

TEST_CASE("unknown columns are ignored when the mapping says so, doubled ones that are needed are not") {
  Columns columns = two_columns();
  columns.model.unknown_columns_ignored = true;
  Table table;
  table.text("aco_id", {"A1"}).text("cost", {"1"}).text("name", {"a"}).text("name", {"b"});
  CHECK(told(columns.bind(table).problems) == "");
  table.text("cost", {"2"});
  CHECK(told(columns.bind(table).problems) == "- cost a second column of this name / every column once\n");
}

TEST_CASE("rows come in key order, and a key that occurs twice names both lines") {
  Table table("acos.csv");
  table.text("aco_id", {"A2", "A1", "A2"}).text("cost", {"1", "2", "3"}).lines({2, 3, 7});
  CHECK(told(two_columns().bind(table).problems) ==
        "2 aco_id `A2`, which line 2 has too, with other values / every key once\n");

  Table good;
  good.text("aco_id", {"B", "A", "a"}).text("cost", {"1", "2", "3"});
  CHECK(two_columns().bind(good).order == std::vector<std::size_t>{1, 0, 2});
}

TEST_CASE("a table without rows binds") {
  Table table;
  table.text("aco_id", std::vector<std::string>{}).text("cost", std::vector<std::string>{});
  const data::Bound bound = two_columns().bind(table);
  CHECK(bound.problems.empty());
  CHECK(bound.relation.rows == 0);
}

TEST_CASE("columns of different lengths are refused") {
  Table table;
  table.text("aco_id", {"A", "B"}).number("cost", {1});
  ArrowArrayStream stream{};
  const auto opened = table.stream(&stream);
  REQUIRE(!opened);
  CHECK(opened.error().message == "column `cost` has 1 row, `aco_id` has 2");
}

TEST_CASE("rows are laid out by key, whatever their columns hold, and know where they were read") {
  Columns columns = two_columns();
  columns.add("option", TypeKind::OneOf, CastKind::Codes, true).cast.codes = {{"G", check::Value(check::Word{0})},
                                                                              {"P", check::Value(check::Word{1})}};
  columns.add("since", TypeKind::Date, CastKind::Date);
  columns.add("large", TypeKind::Number, CastKind::Number);
  const std::string wide = "123456789012345678901234567890123456789012345678901234567890";
  Table table("acos.csv");
  table.text("aco_id", {"C", "A", "B"})
      .text("cost", {"3", "1.25", "2"})
      .text("option", {"P", "", "G"})
      .text("since", {"2023-03-01", "2023-01-01", "2023-02-01"})
      .text("large", {"3", wide, "2"})
      .lines({2, 4, 9});
  data::Bound bound = columns.bind(table);
  REQUIRE(told(bound.problems) == "");
  data::arrange(columns.model, bound.relation, bound.order);
  const data::Relation& relation = bound.relation;
  CHECK(relation.source_rows == std::vector<std::size_t>{1, 2, 0});
  CHECK(relation.lines == std::vector<std::uint64_t>{4, 9, 2});
  const auto column = [&](std::size_t input) {
    std::vector<check::Outcome> cells;
    for (std::size_t row = 0; row < 3; ++row) cells.push_back(data::at(relation.columns[input], row));
    return cells;
  };
  using check::Outcome;
  using check::Value;
  CHECK(column(0) == std::vector<Outcome>{Value(std::string("A")), Value(std::string("B")), Value(std::string("C"))});
  CHECK(column(1) == std::vector<Outcome>{Value(Rational(5, 4)), Value(Rational(2)), Value(Rational(3))});
  CHECK(column(2) == std::vector<Outcome>{check::Absence::Missing, Value(check::Word{0}), Value(check::Word{1})});
  CHECK(std::get<calendar::Date>(std::get<Value>(column(3)[0])) == calendar::parse_date("2023-01-01"));
  CHECK(column(4)[0] == Outcome(Value(Rational(Integer(wide)))));
}

TEST_CASE("rows in key order stay where they are") {
  Table table;
  table.text("aco_id", {"A", "B"}).number("cost", {1, 2});
  const Columns columns = two_columns();
  data::Bound bound = columns.bind(table);
  const std::int64_t* const before = bound.relation.columns[1].i64.data();
  data::arrange(columns.model, bound.relation);
  CHECK(bound.relation.columns[1].i64.data() == before);
  CHECK(bound.relation.source_rows.empty());
}

TEST_CASE("problems of rows laid out by key are told in the order of the file") {
  const std::vector<std::size_t> source_rows{2, 0, 1};
  data::Problems problems(2, source_rows);
  for (const std::size_t row : {std::size_t{0}, std::size_t{1}, std::size_t{2}})
    problems.add({row, "cost", "nothing", "a number"});
  CHECK(told(problems) == "1 cost nothing / a number\n2 cost nothing / a number\n");
  CHECK(problems.rows_in_error() == 3);
}
