// "Did you mean": what is offered, and what is too far.
#include "source/nearest.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace meruit::source {

namespace {

TEST_CASE("the nearest known name") {
  const std::vector<std::string> known = {"gross_savings", "shared_savings", "cost", "benchmark", "aco", "tier", "x"};
  CHECK(nearest("gross_savigns", known) == "gross_savings");  // neighbours swapped
  CHECK(nearest("shared_saving", known) == "shared_savings");
  CHECK(nearest("bench_mark", known) == "benchmark");
  CHECK(nearest("costs", known) == "cost");
  CHECK(nearest("csot", known) == "cost");
  CHECK(nearest("teir", known) == "tier");
  CHECK(nearest("acos", known) == "aco");
  CHECK(nearest("ac", known) == "aco");
  CHECK(nearest("cost", known) == "cost");
}

TEST_CASE("nothing near") {
  const std::vector<std::string> known = {"gross_savings", "cost", "x"};
  CHECK(nearest("payment", known).empty());
  CHECK(nearest("y", known).empty());  // a name of one letter is like every other
  CHECK(nearest("", known).empty());
  CHECK(nearest("cart", known).empty());
  CHECK(nearest("anything", {}).empty());
}

TEST_CASE("of several equally near, the first") {
  const std::vector<std::string> known = {"rate_b", "rate_c", "rate"};
  CHECK(nearest("rate_a", known) == "rate_b");
}

}  // namespace

}  // namespace meruit::source
