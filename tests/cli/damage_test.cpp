// Good files that are damaged at random: a run that stops gives nothing, one that sets rows apart settles exactly what
// the undamaged file gives for the other rows, and the rows that were set apart, mended, give the rest.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "../files.h"
#include "cli/csv_file.h"
#include "cli/rejects.h"
#include "meruit/meruit.h"

namespace {

using namespace meruit;
using meruit::tests::TemporaryFolder;

constexpr const char* kDamageContract = R"(contract harbor for each aco
  term: 2024-01-01 to 2024-12-31
  currency: USD
  rounding: half up
party plan
record aco
  key aco_id: text
  amount:     money at least $0
  months:     number of member-months, whole
  rate:       number with 3 places, optional
pay settlement from plan to aco, rounded to cents is amount / (months / 1 member-month) * (rate if missing 1)
)";

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t count) { return random_() % count; }

 private:
  std::mt19937 random_;
};

// Keys with commas, quotes and line ends among them, so that a stray quote meets others.
std::string good_row(Dice& dice, std::size_t number) {
  const std::string name = "A" + std::to_string(number);
  const std::string keys[] = {name, "\"" + name + ", north\"", "\"" + name + " \"\"old\"\"\"",
                              "\"" + name + "\nnorth\""};
  const std::string key = keys[dice.below(4)];
  const std::string amount = std::to_string(dice.below(100'000)) + "." + std::to_string(10 + dice.below(90));
  const std::string months = std::to_string(1 + dice.below(12));
  const std::string rate = dice.below(3) == 0 ? "" : "0." + std::to_string(100 + dice.below(900));
  return key + "," + amount + "," + months + "," + rate;
}

// A row with something wrong in it, whatever else stands in the file.
std::string damaged(Dice& dice, std::size_t number) {
  const std::string name = "A" + std::to_string(number);
  using namespace std::string_literals;
  const std::string wrong[] = {name + ",ten,2,",       name + ",1e3,2,",     name + ",\"1,234.5.6\",2,",
                               name + ",-1,2,",        name + ",10,2.5,",    name + ",10,2,0.1234",
                               name + ",10,2",         name + ",10,2,,",     ",10,2,",
                               name + ",10,,",         name + "\0,10,2,"s,   name + "\xE9,10,2,",
                               "\"" + name + ",10,2,", name + "\"x\",10,2,", "\"" + name + "\"x,10,2,",
                               name + ",10,0,"};
  return wrong[dice.below(std::size(wrong))];
}

std::string file_of(const std::vector<std::string>& rows) {
  std::string text = "aco_id,amount,months,rate\n";
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

struct Outcome {
  bool done = false;
  Error error;
  Summary summary;
  std::map<std::string, std::string> settled;  // by key
  std::set<std::uint64_t> lines;               // of rows set apart
  std::string rejects;
};

Outcome settle(const std::string& text, BadData policy) {
  static const Compiled compiled = compile("contract.meruit", texts({{"contract.meruit", kDamageContract}}));
  REQUIRE(compiled.contract);
  const TemporaryFolder folder;
  const std::string path = folder.write("a.csv", text);
  const auto file = cli::read_csv(path, {.keep_rows = true, .most_broken = SIZE_MAX});
  REQUIRE(file);
  RunOptions options;
  options.threads = 1;
  options.bad_data = policy;
  auto job = Job::create(compiled.contract, options);
  REQUIRE(job);
  REQUIRE(job->bind("aco", file->table));
  const auto summary = job->run();
  Outcome outcome;
  outcome.done = summary.ok();
  outcome.summary = job->summary();
  if (!summary) outcome.error = summary.error();
  for (const Reject& reject : job->rejects()) {
    CHECK((!reject.problems.empty() || !reject.faults.empty()));
    outcome.lines.insert(reject.line);
  }
  const auto rejects = cli::reject_files(job->rejects(), {"aco", path, file->sha256, file->rows, file->text}, "r.csv");
  REQUIRE(rejects);
  outcome.rejects = rejects->front().text;
  if (!summary) return outcome;
  const auto results = job->results("aco");
  REQUIRE(results);
  for (std::size_t row = 0; row < results->rows; ++row)
    outcome.settled[*results->columns[0].values[row]] = *results->columns[1].values[row];
  return outcome;
}

void ties(const Summary& summary, std::size_t rows) {
  const Accounting& account = summary.accounting.front();
  CHECK(account.read == rows);
  CHECK(account.read == account.settled + account.undetermined + account.excluded + account.quarantined);
}

// Plain decimals with at most two places, in cents.
long long cents(const std::string& amount) {
  const std::size_t point = amount.find('.');
  std::string digits = amount.substr(0, point);
  std::string rest = point == std::string::npos ? "" : amount.substr(point + 1);
  REQUIRE(rest.size() <= 2);
  rest.resize(2, '0');
  return std::stoll(digits + rest);
}

}  // namespace

TEST_CASE("damage at random") {
  for (unsigned seed = 0; seed < 400 / MERUIT_TEST_SHARE; ++seed) {
    Dice dice(seed);
    std::vector<std::string> rows;
    const std::size_t count = 3 + dice.below(20);
    for (std::size_t i = 1; i <= count; ++i) rows.push_back(good_row(dice, i));
    const Outcome good = settle(file_of(rows), BadData::Stop);
    REQUIRE(good.done);
    REQUIRE(good.settled.size() == count);

    std::vector<std::string> broken = rows, kept;
    std::set<std::uint64_t> wrong_lines;
    std::uint64_t line = 2;
    for (std::size_t i = 0; i < count; ++i) {
      const bool wrong = dice.below(4) == 0;
      if (wrong) {
        broken[i] = damaged(dice, i + 1);
        wrong_lines.insert(line);
      } else {
        kept.push_back(rows[i]);
      }
      line += static_cast<std::uint64_t>(1 + std::count(broken[i].begin(), broken[i].end(), '\n'));
    }
    INFO("seed " << seed << "\n" << file_of(broken));
    const Outcome stopped = settle(file_of(broken), BadData::Stop);
    const Outcome apart = settle(file_of(broken), BadData::Quarantine);
    CHECK(stopped.done == wrong_lines.empty());
    if (!stopped.done) CHECK(stopped.error.kind == ErrorKind::Data);
    ties(stopped.summary, count);
    ties(apart.summary, count);
    CHECK(apart.lines == wrong_lines);
    CHECK(apart.done == !kept.empty());
    if (!apart.done) continue;
    const Outcome only_kept = settle(file_of(kept), BadData::Stop);
    CHECK(apart.settled == only_kept.settled);
    for (const auto& [key, amount] : apart.settled) CHECK(good.settled.at(key) == amount);
    const ColumnTotal& total = apart.summary.accounting.front().totals.front();
    CHECK(cents(total.read) == cents(total.used) + cents(total.set_apart));
    CHECK(total.used == only_kept.summary.accounting.front().totals.front().read);

    // Mended: the rows as they were, run by themselves.
    std::vector<std::string> mended;
    for (std::size_t i = 0; i < count; ++i)
      if (broken[i] != rows[i]) mended.push_back(rows[i]);
    std::map<std::string, std::string> both = apart.settled;
    if (!mended.empty()) both.merge(settle(file_of(mended), BadData::Stop).settled);
    CHECK(both == good.settled);
    // And as they are: set apart again, all of them, byte for byte.
    if (!mended.empty()) CHECK(settle(apart.rejects, BadData::Quarantine).rejects == apart.rejects);
  }
}
