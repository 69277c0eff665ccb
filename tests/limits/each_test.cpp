// Each limit by itself: set low, met, and told by its name, its value and the option that sets it.
#include <doctest/doctest.h>

#include <functional>
#include <map>

#include "contracts.h"

namespace meruit::test {

namespace {

struct Case {
  std::uint64_t value;
  std::function<std::string(const Limits&)> meet;
  std::string says;
};

std::function<std::string(const Limits&)> compiling(const std::string& statements) {
  return [text = contract_with(statements)](const Limits& limits) { return compile_all(text, limits); };
}

std::function<std::string(const Limits&)> running(const std::string& statements, std::size_t rows) {
  return [text = contract_with(statements), rows](const Limits& limits) { return run_all(text, limits, rows); };
}

std::string long_cell(const Limits& limits) {
  const Compiled compiled = compile("c.meruit", texts({{"c.meruit", contract_with("rule r is x\n")}}), {}, limits);
  auto job = Job::create(compiled.contract, {.term = "2023", .all = true});
  Table table("acos.csv");
  table.text("id", std::vector<std::string>{"A"}).text("x", std::vector<std::string>{std::string(60, '7')});
  table.text("y", std::vector<std::string>{"1"}).text("m", std::vector<std::string>{"1"});
  if (!job || !job->bind("aco", table)) return "no job";
  const auto summary = job->run();
  return summary ? "" : summary.error().message;
}

std::string used_models(const Limits& limits) {
  const std::string user = contract_with("use part as a\nuse part as b\nuse part as c\nrule r is a.z + b.z + c.z\n");
  const std::string part = "model part for each aco\nrecord aco\n  key id: text\n  x: number\nrule z is x\n";
  const Compiled compiled = compile("c.meruit", texts({{"c.meruit", user}, {"part.meruit", part}}), {}, limits);
  return compiled.contract ? "" : compiled.diagnostics.front().message + ": " + compiled.diagnostics.front().help;
}

// Digits without end: whoever does not stop at them is stopped by the clock.
std::string slow_run(Limits limits) {
  limits.number_digits = 1'000'000'000;
  return run_all(contract_with(growing(40)), limits);
}

std::string slow_check(const Limits& limits) { return compile_all(many_conditions(), limits); }

const std::map<std::string_view, Case>& cases() {
  static const std::map<std::string_view, Case> all = {
      {"source_bytes", {100, compiling("rule r is x\n"), "limit: the text has 1"}},
      {"tokens", {20, compiling("rule r is x\n"), "limit: the text has more than 20 words and signs"}},
      {"nesting", {3, compiling("rule r is ((((x))))\n"), "limit: parentheses within parentheses, 4 deep"}},
      {"operators", {4, compiling("rule r is x + x + x + x + x + x\n"), "limit: one expression with more than 4 op"}},
      {"literal_digits", {50, long_cell, "aco A (acos.csv: row 1): column `x`: found `777"}},
      {"models", {2, used_models, "models are used more than 2 times"}},
      {"names", {10, compiling(times(9, "rule r# is x\n")), "limit: the contract and its models have more than 10 "}},
      {"table_rows",
       {3, compiling("table t(k)\n" + times(4, "  #: #\n") + "rule r is t(y)\n"), "limit: `t` has 4 rows"}},
      {"given_expressions",
       {2, compiling("rule a is x + 1\nrule b is (a given x: x + 2) + (a given x: x + 3) + (a given x: x + 4)\n"),
        "given-too-large: `given` upon `given` makes more than 2 expressions"}},
      {"power", {5, compiling("rule r is power(x, 6)\n"), "power-too-large: a power is at most 5"}},
      {"power_digits",
       {50, compiling("rule r is power(x, 3)\n"), "power-too-large: this power may have more than 50 "}},
      {"rows", {9, running("rule r is x\n", 10), "limit: the data has more rows than 9"}},
      {"denominators",
       {9, running("rule r overall is sum of 1 / x over acos\n", 10),
        "the terms of the sum have more than 9 different denominators"}},
      {"number_digits", {1'000, running(growing(16), 3), "limit: aco A0 (acos.csv:2): `a"}},
      {"compile_seconds", {1, slow_check, "limit: it took longer than 1 second"}},
      {"run_seconds", {1, slow_run, "it took longer than 1 second"}},
      {"memory_mib", {1, running(times(300, "rule r# is x + #\n"), 3'000), "it needs more than 1 MiB of memory"}},
  };
  return all;
}

}  // namespace

TEST_CASE("each limit, when met, says what met it, its name, its value and how to set another") {
  for (const LimitInfo& info : limit_infos()) {
    CAPTURE(info.name);
    const auto found = cases().find(info.name);
    REQUIRE(found != cases().end());
    const Case& one = found->second;
    Limits limits;
    limits.*info.value = one.value;
    const std::string told = one.meet(limits);
    CHECK_MESSAGE(told.find(one.says) != std::string::npos, told);
    if (info.name == "denominators") continue;  // a fault of a value, told as any other
    const std::string option = "--limit " + std::string(info.name) + "=NUMBER";
    CHECK_MESSAGE(told.find(option) != std::string::npos, told);
    CHECK(told.find("the limit `" + std::string(info.name) + "` is ") != std::string::npos);
  }
  CHECK(cases().size() == limit_infos().size());
}

TEST_CASE("what is within the limits is not touched by them") {
  const std::string text = contract_with(growing(6) + "rule r overall is sum of 1 / x over acos\n");
  CHECK(run_all(text, {}, 10).empty());
  Limits tight;
  tight.rows = 10;
  tight.denominators = 10;
  tight.names = 12;
  tight.number_digits = 2'000;
  CHECK(run_all(text, tight, 10).empty());
  CHECK(compile_all(contract_with("rule r is ((x))\n"), tight).empty());
}

TEST_CASE("a contract keeps the limits that it was compiled with, and a job may have others") {
  Limits few;
  few.rows = 3;
  const Compiled compiled = compile("c.meruit", texts({{"c.meruit", contract_with("rule r is x\n")}}), {}, few);
  REQUIRE(compiled.contract);
  CHECK(compiled.contract->limits() == few);
  for (const bool other : {false, true}) {
    RunOptions options{.term = "2023", .all = true};
    if (other) options.limits = Limits();
    auto job = Job::create(compiled.contract, options);
    REQUIRE(job);
    REQUIRE(job->bind("aco", rows_of(4)));
    const auto summary = job->run();
    CHECK(summary.ok() == other);
    if (!other) {
      CHECK(summary.error().kind == ErrorKind::Environment);
      CHECK(summary.error().code == "limit");
    }
  }
}

TEST_CASE("limits by name") {
  Limits limits;
  CHECK(set_limit(limits, "rows", "1,000"));
  CHECK(limits.rows == 1'000);
  for (const char* wrong : {"", "0", "-1", "1.5", "many", "9999999999999999999999"}) {
    const auto set = set_limit(limits, "rows", wrong);
    CHECK(!set);
    if (!set) CHECK(set.error().kind == ErrorKind::Usage);
  }
  CHECK(!set_limit(limits, "row", "1"));
  CHECK(limits.rows == 1'000);
}

}  // namespace meruit::test
