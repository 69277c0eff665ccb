// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, each costing one.
#include "source/nearest.h"

#include <algorithm>
#include <vector>

namespace meruit::source {

namespace {

std::size_t distance(std::string_view a, std::string_view b) {
  // Three rows of the table are enough: the row being filled and the two before it.
  std::vector<std::size_t> two_before(b.size() + 1);
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], two_before[j - 2] + 1);
      }
    }
    two_before.swap(before);
    before.swap(row);
  }
  return before[b.size()];
}

}  // namespace

std::string nearest(std::string_view name, std::span<const std::string> known) {
  const std::string* best = nullptr;
  std::size_t best_distance = 0;
  for (const std::string& candidate : known) {
    const std::size_t longer = std::max(name.size(), candidate.size());
    const std::size_t shorter = std::min(name.size(), candidate.size());
    // Two letters may differ by one: `ac` is near `aco`; beyond that a third of the length.
    const std::size_t allowed = longer <= 3 ? 1 : longer / 3;
    if (longer - shorter > allowed || longer < 2) continue;
    const std::size_t found = distance(name, candidate);
    if (found <= allowed && found < longer && (best == nullptr || found < best_distance)) {
      best = &candidate;
      best_distance = found;
    }
  }
  return best == nullptr ? std::string() : *best;
}

}  // namespace meruit::source
