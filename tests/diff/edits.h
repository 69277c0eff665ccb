// A contract's text changed at random: in ways that leave its meaning as it is, and in ways that do not.
#pragma once

#include <set>
#include <string>

#include "meruit/contract.h"
#include "random.h"

namespace meruit::testing {

// Names of figures, rules and exceptions that neither data nor results carry and that stand for nothing else.
[[nodiscard]] std::set<std::string> inner_names(const Contract&);

[[nodiscard]] std::string with_other_names(const std::string& text, const std::set<std::string>& names);
// The statements after the header in another order, comments left out.
[[nodiscard]] std::string with_statements_moved(const std::string& text, differential::Random&);
[[nodiscard]] std::string with_other_blanks(const std::string& text, differential::Random&);

// One number, edge or operator changed; empty when the text has none.
[[nodiscard]] std::string with_one_change(const std::string& text, differential::Random&);
// One change of any kind: a number, edge or operator; the order of cases, exceptions, lines, or of a limit and a
// rounding; a date; a rounding; a unit's scale; who pays; how a pool is split; a record. Empty when the text has none.
[[nodiscard]] std::string with_one_edit(const std::string& text, differential::Random&);
// One sum or product the other way round, where both sides are single words; empty when there is none.
[[nodiscard]] std::string with_one_commuted(const std::string& text, differential::Random&);

}  // namespace meruit::testing
