// Rows that a comparison sets apart, at random: what is left is compared as if it were all, and every row is counted.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>
#include <vector>

#include "adds_up.h"
#include "meruit/impact.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

constexpr const char* kApart = R"(contract harbor for each aco
  term: 2024-01-01 to 2024-12-31
  currency: USD
  rounding: half up
party plan
record aco
  key aco_id: text
  amount:     money at least $0
  weight:     number
rule pool overall is sum of amount over acos
rule acos_paid overall is count of acos
pay fee from plan to aco, rounded to cents is amount * 5% + 1% * pool / acos_paid
)";

struct ApartRow {
  std::string key, amount, weight;
};

Table apart_table(const std::vector<ApartRow>& rows, const std::string& origin) {
  TextColumn keys, amounts, weights;
  for (const ApartRow& row : rows) {
    keys.add(row.key);
    amounts.add(row.amount);
    weights.add(row.weight);
  }
  Table table(origin);
  table.text("aco_id", std::move(keys)).text("amount", std::move(amounts)).text("weight", std::move(weights));
  return table;
}

std::shared_ptr<const Contract> apart_contract(const std::string& text) {
  return compile("c.meruit", texts({{"c.meruit", text}})).contract;
}

// Rows with their faults; the keys of those that are wrong go into `wrong`.
std::vector<ApartRow> damaged(std::vector<ApartRow> rows, std::mt19937& random, std::set<std::string>& wrong) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto way = random() % 12;
    if (way > 2 || (way == 2 && i == 0)) continue;
    if (way == 0) rows[i].amount = "-1";
    if (way == 1) rows[i].amount = "x" + rows[i].amount;
    if (way == 2) rows[i].key = rows[i - 1].key;
    wrong.insert(rows[i].key);
  }
  return rows;
}

std::vector<ApartRow> kept(const std::vector<ApartRow>& rows, const std::set<std::string>& wrong) {
  std::vector<ApartRow> result;
  for (const ApartRow& row : rows)
    if (!wrong.contains(row.key)) result.push_back(row);
  return result;
}

void ties_out(const std::vector<ImpactRows>& rows, std::size_t read, std::size_t compared) {
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].read == read);
  CHECK(rows[0].compared == compared);
  CHECK(rows[0].read == rows[0].compared + rows[0].quarantined + rows[0].left_out);
}

}  // namespace

TEST_CASE("rows wrong on either side are in no amount of either, and each is counted") {
  const std::string text = kApart;
  const auto before = apart_contract(text);
  const auto after = apart_contract(std::string(text).replace(text.find("5%"), 2, "7%"));
  REQUIRE(before);
  REQUIRE(after);
  std::mt19937 random(20260722);
  for (int trial = 0; trial < 60; ++trial) {
    std::vector<ApartRow> rows;
    for (int i = 0; i < 30; ++i)
      rows.push_back({"A" + std::to_string(100 + i), std::to_string(random() % 100000), std::to_string(i)});
    std::set<std::string> wrong;
    const std::vector<ApartRow> olds = damaged(rows, random, wrong);
    const bool one_file = trial % 2 == 0;
    for (ApartRow& row : rows) row.amount = std::to_string(random() % 100000);
    const std::vector<ApartRow> news = one_file ? olds : damaged(rows, random, wrong);

    ImpactOptions options;
    options.bad_data = BadData::Quarantine;
    const auto second = [&](const std::vector<ApartRow>& of) {
      return one_file ? std::vector<ImpactData>() : std::vector<ImpactData>{{"", apart_table(of, "new.csv")}};
    };
    const auto found =
        impact({before, "", {}, {{"", apart_table(olds, "old.csv")}}}, {after, "", {}, second(news)}, options);
    REQUIRE_MESSAGE(found.ok(), found.error().message);
    const std::vector<ApartRow> old_kept = kept(olds, wrong), new_kept = kept(news, wrong);
    const auto clean =
        impact({before, "", {}, {{"", apart_table(old_kept, "old.csv")}}}, {after, "", {}, second(new_kept)});
    REQUIRE_MESSAGE(clean.ok(), clean.error().message);
    adds_up(*found);
    ties_out(found->rows_before, olds.size(), old_kept.size());
    ties_out(found->rows_after, news.size(), new_kept.size());
    CHECK(found->payments[0].total.before == clean->payments[0].total.before);
    CHECK(found->payments[0].total.after == clean->payments[0].total.after);
    CHECK(found->all.affected == clean->all.affected);
    REQUIRE(found->steps.size() == clean->steps.size());
    for (std::size_t i = 0; i < found->steps.size(); ++i)
      CHECK(found->steps[i].payments[0].in_sequence == clean->steps[i].payments[0].in_sequence);
    if (!found->set_apart.empty()) CHECK(found->incomplete == std::vector<std::string>{"fee"});
    if (one_file) CHECK(found->newly_set_apart + found->no_longer_set_apart == 0);
  }
}
