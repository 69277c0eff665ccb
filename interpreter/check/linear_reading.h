// Expressions as sums of multiples of unknowns: fields, and whatever does not come apart further.
#pragma once

#include <map>
#include <string>

#include "check/builder.h"
#include "check/evaluate.h"
#include "check/linear.h"

namespace meruit::check {

// Equal for expressions that mean the same; tells fields of one name apart.
[[nodiscard]] std::string key_of(const Model&, ExprId);

class LinearReading {
 public:
  // With `fixed`, these sources are the numbers given, and what rests on them alone is a number too.
  explicit LinearReading(const Builder& b, const SourceValues* fixed = nullptr) : b_(b), fixed_(fixed) {}

  // A number, or a date as a number of days.
  Linear read(ExprId);

  [[nodiscard]] const std::vector<ExprId>& unknowns() const { return unknowns_; }

 private:
  Linear source(ExprId);
  Linear rule(std::uint32_t index, ExprId);
  Linear apart(ExprId);

  const Builder& b_;
  const SourceValues* fixed_;
  std::vector<ExprId> unknowns_;
  std::map<std::string, Unknown> known_;
  std::map<std::uint32_t, Linear> rules_;
};

// By unknown: only whole numbers, as days are, or numbers of any kind.
[[nodiscard]] std::vector<bool> whole_ones(const Builder&, const std::vector<ExprId>& unknowns);
// What the declarations of fields say about the unknowns.
[[nodiscard]] std::vector<Constraint> declared_of(const Builder&, const std::vector<ExprId>& unknowns);

// The sources under an expression, through rules and what supplies fields; each with a place where it is named.
using Sources = std::map<Source, ExprId>;
void sources_under(const Builder&, ExprId, Sources& found);
// Those to be fixed so that what is left is a sum of multiples: divisors, one side of products, all that stands in
// other operations.
void sources_to_fix(const Builder&, ExprId, Sources& found);

[[nodiscard]] Rational number_of(const Value&);  // dates: days

}  // namespace meruit::check
