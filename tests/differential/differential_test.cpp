// Random contracts with random rows mean the same to the oracle and to the engine, in every form of the engine.
// MERUIT_DIFFERENTIAL_COUNT and MERUIT_DIFFERENTIAL_SEED choose a longer or another run; a failure names its seed.
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <thread>

#include "check/model.h"
#include "generate.h"
#include "shrink.h"
#include "trial.h"

using namespace meruit;
using namespace meruit::differential;

namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Corpus {
  std::size_t tried = 0;
  std::vector<std::uint64_t> refused, differing;  // seeds
  Census census;
};

// Two threads take seeds in turn; which takes which does not matter.
Corpus try_all(std::uint64_t first_seed, std::uint64_t count) {
  Corpus corpus;
  std::mutex mutex;
  std::atomic<std::uint64_t> next{0};
  const auto work = [&] {
    for (std::uint64_t i = next++; i < count; i = next++) {
      const Trial trial = try_out(generate(first_seed + i));
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
  const Contract small =
      shrink(generate(seed), [](const Contract& candidate) { return try_out(candidate).verdict == Verdict::Differ; });
  std::cout << "---- seed " << seed << "\n" << print(small.used) << print(small.statements) << print(small.mapping);
  for (const Row& setting : small.settings)
    std::cout << "--set " << setting.label << "=" << print(setting.cells.front()) << "\n";
  std::cout << print_data(small) << try_out(small).detail << "\n";
}

void show_census(const Census& census) {
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
  for (std::size_t i = 0; i < operations.size(); ++i) std::cout << operations[i] << " " << census.operations[i] << "\n";
  for (std::size_t i = 0; i < faults.size(); ++i) std::cout << faults[i] << " " << census.faults[i] << "\n";
  std::cout << "values " << census.values << ", absences " << census.absences << ", violations " << census.violations
            << "\n";
}

}  // namespace

TEST_CASE("random contracts mean the same to the oracle and to the engine") {
  const std::uint64_t count = from_environment("MERUIT_DIFFERENTIAL_COUNT", 20'000);
  const std::uint64_t seed = from_environment("MERUIT_DIFFERENTIAL_SEED", 1);
  const Corpus corpus = try_all(seed, count);
  std::cout << corpus.tried << " contracts, " << corpus.refused.size() << " refused, " << corpus.differing.size()
            << " differ\n";
  show_census(corpus.census);
  for (std::size_t i = 0; i < corpus.refused.size() && i < 3; ++i)
    std::cout << "---- seed " << corpus.refused[i] << "\n" << try_out(generate(corpus.refused[i])).detail;
  for (std::size_t i = 0; i < corpus.differing.size() && i < 3; ++i) show(corpus.differing[i]);
  CHECK(corpus.refused.empty());
  CHECK(corpus.differing.empty());
}
