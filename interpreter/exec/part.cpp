#include "exec/part.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace meruit::exec {

namespace {

using check::RelationId;

// None: not below the root.
using Found = std::vector<std::optional<Range>>;

std::optional<Range> below(const Tree& tree, RelationId relation, Found& found) {
  const RelationId parent = tree.parents[relation.index];
  if (found[relation.index] || !parent.given()) return found[relation.index];
  const auto parents = below(tree, parent, found);
  if (!parents) return std::nullopt;
  const std::vector<std::uint32_t>& first = tree.relations[relation.index].first_under;
  const std::size_t from = first[parents->first];
  found[relation.index] = Range{from, first[parents->after()] - from};
  return found[relation.index];
}

}  // namespace

std::vector<Range> rows_below(const Tree& tree, Range roots) {
  Found found(tree.relations.size());
  found[tree.root.index] = roots;
  std::vector<Range> all;
  for (std::uint32_t relation = 0; relation < found.size(); ++relation)
    all.push_back(below(tree, {relation}, found).value_or(Range{}));
  return all;
}

std::size_t count_below(const Tree& tree, Range roots) {
  std::size_t count = 0;
  for (const Range& rows : rows_below(tree, roots)) count += rows.count;
  return count;
}

std::vector<Range> cut_roots(const Tree& tree, std::size_t parts) {
  const std::size_t rows = tree.relations[tree.root.index].rows;
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

std::vector<std::uint32_t> first_below(const Part& part, std::span<const RelationId> parents, RelationId of,
                                       RelationId lowest) {
  const Range& rows = part.rows[of.index];
  std::vector<std::uint32_t> first(rows.count + 1);
  std::iota(first.begin(), first.end(), static_cast<std::uint32_t>(rows.first));
  std::vector<RelationId> way;  // down to the rows gone through, the last step first
  for (RelationId at = lowest; at != of; at = parents[at.index]) way.push_back(at);
  for (auto at = way.rbegin(); at != way.rend(); ++at)
    for (std::uint32_t& row : first) row = part.relations[at->index].first_under[row];
  return first;
}

}  // namespace meruit::exec
