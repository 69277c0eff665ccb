// Random contracts with random rows mean the same to the oracle and to the engine, in every form of the engine.
// MERUIT_DIFFERENTIAL_COUNT and MERUIT_DIFFERENTIAL_SEED choose a longer or another run; a failure names its seed.
#include <doctest/doctest.h>

#include <atomic>
#include <iostream>
#include <mutex>
#include <thread>

#include "../settings.h"
#include "check/model.h"
#include "generate.h"
#include "shrink.h"
#include "trial.h"

using namespace meruit;
using namespace meruit::differential;

namespace {

struct Corpus {
  std::size_t tried = 0;
  std::vector<std::uint64_t> refused, differing;  // seeds
  Census census;
};

// Every other one has several kinds of records.
Contract contract_of(std::uint64_t seed) { return seed % 2 == 0 ? generate(seed) : generate_several(seed); }

// Two threads take seeds in turn; which takes which does not matter.
Corpus try_all(std::uint64_t first_seed, std::uint64_t count) {
  Corpus corpus;
  std::mutex mutex;
  std::atomic<std::uint64_t> next{0};
  const auto work = [&] {
    for (std::uint64_t i = next++; i < count; i = next++) {
      const Trial trial = try_out(contract_of(first_seed + i));
      const std::lock_guard lock(mutex);
      ++corpus.tried;
      corpus.census.add(trial.census);
      if (trial.verdict == Verdict::Refused) corpus.refused.push_back(first_seed + i);
      if (trial.verdict == Verdict::Differ) corpus.differing.push_back(first_seed + i);
    }
  };
  std::thread other(work);
  work();
  other.join();
  return corpus;
}

void show(std::uint64_t seed) {
  const Contract small = shrink(
      contract_of(seed), [](const Contract& candidate) { return try_out(candidate).verdict == Verdict::Differ; });
  std::cout << "---- seed " << seed << "\n" << print(small.used) << print(small.statements) << print(small.mapping);
  for (const Row& setting : small.settings)
    std::cout << "--set " << setting.label << "=" << print(setting.cells.front()) << "\n";
  std::cout << print_data(small) << try_out(small).detail << "\n";
}

// What a run must have met for its agreement to mean something: every operation and kind of fault, many times.
std::vector<std::string> rare(const Census& census, std::size_t least) {
  static const std::vector<const char*> operations{
#define MERUIT_OP(name, words) #name,
#include "check/operations.def"
#undef MERUIT_OP
  };
  static const std::vector<const char*> faults{
#define MERUIT_FAULT(name, code, text) #name,
#include "check/faults.def"
#undef MERUIT_FAULT
  };
  std::vector<std::string> names;
  for (std::size_t i = 0; i < operations.size(); ++i)
    if (census.operations[i] < least) names.emplace_back(operations[i]);
  for (std::size_t i = 0; i < faults.size(); ++i)
    // Needs more rows than random contracts have: the second test case.
    if (census.faults[i] < least && i != static_cast<std::size_t>(check::FaultKind::TooManyDenominators))
      names.emplace_back(faults[i]);
  for (std::size_t i = 0; i < Census::kKinds; ++i)
    if (census.below[i] < least)
      names.push_back(std::string(ast::word(static_cast<ast::AggregateKind>(i))) + " of rows below");
  if (census.far_below < least) names.emplace_back("aggregates over rows two levels below");
  if (census.absences < least) names.emplace_back("absences");
  if (census.violations < least) names.emplace_back("violations");
  return names;
}

// A sum of 1 / n for n from 1 on, which has as many denominators as rows.
Contract sum_of_quotients(int rows) {
  Contract contract;
  Statement record, rule;
  record.head = "record aco\n  key id: number, whole";
  rule.head = "rule total overall";
  rule.modifiers = {"reported"};
  rule.body = {{{}, {"sum of 1 / id over acos", {}, {}, false}}};
  Statement header;
  header.head = "contract quotients for each aco\n  term: 2024-01-01 to 2024-12-31\n  currency: USD";
  contract.statements = {header, record, rule};
  contract.relations = {{"aco", -1, {"id"}, {{"id", {}, {}}}, static_cast<std::size_t>(rows)}};
  for (int n = rows; n > 0; --n) contract.relations[0].columns[0].values.emplace_back(check::Value(Rational(n)));
  return contract;
}

}  // namespace

TEST_CASE("random contracts mean the same to the oracle and to the engine") {
  const std::uint64_t count = tests::number_from_user("MERUIT_DIFFERENTIAL_COUNT", MERUIT_DIFFERENTIAL_DEFAULT);
  const std::uint64_t seed = tests::number_from_user("MERUIT_DIFFERENTIAL_SEED", 1);
  const Corpus corpus = try_all(seed, count);
  std::cout << corpus.tried << " random contracts from seed " << seed << ": " << corpus.refused.size() << " refused, "
            << corpus.differing.size() << " differ; " << corpus.census.values << " values, " << corpus.census.absences
            << " absences, " << corpus.census.violations << " violations\n";
  for (std::size_t i = 0; i < corpus.refused.size() && i < 3; ++i)
    std::cout << "---- seed " << corpus.refused[i] << "\n" << try_out(contract_of(corpus.refused[i])).detail;
  for (std::size_t i = 0; i < corpus.differing.size() && i < 3; ++i) show(corpus.differing[i]);
  CHECK(corpus.refused.empty());
  CHECK(corpus.differing.empty());
  if (count < 5'000) return;  // too few to meet everything
  for (const std::string& name : rare(corpus.census, count / 200)) FAIL_CHECK("hardly ever met: ", name);
}

TEST_CASE("more denominators than a sum may have are a fault in every form") {
  const Trial trial = try_out(sum_of_quotients(65'537));
  INFO(trial.detail);
  CHECK(trial.verdict == Verdict::Agree);
  CHECK(trial.census.faults[static_cast<std::size_t>(check::FaultKind::TooManyDenominators)] == 1);
}
