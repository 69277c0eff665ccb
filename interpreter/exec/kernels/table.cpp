// From a date to the block in force, from key positions to a table's row, from a row to its cell.
#include "exec/kernels.h"
#include "exec/transfer.h"

namespace meruit::exec {

template <class W>
void run(const plan::FindBlock& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.date, 1});
  const std::int32_t* days = frame[step.date].ordinals;
  std::int32_t* to = frame.new_ordinals(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const auto after = std::upper_bound(step.from.begin(), step.from.end(), days[i]);
    to[i] = after == step.from.begin() ? plan::kNotCovered : static_cast<std::int32_t>(after - step.from.begin()) - 1;
  }
}

namespace {

// The array's place for the row's key positions; kNotFound stands one past the last position of its key.
template <class W>
void dense_rows(const plan::FindRow& step, std::int32_t* to, Frame<W>& frame) {
  const std::size_t rows = frame.rows;
  const Scratch<std::uint32_t> place(frame.lists);
  const std::int32_t* block = step.block.given() ? frame[step.block].ordinals : nullptr;
  for (std::size_t i = 0; i < rows; ++i) place[i] = block == nullptr ? 0 : static_cast<std::uint32_t>(std::max(block[i], 0));
  for (std::size_t k = 0; k < step.keys.size(); ++k) {
    const std::int32_t* position = frame[step.keys[k]].ordinals;
    const std::uint32_t size = step.finder.sizes[k];
    for (std::size_t i = 0; i < rows; ++i)
      place[i] = place[i] * (size + 1) + (position[i] < 0 ? size : static_cast<std::uint32_t>(position[i]));
  }
  for (std::size_t i = 0; i < rows; ++i) to[i] = step.finder.dense[place[i]];
  if (block == nullptr) return;
  for (std::size_t i = 0; i < rows; ++i) to[i] = block[i] < 0 ? block[i] : to[i];
}

template <class W>
bool fits(const plan::RowFinder::Row& row, const plan::FindRow& step, const Frame<W>& frame, std::size_t i) {
  for (std::size_t k = 0; k < row.keys.size(); ++k) {
    const std::vector<std::int32_t>& allowed = row.keys[k];
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), frame[step.keys[k]].ordinals[i]) == allowed.end())
      return false;
  }
  return true;
}

template <class W>
std::int32_t scan_rows(const plan::FindRow& step, const Frame<W>& frame, std::size_t i) {
  const std::int32_t block = step.block.given() ? frame[step.block].ordinals[i] : 0;
  if (block < 0) return block;
  for (const plan::RowFinder::Row& row : step.finder.rows)
    if (row.block == static_cast<std::uint32_t>(block) && fits(row, step, frame, i)) return row.row;
  return plan::kNotFound;
}

}  // namespace

template <class W>
void run(const plan::FindRow& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, step.keys);
  if (step.block.given()) frame.first_fault_of(step.out, {&step.block, 1});
  std::int32_t* to = frame.new_ordinals(step.out);
  if (!step.finder.dense.empty()) {
    dense_rows(step, to, frame);
    return;
  }
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = scan_rows(step, frame, i);
}

template <class W>
void run(const plan::Gather& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.position, 1});
  const std::int32_t* position = frame[step.position].ordinals;
  const plan::Cells& cells = step.cells;
  const Writable<W> to = new_buffers(step.out, frame);
  clear(to, frame.rows);
  std::vector<W> numbers;
  for (const plan::Whole& whole : cells.numbers) {
    // A cell too wide for this batch matters only to rows that pick it.
    bool too_wide = false;
    numbers.push_back(constant<W>(whole, too_wide));
  }
  for (std::size_t i = 0; i < frame.rows; ++i) {
    if (position[i] < 0) {
      frame.set_fault(step.out, i, position[i] == plan::kNotFound ? step.not_found : step.not_covered);
      continue;
    }
    const auto cell = static_cast<std::size_t>(position[i]);
    if (cells.sites[cell] != 0) frame.set_fault(step.out, i, cells.sites[cell]);
    switch (cells.kind) {
      case check::TypeKind::Number:
        to.n[i] = numbers[cell];
        frame.overflow |= cells.numbers[cell].width > kWidth<W>;
        break;
      case check::TypeKind::YesNo: to.yes[i] = cells.ordinals[cell] != 0; break;
      case check::TypeKind::Text: to.texts[i] = cells.texts[cell]; break;
      case check::TypeKind::Period: to.lasts[i] = cells.lasts[cell]; [[fallthrough]];
      case check::TypeKind::Date:
      case check::TypeKind::OneOf: to.ordinals[i] = cells.ordinals[cell]; break;
    }
  }
}

MERUIT_INSTANTIATE(FindBlock)
MERUIT_INSTANTIATE(FindRow)
MERUIT_INSTANTIATE(Gather)

}  // namespace meruit::exec
