#include "adds_up.h"

#include <doctest/doctest.h>

namespace meruit::testing {

Rational amount(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto top = number::parse_decimal(text.substr(0, slash));
  REQUIRE_MESSAGE(top.has_value(), text);
  return slash == std::string::npos ? *top : Rational(*top / *number::parse_decimal(text.substr(slash + 1)));
}

void adds_up(const Impact& found) {
  for (std::size_t p = 0; p < found.payments.size(); ++p) {
    Rational sum = amount(found.not_separable[p]) + amount(found.known_on_one_side[p]);
    for (const ImpactStep& step : found.steps) {
      const Contribution& one = step.payments[p];
      sum += amount(one.in_sequence);
      if (!one.alone.empty()) CHECK(amount(one.alone) + amount(one.interaction) == amount(one.in_sequence));
    }
    const Movement& total = found.payments[p].total;
    CHECK(sum == amount(total.change));
    CHECK(amount(total.after) - amount(total.before) == amount(total.change));
    Rational records = 0;
    for (const RecordImpact& record : found.records)
      if (!record.payments[p].change.empty()) records += amount(record.payments[p].change);
    CHECK(records + amount(found.known_on_one_side[p]) == amount(total.change));
  }
}

}  // namespace meruit::testing
