// A model under a scenario: what is kept, what is rebound, and that a print tells models apart.
#include <doctest/doctest.h>

#include <algorithm>

#include "check/check.h"

namespace {

using namespace meruit;

constexpr const char* kText =
    "model demo for each aco currency: USD rounding: half up\n"
    "record aco key aco_id: text benchmark: money cost: money score: number, optional\n"
    "parameter rate is 50%\n"
    "rule savings, reported is benchmark - cost\n"
    "rule share is savings * rate\n"
    "rule scored is (score if missing 0) * 2\n"
    "example \"half\" given benchmark: $3, cost: $1 expect share: $1, scored: 0\n";

struct Checked {
  source::Sources sources;
  source::Diagnostics found;
  std::optional<check::Model> model;

  explicit Checked(const std::string& text) {
    const ast::File file = syntax::parse(sources, sources.add("demo.meruit", text), found);
    model = check::check(file, nullptr, files(), found);
  }
  check::Files files() { return {sources, nullptr, {}}; }
};

check::RuleId rule(const check::Model& model, const std::string& name) {
  const auto at =
      std::find_if(model.rules.begin(), model.rules.end(), [&](const check::Rule& one) { return one.name == name; });
  return {static_cast<std::uint32_t>(at - model.rules.begin())};
}

TEST_CASE("a scenario keeps what its outputs need, and keys") {
  Checked it(kText);
  REQUIRE(it.model);
  const auto ready = check::specialise(*it.model, {std::nullopt, {}, {rule(*it.model, "scored")}}, it.found);
  REQUIRE(ready);
  CHECK(ready->rules_in_order().size() == 1);
  CHECK(ready->relations[0].fields.size() == 2);
  CHECK(ready->relations[0].inputs.size() == 2);
  CHECK(ready->rules.size() == it.model->rules.size());
}

TEST_CASE("the model's own outputs are its reported rules and payments") {
  Checked it(kText);
  const auto ready = check::specialise(*it.model, {}, it.found);
  REQUIRE(ready);
  REQUIRE(ready->outputs.size() == 1);
  CHECK(ready->rules[ready->outputs[0].index].name == "savings");
  CHECK(ready->relations[0].inputs.size() == 3);
}

TEST_CASE("a setting replaces a parameter, a field or a rule") {
  Checked it(kText);
  for (const auto& each : {std::pair("rate", "25%"), std::pair("cost", "$7"), std::pair("savings", "-$0.005")}) {
    const std::string name = each.first;
    const std::string value = each.second;
    CAPTURE(name);
    const auto setting = check::check_setting(*it.model, it.files(), name, value, it.found);
    REQUIRE(setting);
    const auto ready = check::specialise(*it.model, {std::nullopt, {*setting}, {rule(*it.model, "share")}}, it.found);
    REQUIRE(ready);
    CHECK(check::print(*ready) != check::print(*it.model));
  }
  CHECK_FALSE(it.found.has_errors());
}

TEST_CASE("an example is a scenario that needs no data") {
  Checked it(kText);
  const auto ready = check::specialise(*it.model, check::scenario_of(*it.model, it.model->examples.at(0)), it.found);
  REQUIRE(ready);
  CHECK(ready->outputs.size() == 2);
  for (const check::InputId input : ready->relations[0].inputs) CHECK(ready->inputs[input.index].column == "aco_id");
}

TEST_CASE("fingerprints follow the meaning") {
  const std::string text = kText;
  std::string other = text;
  other.replace(other.find("50%"), 3, "51%");
  std::string spaced = text;
  spaced.insert(spaced.find("rule"), "# a comment\n\n");
  const std::string print = check::fingerprint(*Checked(text).model);
  CHECK(print.size() == 64);
  CHECK(print == check::fingerprint(*Checked(spaced).model));
  CHECK(print != check::fingerprint(*Checked(other).model));
}

}  // namespace
