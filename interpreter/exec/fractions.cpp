// Sums of fractions: numerators added by denominator; the few sums that are left meet in pairs, so that no addition
// is dearer than it must be.
#include "exec/fractions.h"

#include <limits>
#include <vector>

namespace meruit::exec {

void FractionTotals::add(std::int64_t n, std::uint64_t d) {
  if (too_many_) return;
  small_[d].add(Int128{n});
  limit();
}

void FractionTotals::add(const Integer& n, const Integer& d) {
  if (too_many_) return;
  if (d <= std::numeric_limits<std::uint64_t>::max())
    small_[static_cast<std::uint64_t>(d)].add(n);
  else
    large_[d].add(n);
  limit();
}

void FractionTotals::limit() {
  if (small_.size() + large_.size() <= most_) return;
  too_many_ = true;
  small_.clear();
  large_.clear();
}

void FractionTotals::merge(const FractionTotals& other) {
  too_many_ = too_many_ || other.too_many_;
  if (!too_many_) {
    for (const auto& [d, total] : other.small_) small_[d].add(total);
    for (const auto& [d, total] : other.large_) large_[d].add(total);
    limit();
  } else {
    small_.clear();
    large_.clear();
  }
}

Rational FractionTotals::value() const {
  std::vector<Rational> sums;
  for (const auto& [d, total] : small_) sums.emplace_back(total.value(), Integer(d));
  for (const auto& [d, total] : large_) sums.emplace_back(total.value(), d);
  while (sums.size() > 1) {
    const std::size_t half = sums.size() / 2;
    for (std::size_t i = 0; i < half; ++i) sums[i] = sums[2 * i] + sums[2 * i + 1];
    if (sums.size() % 2 == 1) sums[half] = sums.back();
    sums.resize((sums.size() + 1) / 2);
  }
  return sums.empty() ? Rational(0) : sums.front();
}

}  // namespace meruit::exec
