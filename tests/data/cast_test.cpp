#include "data/cast.h"

#include <doctest/doctest.h>

#include "api/arrow_export.h"
#include "columns.h"

namespace {

using namespace meruit;
using namespace meruit::data;
using check::CastKind;
using check::TypeKind;
using meruit::data::testing::Columns;
using meruit::data::testing::told;

std::string text_of(const Column& column, std::size_t row) {
  const check::Outcome found = at(column, row);
  if (std::holds_alternative<check::Absence>(found)) return "missing";
  const auto& value = std::get<check::Value>(found);
  if (const auto* number = std::get_if<Rational>(&value)) return number::to_plain(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "yes" : "no";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<calendar::Date>(&value)) return calendar::to_text(*date);
  if (const auto* period = std::get_if<calendar::Period>(&value)) return calendar::to_text(*period);
  return "word " + std::to_string(std::get<check::Word>(value).ordinal);
}

std::vector<std::string> texts_of(const Column& column, std::size_t rows) {
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < rows; ++row) texts.push_back(text_of(column, row));
  return texts;
}

// One column of texts, read in one way, with row numbers as the key.
struct Read {
  std::vector<std::string> values;
  std::string problems;
};
Read read(const std::vector<std::string>& cells, TypeKind kind, const check::Cast& cast, bool may_be_missing = false) {
  Columns columns;
  columns.add("id", TypeKind::Number, CastKind::Number);
  columns.add("x", kind, cast.kind, may_be_missing).cast = cast;
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i < cells.size(); ++i) ids.push_back(static_cast<std::int64_t>(i));
  Table table;
  table.number("id", ids).text("x", cells);
  const Bound bound = columns.bind(table);
  return {texts_of(bound.relation.columns[1], cells.size()), told(bound.problems)};
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("numbers share one denominator in the narrowest width that holds them") {
  Columns columns;
  columns.add("narrow", TypeKind::Number, CastKind::Number);
  columns.add("middle", TypeKind::Number, CastKind::Number);
  columns.add("big", TypeKind::Number, CastKind::Number);
  Table table;
  table.text("narrow", {"1.5", "-2.25"})
      .text("middle", {"123456789012345678", "0.000001"})
      .text("big", {"1" + std::string(40, '0'), "0.5"});
  const Bound bound = columns.bind(table);
  CHECK(told(bound.problems) == "");
  const auto& found = bound.relation.columns;
  CHECK(found[0].i64.size() == 2);
  CHECK(found[0].denominator == 100);
  CHECK(texts_of(found[0], 2) == Texts{"1.5", "-2.25"});
  CHECK(found[1].i128.size() == 2);
  CHECK(texts_of(found[1], 2) == Texts{"123456789012345678", "0.000001"});
  CHECK(found[2].big.size() == 2);
  CHECK(texts_of(found[2], 2) == Texts{"1" + std::string(40, '0'), "0.5"});
}

TEST_CASE("percentages are hundredths, fractions are as they stand") {
  CHECK(read({"35", "2.5%", "-0.1"}, TypeKind::Number, {CastKind::Percent, "", {}}).values ==
        Texts{"0.35", "0.025", "-0.001"});
  CHECK(read({"0.35"}, TypeKind::Number, {CastKind::Fraction, "", {}}).values == Texts{"0.35"});
  CHECK(read({"35%"}, TypeKind::Number, {CastKind::Fraction, "", {}}).problems ==
        "0 x `35%` (where every cell of the column is a percentage, `as percent` in a mapping reads "
        "this as it is, and 0.5 as 0.5%; otherwise the cell is written like the others, without the `%`) / a fraction "
        "such as 0.025\n");
}

TEST_CASE("missing marks are absences where the field may be missing, problems elsewhere") {
  CHECK(read({"", "1"}, TypeKind::Number, {CastKind::Number, "", {}}, true).values == Texts{"missing", "1"});
  CHECK(read({"1", "", "2"}, TypeKind::Number, {CastKind::Dollars, "", {}}).problems ==
        "1 x nothing / an amount such as 1250.07 or $1,250.07, as the field is not `optional`; a line that is no "
        "record is taken out of the file\n");
}

TEST_CASE("an absence between numbers keeps its row, also among wide ones") {
  const Read found =
      read({"1.5", "", "12345678901234567890", "", "2"}, TypeKind::Number, {CastKind::Number, "", {}}, true);
  CHECK(found.values == Texts{"1.5", "missing", "12345678901234567890", "missing", "2"});
}

TEST_CASE("dates in their form") {
  CHECK(read({"2023-02-28"}, TypeKind::Date, {CastKind::Date, "", {}}).values == Texts{"2023-02-28"});
  CHECK(read({"2023-02-29"}, TypeKind::Date, {CastKind::Date, "", {}}).problems ==
        "0 x `2023-02-29` (there is no such day) / a date written YYYY-MM-DD\n");
  CHECK(read({"12/31/2023", "1/2/2024"}, TypeKind::Date, {CastKind::Date, "MM/DD/YYYY", {}}).values ==
        Texts{"2023-12-31", "2024-01-02"});
}

TEST_CASE("periods") {
  CHECK(
      read({"2021-04-01 to 2021-12-31", "2021-04-01/2021-04-01"}, TypeKind::Period, {CastKind::Text, "", {}}).values ==
      Texts{"2021-04-01 to 2021-12-31", "2021-04-01 to 2021-04-01"});
  CHECK(read({"2021-12-31 to 2021-04-01"}, TypeKind::Period, {CastKind::Text, "", {}}).problems != "");
}

TEST_CASE("yes and no, and codes for them") {
  CHECK(read({"yes", "no"}, TypeKind::YesNo, {CastKind::YesNo, "", {}}).values == Texts{"yes", "no"});
  CHECK(read({"Yes"}, TypeKind::YesNo, {CastKind::YesNo, "", {}}).problems ==
        "0 x `Yes` (capitals and small letters count) / one of `yes`, `no`\n");
  const check::Cast codes{CastKind::Codes, "", {{"Y", true}, {"N", false}}};
  CHECK(read({"Y", "N", ""}, TypeKind::YesNo, codes, true).values == Texts{"yes", "no", "missing"});
}

TEST_CASE("codes and words of a list") {
  const check::Cast codes{CastKind::Codes, "", {{"Global", check::Word{0}}, {"Professional", check::Word{1}}}};
  CHECK(read({"Professional", "Global"}, TypeKind::OneOf, codes).values == Texts{"word 1", "word 0"});
  CHECK(read({"global"}, TypeKind::OneOf, codes).problems ==
        "0 x `global` (capitals and small letters count) / one of `Global` (global), `Professional` (professional)\n");
  const check::Cast rates{CastKind::Codes, "", {{"A", Rational(1, 4)}, {"B", Rational(2)}}};
  CHECK(read({"B", "A"}, TypeKind::Number, rates).values == Texts{"2", "0.25"});
}

TEST_CASE("at most twenty problems are kept, the first by row, and all are counted") {
  Columns columns;
  columns.add("id", TypeKind::Text, CastKind::Text);
  columns.add("a", TypeKind::Number, CastKind::Number);
  columns.add("b", TypeKind::Number, CastKind::Number);
  Table table;
  std::vector<std::string> ids, wrong(100, "x");
  for (int i = 0; i < 100; ++i) ids.push_back(std::to_string(i));
  table.text("id", ids).text("a", wrong).text("b", wrong);
  const Bound bound = columns.bind(table);
  CHECK(bound.problems.count() == 200);
  CHECK(bound.problems.rows_in_error() == 100);
  const auto first = bound.problems.first();
  REQUIRE(first.size() == 20);
  CHECK(first[0].row == 0);
  CHECK(first[1].column == "b");
  CHECK(first[19].row == 9);
}

TEST_CASE("typed columns are taken as they are, int64 in place") {
  Columns columns;
  columns.add("id", TypeKind::Number, CastKind::Number);
  columns.add("rate", TypeKind::Number, CastKind::Percent);
  const std::vector<std::int64_t> ids{3, 1, 2}, rates{350, 25, -1};
  Table table;
  table.number("id", ids).number("rate", rates, 1);
  const Bound bound = columns.bind(table);
  CHECK(told(bound.problems) == "");
  CHECK(bound.relation.columns[1].denominator == 1000);
  CHECK(texts_of(bound.relation.columns[1], 3) == Texts{"0.35", "0.025", "-0.001"});
  CHECK(bound.order == std::vector<std::size_t>{1, 2, 0});

  ArrowArrayStream stream{};
  REQUIRE(table.stream(&stream));
  const auto read = ArrowTable::read(&stream);
  REQUIRE(read);
  Problems problems;
  const Column column = cast(columns.model, columns.model.inputs[0], *read, (*read)->columns()[0], problems);
  CHECK(static_cast<const void*>(column.i64.data()) == (*read)->columns()[0].chunks[0].array->buffers[1]);
}

TEST_CASE("numbers with absences are copied, and absent rows hold 0") {
  Columns columns;
  columns.add("id", TypeKind::Number, CastKind::Number);
  columns.add("x", TypeKind::Number, CastKind::Number, true);
  Table table;
  table.number("id", {1, 2, 3}).optional_number("x", {5, std::nullopt, 7}, 1);
  const Bound bound = columns.bind(table);
  CHECK(texts_of(bound.relation.columns[1], 3) == Texts{"0.5", "missing", "0.7"});
  CHECK(bound.relation.columns[1].i64[1] == 0);
}

namespace {

// A batch of one column beside the key `id` of whole numbers.
Bound bind_node(Columns& columns, api::ArrowNode node) {
  const std::int64_t rows = node.length;
  std::vector<std::int32_t> ids;
  for (std::int32_t i = 0; i < rows; ++i) ids.push_back(i);
  api::ArrowNode id{"id", "i", false, rows, 0, {nullptr, api::buffer(ids)}, {}};
  ArrowArrayStream stream{};
  api::to_stream({"", "+s", false, rows, 0, {nullptr}, {id, std::move(node)}}, &stream);
  const auto table = ArrowTable::read(&stream);
  return data::bind(columns.model, columns.model, {0}, *table, "", {});
}

}  // namespace

TEST_CASE("dates, yes/no, small and wide numbers from Arrow") {
  Columns dates;
  dates.add("id", TypeKind::Number, CastKind::Number);
  dates.add("x", TypeKind::Date, CastKind::Date);
  const Bound days =
      bind_node(dates, {"x", "tdD", false, 2, 0, {nullptr, api::buffer(std::vector<std::int32_t>{0, 19358})}, {}});
  CHECK(texts_of(days.relation.columns[1], 2) == Texts{"1970-01-01", "2023-01-01"});

  Columns flags;
  flags.add("id", TypeKind::Number, CastKind::Number);
  flags.add("x", TypeKind::YesNo, CastKind::YesNo);
  const Bound yes =
      bind_node(flags, {"x", "b", false, 3, 0, {nullptr, api::buffer(std::vector<std::uint8_t>{0b101})}, {}});
  CHECK(texts_of(yes.relation.columns[1], 3) == Texts{"yes", "no", "yes"});

  Columns numbers;
  numbers.add("id", TypeKind::Number, CastKind::Number);
  numbers.add("x", TypeKind::Number, CastKind::Number, true);
  const Bound small =
      bind_node(numbers, {"x", "s", false, 2, 0, {nullptr, api::buffer(std::vector<std::int16_t>{-5, 7})}, {}});
  CHECK(texts_of(small.relation.columns[1], 2) == Texts{"-5", "7"});

  // 2^64 and -1 hundredths, as two little-endian words each.
  const std::vector<std::uint64_t> words{0, 1, UINT64_MAX, UINT64_MAX};
  const Bound wide = bind_node(numbers, {"x", "d:38,2", false, 2, 0, {nullptr, api::buffer(words)}, {}});
  CHECK(texts_of(wide.relation.columns[1], 2) == Texts{"184467440737095516.16", "-0.01"});

  const Bound wrong =
      bind_node(numbers, {"x", "b", false, 2, 0, {nullptr, api::buffer(std::vector<std::uint8_t>{0})}, {}});
  CHECK(told(wrong.problems) == "- x a column of yes/no / a number such as 1250.07\n");
}
