#include "data/arrow_table.h"

#include <charconv>
#include <optional>

#include "budget/budget.h"

namespace meruit::data {

namespace {

Error refused(std::string message) { return {ErrorKind::Data, "arrow", std::move(message), {}, {}, {}, 0}; }

// "d:18,2" or "d:18,2,64": scale and width.
bool read_decimal(std::string_view format, ArrowColumn& column) {
  const std::size_t first = format.find(',');
  if (first == std::string_view::npos) return false;
  const std::size_t second = format.find(',', first + 1);
  const std::string_view scale =
      format.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
  const auto [end, problem] = std::from_chars(scale.data(), scale.data() + scale.size(), column.places);
  if (problem != std::errc() || end != scale.data() + scale.size() || column.places < 0) return false;
  const std::string_view width = second == std::string_view::npos ? "128" : format.substr(second + 1);
  column.form = width == "32"    ? CellForm::Decimal32
                : width == "64"  ? CellForm::Decimal64
                : width == "128" ? CellForm::Decimal128
                                 : CellForm::Unsupported;
  return true;
}

CellForm simple_form(std::string_view format) {
  if (format == "u") return CellForm::Utf8;
  if (format == "U") return CellForm::LargeUtf8;
  if (format == "c") return CellForm::Int8;
  if (format == "s") return CellForm::Int16;
  if (format == "i") return CellForm::Int32;
  if (format == "l") return CellForm::Int64;
  if (format == "C") return CellForm::UInt8;
  if (format == "S") return CellForm::UInt16;
  if (format == "I") return CellForm::UInt32;
  if (format == "tdD") return CellForm::Date32;
  if (format == "b") return CellForm::Bool;
  return CellForm::Unsupported;
}

ArrowColumn column_of(const ArrowSchema& schema) {
  ArrowColumn column;
  column.name = schema.name != nullptr ? schema.name : "";
  column.format = schema.format;
  if (schema.dictionary != nullptr) {
    column.dictionary = true;
    column.index = simple_form(schema.format);
    column.format = schema.dictionary->format;
  }
  if (column.format.starts_with("d:")) {
    if (!read_decimal(std::string_view(column.format).substr(2), column)) column.form = CellForm::Unsupported;
  } else {
    column.form = simple_form(column.format);
  }
  const bool text_dictionary = column.is_text() && column.index >= CellForm::Int8 && column.index <= CellForm::UInt32;
  if (column.dictionary && !text_dictionary) column.form = CellForm::Unsupported;
  return column;
}

// A stream is released once, however reading it ends.
struct StreamGuard {
  ArrowArrayStream* stream;
  ~StreamGuard() {
    if (stream->release != nullptr) stream->release(stream);
  }
};

std::string last_error(ArrowArrayStream* stream) {
  const char* text = stream->get_last_error != nullptr ? stream->get_last_error(stream) : nullptr;
  return text != nullptr ? text : "the Arrow stream failed without a message";
}

}  // namespace

Result<std::shared_ptr<const ArrowTable>> ArrowTable::read(ArrowArrayStream* stream, const Limits& limits) {
  const StreamGuard guard{stream};
  if (stream->release == nullptr) return refused("the Arrow stream is already released");
  const std::shared_ptr<ArrowTable> table(new ArrowTable);
  if (stream->get_schema(stream, &table->schema_) != 0) {
    table->schema_.release = nullptr;
    return refused(last_error(stream));
  }
  if (auto taken = table->take_schema(); !taken) return taken.error();
  for (;;) {
    ArrowArray batch{};
    if (stream->get_next(stream, &batch) != 0) return refused(last_error(stream));
    if (batch.release == nullptr) break;
    if (auto taken = table->take_batch(batch); !taken) return taken.error();
    budget::tick(table->rows());
    if (table->rows() > limits.rows)
      throw budget::Spent(limits, &Limits::rows, "the data has more rows than " + budget::grouped(limits.rows));
  }
  return std::shared_ptr<const ArrowTable>(table);
}

ArrowTable::~ArrowTable() {
  for (const auto& batch : batches_)
    if (batch->release != nullptr) batch->release(batch.get());
  if (schema_.release != nullptr) schema_.release(&schema_);
}

Result<void> ArrowTable::take_schema() {
  if (std::string_view(schema_.format) != "+s") return refused("the Arrow stream's batches must be of struct type");
  for (std::int64_t i = 0; i < schema_.n_children; ++i) columns_.push_back(column_of(*schema_.children[i]));
  return {};
}

Result<void> ArrowTable::take_batch(ArrowArray batch) {
  batches_.push_back(std::make_unique<ArrowArray>(batch));
  const ArrowArray& rows = *batches_.back();
  if (rows.n_children != static_cast<std::int64_t>(columns_.size()))
    return refused("a batch of the Arrow stream has other columns than its schema");
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const ArrowArray* child = rows.children[i];
    if (child->length < rows.offset + rows.length)
      return refused("a column of the Arrow stream is shorter than its batch");
    if (columns_[i].dictionary && child->dictionary == nullptr)
      return refused("a batch of the Arrow stream lacks its dictionary");
    columns_[i].chunks.push_back({child, child->offset + rows.offset, rows.length});
  }
  rows_ += static_cast<std::size_t>(rows.length);
  return {};
}

const ArrowColumn* ArrowTable::find(std::string_view name) const {
  for (const ArrowColumn& column : columns_)
    if (column.name == name) return &column;
  return nullptr;
}

}  // namespace meruit::data
