// Numbers as general decimal arithmetic writes them: `-12.30`, `1E+9`, `.5`, `7.`; the exponent of the last digit is
// part of the meaning there.
#pragma once

#include <optional>
#include <string_view>

#include "number/rational.h"

namespace meruit::suites {

struct DecimalText {
  Integer coefficient;  // signed
  long exponent = 0;    // value = coefficient * 10^exponent
};

// nullopt for NaN, infinities and whatever else is not a finite decimal.
[[nodiscard]] std::optional<DecimalText> parse_general_decimal(std::string_view text);

[[nodiscard]] Rational value_of(const DecimalText& decimal);

}  // namespace meruit::suites
