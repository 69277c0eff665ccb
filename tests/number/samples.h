// Numbers to try: edges of machine words first, then random ones of every length. MERUIT_LONG=1 in the environment
// tries a hundred times as many.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <vector>

#include "number/fixed.h"
#include "number/rounding.h"

namespace meruit::test {

inline constexpr std::array kModes = {number::RoundingMode::HalfUp,     number::RoundingMode::HalfEven,
                                      number::RoundingMode::HalfDown,   number::RoundingMode::AwayFromZero,
                                      number::RoundingMode::TowardZero, number::RoundingMode::Ceiling,
                                      number::RoundingMode::Floor};

inline long rounds(long in_short_form) {
  return std::getenv("MERUIT_LONG") != nullptr ? in_short_form * 100 : in_short_form;
}

class Samples {
 public:
  explicit Samples(std::uint64_t seed) : engine_(seed) {}

  // Any 64-bit pattern, with every length of magnitude equally likely.
  std::int64_t word() {
    const auto bits = static_cast<std::int64_t>(engine_());
    return bits >> (engine_() % 64);
  }

  Int128 wide() {
    const UInt128 bits = (UInt128{engine_()} << 64) | engine_();
    return static_cast<Int128>(bits) >> (engine_() % 128);
  }

  std::int64_t positive_word() {
    const std::int64_t value = word();
    return value == 0 ? 1 : value == INT64_MIN ? INT64_MAX : value < 0 ? -value : value;
  }

  Int128 positive_wide() {
    const Int128 value = wide();
    return value == 0 ? 1 : value == number::kInt128Min ? number::kInt128Max : value < 0 ? -value : value;
  }

  // From 0 to limit - 1.
  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }

 private:
  std::mt19937_64 engine_;
};

// Around zero, around each power of two and at the ends.
inline std::vector<Int128> edges(unsigned bits) {
  std::vector<Int128> result = {0};
  for (unsigned i = 0; i < bits; ++i) {
    const UInt128 power = UInt128{1} << i;
    for (const UInt128 near : {power - 1, power, power + 1}) {
      const auto value = static_cast<Int128>(near);
      const Int128 most = bits == 64 ? Int128{INT64_MAX} : number::kInt128Max;
      if (value > 0 && value <= most) {
        result.push_back(value);
        result.push_back(-value);
      }
    }
  }
  result.push_back(bits == 64 ? Int128{INT64_MIN} : number::kInt128Min);
  return result;
}

}  // namespace meruit::test
