#include "exec/part.h"

#include <algorithm>
#include <optional>

namespace meruit::exec {

namespace {

// None: not below the root.
using Found = std::vector<std::optional<Range>>;

std::optional<Range> below(const Tree& tree, std::uint32_t relation, Found& found) {
  if (found[relation] || tree.parents[relation] == Tree::kNone) return found[relation];
  const auto parents = below(tree, tree.parents[relation], found);
  if (!parents) return std::nullopt;
  const std::vector<std::uint32_t>& first = tree.relations[relation].first_under;
  const std::size_t from = first[parents->first];
  found[relation] = Range{from, first[parents->after()] - from};
  return found[relation];
}

// Of the root and what lies below it.
std::size_t count_below(const Tree& tree, Range roots) {
  Found found(tree.relations.size());
  found[tree.root] = roots;
  std::size_t count = 0;
  for (std::uint32_t relation = 0; relation < found.size(); ++relation)
    if (const auto rows = below(tree, relation, found)) count += rows->count;
  return count;
}

}  // namespace

std::vector<Range> rows_below(const Tree& tree, Range roots) {
  Found found(tree.relations.size());
  found[tree.root] = roots;
  std::vector<Range> all;
  for (std::uint32_t relation = 0; relation < found.size(); ++relation)
    all.push_back(below(tree, relation, found).value_or(Range{0, tree.relations[relation].rows}));
  return all;
}

std::vector<Range> cut_roots(const Tree& tree, std::size_t parts) {
  const std::size_t rows = tree.relations[tree.root].rows;
  const std::size_t all = count_below(tree, {0, rows});
  std::vector<Range> ranges;
  std::size_t from = 0;
  for (std::size_t part = 1; part <= parts && from < rows; ++part) {
    // The first row up to which there are enough; the last part has the rest.
    std::size_t low = from + 1, high = rows;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (count_below(tree, {0, middle}) * parts >= all * part)
        high = middle;
      else
        low = middle + 1;
    }
    ranges.push_back({from, low - from});
    from = low;
  }
  return ranges;
}

}  // namespace meruit::exec
