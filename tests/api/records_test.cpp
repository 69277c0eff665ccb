// Contracts of several kinds of records through the public interface: one binding, one table, one accounting each.
#include <doctest/doctest.h>

#include <algorithm>

#include "contracts.h"

using namespace meruit;

namespace {

constexpr const char* kHome = R"(contract home "What members cost" for each member
  term:     2017-01-01 to 2017-12-31
  currency: USD
  rounding: half up

party plan "Plan"

record member
  key member_id: text
  rate:          number

record claim of member
  key claim_id: text
  key line:     number, whole
  paid:         money at least $0
  units:        number

rule total for each member, reported is sum of paid over claims
rule total for each claim, reported is paid * member.rate
rule price for each claim is paid / units
rule paid_in_all overall, reported is sum of paid over claims
pay fee from plan to member, rounded to cents is total * rate
)";

Table members() {
  Table table("members.csv");
  table.text("member_id", {"M2", "M1"}).text("rate", {"0.5", "0.1"}).lines({2, 3});
  return table;
}

Table claims(const std::vector<std::string>& of, const std::vector<std::string>& paid,
             const std::vector<std::string>& units) {
  Table table("claims.csv");
  std::vector<std::string> ids, lines;
  std::vector<std::uint64_t> file_lines;
  for (std::size_t i = 0; i < of.size(); ++i) {
    ids.emplace_back("C1");
    lines.push_back(std::to_string(of.size() - i));
    file_lines.push_back(i + 2);
  }
  table.text("member_id", of).text("claim_id", ids).text("line", lines).text("paid", paid).text("units", units);
  table.lines(file_lines);
  return table;
}

Job home_job(const Table& of_claims, RunOptions options = {}) {
  auto job = Job::create(testing::compile_text(kHome).contract, std::move(options));
  REQUIRE_MESSAGE(job.ok(), (job ? "" : job.error().message));
  REQUIRE(job->bind("claim", of_claims).ok());
  REQUIRE(job->bind("member", members()).ok());
  return *std::move(job);
}

std::string column_text(const ResultTable& table, const std::string& name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const ResultColumn& column) { return column.name == name; });
  REQUIRE(found != table.columns.end());
  std::string text;
  for (const auto& value : found->values) text += (text.empty() ? "" : " ") + value.value_or("-");
  return text;
}

}  // namespace

TEST_CASE("a contract says what lies below what") {
  const auto compiled = testing::compile_text(kHome);
  REQUIRE(compiled.contract);
  const auto relations = compiled.contract->relations();
  REQUIRE(relations.size() == 2);
  CHECK(relations[0].parents.empty());
  CHECK(relations[1].parents == std::vector<std::string>{"member"});
  CHECK(relations[1].keys == std::vector<std::string>{"member_id", "claim_id", "line"});
}

TEST_CASE("each kind of record has its table, in the order of full keys") {
  Job job = home_job(claims({"M2", "M1", "M2"}, {"10", "20", "30"}, {"1", "1", "1"}));
  const auto summary = job.run();
  REQUIRE_MESSAGE(summary.ok(), (summary ? "" : summary.error().message));
  const auto of_members = job.results("member"), of_claims = job.results("claim"), overall = job.results("");
  REQUIRE(of_members);
  REQUIRE(of_claims);
  REQUIRE(overall);
  CHECK(column_text(*of_members, "member_id") == "M1 M2");
  CHECK(column_text(*of_members, "total") == "20 40");
  CHECK(column_text(*of_claims, "member_id") == "M1 M2 M2");
  CHECK(column_text(*of_claims, "line") == "2 1 3");
  CHECK(column_text(*of_claims, "total") == "2 15 5");
  CHECK(column_text(*overall, "paid_in_all") == "60");
  CHECK(*job.text("fee", "M2") == "20");
  CHECK(*job.text("claim.total", "M2, C1, 3") == "5");
  CHECK(job.text("total", "M2").error().code == "ambiguous-output");
  CHECK(job.text("fee", "M2, C1, 3").error().code == "unknown-key");
  REQUIRE(summary->accounting.size() == 2);
  CHECK(summary->accounting[0].relation == "member");
  CHECK(summary->accounting[1].settled == 3);
  CHECK(job.explain("M1").error().code == "no-record");
  CHECK(job.explain("practice", "M1").error().code == "unknown-relation");
  const auto told = job.explain("claim", "M2, C1, 3");
  REQUIRE(told.ok());
  CHECK(told->relation == "claim");
  CHECK(told->key == "M2, C1, 3");
  CHECK(told->steps[told->roots[0]].value.exact == "5");

  ArrowArrayStream stream{};
  CHECK(job.read({"fee", "claim.total"}, &stream).error().code == "mixed-outputs");
  CHECK(job.read({}, &stream).error().code == "no-outputs");
  REQUIRE(job.read({"claim.total"}, &stream).ok());
  ArrowArray batch{};
  stream.get_next(&stream, &batch);
  CHECK(batch.n_children == 4);
  CHECK(batch.length == 3);
  batch.release(&batch);
  stream.release(&stream);
}

TEST_CASE("only what an output needs must be bound") {
  const auto contract = testing::compile_text(kHome).contract;
  auto job = Job::create(contract, {.outputs = {"member.total"}});
  REQUIRE(job);
  REQUIRE(job->bind("member", members()).ok());
  CHECK(job->run().error().message == "there is no data for `claim`, which the results need: `--data claim=FILE`");
  CHECK(job->bind("visit", members()).error().code == "unknown-relation");
}

TEST_CASE("rows that belong to nobody, and faults by record") {
  Job lost = home_job(claims({"M2", "M7"}, {"10", "20"}, {"1", "1"}));
  const auto orphan = lost.run();
  REQUIRE_FALSE(orphan.ok());
  REQUIRE(orphan.error().problems.size() == 1);
  CHECK(orphan.error().problems[0].relation == "claim");
  CHECK(orphan.error().problems[0].line == 3);
  CHECK(orphan.error().problems[0].column == "member_id");
  CHECK(orphan.error().problems[0].found == "`M7`, which no row of members.csv has");

  Job faulty = home_job(claims({"M2", "M1"}, {"10", "20"}, {"0", "1"}), {.outputs = {"price", "fee"}});
  REQUIRE_FALSE(faulty.run().ok());
  REQUIRE(faulty.faults().size() == 1);
  CHECK(faulty.faults()[0].relation == "claim");
  CHECK(faulty.faults()[0].key == "M2, C1, 2");
  CHECK(faulty.summary().accounting[0].undetermined == 0);
  CHECK(faulty.summary().accounting[1].undetermined == 1);
}

TEST_CASE("rows below one that is set apart go with it, and every row is accounted for") {
  RunOptions options;
  options.bad_data = BadData::Quarantine;
  options.expected_rows_of = {{"claim", 4}};
  options.expected_totals = {{"claim.paid", "65"}};
  Table of_members("members.csv");
  of_members.text("member_id", {"M2", "M1", "M3"}).text("rate", {"0.5", "x", "1"}).lines({2, 3, 4});
  Job job = home_job(claims({"M2", "M1", "M2", "M9"}, {"10", "20", "30", "5"}, {"1", "1", "1", "1"}), options);
  REQUIRE(job.bind("member", of_members).ok());
  const auto summary = job.run();
  REQUIRE_MESSAGE(summary.ok(), (summary ? "" : summary.error().message));
  REQUIRE(job.rejects().size() == 3);
  CHECK(job.rejects()[0].relation == "member");
  CHECK(job.rejects()[1].relation == "claim");
  CHECK(job.rejects()[1].key == "M1, C1, 3");
  CHECK(job.rejects()[1].goes_along);
  CHECK(job.rejects()[1].problems.front().found == "member M1 (members.csv:3), which was set apart");
  CHECK_FALSE(job.rejects()[2].goes_along);
  for (const Accounting& each : summary->accounting)
    CHECK(each.read == each.settled + each.undetermined + each.excluded + each.quarantined);
  CHECK(summary->accounting[1].excluded == 1);
  CHECK(summary->accounting[1].quarantined == 1);
  CHECK(summary->accounting[1].totals.front().set_apart == "25");
  CHECK(*job.text("paid_in_all", "") == "40");
}
