// The Shared Savings Program against CMS: settles the published years with the model of stdlib and holds every row
// against the published result, in exact arithmetic. Ten rows kept in the repository always run; the whole years of
// MERUIT_SHARED run where it is found.
#include <doctest/doctest.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include "../settings.h"
#include "settle.h"

namespace meruit::tests::mssp {
namespace {

namespace fs = std::filesystem;

// How a year's file writes its rates, and what its digits leave open.
struct Year {
  int year;
  std::string id;
  bool rates_in_percent;   // Sav_rate and MinSavPerc without a sign
  bool scores_in_percent;  // FinalShareRate without a sign
  Rational rate_digits;    // how far MinSavPerc may be off
  Rational share_digits;   // how far FinalShareRate may be off: by its own digits and those of the score
  Rational earned_digits;  // the same as far as it moves what is earned
};

Rational part(int of) { return Rational(1, of); }

// A whole track's rate is exact in the files from 2022 on, whatever digits it has.
const Year kYears[] = {
    {2014, "ACO_Num", true, false, part(1'000'000'000) / 100, part(1'000'000'000), part(1'000'000'000)},
    {2015, "ACO_Num", false, true, part(20'000), part(10'000), part(10'000)},
    {2017, "ACO_Num", false, false, part(20'000), part(10'000), part(10'000)},
    {2022, "ACO_ID", false, false, part(20'000), 0, 0},
    {2023, "ACO_ID", false, false, part(20'000), 0, 0},
};

// The rows that need something unpublished. 2014 and 2015: a full or a good score, yet a rate of zero, and no column
// says why. 2017: a loss rate from a score of four digits. 2022 and 2023: losses limited by participants' revenue.
const std::map<int, std::set<std::string>> kShareNotPublished = {
    {2014, {"A80939", "A23913", "A50147"}},
    {2015, {"A75625", "A51059", "A94529", "A97296", "A54247", "A82427", "A92615"}},
};
const std::map<int, std::set<std::string>> kEarnedNotPublished = {
    {2014, {"A80939", "A23913"}},        {2015, {"A92615"}}, {2017, {"A45396"}}, {2022, {"A1070"}},
    {2023, {"A1241", "A4627", "A5293"}},
};

bool listed(const std::map<int, std::set<std::string>>& rows, int year, const std::string& aco) {
  const auto found = rows.find(year);
  return found != rows.end() && found->second.count(aco) == 1;
}

bool within(const Rational& a, const Rational& b, const Rational& tolerance) {
  const Rational apart = a - b;
  return (apart < 0 ? Rational(-apart) : apart) <= tolerance;
}

struct Counts {
  int rows = 0, minimum = 0, generated = 0, share = 0, earned = 0;
};

// What is taken back of advance payments, where the file says so. The mapping of 2014 does not read it.
void hold_advance(const Row& cms, const Row& ours, const Year& of, const Rational& savings) {
  const auto taken = cms.find("Adv_Pay_Recoup");
  if (taken == cms.end() || of.year == 2014) return;
  const Rational published = taken->second.empty() ? Rational(0) : figure(taken->second);
  CHECK_MESSAGE(within(figure(ours.at("advance_recouped")), published, Rational(1 + savings * of.earned_digits)),
                of.year << " " << cms.at(of.id) << ": advance payments taken back");
}

void hold_row(const Row& cms, const Row& ours, const Year& of, Counts& counts) {
  const std::string& aco = cms.at(of.id);
  const Rational percent = part(100);
  const Rational minimum = figure(cms.at("MinSavPerc")) * (of.rates_in_percent ? percent : Rational(1));
  const Rational share = figure(cms.at("FinalShareRate")) * (of.scores_in_percent ? percent : Rational(1));
  const Rational generated = figure(cms.at("GenSaveLoss"));
  const Rational savings = generated > 0 ? generated : Rational(0);
  const bool minimum_fits = within(figure(ours.at("minimum_savings_rate")), minimum, of.rate_digits);
  const bool generated_fits = within(figure(ours.at("generated")), generated, 1);
  const bool share_fits = within(figure(ours.at("sharing_rate")), share, of.share_digits);
  const bool earned_fits =
      within(figure(ours.at("earned")), figure(cms.at("EarnSaveLoss")), Rational(1 + savings * of.earned_digits));
  CHECK_MESSAGE(minimum_fits, of.year << " " << aco << ": minimum savings rate");
  CHECK_MESSAGE(generated_fits, of.year << " " << aco << ": generated");
  CHECK_MESSAGE(share_fits != listed(kShareNotPublished, of.year, aco), of.year << " " << aco << ": sharing rate");
  CHECK_MESSAGE(earned_fits != listed(kEarnedNotPublished, of.year, aco), of.year << " " << aco << ": earned");
  hold_advance(cms, ours, of, savings);
  ++counts.rows;
  counts.minimum += minimum_fits;
  counts.generated += generated_fits;
  counts.share += share_fits;
  counts.earned += earned_fits;
}

Counts hold_against_cms(const fs::path& data, const Year& of) {
  const ByAco ours = settled(data, of.year);
  const auto published = read_csv(read_file(data));
  CHECK(ours.size() == published.size());
  Counts counts;
  for (const Row& row : published) {
    REQUIRE_MESSAGE(ours.count(row.at(of.id)) == 1, row.at(of.id));
    hold_row(row, ours.at(row.at(of.id)), of, counts);
  }
  return counts;
}

void print(const std::string& what, const Counts& counts) {
  std::cout << "COUNTS Shared Savings Program " << what << ", " << counts.rows
            << " rows: minimum rate: " << counts.minimum << "; generated within $1: " << counts.generated
            << "; sharing rate: " << counts.share << "; earned: " << counts.earned << std::endl;
}

TEST_CASE("2023, the rows kept in the repository: as CMS published them") {
  const Counts counts = hold_against_cms(excerpt_of_2023(), kYears[4]);
  print("2023 (in the repository)", counts);
  CHECK(counts.rows == 10);
  CHECK(counts.earned == 8);
}

TEST_CASE("2014, 2015, 2017, 2022 and 2023, all rows given: as CMS published them") {
  const fs::path shared = shared_folder() / "data/mssp";
  Counts all;
  for (const Year& of : kYears) {
    const fs::path data = shared / ("py" + std::to_string(of.year) + ".csv");
    if (!fs::exists(data)) {
      std::cout << "SKIPPED: no " << data.string() << " (MERUIT_SHARED names the folder that holds data/mssp)"
                << std::endl;
      return;
    }
    const Counts counts = hold_against_cms(data, of);
    print(std::to_string(of.year), counts);
    all.rows += counts.rows;
    all.generated += counts.generated;
    all.share += counts.share;
    all.earned += counts.earned;
  }
  CHECK(all.rows == 2132);
  CHECK(all.generated == 2132);
  CHECK(all.share == 2122);
  CHECK(all.earned == 2124);
}

}  // namespace
}  // namespace meruit::tests::mssp
