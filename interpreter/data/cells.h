// Walks the cells of a bound column, one template instance for each physical form, so that the loops over millions
// of rows decide nothing twice.
#pragma once

#include <cstdint>
#include <string_view>

#include "data/arrow_table.h"

namespace meruit::data {

template <class Offset>
[[nodiscard]] inline std::string_view text_at(const ArrowArray& array, std::int64_t at) {
  const auto* offsets = static_cast<const Offset*>(array.buffers[1]);
  const auto* bytes = static_cast<const char*>(array.buffers[2]);
  const auto length = static_cast<std::size_t>(offsets[at + 1] - offsets[at]);
  return length == 0 ? std::string_view() : std::string_view(bytes + offsets[at], length);
}

// f(row, present, at): `at` is the position in the chunk's buffers.
template <class F>
void for_each_place(const Chunk& chunk, std::size_t& row, F&& f) {
  const std::int64_t end = chunk.first + chunk.rows;
  if (chunk.has_nulls()) {
    for (std::int64_t at = chunk.first; at < end; ++at) f(row++, chunk.present(at), at);
  } else {
    for (std::int64_t at = chunk.first; at < end; ++at) f(row++, true, at);
  }
}

template <class Whole, class F>
void for_each_whole_of(const Chunk& chunk, std::size_t& row, F&& f) {
  const auto* values = static_cast<const Whole*>(chunk.array->buffers[1]);
  for_each_place(chunk, row,
                 [&](std::size_t r, bool present, std::int64_t at) { f(r, present, present ? values[at] : Whole{}); });
}

// f(row, present, value) with value an integer type of at most 64 bits; for Date32, Int… and small decimals.
template <class F>
void for_each_whole(CellForm form, const Chunk& chunk, std::size_t& row, F&& f) {
  switch (form) {
    case CellForm::Int8:
      return for_each_whole_of<std::int8_t>(chunk, row, f);
    case CellForm::Int16:
      return for_each_whole_of<std::int16_t>(chunk, row, f);
    case CellForm::Int32:
    case CellForm::Decimal32:
    case CellForm::Date32:
      return for_each_whole_of<std::int32_t>(chunk, row, f);
    case CellForm::Int64:
    case CellForm::Decimal64:
      return for_each_whole_of<std::int64_t>(chunk, row, f);
    case CellForm::UInt8:
      return for_each_whole_of<std::uint8_t>(chunk, row, f);
    case CellForm::UInt16:
      return for_each_whole_of<std::uint16_t>(chunk, row, f);
    case CellForm::UInt32:
      return for_each_whole_of<std::uint32_t>(chunk, row, f);
    default:
      return;
  }
}

template <class Offset, class F>
void for_each_text_of(const ArrowColumn& column, const Chunk& chunk, std::size_t& row, F&& f) {
  if (!column.dictionary) {
    for_each_place(chunk, row, [&](std::size_t r, bool present, std::int64_t at) {
      f(r, present, present ? text_at<Offset>(*chunk.array, at) : std::string_view());
    });
    return;
  }
  const ArrowArray& words = *chunk.array->dictionary;
  const Chunk in_dictionary{&words, words.offset, words.length};
  for_each_whole(column.index, chunk, row, [&](std::size_t r, bool present, auto position) {
    const auto at = words.offset + static_cast<std::int64_t>(position);
    const bool there = present && static_cast<std::int64_t>(position) >= 0 &&
                       static_cast<std::int64_t>(position) < words.length &&
                       (!in_dictionary.has_nulls() || in_dictionary.present(at));
    f(r, there, there ? text_at<Offset>(words, at) : std::string_view());
  });
}

// f(row, present, text) for utf8, large utf8 and dictionaries of them. The texts live as long as the table.
template <class F>
void for_each_text(const ArrowColumn& column, F&& f) {
  std::size_t row = 0;
  for (const Chunk& chunk : column.chunks) {
    if (column.form == CellForm::Utf8)
      for_each_text_of<std::int32_t>(column, chunk, row, f);
    else
      for_each_text_of<std::int64_t>(column, chunk, row, f);
  }
}

// One cell of a column of text; empty when it is missing.
[[nodiscard]] inline std::string_view text_of(const ArrowColumn& column, std::size_t row) {
  auto left = static_cast<std::int64_t>(row);
  for (const Chunk& chunk : column.chunks) {
    if (left >= chunk.rows) {
      left -= chunk.rows;
      continue;
    }
    ArrowColumn one = column;
    one.chunks = {{chunk.array, chunk.first + left, 1}};
    std::string_view found;
    for_each_text(one, [&](std::size_t, bool, std::string_view text) { found = text; });
    return found;
  }
  return {};
}

}  // namespace meruit::data
