// Rules, parameters and connected fields, one at a time, in the order that order.h gives.
#pragma once

#include "check/order.h"

namespace meruit::check {

void check_definition(Builder&, const Definition&);

// Where the fields of the contract's record come from: a mapping's expressions, or the columns of their names.
void supply_fields(Builder&, const ast::File* mapping);
ExprId add_input(Builder&, const std::string& column, Cast, Type, Span, bool lazy = false);
[[nodiscard]] Cast cast_for(const Builder&, const Type&);  // how a plain cell of this type is read

// A payment says between whom, and how it is rounded.
void check_payment(Builder&, const ast::Rule&, ScopeId);
// A payment and each of its lines is money.
void need_money(Builder&, const RuleSource&, ExprId body);
// What the lines of a payment come to; none where one of them is not known.
ExprId sum_of_lines(Builder&, const RuleSource&);

// The same amount paid twice between the same parties; to be asked before fields are supplied.
void warn_of_payments_twice(Builder&);
// Sums of quotients that are not rounded.
void refuse_unsaid_levels(Builder&);
void warn_of_denominators(Builder&);

// Each mistake once, in the order of places, to the sink that the caller gave.
void tell(const Builder&, const ast::File& contract, const source::Diagnostics& found, source::Diagnostics& sink);

// Examples, with every value they need; the scenario of each is looked at as a run's would be.
void check_examples(Builder&);

}  // namespace meruit::check
