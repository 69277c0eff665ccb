#include "exec/transfer.h"

namespace meruit::exec {

namespace {

// Calls copy(from row, to row) for each pair of rows, the kind of list chosen outside the loop.
template <class Copy>
void each(const Rows& rows, Copy&& copy) {
  if (rows.from == nullptr && rows.to == nullptr)
    for (std::size_t j = 0; j < rows.count; ++j) copy(j, j);
  else if (rows.from == nullptr)
    for (std::size_t j = 0; j < rows.count; ++j) copy(j, rows.to[j]);
  else if (rows.to == nullptr)
    for (std::size_t j = 0; j < rows.count; ++j) copy(rows.from[j], j);
  else
    for (std::size_t j = 0; j < rows.count; ++j) copy(rows.from[j], rows.to[j]);
}

template <class T>
void copy_lane(const T* from, T* to, const Rows& rows) {
  if (from == nullptr) return;
  each(rows, [&](std::size_t i, std::size_t j) { to[j] = from[i]; });
}

template <class W>
void copy_numbers(const W* from, W* to, const Rows& rows, const plan::Whole& by, Frame<W>& frame) {
  if (by.is_one()) {
    copy_lane(from, to, rows);
    return;
  }
  const W times = constant<W>(by, frame.overflow);
  bool overflow = false;
  each(rows, [&](std::size_t i, std::size_t j) { to[j] = multiply(times, from[i], overflow); });
  frame.overflow |= overflow;
}

}  // namespace

template <class W>
Writable<W> new_buffers(plan::RegisterId id, Frame<W>& frame) {
  Writable<W> to;
  const plan::Register& info = frame.section.registers[id.index];
  switch (info.kind) {
    case check::TypeKind::Number:
      to.n = frame.new_n(id);
      if (info.pair) to.d = frame.new_d(id);
      break;
    case check::TypeKind::YesNo:
      to.yes = frame.new_yes(id);
      break;
    case check::TypeKind::Text:
      to.texts = frame.new_texts(id);
      break;
    case check::TypeKind::Period:
      to.lasts = frame.new_lasts(id);
      [[fallthrough]];
    case check::TypeKind::Date:
    case check::TypeKind::Row:
    case check::TypeKind::OneOf:
      to.ordinals = frame.new_ordinals(id);
      break;
  }
  return to;
}

template <class W>
void clear(const Writable<W>& to, std::size_t rows) {
  if (to.n != nullptr) std::fill_n(to.n, rows, W(0));
  if (to.d != nullptr) std::fill_n(to.d, rows, W(1));
  if (to.yes != nullptr) std::fill_n(to.yes, rows, std::uint8_t{0});
  if (to.ordinals != nullptr) std::fill_n(to.ordinals, rows, 0);
  if (to.lasts != nullptr) std::fill_n(to.lasts, rows, 0);
  if (to.texts != nullptr) std::fill_n(to.texts, rows, std::string_view());
}

template <class W>
void copy_values(const Column<W>& from, const Writable<W>& to, const Rows& rows, const plan::Whole& times,
                 Frame<W>& frame) {
  if (to.n != nullptr) copy_numbers(from.n, to.n, rows, times, frame);
  if (to.d != nullptr && from.d == nullptr) each(rows, [&](std::size_t, std::size_t j) { to.d[j] = 1; });
  if (to.d != nullptr) copy_lane(from.d, to.d, rows);
  if (to.yes != nullptr) copy_lane(from.yes, to.yes, rows);
  if (to.ordinals != nullptr) copy_lane(from.ordinals, to.ordinals, rows);
  if (to.lasts != nullptr) copy_lane(from.lasts, to.lasts, rows);
  if (to.texts != nullptr) copy_lane(from.texts, to.texts, rows);
}

template <class W>
void copy_lanes(const Column<W>& from, plan::RegisterId to, const Rows& rows, Frame<W>& frame) {
  if (from.present != nullptr) copy_lane(from.present, frame.presence(to), rows);
  if (from.faults != nullptr) copy_lane(from.faults, frame.faults(to), rows);
}

#define MERUIT_MAKE(W)                                                                                         \
  template Writable<W> new_buffers(plan::RegisterId, Frame<W>&);                                               \
  template void clear(const Writable<W>&, std::size_t);                                                        \
  template void copy_values(const Column<W>&, const Writable<W>&, const Rows&, const plan::Whole&, Frame<W>&); \
  template void copy_lanes(const Column<W>&, plan::RegisterId, const Rows&, Frame<W>&);
MERUIT_EACH_WIDTH(MERUIT_MAKE)
#undef MERUIT_MAKE

}  // namespace meruit::exec
