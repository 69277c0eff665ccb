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
  std::size_t contracts = 0, values = 0, faults = 0, groups = 0, keeps = 0, gathered_inputs = 0, splits = 0, ticks = 0,
              stages = 0;
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
      const auto* fault = std::get_if<Fault>(&outcome);
      (fault != nullptr ? seen.faults : seen.values) += 1;
      if (fault != nullptr) seen.kinds.insert(fault->kind);
    }
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
