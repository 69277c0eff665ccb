// A file's rows in another order: the same results, totals, faults and messages, for any number of threads and any cut
// of the rows.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

#include "contracts.h"

using namespace meruit;

namespace {

constexpr const char* kPool = R"(contract pool "A pool shared out" for each practice
  term:     2023-01-01 to 2023-12-31
  currency: USD
  rounding: half up

party plan "Plan"

record practice
  key region: text
  key id:     number, whole
  since:      date
  months:     number, whole
  cost:       money
  score:      number, optional

parameter amount is $1,000.01
rule rate is cost / months
rule rates "Sum of fractions with many denominators" overall, reported is sum of rate over practices
rule least overall, reported is smallest of rate over practices
rule late overall, reported is count of practices where since > 2019-05-15
rule any_high overall, reported is any practices where rate > $100
rule share "Of all rates" is rate / rates
rule high overall, reported is count of practices where share > 2%
rule doubled, reported is share * high
rule needed, reported is (required score) / (months - 7)
rule scores overall, reported is sum of needed over practices
pay part from plan to practice, rounded to cents is
  split amount over practices by months, each part rounded down to cents,
    left over to the largest weight, then lowest region, then lowest id
)";

struct Practice {
  std::string region, id, since, months, cost, score;
  std::uint64_t line = 0;
};

// Of few regions; ids that are ordered by value and not as texts.
std::vector<Practice> practices(std::size_t count, bool sound) {
  std::vector<Practice> rows;
  std::mt19937_64 random(7);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t bits = random();
    const std::uint64_t day = 10 + bits / 3 % 19;
    const std::uint64_t months = 8 + bits / 7 % 12;
    Practice row{std::string(1, static_cast<char>('a' + bits % 3)),
                 std::to_string(i),
                 "2019-05-" + std::to_string(day),
                 std::to_string(months),
                 std::to_string(bits / 11 % 5'000) + ".25",
                 "1." + std::to_string(bits % 90)};
    row.line = i + 2;
    if (!sound && i % 7 == 3) row.score = "";
    if (!sound && i % 11 == 5) row.months = "7";
    rows.push_back(row);
  }
  return rows;
}

Table table_of(const std::vector<Practice>& rows) {
  const auto column = [&](std::string Practice::*member) {
    std::vector<std::string> cells;
    for (const Practice& row : rows) cells.push_back(row.*member);
    return cells;
  };
  std::vector<std::uint64_t> lines;
  for (const Practice& row : rows) lines.push_back(row.line);
  Table table("practices.csv");
  table.text("region", column(&Practice::region))
      .text("id", column(&Practice::id))
      .text("since", column(&Practice::since))
      .text("months", column(&Practice::months))
      .text("cost", column(&Practice::cost))
      .text("score", column(&Practice::score))
      .lines(std::move(lines));
  return table;
}

void add(const ResultTable& table, std::string& told) {
  for (const ResultColumn& column : table.columns) {
    told += column.name + " " + column.total + "\n";
    for (const auto& value : column.values) told += value.value_or("missing") + "\n";
  }
}

// Everything that a run says, but which row of the table it was where the line says which.
std::string told(const std::shared_ptr<const Contract>& contract, const std::vector<Practice>& rows,
                 const RunOptions& options) {
  auto job = Job::create(contract, options);
  REQUIRE(job);
  REQUIRE(job->bind("practice", table_of(rows)));
  const auto summary = job->run();
  std::string all = summary ? "" : summary.error().message + "\n";
  for (const Fault& fault : job->faults()) all += fault.key + " " + fault.rule + " " + fault.message + "\n";
  for (const Reject& reject : job->rejects()) {
    all += "reject " + reject.key + " " + std::to_string(reject.line) + "\n";
    for (const Fault& fault : reject.faults) all += fault.message + "\n";
  }
  if (!summary) return all;
  for (const PaymentTotal& payment : summary->payments) all += payment.name + " " + payment.net + "\n";
  for (const char* const relation : {"practice", ""}) {
    const auto results = job->results(relation);
    REQUIRE(results);
    add(*results, all);
  }
  const auto fields = job->fields("practice");
  REQUIRE(fields);
  add(*fields, all);
  return all;
}

}  // namespace

TEST_CASE("a shuffled file gives the same bytes, whatever the threads and cuts") {
  const Compiled compiled = compile("pool.meruit", texts({{"pool.meruit", kPool}}));
  REQUIRE(compiled.contract != nullptr);
  for (const bool sound : {true, false})
    for (const BadData policy : {BadData::Stop, BadData::Quarantine}) {
      std::vector<Practice> rows = practices(150, sound);
      RunOptions options;
      options.threads = 1;
      options.all = true;
      options.bad_data = policy;
      const std::string expected = told(compiled.contract, rows, options);
      std::mt19937_64 random(11);
      for (const int threads : {1, 2})
        for (const std::size_t batch : std::array<std::size_t, 6>{1, 2, 7, 64, 1 + random() % 150, 0}) {
          std::shuffle(rows.begin(), rows.end(), random);
          options.threads = threads;
          options.batch_rows = batch;
          CAPTURE(sound);
          CAPTURE(threads);
          CAPTURE(batch);
          CHECK(told(compiled.contract, rows, options) == expected);
        }
    }
}

TEST_CASE("what is wrong with a file is told from its first line on, in whatever order its keys are") {
  const Compiled compiled = compile("pool.meruit", texts({{"pool.meruit", R"(contract pool for each practice
  term:     2023-01-01 to 2023-12-31
  currency: USD
record practice
  key id: text
  months: number from 1 to 12, whole
rule twice, reported is months * 2
)"}}));
  REQUIRE(compiled.contract != nullptr);
  auto job = Job::create(compiled.contract, {.max_problems = 2});
  REQUIRE(job);
  Table table("practices.csv");
  table.text("id", {"D", "C", "B", "A"}).text("months", {"1", "13", "14", "15"}).lines({2, 3, 4, 5});
  REQUIRE(job->bind("practice", table));
  const auto summary = job->run();
  REQUIRE(!summary);
  CHECK(summary.error().message ==
        "practice C (practices.csv:3): column `months`: found `13`, expected a whole number from 1 to 12 "
        "(pool.meruit:6)\n"
        "practice B (practices.csv:4): column `months`: found `14`, expected a whole number from 1 to 12 "
        "(pool.meruit:6)\n"
        "… and 1 more");
}
