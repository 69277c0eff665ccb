// ACO REACH against CMS: settles the published years with the model of stdlib and holds every row against the published
// result, in exact arithmetic. The year kept in the repository always runs; those of MERUIT_SHARED run where it is
// found.
#include <doctest/doctest.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include "../files.h"
#include "../settings.h"
#include "cases/shell.h"
#include "csv.h"
#include "number/rational.h"

namespace meruit::tests {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = MERUIT_SOURCE_DIR;
const fs::path kModels = kRoot / "stdlib/models/reach";

Rational number(const std::string& text) {
  const auto value = number::parse_decimal(text);
  REQUIRE_MESSAGE(value.has_value(), "not a number: " << text);
  return *value;
}

bool within(const std::string& a, const std::string& b, const std::string& tolerance) {
  const Rational apart = number(a) - number(b);
  return (apart < 0 ? Rational(-apart) : apart) <= number(tolerance);
}

fs::path shared_data() { return shared_folder() / "data/reach"; }

using ByAco = std::map<std::string, Row>;

// One run of the command line over a published file, its results by ACO.
ByAco settle(const fs::path& contract, const fs::path& map, const fs::path& data, const std::string& year) {
  TemporaryFolder folder;
  const fs::path out = folder.path() / "out.csv";
  const Ran ran = run("meruit run '" + contract.string() + "' --map '" + map.string() +
                          "' --data 'aco=" + data.string() + "' --term " + year + " --out '" + out.string() + "'",
                      kRoot, Streams::Together);
  REQUIRE_MESSAGE(ran.exit == 0, ran.out);
  ByAco results;
  for (auto& row : read_csv(read_file(out))) results.emplace(row.at("aco_id"), row);
  return results;
}

struct Counts {
  int rows = 0, gross = 0, shared_of_gross = 0, shared = 0, paid = 0;
};

// Every published row of one year. D0120 of 2023 is published with a payment of 0 and no reason.
void hold_against_cms(const fs::path& data, const std::string& year, Counts& counts) {
  const ByAco ours = settle(kModels / "settlement.meruit", kModels / "puf.map", data, year);
  const ByAco of_gross =
      settle(kRoot / "tests/reach/from_gross.meruit", kRoot / "tests/reach/from_gross.map", data, year);
  const auto published = read_csv(read_file(data));
  CHECK(ours.size() == published.size());
  for (const Row& row : published) {
    const std::string& aco = row.at("aco_id");
    REQUIRE_MESSAGE(ours.count(aco) == 1, aco);
    const Row& mine = ours.at(aco);
    const bool gross = within(mine.at("gross_savings"), row.at("gross_savings"), "0.02");
    const bool shared = within(mine.at("shared_savings"), row.at("shared_savings"), "0.02");
    const bool shared_of_gross = within(of_gross.at(aco).at("shared_savings"), row.at("shared_savings"), "0.0052");
    const bool paid = within(mine.at("payment"), row.at("shared_savings_after_sequestration"), "0.02");
    CHECK_MESSAGE(gross, year << " " << aco << ": gross savings");
    CHECK_MESSAGE(shared, year << " " << aco << ": shared savings from the inputs");
    CHECK_MESSAGE(shared_of_gross, year << " " << aco << ": shared savings from the published gross savings");
    CHECK_MESSAGE(paid == (aco != "D0120" || year != "2023"), year << " " << aco << ": payment");
    ++counts.rows;
    counts.gross += gross;
    counts.shared_of_gross += shared_of_gross;
    counts.shared += shared;
    counts.paid += paid;
  }
}

void print(const std::string& what, const Counts& counts) {
  std::cout << "COUNTS ACO REACH " << what << ", " << counts.rows << " rows: gross within $0.02: " << counts.gross
            << "; shared from CMS's gross within $0.0052: " << counts.shared_of_gross
            << "; shared from the inputs within $0.02: " << counts.shared << "; payments within $0.02: " << counts.paid
            << std::endl;
}

struct Program {
  Program() { put_first_in_path(fs::path(MERUIT_PROGRAM).parent_path()); }
};
const Program kProgram;

TEST_CASE("2023, the year kept in the repository: 132 settlements as CMS published them") {
  Counts counts;
  hold_against_cms(kModels / "data/py2023.csv", "2023", counts);
  print("2023 (in the repository)", counts);
  CHECK(counts.rows == 132);
  CHECK(counts.paid == 131);
}

TEST_CASE("2021 and 2023, all rows given: 185 settlements as CMS published them") {
  Counts counts;
  for (const std::string year : {"2021", "2023"}) {
    const fs::path data = shared_data() / ("py" + year + ".csv");
    if (!fs::exists(data)) {
      std::cout << "SKIPPED: no " << data.string() << " (MERUIT_SHARED names the folder that holds data/reach)"
                << std::endl;
      return;
    }
    hold_against_cms(data, year, counts);
  }
  print("2021 and 2023", counts);
  CHECK(counts.rows == 185);
  CHECK(counts.paid == 184);
}

// What another year's file may look like: nothing may hang on this file's order, months or marks.
TEST_CASE("a year without the equity adjustment, its columns zero, empty or marked") {
  TemporaryFolder folder;
  const fs::path data = folder.path() / "py.csv";
  write_file(
      data,
      "perf_year,aco_id,risk_arrangement,final_benchmark,heba_up_months,heba_down_months,tot_cost_care_net_stoploss\n"
      "2022,D2,Professional,1000000.0,,,900000.0\n"
      "2022,D3,Global,1000000.5,*,-,900000.25\n"
      "2022,D1,Global,1000000,0.0,0,1100000\n");
  const ByAco ours = settle(kModels / "settlement.meruit", kModels / "puf.map", data, "2022");
  CHECK(ours.at("D1").at("payment") == "-100000");
  CHECK(ours.at("D2").at("payment") == "41650");
  CHECK(ours.at("D3").at("payment") == "98000.25");
}

// The 132 settlements of 2023 under the figures of another year would lose the equity adjustment without a word.
TEST_CASE("a file of another year stops the run and says which year it is") {
  for (const std::string year : {"2021", "2022", "2024"}) {
    const Ran ran =
        run("meruit run stdlib/models/reach/settlement.meruit --map stdlib/models/reach/puf.map --data "
            "aco=stdlib/models/reach/data/py2023.csv --format csv --term " +
                year,
            kRoot, Streams::Together);
    CHECK(ran.exit == 2);
    CHECK_MESSAGE(ran.out.find("perf_year = year of term") != std::string::npos, ran.out);
    CHECK_MESSAGE(ran.out.find("payment") == std::string::npos, ran.out);
  }
}

TEST_CASE("months that 2023 needs and a file has not stop the run and name the ACO") {
  TemporaryFolder folder;
  const fs::path data = folder.path() / "py.csv";
  write_file(
      data,
      "perf_year,aco_id,risk_arrangement,final_benchmark,heba_up_months,heba_down_months,tot_cost_care_net_stoploss\n"
      "2023,D1,Global,1000000,0,0,900000\n"
      "2023,D2,Professional,1000000,,10,900000\n");
  const Ran ran =
      run("meruit run stdlib/models/reach/settlement.meruit --map stdlib/models/reach/puf.map --data aco='" +
              data.string() + "' --term 2023",
          kRoot, Streams::Together);
  CHECK(ran.exit == 2);
  CHECK_MESSAGE(ran.out.find("D2") != std::string::npos, ran.out);
  CHECK_MESSAGE(ran.out.find("up_months") != std::string::npos, ran.out);
}

}  // namespace
}  // namespace meruit::tests
