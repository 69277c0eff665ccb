// Large contracts: time grows with their size, and a chain of rules is no deeper for the machine.
#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "check/check.h"

namespace {

using namespace meruit;

std::string chain(int rules) {
  std::string text = "model chain for each aco currency: USD rounding: half up record aco key id: text cost: money\n";
  text += "parameter rate is 2%\nrule r0 is cost\n";
  for (int i = 1; i < rules; ++i) {
    const std::string before = "r" + std::to_string(i - 1);
    text += "rule r" + std::to_string(i) + " \"Rule number " + std::to_string(i) + "\", rounded to cents is\n  when " +
            before + " > $" + std::to_string(i) + ": " + before + " * (1 - rate)\n  when " + before + " <= $" +
            std::to_string(i) + ": min(" + before + ", cost) + $1\n";
  }
  return text;
}

TEST_CASE("a contract of a thousand rules, each using the one before, checks quickly") {
  source::Sources sources;
  source::Diagnostics found;
  const ast::File file = syntax::parse(sources, sources.add("chain.meruit", chain(1000)), found);
  const auto start = std::chrono::steady_clock::now();
  const auto model = check::check(file, nullptr, {sources, nullptr, {}}, found);
  const auto spent =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  REQUIRE(model.has_value());
  CHECK(model->rules_in_order().size() == 1000);
  MESSAGE("checked in " << spent << " ms");
  CHECK(spent < 1000);
}

TEST_CASE("the longest expression that parses checks") {
  std::string text =
      "model long for each aco currency: USD rounding: half up record aco key id: text cost: money\nrule a is cost";
  for (int i = 0; i < 990; ++i) text += " + cost";
  text += "\nrule b is ";
  for (int i = 0; i < 90; ++i) text += "(cost + ";
  text += "cost";
  for (int i = 0; i < 90; ++i) text += ")";
  source::Sources sources;
  source::Diagnostics found;
  const ast::File file = syntax::parse(sources, sources.add("long.meruit", text + "\n"), found);
  const auto model = check::check(file, nullptr, {sources, nullptr, {}}, found);
  REQUIRE(model.has_value());
  CHECK(check::print(*model).size() > 5000);
}

}  // namespace
