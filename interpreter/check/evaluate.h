// What an expression is for one record that the checker thought up, so that a witness is shown only when it has been
// tried. The meaning itself is the oracle's; what is not evaluated here is left to the run.
#pragma once

#include <optional>
#include <unordered_map>

#include "check/model.h"

namespace meruit::check {

// What a record brings: fields, and in a mapping columns.
using Source = std::uint32_t;
[[nodiscard]] inline Source source_of(const Expr& expr) { return expr.index | (expr.op == Op::Input ? 1U << 31U : 0U); }
using SourceValues = std::unordered_map<Source, std::optional<Value>>;  // none: missing

// nullopt: it faults, is missing, or rests on more than the values given (other records, dated figures, tables …).
[[nodiscard]] std::optional<Value> evaluate(const Model&, ExprId, const SourceValues&);
// False where that is so for every record.
[[nodiscard]] bool may_evaluate(const Model&, ExprId);

}  // namespace meruit::check
