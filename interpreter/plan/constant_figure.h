// Parameters, tables and bands at constant arguments. `values` are the operands, evaluated, without fault.
#pragma once

#include "check/model.h"

namespace meruit::plan {

[[nodiscard]] check::Outcome constant_parameter(const check::Model&, check::ExprId,
                                                const std::vector<check::Value>& values);
[[nodiscard]] check::Outcome constant_lookup(const check::Model&, check::ExprId,
                                             const std::vector<check::Value>& values);
[[nodiscard]] check::Outcome constant_band(const check::Model&, check::ExprId, const std::vector<check::Value>& values);

}  // namespace meruit::plan
