// Rounding over whole numbers: floor quotient and remainder, then one question, whether to go up by one.
#include "number/rounding.h"

#include <array>
#include <cstddef>

namespace meruit::number {

namespace {

constexpr std::array<const char*, 7> kWords = {"half up",     "half even", "half down", "away from zero",
                                               "toward zero", "ceiling",   "floor"};

// For a value strictly between two neighbours: does the mode choose the upper one? `half` compares the
// distance from the lower neighbour with one half: -1 below, 0 a tie, 1 above.
bool goes_up(RoundingMode mode, bool negative, bool lower_is_even, int half) {
  switch (mode) {
    case RoundingMode::HalfUp:
      return half != 0 ? half > 0 : !negative;
    case RoundingMode::HalfEven:
      return half != 0 ? half > 0 : !lower_is_even;
    case RoundingMode::HalfDown:
      return half != 0 ? half > 0 : negative;
    case RoundingMode::AwayFromZero:
      return !negative;
    case RoundingMode::TowardZero:
      return negative;
    case RoundingMode::Ceiling:
      return true;
    case RoundingMode::Floor:
      return false;
  }
  return false;
}

}  // namespace

const char* words(RoundingMode mode) { return kWords[static_cast<std::size_t>(mode)]; }

std::optional<RoundingMode> rounding_mode(std::string_view words) {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (words == kWords[i]) return static_cast<RoundingMode>(i);
  }
  return std::nullopt;
}

Integer divide_rounded(const Integer& numerator, const Integer& denominator, RoundingMode mode) {
  Integer lower;
  Integer remainder;
  boost::multiprecision::divide_qr(numerator, denominator, lower, remainder);
  if (remainder == 0) return lower;
  if (remainder < 0) {  // the quotient was cut toward zero: make it the floor
    remainder += denominator;
    lower -= 1;
  }
  const int half = Integer(remainder * 2).compare(denominator);
  const bool lower_is_even = !bit_test(lower < 0 ? Integer(-lower) : lower, 0);
  if (goes_up(mode, numerator < 0, lower_is_even, half)) lower += 1;
  return lower;
}

Rational round_to(const Rational& value, const Rational& quantum, RoundingMode mode) {
  const Rational steps = value / quantum;
  return Rational(
             divide_rounded(boost::multiprecision::numerator(steps), boost::multiprecision::denominator(steps), mode)) *
         quantum;
}

}  // namespace meruit::number
