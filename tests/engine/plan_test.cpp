// What contracts are lowered to: one step where the field has one operation, constants in the scales.
#include <doctest/doctest.h>

#include "engine_case.h"

using namespace meruit;
using namespace meruit::engine_test;

namespace {

std::string plan_of(std::string_view fields, std::string_view body, const Columns& columns,
                    const plan::Options& options = {}) {
  const Case of = make_case(fields, body, columns);
  return plan::print(plan::lower(of.model, of.records, options), of.model);
}

const Columns kThree{{"a", numbers({"1.21"})}, {"b", numbers({"2.3"})}, {"c", numbers({"3.123"})}};

}  // namespace

TEST_CASE("a rounded product is one step") {
  CHECK(plan_of("  a: number\n  b: number\n  c: number", "rule r is (a * b * c rounded to 2 places)", kThree) ==
        "stage 0\n"
        "  each row\n"
        "    r0 number <- input a / 100\n"
        "    r1 number <- input b / 10\n"
        "    r2 number <- input c / 1000\n"
        "    r3 number <- product r0 * r1 * r2, rounded by 10000 half up\n"
        "  output r <- r3 / 100\n");
}

TEST_CASE("constant factors and divisors change scales, not rows") {
  CHECK(plan_of("  a: number\n  b: number", "rule r is a * 5% - b / 4",
                {{"a", numbers({"1.21"})}, {"b", numbers({"2.3"})}}) ==
        "stage 0\n"
        "  each row\n"
        "    r0 number <- input a / 100\n"
        "    r1 number <- input b / 10\n"
        "    r2 number <- affine r0 + -50 r1\n"
        "  output r <- r2 / 2000\n");
}

TEST_CASE("a rounded quotient never becomes a fraction") {
  CHECK(plan_of("  a: number\n  b: number", "rule r is (a / b rounded to 4 places)",
                {{"a", numbers({"1.21"})}, {"b", numbers({"2.3"})}}) ==
        "stage 0\n"
        "  each row\n"
        "    r0 number <- input a / 100\n"
        "    r1 number <- input b / 10\n"
        "    r2 number <- product 1000 * r0 / r1, rounded by 1 half up\n"
        "  output r <- r2 / 10000\n");
}

TEST_CASE("a branch of cases is a block on the rows that take it; what it shares is computed outside") {
  CHECK(plan_of("  a: number\n  b: number",
                "rule d is a - b\nrule r, the first that applies is\n  when d > 0: d * b\n  otherwise: d",
                {{"a", numbers({"1"})}, {"b", numbers({"2"})}}) ==
        "stage 0\n"
        "  each row\n"
        "    r0 number <- input a / 1\n"
        "    r1 number <- input b / 1\n"
        "    r2 number <- affine r0 + -1 r1\n"
        "    r3 yes/no <- r2 > 0\n"
        "    r8 number <- first case when r3: b1:r6 otherwise: r2\n"
        "  b1\n"
        "    r4 <- r2 of the rows taken\n"
        "    r5 <- r1 of the rows taken\n"
        "    r6 number <- product r4 * r5\n"
        "  output d <- r2\n"
        "  output r <- r8\n");
}
