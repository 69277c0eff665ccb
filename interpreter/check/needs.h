// What a scenario needs: which rules, fields, figures and columns its outputs reach, and what a known term says about
// the dated figures among them. Looks at a model without changing or copying it.
#pragma once

#include <unordered_map>
#include <vector>

#include "check/check.h"

namespace meruit::check {

// Expressions that stand in for a definition's own.
struct Rebound {
  std::unordered_map<std::uint32_t, ExprId> rules, fields, parameters;
};
[[nodiscard]] Rebound rebound(const std::vector<Rebinding>&);

struct Needs {
  std::vector<bool> rules, fields, parameters, inputs;
  std::vector<ExprId> figures;   // reached Parameter, Lookup and Band expressions whose figures are dated
  std::vector<ExprId> required;  // reached figures that are required and not given, the first place of each
  ExprId term;                   // the first reached use of `term`
};
[[nodiscard]] Needs find_needs(const Model&, const std::vector<RuleId>& outputs, const std::vector<ExprId>& others,
                               const Rebound&);

// A figure that changes inside the term, a date or term that no figure covers; one message a figure. `about` is
// added as a further label where it is given: the example that fixes the term.
void report_dates(const Model&, const Needs&, const std::optional<calendar::Period>& term, Span about,
                  source::Diagnostics&);

// Figures that begin inside one of the terms and that no use reads in any, as each names a fixed date of another
// figure.
void warn_of_unread(const Model&, const Needs&, const std::vector<calendar::Period>& terms, source::Diagnostics&);

// Parameters whose values need each other in a circle after rebinding; false then.
bool parameters_end(const Model&, const Rebound&, source::Diagnostics&);

}  // namespace meruit::check
