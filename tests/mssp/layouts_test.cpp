// The mappings of the years whose data is not given, on rows written in their layouts; and what every mapping refuses.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "settle.h"

namespace meruit::tests::mssp {
namespace {

namespace fs = std::filesystem;

ByAco settled_text(const std::string& text, int year) {
  TemporaryFolder folder;
  const fs::path data = folder.path() / "py.csv";
  write_file(data, text);
  return settled(data, year);
}

// What a run that must be refused says.
std::string refusal(const std::string& text, int year) {
  TemporaryFolder folder;
  const fs::path data = folder.path() / "py.csv";
  const fs::path results = folder.path() / "out.csv";
  write_file(data, text);
  const Ran ran = settlement(data, year, year, results);
  CHECK(ran.exit == 2);
  CHECK_FALSE(fs::exists(results));
  return ran.out;
}

bool says(const std::string& message, const std::string& part) { return message.find(part) != std::string::npos; }

const std::string kHead2016 =
    "ACO_Num,year,ACO_Name,Current_Start_Date,Current_Track_1,Current_Track_2,Current_Track_3,N_AB,Sav_rate,MinSavPerc,"
    "Met_QPS,QualScore,Adv_Pay_Amt,ABtotBnchmk,ABtotExp\n";

TEST_CASE("2016: fractions, three tracks, no adjustment for disasters") {
  const ByAco ours =
      settled_text(kHead2016 +
                       "A1,2016,\"One, Two\",1/1/16,1,0,0,10000,0.0400,0.0300,1,0.9000,,100000000,96000000\n"
                       "A2,2016,Two,1/1/16,0,1,0,10000,-0.0200,0.0100,1,0.8000,,100000000,102000000\n"
                       "A3,2016,Three,1/1/16,0,0,1,20000,-0.0300,0.0250,1,0.4000,,100000000,103000000\n"
                       "A4,2016,Four,1/1/16,1,0,0,10000,0.0400,0.0300,0,0.3000,,100000000,96000000\n"
                       "A5,2016,Five,1/1/16,1,0,0,10000,0.0400,0.0300,1,,,100000000,96000000\n"
                       "A6,2016,Six,1/1/16,1,0,0,10000,0.0400,0.0300,1,P4R,,100000000,96000000\n",
                   2016);
  CHECK(ours.at("A1").at("minimum_savings_rate") == "0.03");
  CHECK(ours.at("A1").at("sharing_rate") == "0.45");
  CHECK(ours.at("A1").at("earned") == "1764000");
  CHECK(ours.at("A2").at("earned") == "-1040000");  // 1 - 60% x 80% = 52% of two millions
  CHECK(ours.at("A3").at("minimum_savings_rate") == "0.025");
  CHECK(ours.at("A3").at("earned") == "-2100000");  // 1 - 75% x 40% = 70%
  CHECK(ours.at("A4").at("earned") == "0");
  CHECK(ours.at("A5").at("earned") == "1960000");  // paid for reporting
  CHECK(ours.at("A6").at("earned") == "1960000");
}

TEST_CASE("2018: Track 1+, nine decimals, losses forgiven") {
  const ByAco ours = settled_text(
      "ACO_ID,Current_Start_Date,Current_Track_1,Current_Track_2,Current_Track_3,Current_Track_1_Plus,N_AB,Sav_rate,"
      "MinSavPerc,DisAdj,Met_QPS,QualScore,Adv_Pay_Amt,ABtotBnchmk,ABtotExp,RevLossLimit\n"
      "A1,01/01/2016 12:00:00 AM,1,0,0,0,34601,0.071353456,0.023539851,,1,0.916964286,,450902466,418729017,\n"
      "A2,01/01/2018 12:00:00 AM,0,0,0,1,10000,-0.03,0.005,-100000,1,0.95,,100000000,103000000,1\n"
      "A3,01/01/2018 12:00:00 AM,0,0,0,1,10000,0.05,0.005,,1,0.8,,100000000,95000000,1\n",
      2018);
  CHECK(ours.at("A1").at("minimum_savings_rate") == "0.02353985133");
  CHECK(ours.at("A1").at("earned") == "14455933");
  CHECK(ours.at("A2").at("earned") == "-800000");
  CHECK(ours.at("A3").at("earned") == "1960000");
}

const std::string kHead2024 =
    "ACO_ID,Current_Start_Date,Current_Track,Risk_Model,N_AB,Sav_rate,MinSavPerc,DisAdj,Met_QPS,Met_AltQPS,QualScore,"
    "AIPBalance,Guardrail,ABtotBnchmk,ABtotExp,FinalShareRate,ReducedSS,FinalLossRate\n";

TEST_CASE("2024: percent without a sign, the half-rate path, the guardrail, the alternative standard, an advance") {
  const ByAco ours =
      settled_text(kHead2024 +
                       "A1,7/1/2019,EN,Two-Sided,74992,6.46,2.00,-,1,-,89.41,-,-,966116777,903712089,75,-,40\n"
                       "A2,1/1/2024,B,One-Sided,10000,1,3,-,1,-,80,5000,0,10000000,9900000,20,1,-\n"
                       "A3,1/1/2024,E,Two-Sided,10000,5,1,-,1,-,80,-,1,10000000,9500000,50,0,30\n"
                       "A4,1/1/2024,E,Two-Sided,10000,-5,1,-15000,1,-,80,-,1,10000000,10500000,50,0,30\n"
                       "A5,1/1/2022,EN,Two-Sided,10000,10,1,-,0,1,62.5,-,-,10000000,9000000,46.88,-,53.12\n"
                       "A6,1/1/2022,EN,Two-Sided,10000,-10,1,-,0,0,-,-,-,10000000,11000000,0,-,75\n"
                       "A7,1/1/2022,EN,Two-Sided,\"4,999\",1,3.90,-,1,-,80,-,-,\"$10,000,000\",9900000,75,-,40\n",
                   2024);
  CHECK(ours.at("A1").at("earned") == "45867446");
  CHECK(ours.at("A2").at("sharing_rate") == "0.2");
  CHECK(ours.at("A2").at("earned") == "19600");
  CHECK(ours.at("A2").at("advance_recouped") == "5000");
  CHECK(ours.at("A3").at("generated") == "0");
  CHECK(ours.at("A3").at("sharing_rate") == "0.5");
  CHECK(ours.at("A4").at("earned") == "-135000");
  CHECK(ours.at("A5").at("sharing_rate") == "0.46875");
  CHECK(ours.at("A5").at("earned") == "459375");
  CHECK(ours.at("A6").at("earned") == "-750000");
  CHECK(ours.at("A7").at("minimum_savings_rate") == "0.039");
  CHECK(ours.at("A7").at("generated") == "0");
}

TEST_CASE("what no layout knows is refused, by file, line and column") {
  const std::string good = "A1,7/1/2019,EN,Two-Sided,74992,6.46,2.00,-,1,-,89.41,-,-,966116777,903712089,75,-,40\n";
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string row = good;
    return refusal(kHead2024 + row.replace(row.find(from), from.size(), to), 2024);
  };
  CHECK(says(with("EN", "F"), "`Current_Track`: found `F`"));
  CHECK(says(with("Two-Sided", "Both"), "Risk_Model"));
  CHECK(says(with("Two-Sided", "One-Sided"), "Risk_Model"));
  CHECK(says(with("74992", "74992.5"), "`N_AB`: found `74992.5`, expected a whole number"));
  CHECK(says(with("966116777", "-"), "ABtotBnchmk"));
  CHECK(says(with(",-,1,", ",2500,1,"), "DisAdj"));
  CHECK(says(with(",-,40", ",2,40"), "ReducedSS"));
}

TEST_CASE("two tracks at once, or none, are refused") {
  const std::string rest = ",10000,0.04,0.03,1,0.9,,100000000,96000000\n";
  CHECK(says(refusal(kHead2016 + "A1,2016,One,1/1/16,1,1,0" + rest, 2016), "Current_Track_1"));
  CHECK(says(refusal(kHead2016 + "A1,2016,One,1/1/16,0,0,0" + rest, 2016), "Current_Track_1"));
}

TEST_CASE("results without a limit that nobody knows are marked") {
  TemporaryFolder folder;
  const Ran ran = settlement(excerpt_of_2023(), 2023, 2023, folder.path() / "out.csv");
  CHECK(ran.exit == 0);
  CHECK(says(ran.out, "earned: 4 records"));
  CHECK(says(ran.out, "limit_unseen"));
}

TEST_CASE("a file of another year stops the run, and so does another term") {
  TemporaryFolder folder;
  const fs::path results = folder.path() / "out.csv";
  CHECK(settlement(excerpt_of_2023(), 2023, 2022, results).exit == 2);
  CHECK(settlement(excerpt_of_2023(), 2024, 2024, results).exit != 0);
  CHECK(settlement(excerpt_of_2023(), 2018, 2018, results).exit != 0);
  CHECK_FALSE(fs::exists(results));
}

}  // namespace
}  // namespace meruit::tests::mssp
