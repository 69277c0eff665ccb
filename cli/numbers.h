// Plain decimals as people read them, without arithmetic: only points, commas and zeros are put in.
#pragma once

#include <cstddef>
#include <cstdint>
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

// "1 record", "2 records".
[[nodiscard]] std::string counted(std::uint64_t count, const std::string& one);

// As a cell of results: money with two places; four digits without a unit stay as they are, because a year is read so.
[[nodiscard]] std::string readable(std::string_view number, bool money, bool has_unit);

// A readable number with blanks after it, so that points stand under each other where the most decimals of all are
// `most`.
[[nodiscard]] std::string aligned_to(std::string text, std::size_t most);

}  // namespace meruit::cli
