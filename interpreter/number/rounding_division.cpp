// Prepares constant divisors; the proof stands in the header.
#include "number/rounding_division.h"

#include <bit>
#include <cassert>

namespace meruit::number {

namespace {

std::uint64_t tie_bit(UInt128 divisor, RoundingMode mode) {
  return mode == RoundingMode::HalfEven && divisor % 2 == 0 ? 1 : 0;
}

}  // namespace

ConstantDivisor::ConstantDivisor(std::int64_t divisor_given, RoundingMode mode)
    : divisor(static_cast<std::uint64_t>(divisor_given)),
      shift(static_cast<unsigned>(std::bit_width(divisor - 1))),
      bias(rounding_bias(mode, divisor, false)),
      negative_bias(rounding_bias(mode, divisor, true)),
      tie_bit(number::tie_bit(divisor, mode)) {
  assert(divisor_given > 0);
  // shift <= 63, so 2^(63+shift) + d - 1 < 2^127.
  multiplier = static_cast<std::uint64_t>(((UInt128{1} << (63 + shift)) + divisor - 1) / divisor);
}

WideConstantDivisor::WideConstantDivisor(Int128 divisor_given, RoundingMode mode)
    : divisor(static_cast<UInt128>(divisor_given)),
      bias(rounding_bias(mode, divisor, false)),
      negative_bias(rounding_bias(mode, divisor, true)),
      tie_bit(number::tie_bit(divisor, mode)),
      short_way((divisor >> 63) == 0) {
  assert(divisor_given > 0);
  if (short_way) narrow = ConstantDivisor(static_cast<std::int64_t>(divisor_given), mode);
}

}  // namespace meruit::number
