// Columns handed out as Arrow C data: memory shared by reference counts, released when the consumer says so.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "meruit/arrow_c_data.h"

namespace meruit::api {

// An array and its type. `buffers` as Arrow orders them for the format; a null validity buffer says that no value is
// missing.
struct ArrowNode {
  std::string name, format;
  bool nullable = false;
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::vector<std::shared_ptr<const void>> buffers;
  std::vector<ArrowNode> children;
};

// A stream of one batch; `batch` is of format "+s".
void to_stream(ArrowNode batch, ArrowArrayStream* out);

// A buffer that owns a vector.
template <class T>
[[nodiscard]] std::shared_ptr<const void> buffer(std::vector<T> values) {
  auto owner = std::make_shared<const std::vector<T>>(std::move(values));
  return {owner, owner->data()};
}

// One bit a row from one byte a row.
[[nodiscard]] std::vector<std::uint8_t> bits(const std::vector<std::uint8_t>& bytes);

}  // namespace meruit::api
