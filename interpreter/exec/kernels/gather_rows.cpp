// What other relations' rows hold, for rows that are numbers in a register: cells gathered one by one. Rows that lead
// nowhere are absent.
#include "exec/kernels.h"
#include "exec/part.h"
#include "exec/transfer.h"

namespace meruit::exec {

namespace {

// The rows that a register of positions names.
template <class W>
class RowsNamed {
 public:
  RowsNamed(const Column<W>& rows, std::size_t first) : rows_(rows), first_(first) {}
  [[nodiscard]] bool leads(std::size_t i) const {
    return (rows_.present == nullptr || rows_.present[i] != 0) && (rows_.faults == nullptr || rows_.faults[i] == 0);
  }
  [[nodiscard]] std::size_t operator[](std::size_t i) const {
    return static_cast<std::uint32_t>(rows_.ordinals[i]) - first_;
  }

 private:
  const Column<W>& rows_;
  std::size_t first_;  // of the column that is gathered from
};

template <class W, class Cells>
void gather_numbers(const Cells& cells, const RowsNamed<W>& rows, const W& times, bool is_one, W* to, Frame<W>& frame) {
  for (std::size_t i = 0; i < frame.rows; ++i) {
    to[i] = 0;
    if (!rows.leads(i)) continue;
    if constexpr (std::is_same_v<typename Cells::value_type, Integer>)
      to[i] = narrowed<W>(cells[rows[i]], frame.overflow);
    else if constexpr (kIsBig<W>)
      to[i] = exact(cells[rows[i]]);
    else if constexpr (sizeof(W) < sizeof(typename Cells::value_type))
      to[i] = number::narrow(cells[rows[i]], frame.overflow);
    else
      to[i] = cells[rows[i]];
    if (!is_one) to[i] = multiply(to[i], times, frame.overflow);
  }
}

template <class W>
void gather_wholes(const data::Column& column, const RowsNamed<W>& rows, const Integer& times, W* to, Frame<W>& frame) {
  const W factor = narrowed<W>(times, frame.overflow);
  const bool is_one = times == 1;
  if (!column.i64.empty())
    gather_numbers(column.i64, rows, factor, is_one, to, frame);
  else if (!column.i128.empty())
    gather_numbers(column.i128, rows, factor, is_one, to, frame);
  else
    gather_numbers(column.big, rows, factor, is_one, to, frame);
}

template <class W, class T>
void gather_lane(const std::span<const T>& cells, const RowsNamed<W>& rows, T* to, Frame<W>& frame) {
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = rows.leads(i) ? cells[rows[i]] : T();
}

// Values and absences; numbers times `times`. Denominators and faults are the caller's.
template <class W>
void gather(plan::RegisterId out, plan::RegisterId row, const data::Column& column, const RowsNamed<W>& rows,
            const Integer& times, const Writable<W>& to, Frame<W>& frame) {
  if (to.n != nullptr) gather_wholes(column, rows, times, to.n, frame);
  if (to.yes != nullptr) gather_lane(column.yes, rows, to.yes, frame);
  if (to.ordinals != nullptr) gather_lane(column.ordinals, rows, to.ordinals, frame);
  if (to.lasts != nullptr) gather_lane(column.lasts, rows, to.lasts, frame);
  if (to.texts != nullptr) gather_lane(column.texts, rows, to.texts, frame);
  frame.first_fault_of(out, {&row, 1});
  if (const std::uint8_t* present = frame[row].present; present != nullptr)
    std::copy_n(present, frame.rows, frame.presence(out));
}

}  // namespace

template <class W>
void run(const plan::LoadLink& step, Frame<W>& frame) {
  const std::vector<std::uint32_t>& link = frame.relation->links[step.link];
  std::int32_t* to = frame.new_ordinals(step.out);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const std::uint32_t row = link[frame.first_row + i];
    to[i] = row == data::kNoRow ? 0 : static_cast<std::int32_t>(row);
    if (row == data::kNoRow) frame.presence(step.out)[i] = 0;
  }
}

template <class W>
void run(const plan::GatherColumn& step, Frame<W>& frame) {
  const Kept& kept = frame.part->columns[step.column.index];
  const RowsNamed<W> rows(frame[step.row], kept.first);
  const Writable<W> to = new_buffers(step.out, frame);
  gather(step.out, step.row, kept.column, rows, Integer(1), to, frame);
  if (to.d != nullptr) {
    gather_wholes(kept.denominators, rows, Integer(1), to.d, frame);
    for (std::size_t i = 0; i < frame.rows; ++i)
      if (!rows.leads(i)) to.d[i] = 1;
  }
  for (std::size_t i = 0; i < frame.rows; ++i) {
    if (!rows.leads(i)) continue;
    if (!kept.column.present.empty() && kept.column.present[rows[i]] == 0) frame.presence(step.out)[i] = 0;
    if (!kept.faults.empty() && kept.faults[rows[i]] != 0) frame.set_fault(step.out, i, kept.faults[rows[i]]);
  }
}

template <class W>
void run(const plan::GatherInput& step, Frame<W>& frame) {
  const data::Column& column = frame.part->relations[step.relation.index].columns[step.input];
  const RowsNamed<W> rows(frame[step.row], 0);
  const Writable<W> to = new_buffers(step.out, frame);
  const bool pair = to.d != nullptr;
  const bool is_number = column.kind == check::TypeKind::Number;
  const Integer times = pair || !is_number ? Integer(1) : Integer(step.denominator.exact / column.denominator);
  gather(step.out, step.row, column, rows, times, to, frame);
  if (pair) std::fill_n(to.d, frame.rows, narrowed<W>(column.denominator, frame.overflow));
  for (std::size_t i = 0; i < frame.rows; ++i) {
    if (!rows.leads(i)) continue;
    if (data::is_unreadable(column, rows[i])) frame.set_fault(step.out, i, step.unreadable);
    if (column.present.empty() || column.present[rows[i]] != 0) continue;
    if (step.required != 0)
      frame.set_fault(step.out, i, step.required);
    else
      frame.presence(step.out)[i] = 0;
  }
}

MERUIT_INSTANTIATE(LoadLink)
MERUIT_INSTANTIATE(GatherColumn)
MERUIT_INSTANTIATE(GatherInput)

}  // namespace meruit::exec
