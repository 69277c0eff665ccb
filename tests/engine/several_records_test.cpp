// Contracts of several kinds of records: the engine against the oracle, in every cut, width and form of plan.
#include "several_records.h"

#include <doctest/doctest.h>

#include <set>

#include "engine_case.h"
#include "oracle/oracle.h"

using namespace meruit;
using namespace meruit::engine_test;

namespace {

struct Seen {
  std::size_t contracts = 0, values = 0, violations = 0, faults = 0, groups = 0, keeps = 0, gathered_inputs = 0,
              splits = 0, ticks = 0, stages = 0;
  std::set<FaultKind> kinds;
};

void count(const plan::Plan& plan, Seen& seen) {
  seen.stages += plan.stages.size() > 1 ? 1U : 0U;
  for (const plan::Stage& stage : plan.stages) {
    std::set<std::uint32_t> relations;
    for (const plan::Pass& pass : stage.passes) {
      seen.groups += pass.groups.size();
      seen.keeps += pass.keeps.size();
      seen.splits += pass.splits.size();
      seen.ticks += relations.insert(pass.relation.index).second ? 0U : 1U;
      for (const plan::Step& step : pass.section.blocks.front().steps)
        seen.gathered_inputs += std::holds_alternative<plan::GatherInput>(step) ? 1U : 0U;
    }
  }
}

void hold(const oracle::Results& wanted, const exec::Results& found, const check::Model& model) {
  REQUIRE(found.outputs.size() == wanted.outputs.size());
  for (std::size_t o = 0; o < wanted.outputs.size(); ++o) {
    CAPTURE(model.rules[model.outputs[o].index].name);
    REQUIRE(found.outputs[o].rows() == wanted.outputs[o].size());
    for (std::size_t row = 0; row < wanted.outputs[o].size(); ++row) {
      CAPTURE(row);
      const bool same = found.outputs[o].at(row) == wanted.outputs[o][row];
      REQUIRE(same);
    }
  }
  REQUIRE(found.violations.size() == wanted.violations.size());
  for (std::size_t v = 0; v < wanted.violations.size(); ++v) {
    const check::Violation& one = found.violations[v];
    const check::Violation& other = wanted.violations[v];
    const bool same =
        one.kind == other.kind && one.index == other.index && one.row == other.row && one.found == other.found;
    CHECK(same);
  }
}

void hold_all(const check::Model& model, const data::Records& records, Seen& seen) {
  const oracle::Results wanted = oracle::evaluate(model, records);
  for (const std::vector<Outcome>& column : wanted.outputs)
    for (const Outcome& outcome : column) {
      const auto* fault = std::get_if<check::Fault>(&outcome);
      (fault != nullptr ? seen.faults : seen.values) += 1;
      if (fault != nullptr) seen.kinds.insert(fault->kind);
    }
  seen.violations += wanted.violations.size();
  for (const plan::Options& options : {plan::Options{}, plan::Options{true, false}, plan::Options{false, true}}) {
    const plan::Plan plan = plan::lower(model, records, options);
    count(plan, seen);
    for (const int threads : {1, 2})
      for (const std::size_t batch :
           {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{64}, std::size_t{2048}})
        for (const plan::Width start : {plan::Width::I64, plan::Width::I128, plan::Width::Big}) {
          CAPTURE(threads);
          CAPTURE(batch);
          hold(wanted, exec::run(plan, records, {threads, batch, start}), model);
        }
  }
}

}  // namespace

TEST_CASE("random contracts of several kinds of records come out as the oracle says") {
  Seen seen;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    std::mt19937_64 random(seed);
    const std::string text = header_of_several() + random_rules(random);
    CAPTURE(seed);
    CAPTURE(text);
    std::string messages;
    const std::optional<check::Model> model = model_of(text, messages);
    CAPTURE(messages);
    if (!model) {
      const bool expected = messages.find("error[self-comparison]") != std::string::npos;
      CHECK(expected);
      continue;
    }
    seen.contracts += 1;
    for (int round = 0; round < 2; ++round) hold_all(*model, random_records_of(*model, random), seen);
  }
  CHECK(seen.contracts > 100);
  CHECK(seen.values > 5'000);
  CHECK(seen.faults > 500);
  CHECK(seen.violations > 500);
  CHECK(seen.groups > 500);
  CHECK(seen.keeps > 200);
  CHECK(seen.gathered_inputs > 200);
  CHECK(seen.splits > 50);
  CHECK(seen.ticks > 50);
  CHECK(seen.stages > 50);
  for (const FaultKind kind : {FaultKind::DivisionByZero, FaultKind::Empty, FaultKind::RequiredMissing,
                               FaultKind::NegativeWeight, FaultKind::NoWeights})
    CHECK(seen.kinds.count(kind) == 1);
}

TEST_CASE("values of every kind are read of the row above, also of those that its rules make") {
  const std::string text =
      "contract t for each member\n  term: 2023-01-01 to 2023-12-31\n"
      "record member\n  key member_id: text\n  name: text, optional\n  since: date\n  left: date, optional\n"
      "  plan: one of gold, silver\n  active: yes/no\n"
      "record claim of member\n  key claim_id: text\n  served: date\n"
      "rule label is name if missing \"nobody\"\n"
      "rule stay is since to (left if missing since)\n"
      "rule came is start of stay\n"
      "rule good is plan = gold and active\n"
      "rule tier, may be missing, the first that applies is\n"
      "  when active: plan\n  otherwise: missing\n"
      "rule named for each claim is member.label\n"
      "rule calm for each claim is (member.name if missing \"-\") = member.label\n"
      "rule inside for each claim is served in member.stay\n"
      "rule around for each claim is member.stay\n"
      "rule since_then for each claim is member.came\n"
      "rule paid_well for each claim, the first that applies is\n"
      "  when member.good: member.since\n  otherwise: served\n"
      "rule of_tier for each claim is (member.tier if missing silver)\n"
      "rule of_plan for each claim is member.plan\n"
      "rule went for each claim, may be missing is member.left\n";
  std::string messages;
  const std::optional<check::Model> model = model_of(text, messages);
  INFO(messages);
  REQUIRE(model.has_value());
  Seen seen;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const auto day = [&] { return Value(calendar::Date{19'358 + static_cast<std::int32_t>(random() % 400)}); };
    std::vector<Columns> tables(2);
    for (std::size_t m = 0; m < seed % 7; ++m) {
      const Value id(std::string("m") + std::to_string((m * 5 + seed) % 7));
      tables[0]["member_id"].emplace_back(id);
      tables[0]["name"].push_back(random() % 2 == 0 ? Outcome(Absence::Missing) : Value("name " + std::to_string(m)));
      tables[0]["since"].emplace_back(day());
      tables[0]["left"].push_back(random() % 2 == 0 ? Outcome(Absence::Missing) : day());
      tables[0]["plan"].emplace_back(Value(check::Word{static_cast<std::uint32_t>(random() % 2)}));
      tables[0]["active"].emplace_back(Value(random() % 2 == 0));
      for (std::size_t c = random() % 4; c > 0; --c) {
        tables[1]["member_id"].emplace_back(id);
        tables[1]["claim_id"].emplace_back(Value("c" + std::to_string(c)));
        tables[1]["served"].emplace_back(day());
      }
    }
    hold_all(*model, records_of(*model, tables), seen);
  }
  CHECK(seen.values > 500);
  CHECK(seen.faults > 50);
}

TEST_CASE("the plan of members and claims: folds and values of members are columns") {
  std::string messages;
  const std::optional<check::Model> model = model_of(
      "contract t for each member\n  term: 2023-01-01 to 2023-12-31\n"
      "record member\n  key member_id: text\n  risk: number\n"
      "record claim of member\n  key claim_id: text\n  paid: number\n"
      "rule cost is sum of paid over claims\n"
      "rule weighed is cost * risk\n"
      "rule all overall is sum of weighed over members\n"
      "rule share for each claim is paid * member.risk + member.weighed - member.cost + all\n",
      messages);
  INFO(messages);
  REQUIRE(model.has_value());
  CHECK(plan::print(plan::lower(*model), *model) ==
        "stage 0\n"
        "  each claim\n"
        "    r0 number <- input paid / 100\n"
        "  fold k0 of each member <- sum of r0\n"
        "  each member\n"
        "    r0 number <- column k0\n"
        "    r1 number <- input risk / 100\n"
        "    r2 number <- product r0 * r1\n"
        "  fold s0 <- sum of r2\n"
        "  keep k1 <- r2\n"
        "  output cost <- r0 / 100\n"
        "  output weighed <- r2 / 10000\n"
        "  overall\n"
        "    r0 number <- broadcast s0\n"
        "  s1 <- r0\n"
        "  output all <- r0 / 10000\n"
        "stage 1\n"
        "  each claim\n"
        "    r0 number <- input paid / 100\n"
        "    r1 position <- link 0\n"
        "    r2 number <- input risk / 100 at r1\n"
        "    r3 number <- product r0 * r2\n"
        "    r4 number <- column k1 at r1\n"
        "    r5 number <- column k0 at r1\n"
        "    r6 number <- broadcast s1\n"
        "    r7 number <- affine r3 + r4 + -100 r5 + r6\n"
        "  output share <- r7 / 10000\n");
}

TEST_CASE("a long chain of rules up and down is planned one rule at a time") {
  std::string text =
      "contract t for each member\n  term: 2023-01-01 to 2023-12-31\n"
      "record member\n  key member_id: text\n"
      "record claim of member\n  key claim_id: text\n  paid: number\n"
      "rule m0 is sum of paid over claims\n";
  constexpr std::size_t kLength = 1'500;
  for (std::size_t i = 0; i < kLength; ++i) {
    const std::string n = std::to_string(i);
    text += "rule c" + n + " for each claim is member.m" + n + " + paid\n";
    text += "rule m" + std::to_string(i + 1) + " is largest of c" + n + " over claims\n";
  }
  std::string messages;
  std::optional<check::Model> model = model_of(text, messages);
  INFO(messages);
  REQUIRE(model.has_value());
  model->outputs = {model->outputs.back()};
  const data::Records records = records_of(
      *model,
      {{{"member_id", {Value(std::string("m"))}}},
       {{"member_id", {Value(std::string("m"))}}, {"claim_id", {Value(std::string("c"))}}, {"paid", numbers({"2"})}}});
  const plan::Plan plan = plan::lower(*model, records);
  CHECK(plan.stages.size() == 1);
  CHECK(exec::run(plan, records).outputs.front().at(0) == num(std::to_string(2 * (kLength + 1))));
}
