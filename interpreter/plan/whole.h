// A whole number of the plan (a multiplier, an edge, a cell), ready in each width that holds it.
#pragma once

#include <cstdint>
#include <utility>

#include "number/fixed.h"
#include "number/rational.h"
#include "plan/width.h"

namespace meruit::plan {

struct Whole {
  Integer exact = 0;
  Int128 wide = 0;           // meaningful up to I128
  std::int64_t narrow = 0;   // meaningful at I64
  Width width = Width::I64;  // narrowest that holds it

  Whole() = default;
  explicit Whole(Integer value);

  [[nodiscard]] bool is_one() const { return width == Width::I64 && narrow == 1; }
  [[nodiscard]] bool is_zero() const { return width == Width::I64 && narrow == 0; }
};

}  // namespace meruit::plan
