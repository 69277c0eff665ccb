// A call that is stopped from another thread.
#include <doctest/doctest.h>

#include <chrono>
#include <stop_token>
#include <thread>

#include "contracts.h"

namespace meruit::test {

namespace {

// Wants the stop a moment after the call has begun.
struct SoonStopped {
  std::stop_source source;
  std::jthread thread{[this] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    source.request_stop();
  }};
};

}  // namespace

TEST_CASE("a run is stopped by its caller, and the job can run again") {
  Limits limits;
  limits.number_digits = 1'000'000'000;
  const Compiled compiled = compile("c.meruit", texts({{"c.meruit", contract_with(growing(30))}}), {}, limits);
  REQUIRE(compiled.contract);
  SoonStopped soon;
  auto job =
      Job::create(compiled.contract, {.term = "2023", .all = true, .threads = 2, .stop = soon.source.get_token()});
  REQUIRE(job);
  REQUIRE(job->bind("aco", rows_of(3)));
  const auto summary = job->run();
  REQUIRE(!summary);
  CHECK(summary.error().kind == ErrorKind::Environment);
  CHECK(summary.error().code == "stopped");
  CHECK(summary.error().message.find("stopped by the caller") != std::string::npos);
  CHECK(!job->results("aco"));
}

TEST_CASE("compiling and examples are stopped too") {
  std::stop_source stopped;
  stopped.request_stop();
  const std::string example = "rule r is x\nexample \"one\"\n  given x: 1\n  expect r: 1\n";
  const Compiled compiled = compile("c.meruit", texts({{"c.meruit", contract_with(example)}}));
  REQUIRE(compiled.contract);
  const auto reports = compiled.contract->run_examples(stopped.get_token());
  REQUIRE(reports.size() == 1);
  CHECK(!reports[0].passed);
  REQUIRE(!reports[0].diagnostics.empty());
  CHECK(reports[0].diagnostics[0].code == "stopped");
  CHECK(compiled.contract->run_examples().front().passed);

  SoonStopped soon;
  const Compiled slow = compile("c.meruit", texts({{"c.meruit", many_conditions()}}), {}, {}, soon.source.get_token());
  CHECK(!slow.contract);
  REQUIRE(!slow.diagnostics.empty());
  CHECK(slow.diagnostics.front().code == "stopped");
}

}  // namespace meruit::test
