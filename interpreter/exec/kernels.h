// One kernel a step: reads the registers it names, writes the one it defines, for the frame's rows. Kernels of one
// topic share a file in kernels/.
#pragma once

#include "exec/frame.h"

namespace meruit::exec {

#define MERUIT_KERNEL(Step) \
  template <class W>        \
  void run(const plan::Step&, Frame<W>&);

// kernels/sources.cpp
MERUIT_KERNEL(Load)
MERUIT_KERNEL(Fill)
MERUIT_KERNEL(Broadcast)
MERUIT_KERNEL(TakePart)
MERUIT_KERNEL(LoadColumn)
// kernels/gather_rows.cpp
MERUIT_KERNEL(LoadLink)
MERUIT_KERNEL(GatherColumn)
MERUIT_KERNEL(GatherInput)
// kernels/affine.cpp, product.cpp, root.cpp, min_max.cpp
MERUIT_KERNEL(Affine)
MERUIT_KERNEL(Product)
MERUIT_KERNEL(Root)
MERUIT_KERNEL(Absolute)
MERUIT_KERNEL(MinMax)
MERUIT_KERNEL(Clamp)
// kernels/compare.cpp, find.cpp, logic.cpp
MERUIT_KERNEL(CompareNumbers)
MERUIT_KERNEL(CompareOthers)
MERUIT_KERNEL(InSet)
MERUIT_KERNEL(FindKey)
MERUIT_KERNEL(Not)
MERUIT_KERNEL(AndOr)
MERUIT_KERNEL(IsGiven)
MERUIT_KERNEL(IfMissing)
MERUIT_KERNEL(Required)
// kernels/dates.cpp
MERUIT_KERNEL(InPeriod)
MERUIT_KERNEL(Overlaps)
MERUIT_KERNEL(MakePeriod)
MERUIT_KERNEL(EndOfPeriod)
MERUIT_KERNEL(YearOf)
// kernels/shift.cpp
MERUIT_KERNEL(MoveDate)
MERUIT_KERNEL(CountPeriod)
MERUIT_KERNEL(CalendarPart)
MERUIT_KERNEL(DaysOf)
MERUIT_KERNEL(Elapsed)
MERUIT_KERNEL(SharedDays)
// kernels/table.cpp, band.cpp
MERUIT_KERNEL(FindBlock)
MERUIT_KERNEL(FindRow)
MERUIT_KERNEL(Gather)
MERUIT_KERNEL(FindBand)
MERUIT_KERNEL(Graduate)
// kernels/cases.cpp
MERUIT_KERNEL(Cases)

#undef MERUIT_KERNEL

// In a kernel's file: the kernel in all widths.
#define MERUIT_KERNEL_IN(W, Step) template void run(const plan::Step&, Frame<W>&);
#define MERUIT_INSTANTIATE(Step)       \
  MERUIT_KERNEL_IN(std::int64_t, Step) \
  MERUIT_KERNEL_IN(Int128, Step)       \
  MERUIT_KERNEL_IN(Integer, Step)

}  // namespace meruit::exec
