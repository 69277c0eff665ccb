// Units: their algebra, their words and the folding of plurals.
#include "number/unit.h"

#include <doctest/doctest.h>

namespace meruit::number {

namespace {

Unit of(std::vector<std::pair<std::string, int>> factors, const Rational& scale = 1) {
  return {std::move(factors), scale};
}

const Unit kNumber = of({});
const Unit kMoney = of({{"USD", 1}});
const Unit kMember = of({{"member", 1}});
const Unit kMonth = of({{"month", 1}});
const Unit kMoneyPerMemberMonth = of({{"USD", 1}, {"member", -1}, {"month", -1}});

TEST_CASE("units multiply, divide and cancel") {
  const Unit member_months = multiply(kMember, kMonth);
  CHECK(member_months == of({{"member", 1}, {"month", 1}}));
  CHECK(member_months == multiply(kMonth, kMember));
  CHECK(divide(kMoney, member_months) == kMoneyPerMemberMonth);
  CHECK(multiply(kMoneyPerMemberMonth, member_months) == kMoney);
  CHECK(divide(kMoney, kMoney).plain());
  CHECK(divide(kNumber, kMonth) == of({{"month", -1}}));
  CHECK(multiply(kMonth, kMonth) == of({{"month", 2}}));
  CHECK(divide(multiply(kMonth, kMonth), kMonth) == kMonth);
  CHECK(multiply(kMoney, kNumber) == kMoney);
}

TEST_CASE("scales multiply along") {
  const Unit per_thousand = of({{"member", -1}, {"month", -1}, {"visit", 1}}, Rational(Integer(1), Integer(1000)));
  const Unit member_months = multiply(kMember, kMonth);
  CHECK(multiply(per_thousand, member_months) == of({{"visit", 1}}, Rational(Integer(1), Integer(1000))));
  CHECK(divide(of({{"visit", 1}}), per_thousand) == of({{"member", 1}, {"month", 1}}, 1000));
  CHECK_FALSE(per_thousand == divide(of({{"visit", 1}}), member_months));
  CHECK(per_thousand.same_dimension(divide(of({{"visit", 1}}), member_months)));
  CHECK_FALSE(of({}, 1000).plain());
}

TEST_CASE("units in the words of a contract") {
  CHECK(to_words(kNumber, "USD") == "number");
  CHECK(to_words(kMoney, "USD") == "money");
  CHECK(to_words(kMoneyPerMemberMonth, "USD") == "money per member per month");
  CHECK(to_words(of({{"visit", 1}}), "USD") == "visits");
  CHECK(to_words(of({{"beneficiary", 1}}), "USD") == "beneficiaries");
  CHECK(to_words(of({{"member", 1}, {"month", 1}}), "USD") == "member-months");
  CHECK(to_words(of({{"month", -1}}), "USD") == "number per month");
  CHECK(to_words(of({{"member", -1}, {"month", -1}, {"visit", 1}}, Rational(Integer(1), Integer(1000))), "USD") ==
        "visits per 1,000 member-months");
  CHECK(to_words(of({{"USD", 1}, {"visit", -1}}, Rational(Integer(1), Integer(100))), "USD") == "money per 100 visits");
  CHECK(to_words(of({}, Rational(Integer(1), Integer(1000))), "USD") == "number per 1,000");
  CHECK(to_words(of({{"day", 1}}, 7), "USD") == "7 days");
  CHECK(to_words(of({{"USD", 1}, {"month", 1}}), "USD") == "money x months");
  CHECK(to_words(of({{"USD", -1}, {"visit", 1}}), "USD") == "visits per money");
  CHECK(to_words(of({{"USD", 1}}), "EUR") == "USDs");
}

TEST_CASE("plurals fold to one form") {
  const std::pair<const char*, const char*> words[] = {{"months", "month"},
                                                       {"month", "month"},
                                                       {"beneficiaries", "beneficiary"},
                                                       {"beneficiary", "beneficiary"},
                                                       {"visits", "visit"},
                                                       {"days", "day"},
                                                       {"stays", "stay"},
                                                       {"cases", "case"},
                                                       {"services", "service"},
                                                       {"nurses", "nurse"},
                                                       {"diagnoses", "diagnosis"},
                                                       {"diagnosis", "diagnosis"},
                                                       {"classes", "class"},
                                                       {"class", "class"},
                                                       {"boxes", "box"},
                                                       {"branches", "branch"},
                                                       {"bonuses", "bonus"},
                                                       {"bonus", "bonus"},
                                                       {"censuses", "census"},
                                                       {"statuses", "status"},
                                                       {"houses", "house"},
                                                       {"doses", "dose"},
                                                       {"series", "series"},
                                                       {"agencies", "agency"},
                                                       {"ties", "tie"},
                                                       {"s", "s"},
                                                       {"", ""},
                                                       {"discharges", "discharge"}};
  for (const auto& pair : words) {
    CAPTURE(pair.first);
    CHECK(singular(pair.first) == pair.second);
    CHECK(singular(singular(pair.first)) == pair.second);
  }
}

}  // namespace

}  // namespace meruit::number
