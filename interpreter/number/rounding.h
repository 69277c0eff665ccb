// Rounding to a multiple of a quantum (cents: 1/100; whole dollars: 1; a tenth of a percent: 1/1000).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "number/rational.h"

namespace meruit::number {

enum class RoundingMode : std::uint8_t {
  HalfUp,        // ties away from zero: -1.995 % to -2.00 %
  HalfEven,      // ties to the even multiple
  HalfDown,      // ties toward zero
  AwayFromZero,  // any remainder
  TowardZero,
  Ceiling,  // toward plus infinity
  Floor,    // toward minus infinity
};

// "half up", "half even", …, as written in contracts.
[[nodiscard]] const char* words(RoundingMode mode);
[[nodiscard]] std::optional<RoundingMode> rounding_mode(std::string_view words);

// Nearest integer to numerator / denominator under the mode; denominator > 0.
[[nodiscard]] Integer divide_rounded(const Integer& numerator, const Integer& denominator, RoundingMode mode);

// The multiple of quantum (> 0) that the mode chooses. Exact; the residue is value - result.
[[nodiscard]] Rational round_to(const Rational& value, const Rational& quantum, RoundingMode mode);

}  // namespace meruit::number
