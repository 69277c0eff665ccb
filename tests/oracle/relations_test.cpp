// What rules of several kinds of records mean: values of the row above, aggregates over the rows below, of which some
// rows have none, over the run, and examples with rows.
#include <doctest/doctest.h>

#include <optional>

#include "check/check.h"
#include "data/arrange.h"
#include "model_builder.h"
#include "syntax/parse.h"

using namespace meruit;
using namespace meruit::oracle_test;

namespace {

using Cells = std::vector<std::vector<std::string>>;

const std::string kRecords =
    "contract test for each member\n  term: 2024-01-01 to 2024-12-31\n  currency: USD\n"
    "record practice\n  key practice_id: text\n  rate: number\n"
    "record member of practice\n  key member_id: number, whole\n  risk: number, optional\n"
    "record claim of member\n  key claim_id: text\n  paid: number\n  days: number\n";

// Practice C has no members, members A 2 and B 9 no claims; two practices have a member 1, two members a claim x. The
// rows stand in no order.
const std::vector<Cells> kRows{
    {{"C", "7"}, {"A", "2"}, {"B", "3"}},
    {{"B", "9", "4"}, {"A", "10", ""}, {"B", "1", "0.5"}, {"A", "1", "3"}, {"A", "2", "1"}},
    {{"B", "1", "x", "5", "0"}, {"A", "10", "y", "8", "4"}, {"A", "1", "x", "1", "1"}, {"A", "10", "x", "2", "2"}}};

struct Run {
  source::Sources sources;
  source::Diagnostics diagnostics;
  std::optional<check::Model> whole, model;
  data::Records records;

  explicit Run(const std::string& rules, const std::vector<Cells>& rows = kRows) {
    const ast::File tree = syntax::parse(sources, sources.add("test.meruit", kRecords + rules), diagnostics);
    whole = check::check(tree, nullptr, {sources, {}, {}}, diagnostics);
    REQUIRE(whole);
    check::Scenario scenario;
    for (std::uint32_t i = 0; i < whole->rules.size(); ++i) scenario.outputs.push_back({i});
    model = check::specialise(*whole, scenario, diagnostics);
    REQUIRE(model);
    for (std::uint32_t i = 0; i < model->relations.size(); ++i) records.relations.push_back(read({i}, rows[i]));
    data::arrange(*model, records);
  }

  // By the rule's name; a value a row, in the order of their keys.
  [[nodiscard]] std::vector<Outcome> values(const std::string& rule) const {
    const oracle::Results results = oracle::evaluate(*model, records);
    for (std::size_t i = 0; i < model->outputs.size(); ++i)
      if (model->rules[model->outputs[i].index].name == rule) return results.outputs[i];
    return {};
  }

 private:
  // Cells in the order of the record's fields, those that hold keys of parents first.
  [[nodiscard]] data::Relation read(check::RelationId id, const Cells& cells) const {
    data::Relation relation;
    relation.id = id;
    relation.rows = cells.size();
    relation.columns.resize(model->inputs.size());
    const std::vector<check::FieldId>& fields = model->relations[id.index].fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const check::Expr& value = (*model)[model->fields[fields[f].index].value];
      if (value.op != Op::Input) continue;
      std::vector<Outcome> column;
      for (const std::vector<std::string>& row : cells) column.push_back(cell(value.type.kind, row[f]));
      relation.columns[value.index] = data::make_column(value.type.kind, column);
    }
    return relation;
  }
  static Outcome cell(TypeKind kind, const std::string& text) {
    if (kind == TypeKind::Text) return Value(text);
    return text.empty() ? Outcome(Absence::Missing) : value(text);
  }
};

using Values = std::vector<Outcome>;

FaultKind kind(const Outcome& outcome) { return std::get<check::Fault>(outcome).kind; }

}  // namespace

TEST_CASE("a value of the row above, and of the row above that") {
  const Run run(
      "rule of_member for each claim is paid * (member.risk if missing 100)\n"
      "rule of_practice for each claim is paid * member.practice.rate\n"
      "rule of_rule for each claim is member.cost - paid\n"
      "rule cost is sum of paid over claims\n");
  CHECK(run.values("of_member") == Values{value("3"), value("200"), value("800"), value("2.5")});
  CHECK(run.values("of_practice") == Values{value("2"), value("4"), value("16"), value("15")});
  CHECK(run.values("of_rule") == Values{value("0"), value("8"), value("2"), value("0")});
}

TEST_CASE("aggregates go over the rows below, one level down and two; of none they are what they are of nothing") {
  const Run run(
      "rule cost is sum of paid over claims\n"
      "rule many is count of claims where paid > 1\n"
      "rule some is any claims where paid > 4\n"
      "rule all is every claim has paid > 1\n"
      "rule cost_of_practice for each practice is sum of paid over claims\n"
      "rule by_members for each practice is sum of cost over members\n"
      "rule with_risk for each practice is count of members where risk is given\n");
  CHECK(run.values("cost") == Values{value("1"), value("0"), value("10"), value("5"), value("0")});
  CHECK(run.values("many") == Values{value("0"), value("0"), value("2"), value("1"), value("0")});
  CHECK(run.values("some") == Values{no(), no(), yes(), yes(), no()});
  CHECK(run.values("all") == Values{no(), yes(), yes(), yes(), yes()});
  CHECK(run.values("cost_of_practice") == Values{value("11"), value("5"), value("0")});
  CHECK(run.values("by_members") == Values{value("11"), value("5"), value("0")});
  CHECK(run.values("with_risk") == Values{value("2"), value("2"), value("0")});
}

TEST_CASE("an aggregate names the row around and the rows gone through") {
  const Run run(
      "rule above is sum of paid * (risk if missing 0) over claims where days < (risk if missing 9)\n"
      "rule rated for each practice is sum of rate * paid over claims where member.risk is given\n");
  CHECK(run.values("above") == Values{value("3"), value("0"), value("0"), value("2.5"), value("0")});
  CHECK(run.values("rated") == Values{value("2"), value("15"), value("0")});
}

TEST_CASE("an overall rule looks at all rows of any record") {
  const Run run(
      "rule paid_in_all overall is sum of paid over claims\n"
      "rule members_in_all overall is count of members\n"
      "rule largest_cost overall is largest of cost over members\n"
      "rule cost is sum of paid over claims\n"
      "rule share for each claim is paid / paid_in_all\n");
  CHECK(run.values("paid_in_all") == Values{value("16")});
  CHECK(run.values("members_in_all") == Values{value("5")});
  CHECK(run.values("largest_cost") == Values{value("10")});
  CHECK(run.values("share").back() == Outcome(Value(Rational(5, 16))));
}

TEST_CASE("a fault below is the aggregate's, the first by the full key; and of its rows alone") {
  const Run run(
      "rule a_day for each claim is paid / days\n"
      "rule once for each claim is paid / (days - 1)\n"
      "rule each_day is sum of a_day over claims\n"
      "rule both is sum of a_day + once over claims\n"
      "rule of_practice for each practice is sum of both over members\n"
      "rule most is largest of paid over claims\n"
      "rule up for each claim is member.each_day\n");
  const Values each_day = run.values("each_day");
  CHECK(each_day[0] == value("1"));
  CHECK(each_day[2] == value("3"));
  CHECK(kind(each_day[3]) == FaultKind::DivisionByZero);
  CHECK(each_day[4] == value("0"));
  const Values both = run.values("both"), a_day = run.values("a_day"), once = run.values("once");
  CHECK(both[0] == once[0]);
  CHECK(both[3] == a_day[3]);
  CHECK(run.values("of_practice") == Values{once[0], a_day[3], value("0")});
  const Values most = run.values("most");
  CHECK(kind(most[1]) == FaultKind::Empty);
  CHECK(most[2] == value("8"));
  CHECK(run.values("up") == Values{value("1"), value("3"), value("3"), a_day[3]});
}

TEST_CASE("what is missing above is missing below, and what must be there faults") {
  const Run run(
      "rule known for each claim is member.risk is given\n"
      "rule needed for each claim is required member.risk\n"
      "rule risks for each practice is sum of (required risk) over members\n");
  CHECK(run.values("known") == Values{yes(), no(), no(), yes()});
  CHECK(kind(run.values("needed")[1]) == FaultKind::RequiredMissing);
  const Values risks = run.values("risks");
  CHECK(kind(risks[0]) == FaultKind::RequiredMissing);
  CHECK(risks[1] == value("4.5"));
  CHECK(risks[2] == value("0"));
}

TEST_CASE("what is split is of the whole run, and what an overall rule is given") {
  const Run run(
      "rule part for each practice is split (sum of rate over practices) over practices by cost, each part rounded "
      "down "
      "to 1, left over to the largest weight, then lowest practice_id\n"
      "rule cost for each practice is sum of paid over claims\n"
      "rule base overall is count of claims\n"
      "rule twice overall is base * 2\n"
      "rule other for each practice is (twice given base: sum of rate over practices)\n");
  CHECK(run.values("part") == Values{value("9"), value("3"), value("0")});
  CHECK(run.values("other") == Values{value("24"), value("24"), value("24")});
}

TEST_CASE("whether a value rests on an unknown limit is asked of the row above, and of the rows below a row alone") {
  const Run run(
      "table caps(code)\n  code: cap\n  \"x\": 1\n  \"y\": unknown\n"
      "rule capped for each claim, at most caps(claim_id) is paid\n"
      "rule total is sum of capped over claims\n"
      "rule up for each claim is member.total\n");
  CHECK(run.values("total rests on an unknown limit") == Values{no(), no(), yes(), no(), no()});
  CHECK(run.values("up rests on an unknown limit") == Values{no(), yes(), yes(), no()});
}

TEST_CASE("no rows at all") {
  const Run run(
      "rule paid_in_all overall is sum of paid over claims\n"
      "rule cost is sum of paid over claims\n"
      "rule up for each claim is member.cost\n",
      {{}, {}, {}});
  CHECK(run.values("paid_in_all") == Values{value("0")});
  CHECK(run.values("cost").empty());
  CHECK(run.values("up").empty());
}

TEST_CASE("an example is a run of its rows, in any order") {
  const std::string given =
      "rule rated is sum of paid over claims where paid < 50\n"
      "rule over_days is sum of paid / days over claims\n"
      "rule all overall is sum of rated over members\n"
      "rule half for each claim is paid / 2\n"
      "example \"two members\"\n"
      "  row claim given member: 2, claim_id: \"b\", paid: 5, days: 0\n"
      "  row member given member_id: 3\n"
      "  row claim given member: 1, claim_id: \"b\", paid: 4, days: 2\n"
      "  row member given member_id: 2, risk: 1\n"
      "  row claim given member: 1, claim_id: \"a\", paid: 70, days: 1\n"
      "  row member given member_id: 1, risk: 2\n";
  const std::string top =
      "contract test for each member\n  term: 2024-01-01 to 2024-12-31\n"
      "record member\n  key member_id: number, whole\n  risk: number, optional\n"
      "record claim of member\n  key claim_id: text\n  paid: number\n  days: number\n";
  const auto mismatches = [&](const std::string& expected) {
    source::Sources sources;
    source::Diagnostics diagnostics;
    const ast::File tree =
        syntax::parse(sources, sources.add("test.meruit", top + given + "  expect " + expected + "\n"), diagnostics);
    const auto model = check::check(tree, nullptr, {sources, {}, {}}, diagnostics);
    REQUIRE(model);
    return oracle::run_example(*model, model->examples.front(), diagnostics);
  };
  CHECK(mismatches("member(1).rated: 4, member(2).rated: 5, member(3).rated: 0, all: 9, claim(1, \"b\").half: 2")
            .empty());
  CHECK(mismatches("member(1).over_days: 72, member(3).over_days: 0").empty());
  const std::vector<oracle::Mismatch> wrong = mismatches("member(1).rated: 5, member(3).rated: 0, all: 8");
  REQUIRE(wrong.size() == 2);
  CHECK(wrong[0].expectation == 0);
  CHECK(wrong[0].found == value("4"));
  CHECK(wrong[1].found == value("9"));
  const std::vector<oracle::Mismatch> faulty = mismatches("member(2).over_days: 0");
  REQUIRE(faulty.size() == 1);
  REQUIRE(faulty[0].origin);
  CHECK(faulty[0].origin->relation == check::RelationId{1});
  CHECK(faulty[0].origin->row == 2);
}
