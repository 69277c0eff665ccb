#include "data/problem.h"

#include <algorithm>

namespace meruit::data {

namespace {

// kWholeTable is the largest row and comes first: adding one makes it 0.
bool before(const Problem& a, const Problem& b) { return a.row + 1 < b.row + 1; }

}  // namespace

void Problems::add(Problem problem) {
  ++count_;
  if (problem.row != Problem::kWholeTable) note_row(problem.row);
  kept_.push_back(std::move(problem));
  if (kept_.size() < 2 * limit_ + 1) return;
  std::stable_sort(kept_.begin(), kept_.end(), before);
  kept_.resize(limit_);
}

void Problems::count(std::size_t row) {
  ++count_;
  note_row(row);
}

void Problems::note_row(std::size_t row) {
  if (rows_.size() <= row) rows_.resize(row + 1);
  rows_[row] = true;
}

std::vector<Problem> Problems::first() const {
  std::vector<Problem> result = kept_;
  std::stable_sort(result.begin(), result.end(), before);
  if (result.size() > limit_) result.resize(limit_);
  return result;
}

std::size_t Problems::rows_in_error() const {
  return static_cast<std::size_t>(std::count(rows_.begin(), rows_.end(), true));
}

std::string shown(std::string_view cell) {
  constexpr std::size_t kLongest = 60;
  if (cell.empty()) return "nothing";
  if (cell.size() <= kLongest) return "`" + std::string(cell) + "`";
  // Cut between characters, never inside one.
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0u) == 0x80u) --end;
  return "`" + std::string(cell.substr(0, end)) + "…`";
}

}  // namespace meruit::data
