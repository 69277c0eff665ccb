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
  CHECK(told(two_columns().bind(table).problems) == "2 aco_id `A2`, which line 2 has too / every key once\n");

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
