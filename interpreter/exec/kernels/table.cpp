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
  for (std::size_t i = 0; i < rows; ++i)
    place[i] = block == nullptr ? 0 : static_cast<std::uint32_t>(std::max(block[i], 0));
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

namespace {

// Faults of the rows without a cell, and of cells without a value. The others' cells, or the first, are left in
// `cell`.
template <class W>
void find_cells(const plan::Gather& step, std::uint32_t* cell, Frame<W>& frame) {
  const std::int32_t* position = frame[step.position].ordinals;
  const plan::Cells& cells = step.cells;
  for (std::size_t i = 0; i < frame.rows; ++i) {
    cell[i] = static_cast<std::uint32_t>(std::max(position[i], 0));
    if (position[i] < 0)
      frame.set_fault(step.out, i, position[i] == plan::kNotFound ? step.not_found : step.not_covered);
    else if (cells.sites[cell[i]] != 0)
      frame.set_fault(step.out, i, cells.sites[cell[i]]);
  }
}

// A cell too wide for this batch matters only where a row picks it.
template <class W>
void gather_numbers(const std::vector<plan::Whole>& cells, const std::uint32_t* cell, W* to, Frame<W>& frame) {
  std::vector<W> numbers;
  std::vector<std::uint8_t> too_wide;
  bool any_too_wide = false;
  for (const plan::Whole& whole : cells) {
    bool overflow = false;
    numbers.push_back(constant<W>(whole, overflow));
    too_wide.push_back(overflow);
    any_too_wide |= overflow;
  }
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = numbers[cell[i]];
  for (std::size_t i = 0; i < frame.rows && any_too_wide; ++i) frame.overflow |= too_wide[cell[i]] != 0;
}

template <class From, class To>
void gather(const std::vector<From>& cells, const std::uint32_t* cell, To* to, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) to[i] = static_cast<To>(cells[cell[i]]);
}

}  // namespace

template <class W>
void run(const plan::Gather& step, Frame<W>& frame) {
  frame.first_fault_of(step.out, {&step.position, 1});
  const plan::Cells& cells = step.cells;
  const Writable<W> to = new_buffers(step.out, frame);
  const Scratch<std::uint32_t> cell(frame.lists);
  find_cells(step, cell.get(), frame);
  if (cells.sites.empty()) {  // no row can have found one
    clear(to, frame.rows);
    return;
  }
  if (cells.any_absent) {
    const std::int32_t* position = frame[step.position].ordinals;
    std::uint8_t* present = frame.presence(step.out);
    for (std::size_t i = 0; i < frame.rows; ++i) present[i] = position[i] < 0 || cells.absent[cell[i]] == 0 ? 1 : 0;
  }
  if (to.n != nullptr) gather_numbers(cells.numbers, cell.get(), to.n, frame);
  if (to.yes != nullptr) gather(cells.ordinals, cell.get(), to.yes, frame.rows);
  if (to.texts != nullptr) gather(cells.texts, cell.get(), to.texts, frame.rows);
  if (to.ordinals != nullptr) gather(cells.ordinals, cell.get(), to.ordinals, frame.rows);
  if (to.lasts != nullptr) gather(cells.lasts, cell.get(), to.lasts, frame.rows);
}

MERUIT_INSTANTIATE(FindBlock)
MERUIT_INSTANTIATE(FindRow)
MERUIT_INSTANTIATE(Gather)

}  // namespace meruit::exec
