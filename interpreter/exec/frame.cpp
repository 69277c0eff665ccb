#include "exec/frame.h"

#include "exec/kernels.h"

namespace meruit::exec {

template <class W>
Frame<W>::Frame(const plan::Section& of, const data::Relation* rows_of, std::span<const SlotValue> values,
                std::size_t capacity, const Part* of_part)
    : section(of),
      relation(rows_of),
      slots(values),
      part(of_part),
      numbers(capacity),
      bytes(capacity),
      ordinals(capacity),
      texts(capacity),
      fault_ids(capacity),
      lists(capacity),
      columns_(of.registers.size()),
      owned_(of.registers.size()) {}

template <class W>
void Frame<W>::begin(std::size_t first, std::size_t count) {
  for (std::uint32_t i = 0; i < columns_.size(); ++i) release({i});
  first_row = first;
  rows = count;
  overflow = false;
}

template <class W>
std::uint8_t* Frame<W>::presence(plan::RegisterId id) {
  if (const std::uint8_t* lane = owned_[id.index].present) return const_cast<std::uint8_t*>(lane);
  std::uint8_t* lane = own(id, bytes, &Column<W>::present);
  std::fill_n(lane, rows, std::uint8_t{1});
  return lane;
}

template <class W>
FaultId* Frame<W>::faults(plan::RegisterId id) {
  if (const FaultId* lane = owned_[id.index].faults) return const_cast<FaultId*>(lane);
  FaultId* lane = own(id, fault_ids, &Column<W>::faults);
  std::fill_n(lane, rows, FaultId{0});
  return lane;
}

template <class W>
void Frame<W>::first_fault_of(plan::RegisterId out, std::span<const plan::RegisterId> operands) {
  for (const plan::RegisterId operand : operands) {
    if (!operand.given() || columns_[operand.index].faults == nullptr) continue;
    const FaultId* from = columns_[operand.index].faults;
    FaultId* to = faults(out);
    for (std::size_t i = 0; i < rows; ++i) to[i] = to[i] != 0 ? to[i] : from[i];
  }
}

template <class W>
void Frame<W>::release(plan::RegisterId id) {
  Column<W>& owned = owned_[id.index];
  const auto give = [](auto& pool, auto& buffer) {
    if (buffer != nullptr) pool.give(buffer);
  };
  give(numbers, owned.n);
  give(numbers, owned.d);
  give(bytes, owned.yes);
  give(ordinals, owned.ordinals);
  give(ordinals, owned.lasts);
  give(texts, owned.texts);
  give(bytes, owned.present);
  give(fault_ids, owned.faults);
  owned = {};
  columns_[id.index] = {};
}

template <class W>
SlotValue value_at(const Column<W>& of, std::size_t row) {
  SlotValue value;
  value.fault = of.faults != nullptr ? of.faults[row] : 0;
  value.present = of.present == nullptr || of.present[row] != 0;
  if (of.n != nullptr) value.n = exact(of.n[row]);
  if (of.d != nullptr) value.d = exact(of.d[row]);
  if (of.yes != nullptr) value.yes = of.yes[row] != 0;
  if (of.ordinals != nullptr) value.ordinal = of.ordinals[row];
  if (of.lasts != nullptr) value.last = of.lasts[row];
  if (of.texts != nullptr) value.text = of.texts[row];
  return value;
}

template <class W>
void run_block(const plan::Block& block, Frame<W>& frame) {
  std::size_t at = 0;
  try {
    for (; at < block.steps.size(); ++at) {
      std::visit([&](const auto& step) { run(step, frame); }, block.steps[at]);
      if (frame.overflow) return;
      for (const plan::RegisterId id : block.releases[at]) frame.release(id);
    }
  } catch (budget::Spent& spent) {
    spent.in_expr(block.places[at].index);
    throw;
  }
}

#define MERUIT_MAKE(W)                                        \
  template class Frame<W>;                                    \
  template SlotValue value_at(const Column<W>&, std::size_t); \
  template void run_block(const plan::Block&, Frame<W>&);
MERUIT_EACH_WIDTH(MERUIT_MAKE)
#undef MERUIT_MAKE

}  // namespace meruit::exec
