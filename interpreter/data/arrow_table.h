// The batches of one Arrow stream, owned, and the columns in them as chunks. Says which physical form each column
// has; never looks at a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "meruit/arrow_c_data.h"
#include "meruit/limits.h"
#include "meruit/result.h"

namespace meruit::data {

enum class CellForm : std::uint8_t {
  Utf8,
  LargeUtf8,
  Int8,
  Int16,
  Int32,
  Int64,
  UInt8,
  UInt16,
  UInt32,
  Decimal32,
  Decimal64,
  Decimal128,
  Date32,
  Bool,
  Unsupported,
};

// Rows [first, first + rows) of an Arrow array, as one batch of a column; `first` counts all offsets in.
struct Chunk {
  const ArrowArray* array = nullptr;
  std::int64_t first = 0;
  std::int64_t rows = 0;

  [[nodiscard]] bool has_nulls() const { return array->null_count != 0 && array->buffers[0] != nullptr; }
  // `at` counts from the start of the array's buffers: first <= at < first + rows.
  [[nodiscard]] bool present(std::int64_t at) const {
    return (static_cast<const std::uint8_t*>(array->buffers[0])[at >> 3] >> (at & 7)) & 1;
  }
};

struct ArrowColumn {
  std::string name;
  std::string format;  // as Arrow writes it, for messages
  CellForm form = CellForm::Unsupported;
  int places = 0;           // decimals
  bool dictionary = false;  // then `form` is the dictionary's, `index` that of the positions in it
  CellForm index = CellForm::Unsupported;
  std::vector<Chunk> chunks;

  [[nodiscard]] bool is_text() const { return form == CellForm::Utf8 || form == CellForm::LargeUtf8; }
};

class ArrowTable {
 public:
  // Reads the stream to its end and releases it, whatever happens.
  static Result<std::shared_ptr<const ArrowTable>> read(ArrowArrayStream* stream, const Limits& = {});
  ~ArrowTable();
  ArrowTable(const ArrowTable&) = delete;
  ArrowTable& operator=(const ArrowTable&) = delete;

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] const std::vector<ArrowColumn>& columns() const { return columns_; }
  // The first of that name; null: none.
  [[nodiscard]] const ArrowColumn* find(std::string_view name) const;

 private:
  ArrowTable() = default;
  Result<void> take_schema();
  Result<void> take_batch(ArrowArray batch);

  ArrowSchema schema_{};
  std::vector<std::unique_ptr<ArrowArray>> batches_;
  std::vector<ArrowColumn> columns_;
  std::size_t rows_ = 0;
};

}  // namespace meruit::data
