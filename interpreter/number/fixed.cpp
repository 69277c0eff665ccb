// Machine words to numbers of any size and back, by their 64-bit limbs.
#include "number/fixed.h"

namespace meruit::number {

namespace {

static_assert(sizeof(boost::multiprecision::limb_type) == 8, "limbs are expected to be 64 bits");

Integer from_magnitude(UInt128 magnitude, bool negative) {
  Integer result;
  auto& limbs = result.backend();
  limbs.resize(2, 2);
  limbs.limbs()[0] = static_cast<std::uint64_t>(magnitude);
  limbs.limbs()[1] = static_cast<std::uint64_t>(magnitude >> 64);
  limbs.normalize();  // drops a high limb of zero
  limbs.sign(negative);
  return result;
}

}  // namespace

Integer to_integer(std::int64_t value) { return Integer(value); }

Integer to_integer(Int128 value) { return from_magnitude(magnitude(value), value < 0); }

std::optional<std::int64_t> to_int64(const Integer& value) {
  const std::optional<Int128> wide = to_int128(value);
  bool overflow = !wide;
  const std::int64_t result = narrow(wide.value_or(0), overflow);
  return overflow ? std::nullopt : std::optional(result);
}

std::optional<Int128> to_int128(const Integer& value) {
  const auto& limbs = value.backend();
  if (limbs.size() > 2) return std::nullopt;
  const UInt128 high = limbs.size() == 2 ? UInt128{limbs.limbs()[1]} : 0;
  const UInt128 size = (high << 64) | limbs.limbs()[0];
  const UInt128 limit = static_cast<UInt128>(kInt128Max) + (limbs.sign() ? 1 : 0);
  if (size > limit) return std::nullopt;
  return static_cast<Int128>(limbs.sign() ? UInt128{0} - size : size);
}

}  // namespace meruit::number
