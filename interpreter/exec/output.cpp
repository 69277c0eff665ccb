#include "exec/output.h"

#include <algorithm>

namespace meruit::exec {

namespace {

// The element of whichever of three vectors the width fills.
Integer element(const Chunk& chunk, const std::vector<std::int64_t>& narrow, const std::vector<Int128>& wide,
                const std::vector<Integer>& big, std::size_t i) {
  switch (chunk.width) {
    case plan::Width::I64:
      return number::to_integer(narrow[i]);
    case plan::Width::I128:
      return number::to_integer(wide[i]);
    case plan::Width::Big:
      break;
  }
  return big[i];
}

}  // namespace

check::Outcome OutputColumn::at(std::size_t row) const {
  const auto after = std::upper_bound(chunks_.begin(), chunks_.end(), row,
                                      [](std::size_t r, const Chunk& chunk) { return r < chunk.first_row; });
  const Chunk& chunk = *(after - 1);
  return at(chunk, row - chunk.first_row);
}

check::Outcome OutputColumn::at(const Chunk& chunk, std::size_t i) const {
  using check::TypeKind;
  if (!chunk.faults.empty() && chunk.faults[i] != 0) return fault(chunk.faults[i]);
  if (!chunk.present.empty() && chunk.present[i] == 0) return check::Absence::Missing;
  switch (type_.kind) {
    case TypeKind::Number: {
      Integer d = denominator_;
      if (pairs_) d *= element(chunk, chunk.row_i64, chunk.row_i128, chunk.row_big, i);
      return check::Value(Rational(element(chunk, chunk.i64, chunk.i128, chunk.big, i), d));
    }
    case TypeKind::YesNo:
      return check::Value(chunk.yes[i] != 0);
    case TypeKind::Text:
      return check::Value(std::string(chunk.texts[i]));
    case TypeKind::Date:
      return check::Value(calendar::Date{chunk.ordinals[i]});
    case TypeKind::Period:
      return check::Value(calendar::Period{{chunk.ordinals[i]}, {chunk.lasts[i]}});
    case TypeKind::OneOf:
    case TypeKind::Row:  // no result is a row
      break;
  }
  return check::Value(check::Word{static_cast<std::uint32_t>(chunk.ordinals[i])});
}

std::size_t OutputColumn::first_fault() const {
  for (const Chunk& chunk : chunks_) {
    const auto at_fault =
        std::find_if(chunk.faults.begin(), chunk.faults.end(), [](std::uint32_t id) { return id != 0; });
    if (at_fault != chunk.faults.end())
      return chunk.first_row + static_cast<std::size_t>(at_fault - chunk.faults.begin());
  }
  return rows_;
}

void OutputColumn::append(Chunk chunk) {
  chunk.first_row = rows_;
  rows_ += chunk.rows;
  chunks_.push_back(std::move(chunk));
}

}  // namespace meruit::exec
