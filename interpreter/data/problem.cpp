#include "data/problem.h"

#include <algorithm>

#include "source/utf8.h"

namespace meruit::data {

namespace {

std::string byte_shown(char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {'\\', 'x', kDigits[value / 16], kDigits[value % 16]};
}

}  // namespace

void Problems::sort(std::vector<Problem>& problems) const {
  // kWholeTable is the largest row and comes first: adding one makes it 0.
  const auto place = [&](const Problem& problem) {
    const bool moved = problem.row < source_rows_.size();
    return (moved ? source_rows_[problem.row] : problem.row) + 1;
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
}

void Problems::add(Problem problem) {
  ++count_;
  if (problem.row == Problem::kWholeTable)
    whole_table_ = true;
  else
    note_row(problem.row);
  kept_.push_back(std::move(problem));
  if (kept_.size() < 2 * limit_ + 1) return;
  sort(kept_);
  kept_.resize(limit_);
}

void Problems::count(std::size_t row) {
  ++count_;
  note_row(row);
}

void Problems::absorb(Problems other) {
  const std::size_t only_counted = other.count_ - other.kept_.size();
  for (Problem& problem : other.kept_) add(std::move(problem));
  count_ += only_counted;
  whole_table_ = whole_table_ || other.whole_table_;
  if (rows_.size() < other.rows_.size()) rows_.resize(other.rows_.size());
  for (std::size_t row = 0; row < other.rows_.size(); ++row)
    if (other.rows_[row]) rows_[row] = true;
}

void Problems::note_row(std::size_t row) {
  if (rows_.size() <= row) rows_.resize(row + 1);
  rows_[row] = true;
}

std::vector<Problem> Problems::first() const {
  std::vector<Problem> result = kept_;
  sort(result);
  if (result.size() > limit_) result.resize(limit_);
  return result;
}

std::size_t Problems::rows_in_error() const {
  return static_cast<std::size_t>(std::count(rows_.begin(), rows_.end(), true));
}

std::string shown(std::string_view cell) {
  constexpr std::size_t kLongest = 60;
  if (cell.empty()) return "nothing";
  std::string text;
  for (std::size_t taken = 0; !cell.empty();) {
    // Cut between characters, never inside one.
    const auto first = static_cast<unsigned char>(cell.front());
    const bool character = first >= 0x20 && first != 0x7F && source::valid_utf8(cell.substr(0, 4)) > 0;
    const std::size_t length = character ? source::character_length(first) : 1;
    taken += length;
    if (taken > kLongest) return "`" + text + "…`";
    text += character ? std::string(cell.substr(0, length)) : byte_shown(cell.front());
    cell.remove_prefix(length);
  }
  return "`" + text + "`";
}

}  // namespace meruit::data
