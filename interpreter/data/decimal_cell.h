// The text of a numeric cell, read straight from its digits into a scaled whole number: no string is made, and
// nothing is rounded. `-1234.5`, `1,234.50` with exact groups of thousands, `-$1,234.50` where dollars are meant,
// `35%` where a percentage is. No exponent, no `+`, no blanks.
#pragma once

#include <cstdint>
#include <string_view>

#include "meruit/limits.h"
#include "number/rational.h"

namespace meruit::data {

struct DecimalForm {
  bool dollars = false;  // a `$` may stand before the first digit
  bool percent = false;  // a `%` may stand at the end; the value is the number before it
  std::uint64_t most_digits = Limits().literal_digits;
};

enum class DecimalRead : std::uint8_t {
  Small,  // mantissa / 10^places
  Wide,   // more than 18 digits: the exact value in `wide`
  Bad,    // no number, or one of too many digits
};

struct DecimalCell {
  std::int64_t mantissa = 0;
  int places = 0;
  Rational wide;
};

[[nodiscard]] DecimalRead read_decimal(std::string_view text, DecimalForm form, DecimalCell& out);

}  // namespace meruit::data
