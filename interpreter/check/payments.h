// What is asked of payments beyond what is asked of rules: parties, a rounding, money, lines that add up. Two payments
// of the same amount between the same parties are one slip of copying, and everybody is paid twice.
#pragma once

#include "check/expressions.h"

namespace meruit::check {

// Its parties are declared, and it says how it is rounded.
void check_payment(Builder&, const ast::Rule&, ScopeId, const Level&);
// Of a payment or a line of one: the value is money.
void need_money(Builder&, const RuleSource&, ExprId value);
// What the lines come to. None where one of them is not known.
ExprId sum_of_lines(Builder&, const RuleSource&);

}  // namespace meruit::check
