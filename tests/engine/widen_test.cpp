// Batches that outgrow a width are run again in the next one: values never wrap, and each chunk says its width.
#include <doctest/doctest.h>

#include "engine_case.h"

using namespace meruit;
using namespace meruit::engine_test;
using plan::Width;

namespace {

exec::Results run(const Case& of, const plan::Plan& plan, std::size_t batch_rows, Width start = Width::I64) {
  exec::Settings settings;
  settings.batch_rows = batch_rows;
  settings.start = start;
  return exec::run(plan, of.records, settings);
}

// Products of the rows' a and b: small, beyond 64 bits, small, beyond 128 bits.
Case products() {
  return make_case("  a: number\n  b: number", "rule product is a * b",
                   {{"a", numbers({"3", "9000000000000000000", "-4", "90000000000000000000000000000000000000"})},
                    {"b", numbers({"7", "9000000000000000000", "5", "-90000000000000000000000000000000000000"})}});
}

}  // namespace

TEST_CASE("each chunk is in the width its batch needed") {
  const Case of = products();
  const plan::Plan plan = plan::lower(of.model, of.records);
  const exec::Results results = run(of, plan, 1);
  const auto chunks = results.outputs[0].chunks();
  REQUIRE(chunks.size() == 4);
  CHECK(chunks[0].width == Width::I64);
  CHECK(chunks[1].width == Width::I128);
  CHECK(chunks[2].width == Width::I64);
  CHECK(chunks[3].width == Width::Big);
  CHECK(results.outputs[0].at(0) == num("21"));
  CHECK(results.outputs[0].at(1) == num("81000000000000000000000000000000000000"));
  CHECK(results.outputs[0].at(2) == num("-20"));
  CHECK(results.outputs[0].at(3) ==
        num("-8100000000000000000000000000000000000000000000000000000000000000000000000000"));
}

TEST_CASE("values do not depend on the batch, nor on the width a run starts with") {
  const Case of = products();
  const std::vector<Outcome> expected = of.run("product");
  for (const std::size_t batch : {std::size_t{1}, std::size_t{3}, std::size_t{0}})
    for (const Width start : {Width::I64, Width::I128, Width::Big})
      CHECK(of.run("product", {2, batch, start}) == expected);
}

TEST_CASE("after three wide batches the next one starts wide") {
  const std::vector<std::string> large(6, "9000000000000000000");
  std::vector<std::string> others = large;
  others[3] = others[4] = others[5] = "1";
  const Case of =
      make_case("  a: number\n  b: number", "rule product is a * b", {{"a", numbers(large)}, {"b", numbers(others)}});
  const plan::Plan plan = plan::lower(of.model, of.records);
  const exec::Results results = run(of, plan, 1);
  CHECK(results.outputs[0].chunks()[2].width == Width::I128);
  CHECK(results.outputs[0].chunks()[3].width == Width::I128);
  CHECK(results.outputs[0].at(5) == num("9000000000000000000"));
}

TEST_CASE("the edges of 64 bits stay exact") {
  const Case of = make_case("  a: number", "rule negated is -a\nrule size is absolute(a)\nrule twice is a + a",
                            {{"a", numbers({"-9223372036854775808", "9223372036854775807"})}});
  CHECK(of.run("negated") == numbers({"9223372036854775808", "-9223372036854775807"}));
  CHECK(of.run("size") == numbers({"9223372036854775808", "9223372036854775807"}));
  CHECK(of.run("twice") == numbers({"-18446744073709551616", "18446744073709551614"}));
}

TEST_CASE("a row that overflows in a case it does not take changes nothing") {
  const Case of =
      make_case("  a: number", "rule guarded, the first that applies is\n  when a > 1000: 0\n  otherwise: a * a * a",
                {{"a", numbers({"10", "9000000000000000000"})}});
  CHECK(of.run("guarded", {1, 1, Width::I64}) == numbers({"1000", "0"}));
  CHECK(of.run("guarded") == numbers({"1000", "0"}));
}
