// Where columns come from: the caller's data, constants of the plan, values from all records.
#include "exec/kernels.h"
#include "exec/part.h"

namespace meruit::exec {

namespace {

// Whole numbers from this row on in this width, brought from their denominator to the plan's.
template <class W, class From>
void widen(const From* source, const W& times, bool is_one, W* to, Frame<W>& frame) {
  for (std::size_t i = 0; i < frame.rows; ++i) {
    W value{};
    if constexpr (std::is_same_v<From, Integer>)
      value = narrowed<W>(source[i], frame.overflow);
    else if constexpr (kIsBig<W>)
      value = exact(source[i]);
    else if constexpr (sizeof(W) < sizeof(From))
      value = number::narrow(source[i], frame.overflow);
    else
      value = source[i];
    to[i] = is_one ? value : multiply(value, times, frame.overflow);
  }
}

// In place where both already fit, otherwise in the buffer that `buffer` gives.
template <class W, class Buffer>
const W* whole_numbers(const data::Column& column, std::size_t first, const Integer& times, Frame<W>& frame,
                       Buffer&& buffer) {
  const bool is_one = times == 1;
  if constexpr (std::is_same_v<W, std::int64_t>) {
    if (is_one && !column.i64.empty()) return column.i64.data() + first;
  } else if constexpr (std::is_same_v<W, Int128>) {
    if (is_one && !column.i128.empty()) return column.i128.data() + first;
  }
  const W factor = narrowed<W>(times, frame.overflow);
  W* to = buffer();
  if (!column.i64.empty())
    widen(column.i64.data() + first, factor, is_one, to, frame);
  else if (!column.i128.empty())
    widen(column.i128.data() + first, factor, is_one, to, frame);
  else
    widen(column.big.data() + first, factor, is_one, to, frame);
  return to;
}

// Values from row `first` on; numbers times `times`.
template <class W>
void load_values(plan::RegisterId out, const data::Column& from, std::size_t first, const Integer& times,
                 Frame<W>& frame) {
  Column<W>& to = frame.column(out);
  switch (frame.section.registers[out.index].kind) {
    case check::TypeKind::Number:
      to.n = whole_numbers(from, first, times, frame, [&] { return frame.new_n(out); });
      break;
    case check::TypeKind::YesNo:
      to.yes = from.yes.data() + first;
      break;
    case check::TypeKind::Text:
      to.texts = from.texts.data() + first;
      break;
    case check::TypeKind::Period:
      to.lasts = from.lasts.data() + first;
      [[fallthrough]];
    case check::TypeKind::Date:
    case check::TypeKind::Row:
    case check::TypeKind::OneOf:
      to.ordinals = from.ordinals.data() + first;
      break;
  }
}

}  // namespace

template <class W>
void run(const plan::Load& step, Frame<W>& frame) {
  const data::Column& from = frame.relation->columns[step.input];
  const std::size_t first = frame.first_row;
  const bool pair = frame.is_pair(step.out);
  const bool brought = from.kind == check::TypeKind::Number && !pair;
  load_values(step.out, from, first, brought ? Integer(step.denominator.exact / from.denominator) : Integer(1), frame);
  if (pair) std::fill_n(frame.new_d(step.out), frame.rows, narrowed<W>(from.denominator, frame.overflow));
  if (!from.unreadable.empty())
    for (std::size_t i = 0; i < frame.rows; ++i)
      if (from.unreadable[first + i] != 0) frame.set_fault(step.out, i, step.unreadable);
  if (from.present.empty()) return;
  const std::uint8_t* present = from.present.data() + first;
  if (step.required == 0) {
    frame.column(step.out).present = present;
    return;
  }
  for (std::size_t i = 0; i < frame.rows; ++i)
    if (present[i] == 0) frame.set_fault(step.out, i, step.required);
}

template <class W>
void run(const plan::LoadColumn& step, Frame<W>& frame) {
  const Kept& kept = frame.part->columns[step.column.index];
  const std::size_t first = frame.first_row - kept.first;
  load_values(step.out, kept.column, first, Integer(1), frame);
  Column<W>& to = frame.column(step.out);
  if (frame.is_pair(step.out))
    to.d = whole_numbers(kept.denominators, first, Integer(1), frame, [&] { return frame.new_d(step.out); });
  if (!kept.column.present.empty()) to.present = kept.column.present.data() + first;
  if (!kept.faults.empty()) to.faults = kept.faults.data() + first;
}

template <class W>
void run(const plan::Fill& step, Frame<W>& frame) {
  const check::Value* value = std::get_if<check::Value>(&step.value);
  const std::size_t rows = frame.rows;
  switch (frame.section.registers[step.out.index].kind) {
    case check::TypeKind::Number:
      std::fill_n(frame.new_n(step.out), rows, constant<W>(step.number, frame.overflow));
      break;
    case check::TypeKind::YesNo:
      std::fill_n(frame.new_yes(step.out), rows, value != nullptr && std::get<bool>(*value) ? 1 : 0);
      break;
    case check::TypeKind::Text:
      std::fill_n(frame.new_texts(step.out), rows,
                  value != nullptr ? std::string_view(std::get<std::string>(*value)) : "");
      break;
    case check::TypeKind::Date:
      std::fill_n(frame.new_ordinals(step.out), rows, value != nullptr ? std::get<calendar::Date>(*value).days : 0);
      break;
    case check::TypeKind::Period: {
      const auto period = value != nullptr ? std::get<calendar::Period>(*value) : calendar::Period{};
      std::fill_n(frame.new_ordinals(step.out), rows, period.first.days);
      std::fill_n(frame.new_lasts(step.out), rows, period.last.days);
      break;
    }
    case check::TypeKind::Row:  // no value is written out as a row
    case check::TypeKind::OneOf: {
      const std::uint32_t word = value != nullptr ? std::get<check::Word>(*value).ordinal : 0;
      std::fill_n(frame.new_ordinals(step.out), rows, static_cast<std::int32_t>(word));
      break;
    }
  }
  if (step.site != 0) std::fill_n(frame.faults(step.out), rows, step.site);
  if (std::holds_alternative<check::Absence>(step.value)) std::fill_n(frame.presence(step.out), rows, std::uint8_t{0});
}

template <class W>
void run(const plan::Broadcast& step, Frame<W>& frame) {
  const SlotValue& from = frame.slots[step.slot.index];
  const std::size_t rows = frame.rows;
  switch (frame.section.registers[step.out.index].kind) {
    case check::TypeKind::Number:
      std::fill_n(frame.new_n(step.out), rows, narrowed<W>(from.n, frame.overflow));
      if (frame.is_pair(step.out)) std::fill_n(frame.new_d(step.out), rows, narrowed<W>(from.d, frame.overflow));
      break;
    case check::TypeKind::YesNo:
      std::fill_n(frame.new_yes(step.out), rows, from.yes ? 1 : 0);
      break;
    case check::TypeKind::Text:
      std::fill_n(frame.new_texts(step.out), rows, std::string_view(from.text));
      break;
    case check::TypeKind::Period:
      std::fill_n(frame.new_lasts(step.out), rows, from.last);
      [[fallthrough]];
    case check::TypeKind::Date:
    case check::TypeKind::Row:
    case check::TypeKind::OneOf:
      std::fill_n(frame.new_ordinals(step.out), rows, from.ordinal);
      break;
  }
  if (from.fault != 0) std::fill_n(frame.faults(step.out), rows, from.fault);
  if (!from.present) std::fill_n(frame.presence(step.out), rows, std::uint8_t{0});
}

template <class W>
void run(const plan::TakePart& step, Frame<W>& frame) {
  const SlotValue& from = frame.slots[step.slot.index];
  W* to = frame.new_n(step.out);
  if (from.fault != 0) {
    std::fill_n(to, frame.rows, W(0));
    std::fill_n(frame.faults(step.out), frame.rows, from.fault);
    return;
  }
  for (std::size_t i = 0; i < frame.rows; ++i) to[i] = narrowed<W>((*from.parts)[frame.first_row + i], frame.overflow);
}

MERUIT_INSTANTIATE(Load)
MERUIT_INSTANTIATE(Fill)
MERUIT_INSTANTIATE(Broadcast)
MERUIT_INSTANTIATE(TakePart)
MERUIT_INSTANTIATE(LoadColumn)

}  // namespace meruit::exec
