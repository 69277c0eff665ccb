// Plain decimals as people read them, without arithmetic: only points, commas and zeros are put in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace meruit::cli {

// Digits after the point; 0 for whole numbers and for fractions written n/d.
[[nodiscard]] std::size_t decimals(std::string_view number);
[[nodiscard]] bool is_fraction(std::string_view number);
[[nodiscard]] bool is_zero(std::string_view number);
[[nodiscard]] bool is_negative(std::string_view number);

// `-1250.5` with two places is `-1,250.50`. Never cuts a digit.
[[nodiscard]] std::string grouped(std::string_view number, std::size_t places);

}  // namespace meruit::cli
