// Explanations through the public interface: every settlement of a published year, and a contract that has one of
// everything.
#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "../files.h"
#include "meruit/meruit.h"
#include "reach/csv.h"
#include "recompute.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

Table table_of(const std::vector<tests::Row>& rows, const std::string& origin) {
  Table table(origin);
  for (const auto& [name, first] : rows.front()) {
    std::vector<std::string> column;
    for (const tests::Row& row : rows) column.push_back(row.at(name));
    table.text(name, column);
  }
  return table;
}

constexpr const char* kHarbor = R"(model harbor "Harbor Health Plan" for each aco
  currency: USD
  rounding: half up

party plan "Harbor Health Plan"

record aco "Accountable care organization"
  key aco_id:            text
  track "Track":         one of upside, two_sided
  benchmark "Benchmark": money
  cost "Cost of care":   money
  quality "Quality":     number from 0% to 100%, optional

parameter share "Share of savings kept"
  from 2023-01-01: 50%
  from 2024-01-01: 60%
  cites: "Section 4.1"

table terms(track) "Terms of the track"
  track:     cap, minimum
  upside:    10%, 2%
  two_sided: 15%, 2%

bands kept(savings, base) "Savings kept" graduated on savings as a share of base, losses mirrored
  up to 10%: 100%
  above 10%: 50%

bands points(score) "Points for quality" stepped
  below 50%:    0
  at least 50%: 1

rule savings "Benchmark less cost", reported is benchmark - cost
rule all_savings "Savings of all" overall, reported is sum of savings over acos where savings > $0
rule capped "Savings within the cap" is min(kept(savings, benchmark), terms(track).cap * benchmark)
rule part "Part of all savings", reported is savings / all_savings

pay payment "Savings shared, or losses owed" from plan to aco, rounded to cents, the first that applies is
  when savings < terms(track).minimum * benchmark and track = upside: $0
  when savings > $0: capped * share * points((quality if missing 100%))
  otherwise:         kept(savings, benchmark) * share
  cites: "Section 4"
)";

constexpr const char* kQuarter = R"(model quarter for each aco
  currency: USD
  rounding: half up

party plan "Harbor Health Plan"

record aco
  key aco_id: text
  track:      one of upside, two_sided
  benchmark:  money
  cost:       money
  quality:    number, optional

parameter share is 50%
parameter pool is $10

rule savings is benchmark - cost
rule spread, reported, rounded to 2 places is root(power(savings / $1, 2), 3)
rule less, reported is (savings given cost: cost - $1)

pay statement from plan to aco, each line rounded to cents is
  line earned: share * savings
  line bonus:
    split pool over acos by benchmark - cost / 2, each part rounded down to cents,
      left over to the largest weight, then lowest aco_id
)";

Result<Explanation> explain_aco(const std::string& key, RunOptions options = {.term = "2023"},
                                const char* contract = kHarbor) {
  const Compiled compiled = compile("harbor.meruit", texts({{"harbor.meruit", contract}}));
  auto job = Job::create(compiled.contract, std::move(options));
  if (!job) return job.error();
  Table acos("acos.csv");
  acos.text("aco_id", {"A1", "A2", "A3"})
      .text("track", {"two_sided", "upside", "two_sided"})
      .text("benchmark", {"1000", "1000", "1000"})
      .text("cost", {"870.01", "999", "1200"})
      .text("quality", {"0.85", "", ""});
  acos.lines({2, 3, 4});
  if (auto bound = job->bind("aco", acos); !bound) return bound.error();
  return job->explain(key);
}

const ExplainedStep& step_named(const Explanation& told, const std::string& name) {
  const auto found =
      std::find_if(told.steps.begin(), told.steps.end(), [&](const auto& each) { return each.name == name; });
  REQUIRE_MESSAGE(found != told.steps.end(), name);
  return *found;
}

}  // namespace

TEST_CASE("every settlement of the published year is explained and adds up") {
  const std::string folder = std::string(MERUIT_SOURCE_DIR) + "/stdlib/models/reach/";
  const Compiled compiled = compile(folder + "settlement.meruit", files(), folder + "puf.map");
  REQUIRE(compiled.contract);
  auto job = Job::create(compiled.contract, {.term = "2023"});
  REQUIRE(job);
  const auto rows = tests::read_csv(tests::read_file(folder + "data/py2023.csv"));
  REQUIRE(job->bind("aco", table_of(rows, "py2023.csv")));
  REQUIRE(job->run());
  REQUIRE(rows.size() == 132);
  for (const tests::Row& row : rows) {
    const auto told = job->explain(row.at("aco_id"));
    REQUIRE_MESSAGE(told.ok(), (told ? "" : told.error().message));
    CHECK_MESSAGE(first_wrong(*told).empty(), row.at("aco_id"), ": ", first_wrong(*told));
    CHECK(told->steps[told->roots[0]].value.exact == *job->text("payment", row.at("aco_id")));
  }
}

TEST_CASE("the payment comes first, and each rule once below the first that needs it") {
  const auto told = explain_aco("A1", {.term = "2023", .all = true});
  REQUIRE_MESSAGE(told.ok(), (told ? "" : told.error().message));
  CHECK(first_wrong(*told).empty());
  CHECK(told->steps[0].name == "payment");
  CHECK(told->steps[0].owed_by == "Harbor Health Plan");
  CHECK(told->steps[0].owed_to == "aco A1");
  CHECK(told->steps[0].cites == std::vector<std::string>{"Section 4"});
  CHECK(std::any_of(told->roots.begin(), told->roots.end(),
                    [&](std::size_t root) { return told->steps[root].name == "part"; }));
  CHECK(std::count_if(told->steps.begin(), told->steps.end(),
                      [](const auto& each) { return each.name == "savings"; }) == 1);
  CHECK(told->line == 2);
}

TEST_CASE("without names a record's payments are explained, and no rule that does not lead to one") {
  const auto told = explain_aco("A1");
  REQUIRE(told);
  REQUIRE(told->roots.size() == 1);
  CHECK(told->steps[told->roots[0]].name == "payment");
  CHECK(std::none_of(told->steps.begin(), told->steps.end(), [](const auto& each) { return each.name == "part"; }));
}

TEST_CASE("what decided: cases, limits, stretches, blocks, roundings") {
  const auto told = explain_aco("A1", {.term = "2023", .all = true});
  REQUIRE(told);
  const ExplainedStep& payment = told->steps[0];
  REQUIRE(payment.cases.size() == 3);
  CHECK(payment.cases[0].state == ExplainedCase::State::DoesNotApply);
  CHECK(payment.cases[1].state == ExplainedCase::State::Applies);
  REQUIRE(payment.roundings.size() == 1);
  CHECK(payment.roundings[0].before.exact == "57.4975");
  CHECK(payment.roundings[0].residue.exact == "-0.0025");
  CHECK(payment.value.exact == "57.5");

  const ExplainedStep& capped = step_named(*told, "capped");
  REQUIRE(capped.limits.size() == 1);
  CHECK(capped.limits[0].taken == 0);
  const ExplainedStep& kept = step_named(*told, "kept");
  REQUIRE(kept.bands);
  CHECK(kept.bands->stretches[1].width.exact == "29.99");
  CHECK(kept.bands->stretches[1].gives.exact == "14.995");
  const ExplainedStep& share = step_named(*told, "share");
  REQUIRE(share.block);
  CHECK(share.block->from == "2023-01-01");
  CHECK(share.block->until == "2023-12-31");
  CHECK(step_named(*told, "terms").row->keys[0].value == "two_sided");
  const ExplainedStep& all = step_named(*told, "all_savings");
  REQUIRE(all.populations.size() == 1);
  CHECK(all.populations[0].records == 3);
  CHECK(all.populations[0].counted == 2);
  CHECK(all.populations[0].own.exact == "129.99");
}

TEST_CASE("what was not looked at has no step and no value") {
  const auto told = explain_aco("A2");
  REQUIRE(told);
  CHECK(told->steps[0].value.exact == "0");
  CHECK(told->steps[0].cases[1].state == ExplainedCase::State::NotLookedAt);
  CHECK(std::none_of(told->steps.begin(), told->steps.end(), [](const auto& each) { return each.name == "capped"; }));
}

TEST_CASE("a setting, a rule to begin at, and rules over all records") {
  const auto set = explain_aco("A3", {.term = "2023", .settings = {{"share", "40%"}}, .outputs = {"payment"}});
  REQUIRE(set);
  CHECK(step_named(*set, "share").set);
  CHECK(set->steps[0].value.exact == "-60");
  CHECK(set->steps[0].owed_by == "aco A3");
  const auto rule = explain_aco("A3", {.term = "2023", .outputs = {"capped"}});
  REQUIRE(rule);
  CHECK(rule->steps[0].name == "capped");
  const auto overall = explain_aco("", {.term = "2023", .outputs = {"all_savings"}});
  REQUIRE(overall);
  CHECK(overall->steps[0].value.exact == "130.99");
  CHECK(overall->key.empty());
}

TEST_CASE("lines, a part of a pool, and what is worked out with another value") {
  const auto told = explain_aco("A2", {.term = "2023", .outputs = {"statement", "less"}}, kQuarter);
  REQUIRE_MESSAGE(told.ok(), (told ? "" : told.error().message));
  CHECK(first_wrong(*told).empty());
  REQUIRE(told->steps[0].lines.size() == 2);
  CHECK(told->steps[0].lines[1].value.exact == "3.42");
  CHECK(step_named(*told, "bonus").line_of == "statement");
  // Weights 564.995, 500.5 and 400: 385.53, 341.52 and 272.95 cents, of which two are left over.
  const auto& split = step_named(*told, "bonus").split;
  REQUIRE(split.has_value());
  CHECK(split->total.exact == "1465.495");
  CHECK(split->rounded_down.exact == "3.41");
  CHECK(split->given_out == 2);
  CHECK(split->place == 2);
  const ExplainedStep& savings = told->steps[step_named(*told, "less").needs[0]];
  REQUIRE(savings.given.size() == 1);
  CHECK(savings.name == "savings");
  CHECK(savings.given[0].value.exact == "998");
  CHECK(savings.given[0].instead_of.exact == "999");
}

TEST_CASE("every member of the JSON stands on its page") {
  const std::string page = tests::read_file(std::string(MERUIT_SOURCE_DIR) + "/docs/explanation-json.md");
  for (const char* contract : {kHarbor, kQuarter}) {
    RunOptions options{.term = "2023", .settings = {{"share", "40%"}}};
    if (contract == kQuarter) options.outputs = {"statement", "spread", "less"};
    for (const char* key : {"A1", "A2", "A3"}) {
      const auto told = explain_aco(key, options, contract);
      REQUIRE_MESSAGE(told.ok(), (told ? "" : told.error().message));
      const std::string json = to_json(*told);
      const std::regex member("\"([a-z_]+)\": ");
      for (std::sregex_iterator at(json.begin(), json.end(), member), end; at != end; ++at)
        CHECK_MESSAGE(page.find("`" + (*at)[1].str() + "`") != std::string::npos, (*at)[1].str());
    }
  }
}

TEST_CASE("a contract whose payments are all over all records explains them, with or without a record") {
  constexpr const char* kPanel = R"(contract panel for each aco
  term: 2024-01-01 to 2024-12-31
  currency: USD
party plan "Plan"
party group "Group"
record aco
  key aco_id: text
  track:      text
  benchmark:  money
  cost:       money
  quality:    number, optional
rule own, reported is benchmark - cost
pay settlement from plan to group overall, rounded to cents half up is (sum of own over acos) * power(1.03, 2)
)";
  const auto all = explain_aco("", {}, kPanel), one = explain_aco("A2", {}, kPanel);
  REQUIRE(all);
  REQUIRE(one);
  CHECK(all->steps[0].name == "settlement");
  CHECK(all->steps[0].value.exact == "-73.21");  // (129.99 + 1 - 200) * 1.0609 = -73.211...
  CHECK(all->steps[0].formula.find("power(1.03, 2)") != std::string::npos);
  CHECK(all->roots.size() == 1);
  CHECK(one->steps[0].populations[0].own.exact == "1");
  CHECK(first_wrong(*one).empty());
}

TEST_CASE("a record that is not there, and no record") {
  CHECK(explain_aco("A11").error().message == "there is no aco `A11` in the data; did you mean `A1`?");
  CHECK(explain_aco("", {.term = "2023", .outputs = {"capped"}}).error().kind == ErrorKind::Usage);
}
