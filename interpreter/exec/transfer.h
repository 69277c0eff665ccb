// Rows copied between columns of one kind: what selects, captures and scatters have in common.
#pragma once

#include "exec/frame.h"

namespace meruit::exec {

// The buffers of a register's kind, to be written.
template <class W>
struct Writable {
  W* n = nullptr;
  W* d = nullptr;
  std::uint8_t* yes = nullptr;
  std::int32_t* ordinals = nullptr;
  std::int32_t* lasts = nullptr;
  std::string_view* texts = nullptr;
};

// New buffers for a register, by its kind. Not filled.
template <class W>
[[nodiscard]] Writable<W> new_buffers(plan::RegisterId, Frame<W>&);

// Zero, no, "": harmless values in all rows.
template <class W>
void clear(const Writable<W>&, std::size_t rows);

// Rows of a column to rows of another, in step; null: 0, 1, 2 ….
struct Rows {
  const std::uint32_t* from = nullptr;
  const std::uint32_t* to = nullptr;
  std::size_t count = 0;
};

// Values only; numbers times `times`. A pair takes denominators of one from a column without.
template <class W>
void copy_values(const Column<W>& from, const Writable<W>& to, const Rows&, const plan::Whole& times, Frame<W>&);

// Absences and faults of the rows copied, which must not be at fault already.
template <class W>
void copy_lanes(const Column<W>& from, plan::RegisterId to, const Rows&, Frame<W>&);

}  // namespace meruit::exec
