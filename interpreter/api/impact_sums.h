// Amounts of two versions, record by record, and what they add up to.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/amounts.h"
#include "meruit/impact.h"

namespace meruit::api {

struct PaymentPlace {
  std::optional<check::RuleId> before, after;  // none: the version has no such payment
  check::RuleId merged;                        // in the merged model
  std::string
      turned;  // the payer of the new version where it was the payee: amounts count as the old version pays them
};

[[nodiscard]] inline bool operator==(const Amount& a, const Amount& b) {
  return a.state == b.state && a.value == b.value;
}
// What it counts for in a sum.
[[nodiscard]] inline Rational known(const Amount& amount) {
  return amount.state == Amount::State::Known ? amount.value : Rational(0);
}
// A line or a reported rule that both versions have; its place among the outputs of either end.
struct ResultPlace {
  check::RuleId before, after;
  bool turned = false;  // a line of a payment that is
  std::string name = {};
};
// A value in words: "at fault", empty where it is missing.
[[nodiscard]] std::string outcome_words(const check::Model&, const check::Type&, const check::Outcome&);
[[nodiscard]] Movement moved(const Rational& before, const Rational& after);
using Amounts = std::vector<std::vector<Amount>>;  // by payment, by record

class ImpactSums {
 public:
  std::vector<PaymentPlace> places;    // beside result.payments
  std::vector<ResultPlace> others;     // told behind the payments of their end
  std::vector<std::string> relations;  // names by RelationId
  std::optional<Rational> limit;       // by which no payment's total may change,
  std::optional<Rational> limit_each;  // and no payment of one record
  Impact result;

  // The two ends: their outputs are the payments that the side has, then the rule to add up by.
  void set_ends(const Told& before, const Told& after, const check::Model& old_model, const check::Model& new_model,
                std::optional<check::RuleId> old_by, std::optional<check::RuleId> new_by);
  // What was told of a model, by record of both sides; by payment its output, if it has one, and the rule that it is.
  struct Output {
    std::size_t position = 0;
    check::RuleId rule;
  };
  using Outputs = std::vector<std::optional<Output>>;
  [[nodiscard]] Amounts amounts(const Told&, const check::Model&, const Outputs&) const;
  [[nodiscard]] Amounts nothing() const;
  [[nodiscard]] const Amounts& start() const { return start_; }
  [[nodiscard]] const Amounts& end() const { return end_; }
  [[nodiscard]] const Amounts& reached() const { return reached_.empty() ? start_ : reached_.back(); }
  void add_step(ImpactStep, const Amounts& reached, const std::optional<Amounts>& alone);
  void clear_steps();
  void set_cells(const Told& before, const Told& after, const check::Model&, const std::vector<check::FieldId>&);
  // Totals, groups, records, and what the steps contribute.
  void finish();

 private:
  void totals();
  void find_beyond_each(std::size_t payment);
  void contributions();
  void group();
  void list_records();
  void compare_results(const Told& before, const Told& after, const check::Model& old_model,
                       const check::Model& new_model);
  [[nodiscard]] Movement movement(const Amount& before, const Amount& after) const;

  [[nodiscard]] std::size_t at(check::RelationId of, const std::string& key) const { return at_[of.index].at(key); }
  void name_groups(const Told&, const check::Model&, std::optional<check::RuleId> by);
  void count_kinds();
  [[nodiscard]] std::string name_of(std::size_t record) const;

  std::vector<std::string> keys_;       // of both sides; "" last, for what has one value over all records
  std::vector<std::uint32_t> kind_of_;  // RelationId of each but the last
  std::vector<std::unordered_map<std::string, std::size_t>> at_;
  std::vector<std::uint8_t> grouped_;                      // by RelationId: whether groups have records of that kind
  std::vector<std::string> groups_;                        // by record
  std::vector<std::vector<std::string>> cells_, results_;  // by record, in words
  std::vector<std::uint8_t> in_before_, in_after_, affected_;
  Amounts start_, end_;
  std::vector<Amounts> reached_;
  std::vector<std::optional<Amounts>> alone_;
};

}  // namespace meruit::api
