// Contracts and files that are made to take the machine: each ends within its budget, with a result or with the name of
// the limit that it met.
#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <random>

#include "contracts.h"

namespace meruit::test {

namespace {

// Seconds: what a call is given that only time stops, what one is given that another limit stops first, and what a
// step may take beyond, on a slow machine.
constexpr std::uint64_t kShort = 1, kLong = 60;
constexpr int kPatience = 60;

struct Hostile {
  std::string name, text;
  std::string says;  // empty: it is no harm
  bool run = false;
};

// Models of which each uses the next one twice.
std::string doubling_models(const Limits& limits) {
  std::map<std::string, std::string> files;
  for (int i = 0; i < 30; ++i) {
    const std::string next = "d" + std::to_string(i + 1);
    files["d" + std::to_string(i) + ".meruit"] = "model d" + std::to_string(i) +
                                                 " for each aco\nrecord aco\n  key id: text\n  x: number\nuse " + next +
                                                 " as l\nuse " + next + " as r\nrule y is l.y + r.y\n";
  }
  files["d30.meruit"] = "model d30 for each aco\nrecord aco\n  key id: text\n  x: number\nrule y is x\n";
  const Compiled compiled = compile("d0.meruit", texts(files), {}, limits);
  return compiled.contract ? "" : compiled.diagnostics.front().message;
}

std::string squares(const std::string& first, const std::string& kind) {
  std::string text = kind + " a0 is " + first + "\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "a" + std::to_string(i - 1);
    text += kind + " a" + std::to_string(i) + " is " + before + " * " + before + "\n";
  }
  return contract_with(text + "rule r is " + (kind == "rule" ? "x" : "a39 * x") + "\n");
}

std::string chained(std::size_t count) {
  std::string text = "rule r0 is x\n";
  for (std::size_t i = 1; i < count; ++i)
    text += "rule r" + std::to_string(i) + " is r" + std::to_string(i - 1) + " + 1\n";
  return contract_with(text);
}

std::string given_upon_given() {
  std::string text = "rule g0 is x\n";
  for (int i = 1; i < 25; ++i) {
    const std::string n = std::to_string(i), before = "g" + std::to_string(i - 1);
    text += "rule g" + n + " is (" + before + " given x: x + " + n + ") + (" + before + " given x: x - " + n + ")\n";
  }
  return contract_with(text);
}

const std::vector<Hostile>& corpus() {
  static const std::vector<Hostile> all = {
      {"squares of data", squares("x", "rule"), "", true},
      {"fractions of data", contract_with(growing(40)), "number_digits", true},
      {"squares of a figure", squares("1.000001", "parameter"), "", true},
      {"squares of an amount", squares("m", "rule"), "power"},
      {"a sum of fractions", contract_with("rule r overall is sum of x / (x + y * 100 + 1) over acos\n"), "", true},
      {"100,000 rules", contract_with(times(100'000, "rule r# is x + #\n")), "tokens"},
      {"60,000 names", contract_with(times(60'000, "rule r# is x\n")), "names"},
      {"a chain of 5,000 rules", chained(5'000), "", true},
      {"20,000 cases", contract_with("rule r is\n" + times(20'000, "  when x = #: #\n") + "  otherwise: 0\n"), ""},
      {"conditions in all combinations", many_conditions(), "compile_seconds"},
      {"40,000 rows of a table", contract_with("table t(k)\n" + times(40'000, "  #: #\n") + "rule r is t(y)\n"), "*"},
      {"60,000 rows of a table", contract_with("table t(k)\n" + times(60'000, "  #: #\n") + "rule r is t(y)\n"),
       "table_rows"},
      {"rows of any key",
       contract_with("table t(k, l)\n  k and l: v\n" + times(3'000, "  # and any: #\n") +
                     times(3'000, "  any and -#: #\n") + "rule r is t(x, y)\n"),
       "*"},
      {"given upon given", given_upon_given(), "given_expressions"},
      {"a circle of 10,000 rules", contract_with(times(10'000, "rule r# is r# + r1\n")), "*"},
      {"a comment of 5 MB", contract_with("# " + std::string(5'000'000, 'z') + "\nrule r is x\n"), "source_bytes"},
      {"a name of 1 MB", contract_with("rule r is " + std::string(1'000'000, 'z') + "\n"), "*"},
      {"a title of 3 MB", contract_with("rule r \"" + std::string(3'000'000, 'z') + "\" is x\n"), ""},
      {"a list of 50,000 words", "list l is a" + times(50'000, ", w#") + "\n" + contract_with("rule r is x\n"), "*"},
      {"mistakes only", contract_with(times(20'000, "rule r is x +\n")), "*"},
      {"parentheses without end", contract_with("rule r is " + std::string(100'000, '(') + "x\n"), "nesting"},
      {"a root of a thousandth degree", contract_with("rule r is (root(power(x, 30), 1000) rounded to 100 places)\n"),
       "", true},
      {"powers of powers", contract_with("rule p is power(x, 400)\nrule r is power(p, 400)\n"), "power_digits"},
  };
  return all;
}

template <class Work>
std::string timed(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  std::string told = work();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(kLong + kPatience));
  return told;
}

Limits budget(const std::string& says) {
  const bool by_time = says.empty() || says == "*" || says == "compile_seconds";
  Limits limits;
  limits.compile_seconds = by_time ? kShort : kLong;
  limits.run_seconds = limits.compile_seconds;
  limits.memory_mib = 512;
  return limits;
}

}  // namespace

TEST_CASE("what is made to take the machine ends within its budget") {
  for (const Hostile& one : corpus()) {
    CAPTURE(one.name);
    const std::string told = timed(
        [&] { return one.run ? run_all(one.text, budget(one.says), 20) : compile_all(one.text, budget(one.says)); });
    if (one.says == "*") continue;  // whatever it is: it ended
    const bool as_expected = one.says.empty() ? told.empty() || told.find("the limit `") != std::string::npos
                                              : told.find("`" + one.says + "`") != std::string::npos;
    CHECK_MESSAGE(as_expected, told.substr(0, 1'000));
  }
  CHECK(timed([] { return doubling_models(budget("models")); }) ==
        "models are used more than 500 times: each counts as often as it is used, by models too");
}

// Numbers may grow until the clock stops them, so that the last operations are on the longest there can be.
TEST_CASE("no operation on long numbers outlasts the clock by more than moments") {
  constexpr int kMoments = 10;  // seconds, on a slow machine
  Limits limits;
  limits.run_seconds = kShort;
  limits.number_digits = 1'000'000'000;
  const Compiled compiled = compile("c.meruit", texts({{"c.meruit", contract_with(growing(40))}}), {}, limits);
  REQUIRE(compiled.contract);
  auto job = Job::create(compiled.contract, {.term = "2023", .outputs = {"a40"}});
  REQUIRE(job);
  REQUIRE(job->bind("aco", rows_of(1)));
  const auto soon = [&](const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    const std::string told = work();
    CHECK_MESSAGE(told.find("it took longer than 1 second") != std::string::npos, told);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(kMoments));
  };
  soon([&] { return job->run().error().message; });
  soon([&] { return job->explain("A0").error().message; });
}

TEST_CASE("whatever the limits are, there is the one result, or the name of a limit") {
  const std::string text =
      contract_with(growing(5) + "rule s overall is sum of x / (y + 1) over acos\nrule p is power(x, 3)\n");
  std::mt19937 random(1);
  const auto compiled = compile("c.meruit", texts({{"c.meruit", text}}));
  auto plain = Job::create(compiled.contract, {.term = "2023", .all = true});
  REQUIRE(plain->bind("aco", rows_of(50)));
  REQUIRE(plain->run());
  int results = 0, refused = 0;
  for (int trial = 0; trial < 300; ++trial) {
    Limits limits;
    const LimitInfo& info = limit_infos()[random() % limit_infos().size()];
    limits.*info.value = 1 + random() % (1U << random() % 16);
    CAPTURE(info.name);
    CAPTURE(limits.*info.value);
    const auto other = compile("c.meruit", texts({{"c.meruit", text}}), {}, limits);
    if (!other.contract) {
      refused += 1;
      const std::string told = compile_all(text, limits);
      CHECK_MESSAGE(told.find("the limit `" + std::string(info.name)) != std::string::npos, told);
      continue;
    }
    auto job = Job::create(other.contract, {.term = "2023", .all = true, .threads = 1 + trial % 2});
    const bool bound = job && job->bind("aco", rows_of(50));
    const auto summary = bound ? job->run() : Result<Summary>(Error());
    if (summary) {
      results += 1;
      CHECK(*job->text("s", "") == *plain->text("s", ""));
      CHECK(*job->text("a5", "A7") == *plain->text("a5", "A7"));
    } else {
      refused += 1;
      const std::string& message = job ? summary.error().message : job.error().message;
      const bool named = message.find("the limit `" + std::string(info.name)) != std::string::npos ||
                         message.find("different denominators") != std::string::npos;
      CHECK_MESSAGE(named, message);
    }
  }
  CHECK(results > 50);
  CHECK(refused > 50);
}

}  // namespace meruit::test
