// Rules, parameters and connected fields, one at a time, in the order that order.h gives.
#pragma once

#include "check/order.h"

namespace meruit::check {

void define_rule(Builder&, std::uint32_t index);
void define_parameter(Builder&, std::uint32_t index);
void define_field(Builder&, std::uint32_t index);

// Where the fields of the contract's record come from: a mapping's expressions, or the columns of their names.
void supply_fields(Builder&, const ast::File* mapping);
ExprId add_input(Builder&, RelationId, const std::string& column, Cast, Type, Span, bool lazy = false);
[[nodiscard]] Cast cast_for(const Builder&, const Type&);  // how a plain cell of this type is read

// The same amount paid twice between the same parties; to be asked before fields are supplied.
void warn_of_payments_twice(Builder&);
// Divisors that some record makes zero; to be asked before fields are supplied.
void note_zero_divisors(Builder&);
// Sums of quotients that are not rounded.
void refuse_unsaid_levels(Builder&);
void warn_of_denominators(Builder&);

// Each mistake once, in the order of places, to the sink that the caller gave.
void tell(const Builder&, const ast::File& contract, const source::Diagnostics& found, source::Diagnostics& sink);

// Examples, with every value they need; the scenario of each is looked at as a run's would be.
void check_examples(Builder&);

}  // namespace meruit::check
