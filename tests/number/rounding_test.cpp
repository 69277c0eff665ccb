// Rounding against its definition: among the two neighbouring multiples, the one the mode's words choose.
#include "number/rounding.h"

#include <doctest/doctest.h>

#include "samples.h"

namespace meruit::number {

namespace {

Rational fraction(long n, long d) { return Rational(Integer(n), Integer(d)); }

// The chosen multiple, found by walking up from below and choosing by distance, sign and evenness.
Rational chosen_by_definition(const Rational& value, const Rational& quantum, RoundingMode mode) {
  Integer k = 0;
  while (k * quantum > value) k -= 1;
  while ((k + 1) * quantum <= value) k += 1;
  const Rational lower = k * quantum;
  const Rational upper = (k + 1) * quantum;
  if (lower == value) return lower;
  const Rational away = value < 0 ? lower : upper;
  const Rational toward = value < 0 ? upper : lower;
  const Rational nearer = value - lower < upper - value ? lower : upper;
  const bool tie = value - lower == upper - value;
  switch (mode) {
    case RoundingMode::HalfUp:
      return tie ? away : nearer;
    case RoundingMode::HalfDown:
      return tie ? toward : nearer;
    case RoundingMode::HalfEven:
      return tie ? (k % 2 == 0 ? lower : upper) : nearer;
    case RoundingMode::AwayFromZero:
      return away;
    case RoundingMode::TowardZero:
      return toward;
    case RoundingMode::Ceiling:
      return upper;
    case RoundingMode::Floor:
      return lower;
  }
  return value;
}

TEST_CASE("all modes choose by their definition, for whole, decimal and fractional quanta, on both signs") {
  const Rational quanta[] = {fraction(1, 1), fraction(1, 100), fraction(1, 1000), fraction(5, 1),
                             fraction(1, 4), fraction(2, 37),  fraction(3, 7)};
  long wrong = 0;
  for (const Rational& quantum : quanta) {
    for (const long parts : {1L, 2L, 3L, 4L, 10L, 24L}) {
      for (long n = -60; n <= 60; ++n) {
        const Rational value = quantum * fraction(n, parts) / (parts == 3 ? 7 : 1);
        for (const RoundingMode mode : test::kModes) {
          wrong += round_to(value, quantum, mode) != chosen_by_definition(value, quantum, mode);
        }
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("rounding is a multiple, at most one quantum away, and leaves multiples alone") {
  test::Samples samples(6);
  for (long i = 0; i < 5'000; ++i) {
    const Rational value(to_integer(samples.wide()), to_integer(samples.positive_wide()));
    const Rational quantum(to_integer(samples.positive_word()), to_integer(samples.positive_word()));
    for (const RoundingMode mode : test::kModes) {
      const Rational rounded = round_to(value, quantum, mode);
      REQUIRE(denominator(Rational(rounded / quantum)) == 1);
      REQUIRE(abs(Rational(rounded - value)) < quantum);
      REQUIRE(round_to(rounded, quantum, mode) == rounded);
    }
    // The mirrored modes, on the mirrored value.
    REQUIRE(round_to(value, quantum, RoundingMode::Floor) == -round_to(-value, quantum, RoundingMode::Ceiling));
    for (const RoundingMode mode : {RoundingMode::HalfUp, RoundingMode::HalfEven, RoundingMode::HalfDown}) {
      REQUIRE(abs(Rational(round_to(value, quantum, mode) - value)) * 2 <= quantum);
      REQUIRE(round_to(-value, quantum, mode) == -round_to(value, quantum, mode));
    }
  }
}

TEST_CASE("modes by their words") {
  for (const RoundingMode mode : test::kModes) CHECK(rounding_mode(words(mode)) == mode);
  CHECK(words(RoundingMode::AwayFromZero) == std::string("away from zero"));
  CHECK_FALSE(rounding_mode("half  up"));
  CHECK_FALSE(rounding_mode("up"));
  CHECK_FALSE(rounding_mode(""));
}

}  // namespace

}  // namespace meruit::number
