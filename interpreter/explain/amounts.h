// Values as people read them: dollars with commas, percentages where the contract writes percentages, units behind.
#pragma once

#include <string>
#include <vector>

#include "check/model.h"
#include "meruit/explanation.h"
#include "source/source.h"

namespace meruit::explain {

// Which plain numbers of a model are percentages: those that the contract or the mapping writes or constrains with a
// percent sign, what is made of these, and ratios of two numbers of one unit.
class Percentages {
 public:
  Percentages(const check::Model&, const source::Sources&);
  [[nodiscard]] bool expression(check::ExprId) const;
  [[nodiscard]] bool rule(check::RuleId id) const { return rules_[id.index]; }
  [[nodiscard]] bool field(check::FieldId) const;
  [[nodiscard]] bool parameter(std::uint32_t index) const;
  [[nodiscard]] bool column(std::uint32_t table, std::uint32_t column) const;
  [[nodiscard]] bool bands(std::uint32_t index) const;  // their figures

 private:
  [[nodiscard]] bool written(source::Span) const;
  [[nodiscard]] bool constrained(const check::Field&) const;
  [[nodiscard]] bool product(const check::Expr&) const;
  [[nodiscard]] bool quotient(const check::Expr&) const;

  const check::Model& model_;
  const source::Sources& sources_;
  std::vector<bool> rules_;
};

// `$1,250.00`, `$6.50 per member per month`, `925 member-months`, `2%`; beyond ten decimals, or where there is no
// finite decimal, `≈` and six decimals. A minus is `−`.
[[nodiscard]] std::string shown(const check::Model&, const check::Type&, bool percent, const check::Value&);
[[nodiscard]] ExplainedValue explained(const check::Model&, const check::Type&, bool percent, const check::Outcome&);

// What the public interface calls it.
[[nodiscard]] ValueKind public_kind(check::TypeKind);

// Exact, as results print it.
[[nodiscard]] std::string exact(const check::Model&, const check::Type&, const check::Value&);

}  // namespace meruit::explain
