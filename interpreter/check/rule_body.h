// What a rule says, the limits and the rounding of its header.
#pragma once

#include "check/expressions.h"

namespace meruit::check {

// Where the expressions of a rule's own header and body stand; in an exception the name of the rule that it changes
// means the value so far.
[[nodiscard]] Place place_in(const Builder&, const RuleSource&, const Rule&);
// The type that the header declares.
[[nodiscard]] std::optional<Type> declared_for(Builder&, const ast::Rule&, ScopeId);
// As the header says: may be missing, may be waived, or neither.
void declare_absence(Type&, const ast::Rule&);

// What `is` says, in the declared unit. None where it is wrong.
ExprId check_own_body(Builder&, const RuleSource&, const Rule&, const std::optional<Type>& declared);
// The value within the header's limits, rounded as the header says.
ExprId limit_and_round(Builder&, const RuleSource&, const Rule&, ExprId value);

}  // namespace meruit::check
