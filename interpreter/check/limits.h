// Limits that may be waived, or that are not known: what they limit is then without a limit.
#pragma once

#include "check/expressions.h"

namespace meruit::check {

// Whether the cell or parameter that is looked up is `unknown`, yes/no; none where it cannot be.
ExprId unknown_figure(Builder&, ExprId figure);

// A limit, as check_limit gave it and before it was converted, with what tells that it is unknown.
struct LimitIn {
  ExprId limit;
  ExprId unknown;
};
LimitIn limit_in(Builder&, ExprId limit);
// The limit, or `value` where there is none, which limits nothing. Remembers whether an unknown limit is left out.
ExprId or_value(Builder&, const LimitIn&, ExprId value);

// `min`, `max` and `clamp` of values of which some may be waived, all of one type.
ExprId add_limited(Builder&, Op, const std::vector<LimitIn>&, const Type&, Span);

// Beside each rule that may leave out an unknown limit, whether it did. Needs the order of the rules.
void mark_unknown(Builder&);

}  // namespace meruit::check
