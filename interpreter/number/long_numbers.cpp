#include "number/long_numbers.h"

#include <algorithm>

namespace boost::multiprecision::backends {

namespace {

using Long = number<CountedLimbs, et_off>;

constexpr unsigned kBits = sizeof(limb_type) * 8;

Long limbs_of(const CountedLimbs& of, unsigned first, unsigned count) {
  Long piece;
  piece.backend().resize(count, count);
  std::copy(of.limbs() + first, of.limbs() + first + count, piece.backend().limbs());
  piece.backend().normalize();
  return piece;
}

// The upper 62 bits of a number that has `bits` of them, where these stand.
std::int64_t upper(const Long& of, unsigned bits) {
  constexpr unsigned kKept = 62;
  const unsigned below = bits - kKept, limb = below / kBits, shift = below % kBits;
  const CountedLimbs& all = of.backend();
  if (limb >= all.size()) return 0;
  limb_type value = all.limbs()[limb] >> shift;
  if (shift > 0 && limb + 1 < all.size()) value |= all.limbs()[limb + 1] << (kBits - shift);
  return static_cast<std::int64_t>(value & ((limb_type{1} << kKept) - 1));
}

// Several steps of Euclid's algorithm at once, as far as the upper digits decide them (D. E. Knuth, The Art of Computer
// Programming 2, 4.5.2, algorithm L). Whatever they say, a step keeps the common divisors: its determinant is 1 or -1.
struct Steps {
  std::int64_t a = 1, b = 0, c = 0, d = 1;

  Steps(std::int64_t x, std::int64_t y) {
    while (y + c != 0 && y + d != 0) {
      const std::int64_t quotient = (x + a) / (y + c);
      if (quotient != (x + b) / (y + d)) break;
      const __int128 next_c = static_cast<__int128>(a) - static_cast<__int128>(quotient) * c;
      const __int128 next_d = static_cast<__int128>(b) - static_cast<__int128>(quotient) * d;
      constexpr __int128 kMost = __int128{1} << 61;
      if (next_c > kMost || next_c < -kMost || next_d > kMost || next_d < -kMost) break;
      a = std::exchange(c, static_cast<std::int64_t>(next_c));
      b = std::exchange(d, static_cast<std::int64_t>(next_d));
      x = std::exchange(y, x - quotient * y);
    }
  }
};

}  // namespace

void divide_in_pieces(const CountedLimbs& a, const CountedLimbs& b, CountedLimbs* quotient, CountedLimbs& rest) {
  constexpr unsigned kPiece = 256;  // limbs
  const Long divisor = limbs_of(b, 0, b.size());
  Long whole, left, digit, below;
  for (unsigned end = a.size(); end > 0;) {
    const unsigned count = (end - 1) % kPiece + 1;
    end -= count;
    left <<= count * kBits;
    left += limbs_of(a, end, count);
    divide_unsigned_helper(&digit.backend(), left.backend(), divisor.backend(), below.backend());
    left = below;
    if (quotient != nullptr) {
      whole <<= count * kBits;
      whole += digit;
    }
    meruit::budget::tick(1 + divisor.backend().size() / 4);
  }
  if (quotient != nullptr) *quotient = std::move(whole.backend());
  rest = std::move(left.backend());
}

void common_divisor(CountedLimbs& result, const CountedLimbs& first, const CountedLimbs& second) {
  constexpr unsigned kShort = 4;  // limbs
  Long a = limbs_of(first, 0, first.size()), b = limbs_of(second, 0, second.size());
  if (a < b) a.swap(b);
  while (b.backend().size() > kShort) {
    meruit::budget::tick(1 + a.backend().size() / 64);
    const unsigned bits = msb(a) + 1;
    const Steps steps(upper(a, bits), upper(b, bits));
    Long next_a, next_b;
    if (steps.b != 0) {
      next_a = abs(Long(a * steps.a + b * steps.b));
      next_b = abs(Long(a * steps.c + b * steps.d));
      if (next_a < next_b) next_a.swap(next_b);
    }
    // Also where the upper digits have led to nothing smaller.
    if (steps.b == 0 || next_a >= a) {
      next_b = a % b;
      next_a = b;
    }
    a = std::move(next_a);
    b = std::move(next_b);
  }
  eval_gcd<>(result, a.backend(), b.backend());
}

}  // namespace boost::multiprecision::backends
