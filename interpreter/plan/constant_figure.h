// Parameters, tables and bands at constant arguments. `values` are the operands, evaluated, without fault.
#pragma once

#include "check/model.h"

namespace meruit::plan {

// What a row that picks the cell gets.
[[nodiscard]] check::Outcome cell_value(const check::Cell&, check::ExprId place);
[[nodiscard]] check::Outcome constant_parameter(const check::Model&, check::ExprId,
                                                const std::vector<check::Value>& values);
[[nodiscard]] check::Outcome constant_lookup(const check::Model&, check::ExprId,
                                             const std::vector<check::Value>& values);
[[nodiscard]] check::Outcome constant_band(const check::Model&, check::ExprId, const std::vector<check::Value>& values);

// A curve on one stretch, of which the cell is published: (slope * x + offset) / width.
struct Stretch {
  Rational slope, offset, width;
};
[[nodiscard]] Stretch line_of(const check::Bands& curve, const check::Band&);

}  // namespace meruit::plan
