// What changes come to in dollars: the published results of ACO REACH with one edge moved, the Shared Savings Program's
// rules of two years on the results of one, and random edits, whose contributions add up exactly.
#include <doctest/doctest.h>

#include <filesystem>
#include <iostream>

#include "../files.h"
#include "../settings.h"
#include "adds_up.h"
#include "edits.h"
#include "meruit/impact.h"
#include "reach/csv.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

namespace fs = std::filesystem;
const fs::path kTree = MERUIT_SOURCE_DIR;

Table table_in(const fs::path& path) {
  const auto rows = tests::read_csv(tests::read_file(path));
  Table table(path.filename().string());
  REQUIRE(!rows.empty());
  for (const auto& [name, cell] : rows.front()) {
    std::vector<std::string> cells;
    for (const auto& row : rows) cells.push_back(row.at(name));
    table.text(name, cells);
  }
  return table;
}

// A model of stdlib with its used models, as texts.
struct Source {
  std::map<std::string, std::string> texts;
  std::string contract, mapping;

  explicit Source(const std::string& folder, const std::string& name, const std::string& map) {
    for (const auto& entry : fs::directory_iterator(kTree / "stdlib/models" / folder))
      if (entry.is_regular_file()) texts[entry.path().filename().string()] = tests::read_file(entry.path());
    contract = name;
    mapping = map;
  }
  [[nodiscard]] std::shared_ptr<const Contract> compiled(const std::string& text) const {
    auto all = texts;
    all[contract] = text;
    return compile(contract, meruit::texts(all), mapping).contract;
  }
  [[nodiscard]] const std::string& text() const { return texts.at(contract); }
};

std::string replaced_once(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("ACO REACH with its first edge moved from 25% to 10%, on the results of 2023") {
  const Source reach("reach", "settlement.meruit", "puf.map");
  const Table data = table_in(kTree / "stdlib/models/reach/data/py2023.csv");
  const auto before = reach.compiled(reach.text());
  const auto after = reach.compiled(replaced_once(reach.text(), "up to 25%:", "up to 10%:"));
  REQUIRE(before);
  REQUIRE(after);
  ImpactOptions options;
  options.by = "risk_option";
  const auto found = impact({before, "2023", {}, {{"", data}}}, {after, "2023", {}, {}}, options);
  REQUIRE_MESSAGE(found.ok(), found.error().message);
  CHECK(found->comparison.changes.size() == 1);
  CHECK(found->all.affected == 26);
  CHECK(found->payments[0].total.change == "-69779641.13");
  CHECK(found->records.front().key == "D0004");
  CHECK(found->groups.size() == 2);
  adds_up(*found);
  CHECK(to_text(*found).find("-69,779,641.13") != std::string::npos);
  CHECK(!to_markdown(*found).empty());
  CHECK(!to_csv(*found).empty());
  CHECK(!to_json(*found).empty());
}

TEST_CASE("the Shared Savings Program's rules of 2022 and of 2024 on the results of 2022") {
  const fs::path file = tests::shared_folder() / "data/mssp/py2022.csv";
  if (!fs::exists(file)) {
    std::cout << "SKIPPED: no " << file.string() << " (MERUIT_SHARED names the folder that holds data/mssp)\n";
    return;
  }
  const Source mssp("mssp", "settlement.meruit", "puf_2022.map");
  const auto contract = mssp.compiled(mssp.text());
  REQUIRE(contract);
  const auto found = impact({contract, "2022", {}, {{"", table_in(file)}}}, {contract, "2024", {}, {}});
  REQUIRE_MESSAGE(found.ok(), found.error().message);
  CHECK(found->all.records_before == 482);
  CHECK(found->comparison.changes.size() == 2);
  CHECK(found->steps.size() == 3);  // the term and the two figures
  adds_up(*found);
  CHECK(to_text(*found) == tests::read_file(kTree / "tests/diff/mssp_2022_2024.txt"));
  CHECK(found->same());
  for (const ImpactStep& step : found->steps) CHECK((step.changes.empty() || !step.because.empty()));

  // On the same results the rules of two years earlier move most of what is paid.
  ImpactOptions by_track;
  by_track.by = "track";
  const auto moved = impact({contract, "2020", {}, {{"", table_in(file)}}}, {contract, "2022", {}, {}}, by_track);
  REQUIRE_MESSAGE(moved.ok(), moved.error().message);
  CHECK(moved->all.affected == 304);
  CHECK(moved->payments[0].total.change == "383522271");
  CHECK(moved->payments[0].total.after == found->payments[0].total.before);
  adds_up(*moved);
  CHECK(to_text(*moved, {100, 0, false}) == tests::read_file(kTree / "tests/diff/mssp_2020_2022.txt"));
}

TEST_CASE("three edited versions of the commercial agreement, on its panel") {
  const Source source("commercial", "shared_savings.meruit", "");
  const Table panel = table_in(kTree / "stdlib/models/commercial/data/panel.csv");
  const std::vector<Setting> set{{"thresholds_met", "12"}};
  const auto before = source.compiled(source.text());
  REQUIRE(before);
  const std::string minimum =
      replaced_once(source.text(), "\"Minimum savings rate\" is 2%", "\"Minimum savings rate\" is 25%");
  const std::string bands = replaced_once(source.text(), "up to 10%: 50%", "up to 15%: 60%");
  const std::string both = replaced_once(bands, "is 90%", "is 80%");
  for (const std::string& text : {minimum, bands, both}) {
    const auto after = source.compiled(text);
    REQUIRE(after);
    const auto found = impact({before, "2024", set, {{"", panel}}}, {after, "2024", set, {}});
    REQUIRE_MESSAGE(found.ok(), found.error().message);
    CHECK(found->payments[0].total.change != "0");
    CHECK(!found->steps.empty());
    adds_up(*found);
  }
  const auto restated = impact({before, "2024", set, {{"", panel}}}, {before, "2024", {{"thresholds_met", "14"}}, {}});
  REQUIRE(restated.ok());
  CHECK(restated->comparison.changes.size() == 1);
  adds_up(*restated);
}

TEST_CASE("contributions of random edits add up, and the end is what the new version pays") {
  const Source reach("reach", "settlement.meruit", "puf.map");
  const Table data = table_in(kTree / "stdlib/models/reach/data/py2023.csv");
  const auto before = reach.compiled(reach.text());
  REQUIRE(before);
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    differential::Random random(seed);
    std::string text = reach.text();
    for (int edits = 0; edits < 3;) {
      const std::string next = with_one_change(text, random);
      if (random.chance(10) || reach.compiled(next)) edits += 1;
      if (reach.compiled(next)) text = next;
    }
    const auto after = reach.compiled(text);
    const auto found = impact({before, "2023", {}, {{"", data}}}, {after, "2023", {}, {}});
    if (!found) continue;  // a mapping's expectation or a range that no row of the file meets any more
    tried += 1;
    adds_up(*found);
    RunOptions options;
    options.term = "2023";
    auto job = Job::create(after, options);
    if (!job || !job->bind("aco", data)) continue;
    const auto summary = job->run();
    if (summary) CHECK(summary->payments[0].net == found->payments[0].total.after);
  }
  std::cout << tried << " random versions of the settlement\n";
  CHECK(tried > 10);
}
