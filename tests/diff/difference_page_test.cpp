// docs/difference-json.md against what is written.
#include <doctest/doctest.h>

#include <regex>
#include <set>

#include "../files.h"
#include "meruit/impact.h"

using namespace meruit;

namespace {

constexpr const char* kOld = R"(model harbor "Harbor" for each aco
  currency: USD
  rounding: half up
party plan "Plan"
party group "Group"
record aco
  key id: text
  track:  one of a, b
  gross:  money
parameter rate "Rate" is 50%
rule factor is 1 / (gross - $100)
pay owed "Savings" from plan to aco, rounded to cents is gross * rate + $0 * factor * $1
pay fee from plan to aco, rounded to cents is $1
)";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

Table acos(const std::string& gross) {
  Table table("acos.csv");
  table.text("id", {"A1", "A2"}).text("track", {"a", "b"}).text("gross", {"100", gross});
  return table;
}

// Names of members, without those that a payment or a field gives.
std::set<std::string> members(const std::string& json) {
  static const std::set<std::string> own = {"owed", "fee", "bonus", "track"};
  std::set<std::string> found;
  const std::regex member("\"([a-z_]+)\": ");
  for (std::sregex_iterator at(json.begin(), json.end(), member), end; at != end; ++at)
    if (!own.contains((*at)[1].str())) found.insert((*at)[1].str());
  return found;
}

}  // namespace

TEST_CASE("every member of the JSON of a comparison stands on its page, and every member of the page is written") {
  const std::string page = tests::read_file(MERUIT_SOURCE_DIR "/docs/difference-json.md");
  std::string edited = replaced(replaced(kOld, "50%", "60%"), "gross - $100", "gross - $50");
  edited = replaced(edited, "pay fee from plan to aco", "pay bonus from group to aco");
  edited = replaced(edited, "party plan \"Plan\"", "party plan \"The plan\"");
  const auto old_one = compile("old.meruit", texts({{"old.meruit", kOld}})).contract;
  const auto new_one = compile("new.meruit", texts({{"new.meruit", edited}})).contract;
  REQUIRE(old_one);
  REQUIRE(new_one);
  ImpactOptions options;
  options.by = "track";
  options.at_most = "1";
  const auto found =
      impact({old_one, "2024", {}, {{"", acos("200")}}}, {new_one, "2024", {}, {{"", acos("250")}}}, options);
  REQUIRE_MESSAGE(found.ok(), found.error().message);
  const std::set<std::string> written = members(to_json(*found));
  for (const std::string& member : written) CHECK_MESSAGE(page.find("`" + member + "`") != std::string::npos, member);

  // The first column of the page's tables names members.
  const std::regex row("\n\\| ([^|]*) \\|"), name("`([a-z_]+)`");
  for (std::sregex_iterator at(page.begin(), page.end(), row), end; at != end; ++at) {
    const std::string cell = (*at)[1].str();
    if (cell.starts_with("member")) continue;
    for (std::sregex_iterator each(cell.begin(), cell.end(), name); each != end; ++each)
      CHECK_MESSAGE(written.contains((*each)[1].str()), (*each)[1].str());
  }
}
