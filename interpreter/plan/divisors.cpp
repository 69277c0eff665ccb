// The reduced denominators of n/q are divisors of q. Small primes are divided out and counted exactly; of what is left
// every prime is large, so that there are few of them.
#include "plan/divisors.h"

namespace meruit::plan {

namespace {

constexpr unsigned kSmall = 1'024;  // what is left has no factor below 2 to the tenth

}  // namespace

bool has_many_divisors(const Rational& scale, std::uint64_t most) {
  Integer rest = denominator(scale);
  std::uint64_t divisors = 1;
  for (unsigned factor = 2; factor < kSmall && rest > 1; ++factor) {
    std::uint64_t times = 0;
    while (rest % factor == 0) {
      rest /= factor;
      times += 1;
    }
    if (times >= most / divisors) return true;
    divisors *= times + 1;
  }
  if (rest == 1) return false;
  // Different primes give the most divisors: twice as many for each.
  const std::size_t primes = msb(rest) / 10;
  return primes >= 64 || divisors > most >> primes;
}

}  // namespace meruit::plan
