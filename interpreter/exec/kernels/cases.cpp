// Cases: which case each row takes, then each value on the rows that take it. A branch runs on a list of rows: what
// it uses from around is gathered first. One that takes more than nine rows in ten runs on all of them, in place.
#include <numeric>

#include "exec/kernels.h"
#include "exec/transfer.h"

namespace meruit::exec {

namespace {

constexpr std::int32_t kUndecided = -1, kAtFault = -2, kTwo = -3;

struct List {
  const std::uint32_t* rows;
  std::size_t count;
};

// Runs a branch's block on the rows of the list, or on all. Captured registers are released with the branch.
template <class W>
void enter(const plan::Block& block, const List& list, bool all, Frame<W>& frame) {
  for (const plan::Block::Capture& capture : block.captures) {
    if (all) {
      frame.column(capture.inner) = frame[capture.outer];
      continue;
    }
    const Column<W> outer = frame[capture.outer];
    const std::size_t around = frame.rows;
    frame.rows = list.count;
    const Rows rows{list.rows, nullptr, list.count};
    copy_values(outer, new_buffers(capture.inner, frame), rows, plan::Whole(Integer(1)), frame);
    copy_lanes(outer, capture.inner, rows, frame);
    frame.rows = around;
  }
  const std::size_t around = frame.rows;
  if (!all) frame.rows = list.count;
  run_block(block, frame);
  frame.rows = around;
}

template <class W>
void leave(const plan::Branch& branch, Frame<W>& frame) {
  frame.release(branch.of.of);
  for (const plan::Block::Capture& capture : frame.section.blocks[branch.block.index].captures)
    frame.release(capture.inner);
}

// The case of each row. Every condition is looked at: the first fault decides, then how many hold.
template <class W>
void only_case(const plan::Cases& step, std::int32_t* taken, Frame<W>& frame) {
  for (std::size_t c = 0; c < step.conditions.size(); ++c) {
    const Column<W>& condition = frame[step.conditions[c].of.of];
    for (std::size_t i = 0; i < frame.rows; ++i) {
      if (taken[i] == kAtFault) continue;
      if (condition.faults != nullptr && condition.faults[i] != 0) {
        frame.set_fault(step.out, i, condition.faults[i]);
        taken[i] = kAtFault;
      } else if (condition.yes[i] != 0) {
        taken[i] = taken[i] == kUndecided ? static_cast<std::int32_t>(c) : kTwo;
      }
    }
  }
}

// Keeps the undecided rows of a list; returns how many.
std::size_t keep_undecided(const std::int32_t* taken, std::uint32_t* list, std::size_t count) {
  std::size_t kept = 0;
  for (std::size_t j = 0; j < count; ++j) {
    const std::uint32_t row = list[j];
    list[kept] = row;
    kept += taken[row] == kUndecided ? 1U : 0U;
  }
  return kept;
}

// The first case that applies: a condition on the rows that no earlier one took.
template <class W>
void first_case(const plan::Cases& step, std::int32_t* taken, Frame<W>& frame) {
  const Scratch<std::uint32_t> list(frame.lists);
  std::iota(list.get(), list.get() + frame.rows, 0U);
  std::size_t count = frame.rows;
  for (std::size_t c = 0; c < step.conditions.size() && count > 0; ++c) {
    const plan::Branch& branch = step.conditions[c];
    const bool inner = branch.block.given();
    const bool on_list = inner && count != frame.rows;
    if (inner) enter(frame.section.blocks[branch.block.index], {list.get(), count}, !on_list, frame);
    if (frame.overflow) return;
    const Column<W>& condition = frame[branch.of.of];
    for (std::size_t j = 0; j < count; ++j) {
      const std::uint32_t row = list[j];
      const std::size_t at = on_list ? j : row;
      if (condition.faults != nullptr && condition.faults[at] != 0) {
        frame.set_fault(step.out, row, condition.faults[at]);
        taken[row] = kAtFault;
      } else if (condition.yes[at] != 0) {
        taken[row] = static_cast<std::int32_t>(c);
      }
    }
    if (inner) leave(branch, frame);
    count = keep_undecided(taken, list.get(), count);
  }
}

// The rows of each case, one list after the other, in two passes and without a branch; starts[c] to starts[c + 1].
std::vector<std::size_t> rows_by_case(const std::int32_t* taken, std::size_t rows, std::size_t cases,
                                      std::uint32_t* list) {
  std::vector<std::size_t> starts(cases + 3, 0);  // the last stretch holds the rows that take none
  const auto place = [&](std::int32_t c) { return c < 0 ? cases : static_cast<std::size_t>(c); };
  for (std::size_t i = 0; i < rows; ++i) ++starts[place(taken[i]) + 2];
  for (std::size_t c = 2; c < starts.size(); ++c) starts[c] += starts[c - 1];
  for (std::size_t i = 0; i < rows; ++i) list[starts[place(taken[i]) + 1]++] = static_cast<std::uint32_t>(i);
  return starts;
}

template <class W>
void take_value(const plan::Branch& branch, plan::RegisterId out, const Writable<W>& to, const List& list,
                Frame<W>& frame) {
  if (list.count == 0) return;
  const bool inner = branch.block.given();
  const bool all = list.count * 10 > frame.rows * 9;
  if (inner) enter(frame.section.blocks[branch.block.index], list, all, frame);
  if (frame.overflow) return;
  const Rows rows{inner && !all ? nullptr : list.rows, list.rows, list.count};
  copy_values(frame[branch.of.of], to, rows, branch.of.times, frame);
  copy_lanes(frame[branch.of.of], out, rows, frame);
  if (inner) leave(branch, frame);
}

}  // namespace

template <class W>
void run(const plan::Cases& step, Frame<W>& frame) {
  const Scratch<std::int32_t> taken(frame.ordinals);
  std::fill_n(taken.get(), frame.rows, kUndecided);
  if (step.first)
    first_case(step, taken.get(), frame);
  else
    only_case(step, taken.get(), frame);
  if (frame.overflow) return;

  const bool has_otherwise = step.otherwise.of.of.given();
  const auto otherwise = static_cast<std::int32_t>(step.values.size());
  for (std::size_t i = 0; i < frame.rows; ++i) {
    if (taken[i] == kTwo) frame.set_fault(step.out, i, step.two_cases);
    if (taken[i] != kUndecided) continue;
    if (has_otherwise)
      taken[i] = otherwise;
    else
      frame.set_fault(step.out, i, step.no_case);
  }

  const Writable<W> to = new_buffers(step.out, frame);
  clear(to, frame.rows);
  const Scratch<std::uint32_t> list(frame.lists);
  const std::size_t cases = step.values.size() + (has_otherwise ? 1 : 0);
  const std::vector<std::size_t> starts = rows_by_case(taken.get(), frame.rows, cases, list.get());
  for (std::size_t c = 0; c < cases; ++c) {
    const plan::Branch& branch = c == step.values.size() ? step.otherwise : step.values[c];
    take_value(branch, step.out, to, {list.get() + starts[c], starts[c + 1] - starts[c]}, frame);
    if (frame.overflow) return;
  }
}

MERUIT_INSTANTIATE(Cases)

}  // namespace meruit::exec
