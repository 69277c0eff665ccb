// Values from all records and back down: stages, partitions, the fault of the smallest key.
#include <doctest/doctest.h>

#include "engine_case.h"
#include "exec/partition.h"

using namespace meruit;
using namespace meruit::engine_test;

TEST_CASE("an overall value comes down to the records, and its result goes up again") {
  const Case of = make_case("  a: number",
                            "rule total overall is sum of a over acos\n"
                            "rule share is a / total\n"
                            "rule large overall is count of acos where share > 30%\n"
                            "rule relative is large * a",
                            {{"a", numbers({"10", "20", "30", "40"})}});
  const plan::Plan plan = plan::lower(of.model, of.records);
  CHECK(plan.stages.size() == 3);
  CHECK(of.run("total") == numbers({"100"}));
  CHECK(of.run("share") == numbers({"0.1", "0.2", "0.3", "0.4"}));
  CHECK(of.run("large") == numbers({"1"}));
  CHECK(of.run("relative", {2, 1, plan::Width::I64}) == numbers({"10", "20", "30", "40"}));
}

TEST_CASE("the fold's fault is that of the smallest key, whatever the order of rows and partitions") {
  const Case of = make_case("  a: number\n  b: number, optional",
                            "rule single is 1 / a + (required b)\nrule total overall is sum of single over acos",
                            {{"a", numbers({"1", "0", "1"})},
                             {"b", {num("1"), num("1"), Absence::Missing}},
                             {"id", {Value(std::string("c")), Value(std::string("b")), Value(std::string("a"))}}});
  const plan::Plan plan = plan::lower(of.model, of.records);
  const std::vector<exec::SlotValue> slots(plan.slots.size());
  for (const std::vector<std::size_t>& rows : {std::vector<std::size_t>{0, 1, 2}, {2, 1, 0}, {1, 0, 2}}) {
    std::vector<exec::Partial::OfPass> states = exec::nothing_of(plan.stages[0]);
    for (const std::size_t row : rows) {
      exec::Part part = part_of(plan, of.records, {row, 1});
      exec::Partial partial = exec::run_partition(plan, 0, part, slots, {});
      exec::merge(plan.stages[0], partial.passes, states);
    }
    std::vector<exec::SlotValue> filled = slots;
    (void)exec::finish_stage(plan, 0, states, of.records, {}, filled);
    REQUIRE(filled.front().fault != 0);
    CHECK(plan.sites[filled.front().fault - 1].kind == FaultKind::RequiredMissing);
  }
}

TEST_CASE("partial states merge in any order to the same value") {
  const Case of = make_case("  a: number\n  b: number", "rule total overall is sum of a / b over acos",
                            {{"a", numbers({"1", "2", "3", "4", "5"})}, {"b", numbers({"3", "7", "3", "11", "2"})}});
  const plan::Plan plan = plan::lower(of.model, of.records);
  const std::vector<exec::SlotValue> slots(plan.slots.size());
  std::vector<exec::Partial> partials;
  for (std::size_t row = 0; row < 5; ++row) {
    exec::Part part = part_of(plan, of.records, {row, 1});
    partials.push_back(exec::run_partition(plan, 0, part, slots, {}));
  }

  const plan::Stage& stage = plan.stages[0];
  std::vector<exec::Partial::OfPass> forward = exec::nothing_of(stage), backward = exec::nothing_of(stage);
  for (std::size_t i = 0; i < 5; ++i) {
    exec::merge(stage, partials[i].passes, forward);
    exec::merge(stage, partials[4 - i].passes, backward);
  }
  std::vector<exec::SlotValue> one = slots, other = slots;
  (void)exec::finish_stage(plan, 0, forward, of.records, {}, one);
  (void)exec::finish_stage(plan, 0, backward, of.records, {}, other);
  CHECK(one.front().n == 2071);
  CHECK(one.front().d == 462);
  CHECK(other.front().n == one.front().n);
  CHECK(other.front().d == one.front().d);
}

TEST_CASE("more than 65,536 different denominators stop the sum") {
  const auto total_of = [](std::size_t rows) {
    std::vector<Outcome> divisors;
    for (std::size_t i = 0; i < rows; ++i) divisors.emplace_back(Value(Rational(i + 1)));
    const Case of = make_case("  b: number, whole", "rule total overall is (sum of 1 / b over acos) > 1",
                              {{"b", divisors}, {"id", keys(rows)}});
    return of.run("total", {2, 2048, plan::Width::I64}).front();
  };
  CHECK(total_of(65'536) == Outcome(Value(true)));
  const Outcome stopped = total_of(65'537);
  REQUIRE(std::holds_alternative<check::Fault>(stopped));
  CHECK(std::get<check::Fault>(stopped).kind == FaultKind::TooManyDenominators);
}

TEST_CASE("terms at one constant scale count their denominators too") {
  // The product of the first seventeen primes has 2^17 divisors, and each of them times its inverse another
  // denominator.
  const std::vector<unsigned> primes{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59};
  const auto total_of = [&](std::size_t rows) {
    std::vector<Outcome> divisors;
    for (std::size_t i = 0; i < rows; ++i) {
      Integer divisor = 1;
      for (std::size_t p = 0; p < primes.size(); ++p)
        if ((i >> p & 1U) != 0) divisor *= primes[p];
      divisors.emplace_back(Value(Rational(divisor)));
    }
    const Case of =
        make_case("  b: number, whole", "rule total overall is (sum of b / 1922760350154212639070 over acos) > 0",
                  {{"b", divisors}, {"id", keys(rows)}});
    return of.run("total").front();
  };
  CHECK(total_of(65'536) == Outcome(Value(true)));
  const Outcome stopped = total_of(65'537);
  REQUIRE(std::holds_alternative<check::Fault>(stopped));
  CHECK(std::get<check::Fault>(stopped).kind == FaultKind::TooManyDenominators);
}

TEST_CASE("a plan refuses columns whose denominators it was not made for") {
  const Case cents = make_case("  a: number", "rule b is a * 2", {{"a", numbers({"0.25"})}});
  const Case thirds = make_case("  a: number", "rule b is a * 2", {{"a", {Value(Rational(1, 3))}}});
  const plan::Plan plan = plan::lower(cents.model, cents.records);
  CHECK_THROWS_AS((void)exec::run(plan, thirds.records), std::invalid_argument);
}

TEST_CASE("no rows at all") {
  const Case of =
      make_case("  a: number",
                "rule total overall is sum of a over acos\nrule least overall is smallest of a over acos", {{"a", {}}});
  CHECK(of.run("total") == numbers({"0"}));
  const std::vector<Outcome> least = of.run("least");
  REQUIRE(least.size() == 1);
  REQUIRE(std::holds_alternative<check::Fault>(least.front()));
  CHECK(std::get<check::Fault>(least.front()).kind == FaultKind::Empty);
}
