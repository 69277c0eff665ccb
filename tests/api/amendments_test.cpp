// The contract as of a day.
#include <doctest/doctest.h>

#include "contracts.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

Compiled as_amended(const CompileOptions& options) {
  const std::string text = std::string(kSavings) +
                           "amendment \"No. 1\" signed 2021-12-31\n"
                           "  throughout: replaces parameter rate is 60%\n"
                           "amendment \"No. 2\" signed 2022-01-01\n"
                           "  throughout: rate is 70%\n"
                           "  from 2022-07-01: adds parameter unused is 5%\n";
  return compile("savings.meruit", texts({{"savings.meruit", text}}), {}, {}, {}, options);
}

std::string rate_in(const Compiled& compiled, const std::string& term) {
  auto job = Job::create(compiled.contract, {.term = term});
  if (!job) return job.error().code;
  REQUIRE(job->bind("aco", two_acos()).ok());
  REQUIRE(job->run().ok());
  return *job->text("payment", "A1");
}

}  // namespace

TEST_CASE("the day says which amendments are in force") {
  const Compiled before = as_amended({.as_of = "2021-12-30"});
  const Compiled first = as_amended({.as_of = "2021-12-31"});
  const Compiled both = as_amended({.as_of = "2022-01-01"});
  REQUIRE(before.contract);
  REQUIRE(first.contract);
  REQUIRE(both.contract);
  CHECK(before.contract->fingerprint() == compile_text(kSavings).contract->fingerprint());
  CHECK(rate_in(before, "2021") == "150.05");
  CHECK(rate_in(first, "2021") == "180.06");
  CHECK(rate_in(both, "2021") == "210.07");

  REQUIRE(first.contract->amendments().size() == 2);
  const AmendmentInfo& one = first.contract->amendments()[0];
  CHECK(one.title == "Amendment No. 1");
  CHECK(one.signed_on == "2021-12-31");
  CHECK(one.in_force);
  REQUIRE(one.changes.size() == 1);
  CHECK(one.changes[0].statement == "parameter rate");
  CHECK(one.changes[0].effect == "replaced");
  CHECK(one.changes[0].from.empty());
  CHECK_FALSE(first.contract->amendments()[1].in_force);
  CHECK(first.contract->as_of() == "2021-12-31");
}

TEST_CASE("without a day the term's end is it, and where nobody says either all are in force") {
  CHECK(rate_in(as_amended({.as_of = {}, .term = "2021"}), "2021") == "180.06");
  CHECK(rate_in(as_amended({.as_of = {}, .term = "2021-04-01/2022-03-31"}), "2021-04-01/2022-03-31") == "210.07");
  const Compiled all = as_amended({});
  REQUIRE(all.contract);
  CHECK(all.contract->as_of().empty());
  CHECK(all.contract->amendments()[1].in_force);
  // An amendment of after the term would be in force there, and nobody has said so.
  CHECK(rate_in(all, "2021") == "as-of");
  CHECK(rate_in(all, "2022") == "210.07");
}

TEST_CASE("what takes effect after the run's term is said by the run") {
  auto job = Job::create(as_amended({.as_of = "2022-12-31"}).contract, {.term = "2021"});
  REQUIRE(job);
  const Summary& summary = job->summary();
  CHECK(summary.as_of == "2022-12-31");
  REQUIRE(summary.amendments.size() == 2);
  REQUIRE(summary.amendments[1].changes.size() == 2);
  CHECK_FALSE(summary.amendments[1].changes[0].after_term);
  CHECK(summary.amendments[1].changes[1].after_term);
}

TEST_CASE("a day that is none, and a contract as one text") {
  const Compiled none = as_amended({.as_of = "2021-02-30"});
  CHECK_FALSE(none.contract);
  REQUIRE(none.diagnostics.size() == 1);
  CHECK(none.diagnostics[0].code == "as-of");

  const std::string text =
      std::string(kSavings) + "amendment \"No. 1\" signed 2021-12-31\n  throughout: replaces parameter rate is 60%\n";
  const Printed printed = consolidate("savings.meruit", texts({{"savings.meruit", text}}));
  REQUIRE(printed.text);
  CHECK(printed.text->find("amendment \"") == std::string::npos);
  CHECK(compile_text(*printed.text).contract->fingerprint() == compile_text(text).contract->fingerprint());
}
