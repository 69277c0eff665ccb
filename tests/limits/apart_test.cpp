// Rows that are set apart take memory of their own, and it counts: a file of nothing but wrong rows ends within its
// budget, and one with few of them takes little more than without.
#include <doctest/doctest.h>

#include "contracts.h"
#include "meruit/impact.h"

namespace meruit::test {

namespace {

constexpr std::size_t kMany = 400'000;

std::shared_ptr<const Contract> one_rule(const Limits& limits) {
  return compile("c.meruit", texts({{"c.meruit", contract_with("rule r, reported is x\n")}}), {}, limits).contract;
}

// Every `between`th row is wrong.
Table rows_with_wrong(std::size_t count, std::size_t between) {
  TextColumn ids, x;
  std::vector<std::int64_t> zeros(count);
  for (std::size_t i = 0; i < count; ++i) {
    ids.add("A" + std::to_string(i));
    x.add(i % between == 0 ? "twelve" : "12");
  }
  Table table("acos.csv");
  table.text("id", std::move(ids)).text("x", std::move(x)).number("y", zeros).number("m", zeros);
  return table;
}

std::string settled_apart(const Limits& limits, const Table& table) {
  RunOptions options;
  options.term = "2023";
  options.all = true;
  options.bad_data = BadData::Quarantine;
  auto job = Job::create(one_rule(limits), options);
  if (!job || !job->bind("aco", table)) return "no job";
  const auto summary = job->run();
  return summary ? "" : summary.error().message;
}

std::string compared_apart(const Limits& limits, const Table& table) {
  ImpactOptions options;
  options.bad_data = BadData::Quarantine;
  const auto contract = one_rule(limits);
  const auto found = impact({contract, "2023", {}, {{"", table}}}, {contract, "2023", {}, {}}, options);
  return found ? "" : found.error().message;
}

}  // namespace

TEST_CASE("rows that are set apart count in the memory of a call") {
  Limits limits;
  limits.memory_mib = 128;
  const Table all_wrong = rows_with_wrong(kMany, 1), few_wrong = rows_with_wrong(kMany, 1'000);
  CHECK(settled_apart(limits, few_wrong).empty());
  CHECK(settled_apart(limits, all_wrong).find("it needs more than 128 MiB of memory; the limit `memory_mib` is 128") !=
        std::string::npos);
  CHECK(compared_apart(limits, all_wrong).find("the limit `memory_mib` is 128") != std::string::npos);
}

TEST_CASE("a table that is bound counts in the memory of a call") {
  const Table table = rows_with_wrong(kMany, 1'000);
  CHECK(table.bytes() > 14U << 20);
  Limits limits;
  limits.memory_mib = 14;
  CHECK(settled_apart(limits, table).find("the limit `memory_mib` is 14") != std::string::npos);
  CHECK(compared_apart(limits, table).find("the limit `memory_mib` is 14") != std::string::npos);
}

}  // namespace meruit::test
