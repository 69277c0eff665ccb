// What the checker wrote into a model by itself, recognised; and the words for roundings, sets and faults.
#pragma once

#include <string>

#include "check/model.h"
#include "source/source.h"

namespace meruit::explain {

// x of `x`'s value where x is given, absent where not (check/types.h, where_given); none for anything else.
[[nodiscard]] check::ExprId given_only(const check::Model&, check::ExprId);
// A number brought to another scale of its unit (check/types.h, convert).
[[nodiscard]] bool is_conversion(const check::Model&, check::ExprId);

// The rule that an expression names when it is the value so far of a rule with exceptions, or whether one applies; null
// for anything else.
[[nodiscard]] const check::Rule* part_of_exceptions(const check::Model&, check::ExprId);
// `x if missing y` that the checker put around a limit, where y is another operand of the `min` or `max`: a limit that
// is waived is left out.
[[nodiscard]] bool is_limit_left_out(const check::Model&, const check::Expr& extreme, check::ExprId operand);
// What a definition is called: parts of a rule with exceptions for what they result in, "Savings shared, before its
// exceptions", "Savings shared, after Sequestration"; under a `given` of a formula the name that it comes from, the
// title with what is given there.
struct Name {
  std::string name, title;
};
[[nodiscard]] Name rule_name(const check::Model&, check::RuleId);
[[nodiscard]] Name field_name(const check::Model&, check::FieldId);
[[nodiscard]] Name parameter_name(const check::Model&, check::ParameterId);
// The name that is given another value, by itself.
[[nodiscard]] Name name_given(const check::Model&, const check::Rebinding&);
// The exception whose own value the rule is; null for anything else.
[[nodiscard]] const check::Exception* exception_of(const check::Model&, check::RuleId);
// "Losses owed, so far".
[[nodiscard]] std::string so_far_title(const check::Model&, const check::Rule& before);

// "cents", "$100", "0.1%", "4 places", "5".
[[nodiscard]] std::string quantum_words(const check::Model&, const check::Expr& round, bool percent);
// "rounded to cents, half up".
[[nodiscard]] std::string rounding_words(const check::Model&, const check::Expr& round, bool percent);
// "global or professional", of an InSet.
[[nodiscard]] std::string set_words(const check::Model&, const check::Expr& in, bool percent);
// "power(1.03, 4)", "$3 ÷ 12": of a number that the contract writes as a calculation; empty for one written out.
[[nodiscard]] std::string calculation_words(const source::Sources&, const check::Expr& literal);
[[nodiscard]] std::string table_title(const check::Table&, std::uint32_t column);
// "division by zero: `a / b`".
[[nodiscard]] std::string fault_words(const check::Model&, const source::Sources&, const check::Fault&);

}  // namespace meruit::explain
