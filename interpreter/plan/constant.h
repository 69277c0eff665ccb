// The value of an expression that is the same for all records: literals, parameters, the term and what is made of
// them. Evaluated exactly, once, when a plan is made.
#pragma once

#include "check/model.h"

namespace meruit::plan {

// Value, absence or fault of an expression of level Constant.
[[nodiscard]] check::Outcome evaluate_constant(const check::Model&, check::ExprId);

// The figures of bands for a constant input; also what the planner derives slopes and offsets from.
// Part of the line from zero to x (x > 0) or from x to zero (x < 0) that a band covers, signed like x.
[[nodiscard]] Rational part_within(const check::Band&, const Rational& x);

// The day whose figures hold where no date is named.
[[nodiscard]] calendar::Date date_of_term(const check::Model&);

// Whether a value lies in a band by its edges.
[[nodiscard]] bool lies_in(const check::Band&, const Rational& x);

}  // namespace meruit::plan
