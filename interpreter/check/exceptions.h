// Exceptions to rules: what one statement brings to the model, and how a rule's value comes out of its base and of
// the exceptions that apply.
#pragma once

#include "check/expressions.h"

namespace meruit::check {

// Declares the exceptions of all scopes: names, the rules they change, the order that `after` gives them, and the
// parts of those rules. Needs all scopes open.
void declare_exceptions(Builder&);

// The rules that a rule or a part of one is made from, by position, with where they come from.
[[nodiscard]] std::vector<std::pair<std::uint32_t, Span>> parts_used(const Builder&, std::uint32_t rule);

// The value so far: of a rule's base and the exceptions `from`, in order of application. Adds an expression.
ExprId add_value_so_far(Builder&, std::uint32_t subject, const std::vector<std::uint32_t>& from, Span);

// Whether an exception applies, from the conditions of its cases.
ExprId add_applies(Builder&, const std::vector<ExprId>& conditions, bool always, Span);

// Exceptions without an order that some record would meet together. Needs their conditions.
void prove_exceptions(Builder&, std::uint32_t subject);

}  // namespace meruit::check
