#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "contracts.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

std::string failure(RunOptions options, const Table& table, const std::string& text = kSavings) {
  auto job = job_for(std::move(options), table, text);
  if (!job) return job.error().message;
  const auto summary = job->run();
  return summary ? "no failure" : summary.error().message;
}

}  // namespace

TEST_CASE("a run and its summary") {
  auto job = job_for({.term = "2023"}, two_acos());
  REQUIRE(job);
  const auto summary = job->run();
  REQUIRE(summary);
  CHECK(summary->term->first == "2023-01-01");
  CHECK(summary->engine == std::string(version()));
  REQUIRE(summary->accounting.size() == 1);
  CHECK(summary->accounting[0].read == 2);
  CHECK(summary->accounting[0].settled == 2);
  REQUIRE(summary->payments.size() == 1);
  CHECK(summary->payments[0].owed_by_payer == "150.05");
  CHECK(summary->payments[0].owed_by_payer_count == 1);
  CHECK(summary->payments[0].nothing_owed_count == 1);
  CHECK(summary->open_questions.size() == 1);
}

TEST_CASE("terms: years, named terms, periods, and what is none of these") {
  CHECK(job_for({.term = "2021"}, two_acos())->summary().term->first == "2021-04-01");
  CHECK(job_for({.term = "2022-01-01/2022-06-30"}, two_acos())->summary().term->last == "2022-06-30");
  CHECK(failure({.term = "next year"}, two_acos()) ==
        "`next year` is no term: write a year (2023), a period (2021-04-01/2021-12-31) or a term that the contract "
        "names (2021)");
}

TEST_CASE("settings rebind names; unknown ones are refused") {
  auto job = job_for({.term = "2023", .settings = {{"rate", "10%"}}}, two_acos());
  REQUIRE(job);
  REQUIRE(job->run());
  CHECK(*job->text("payment", "A1") == "30.01");
  auto wrong = job_for({.term = "2023", .settings = {{"rats", "10%"}}}, two_acos());
  REQUIRE(!wrong);
  CHECK(wrong.error().kind == ErrorKind::Usage);
  CHECK(!wrong.error().diagnostics.empty());
}

TEST_CASE("outputs by name, all of them, and unknown ones") {
  auto job = job_for({.term = "2023", .outputs = {"payment", "share_of_benchmark"}}, two_acos());
  REQUIRE(job);
  REQUIRE(job->outputs().size() == 2);
  CHECK(job->outputs()[0].name == "share_of_benchmark");
  CHECK(job_for({.term = "2023", .all = true}, two_acos())->outputs().size() == 4);
  CHECK(failure({.term = "2023", .outputs = {"paymnt"}}, two_acos()) ==
        "the contract has no rule `paymnt`; did you mean `payment`?");
}

TEST_CASE("an unpublished figure stops the run by name and is the contract's") {
  auto job = job_for({.term = "2024"}, two_acos());
  REQUIRE(job);
  const auto summary = job->run();
  REQUIRE(!summary);
  CHECK(summary.error().kind == ErrorKind::Contract);
  CHECK(summary.error().message ==
        "aco A1 (acos.csv:3): `payment` cannot be worked out: the figure is not published: parameter `rate` "
        "(savings.meruit:26:50, in payment `payment`); the same for 1 further record");
  REQUIRE(job->faults().size() == 2);
  CHECK(job->faults()[0].key == "A1");
  CHECK(job->summary().accounting[0].undetermined == 2);
  CHECK(!job->results("aco"));
}

TEST_CASE("faults of records are the data's") {
  Table table;
  table.text("aco_id", {"A1", "A2"})
      .text("track", {"upside", "upside"})
      .text("benchmark", {"0", "5"})
      .text("cost", {"1", "1"});
  auto job = job_for({.term = "2023", .outputs = {"share_of_benchmark"}}, table);
  REQUIRE(job);
  const auto summary = job->run();
  REQUIRE(!summary);
  CHECK(summary.error().kind == ErrorKind::Data);
  CHECK(summary.error().message ==
        "aco A1 (row 1): `share_of_benchmark` cannot be worked out: division by zero: `saved / benchmark`; "
        "`saved` is -$1.00, `benchmark` is $0.00; the contract needs a case for it "
        "(savings.meruit:21:49, in rule `share_of_benchmark`)");
  CHECK(job->summary().accounting[0].settled == 1);
}

TEST_CASE("cells that cannot be read, several at once") {
  Table table("acos.csv");
  table.text("aco_id", {"A1", ""})
      .text("track", {"Upside", "upside"})
      .text("benchmark", {"1e3", "5"})
      .text("cost", {"1", "1"});
  table.lines({2, 3});
  CHECK(
      failure({.term = "2023"}, table) ==
      "aco A1 (acos.csv:2): column `track`: found `Upside` (capitals and small letters count), expected one of "
      "`upside`, `two_sided` "
      "(savings.meruit:11)\n"
      "aco A1 (acos.csv:2): column `benchmark`: found `1e3` (an exponent: write the number in full), expected a number "
      "such as 1250.07 (savings.meruit:12)\n"
      "acos.csv:3: column `aco_id`: found nothing, expected a text, as no record is without its key "
      "(savings.meruit:10)");
}

TEST_CASE("constraints of fields") {
  std::string text = kSavings;
  text.replace(text.find("benchmark:  money"), 17, "benchmark:  money from $1 to $350");
  auto job = job_for({.term = "2023"}, two_acos(), text);
  REQUIRE(job);
  const auto summary = job->run();
  REQUIRE(!summary);
  CHECK(summary.error().kind == ErrorKind::Data);
  CHECK(summary.error().message ==
        "aco A1 (acos.csv:3): column `benchmark`: found `400.10`, expected an amount from $1.00 to $350.00 "
        "(savings.meruit:12)");
}

TEST_CASE("data that is not there, and records that the contract does not have") {
  auto job = Job::create(compile_text(kSavings).contract, {.term = "2023"});
  REQUIRE(job);
  CHECK(job->run().error().message == "there is no data for `aco`");
  CHECK(job->bind("acos", two_acos()).error().message == "the contract has no records `acos`; did you mean `aco`?");
  CHECK(!Job::create(nullptr));
}

TEST_CASE("a job runs again over other data") {
  auto job = job_for({.term = "2023"}, two_acos());
  REQUIRE(job);
  REQUIRE(job->run());
  Table other;
  other.text("aco_id", {"B"}).text("track", {"upside"}).text("benchmark", {"3"}).text("cost", {"1"});
  REQUIRE(job->bind("aco", other));
  REQUIRE(job->run());
  CHECK(*job->text("payment", "B") == "1");
  CHECK(!job->text("payment", "A1"));
}

TEST_CASE("one contract serves several threads") {
  const auto contract = compile_text(kSavings).contract;
  std::vector<std::string> payments(4);
  std::vector<std::thread> threads;
  for (std::string& payment : payments) {
    threads.emplace_back([&payment, contract] {
      auto job = Job::create(contract, {.term = "2023", .settings = {{"rate", "25%"}}, .threads = 2});
      if (job && job->bind("aco", two_acos()) && job->run()) payment = *job->text("payment", "A1");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& payment : payments) CHECK(payment == "75.03");
}
