// Small contracts for the tests of the public interface, in memory.
#pragma once

#include <string>

#include "meruit/meruit.h"

namespace meruit::testing {

inline constexpr const char* kSavings = R"(model savings "Shared savings" for each aco
  currency: USD
  rounding: half up

party plan "Harbor Health Plan"

term 2021 is 2021-04-01 to 2021-12-31

record aco "Accountable care organization"
  key aco_id: text
  track:      one of upside, two_sided
  benchmark:  money
  cost:       money, optional

parameter rate "Share of savings kept"
  from 2021-01-01: 50%
  from 2024-01-01: unpublished

rule saved "Benchmark less cost", reported is benchmark - (cost if missing benchmark)

rule share_of_benchmark "Savings as a share" is saved / benchmark

rule saved_overall "Savings of all" overall, reported is sum of saved over acos

pay payment "Savings shared, or losses owed" from plan to aco, rounded to cents is
  when saved > 0 or track = two_sided:   saved * rate
  when saved <= 0 and track = upside:    0

open question "Does the rate apply to losses?"

example "Half is kept"
  constructed: "by hand"
  given  term: 2023-01-01 to 2023-12-31, track: upside, benchmark: $100, cost: $50.01
  expect saved: $49.99, payment: $25.00

example "A wrong expectation"
  given  term: 2023-01-01 to 2023-12-31, track: upside, benchmark: $100, cost: $50
  expect payment: $26
)";

inline Compiled compile_text(std::string text) {
  return compile("savings.meruit", texts({{"savings.meruit", std::move(text)}}));
}

inline Table two_acos() {
  Table acos("acos.csv");
  acos.text("aco_id", {"A2", "A1"})
      .text("track", {"two_sided", "upside"})
      .text("benchmark", {"300", "400.10"})
      .text("cost", {"", "100"});
  acos.lines({2, 3});
  return acos;
}

// Created and bound; the caller runs it.
inline Result<Job> job_for(RunOptions options, const Table& table, const std::string& text = kSavings) {
  auto job = Job::create(compile_text(text).contract, std::move(options));
  if (!job) return job;
  if (auto bound = job->bind("aco", table); !bound) return bound.error();
  return job;
}

}  // namespace meruit::testing
