// The table builder: vectors to Arrow columns.
#include "meruit/table.h"

#include "api/arrow_export.h"
#include "api/inside.h"
#include "source/wording.h"

namespace meruit {

struct Table::Columns {
  std::string origin;
  std::vector<api::ArrowNode> columns;
  std::vector<std::uint64_t> lines;
  std::vector<DataProblem> broken;
  std::uint64_t further_broken = 0;
  std::vector<DataProblem> doubts;
  std::uint64_t bytes = 0;  // of the cells
  std::string problem;      // of the first column that cannot be used

  void check_places(const std::string& name, int places) {
    if ((places < 0 || places > 18) && problem.empty())
      problem = "column `" + name + "`: " + std::to_string(places) + " places; from 0 to 18 are possible";
  }
};

Table::Table(std::string origin) : columns_(std::make_shared<Columns>()) { columns_->origin = std::move(origin); }

// Copies of a table share its columns until one of them is added to.
Table::Columns& Table::own() {
  if (columns_.use_count() > 1) columns_ = std::make_shared<Columns>(*columns_);
  return *columns_;
}

Table& Table::text(std::string name, const std::vector<std::string>& values) {
  TextColumn column;
  for (const std::string& value : values) column.add(value);
  return text(std::move(name), std::move(column));
}

Table& Table::text(std::string name, TextColumn values) {
  const auto owner = std::make_shared<const TextColumn>(std::move(values));
  api::ArrowNode node{std::move(name), "U", false, static_cast<std::int64_t>(owner->size()), 0, {}, {}};
  node.buffers = {nullptr, {owner, owner->ends_.data()}, {owner, owner->bytes_.data()}};
  own().bytes += owner->bytes();
  own().columns.push_back(std::move(node));
  return *this;
}

Table& Table::number(std::string name, std::vector<std::int64_t> values, int places) {
  own().check_places(name, places);
  const auto length = static_cast<std::int64_t>(values.size());
  own().bytes += values.size() * sizeof(std::int64_t);
  api::ArrowNode node{std::move(name), "d:18," + std::to_string(places) + ",64", false, length, 0, {}, {}};
  node.buffers = {nullptr, api::buffer(std::move(values))};
  own().columns.push_back(std::move(node));
  return *this;
}

Table& Table::optional_number(std::string name, const std::vector<std::optional<std::int64_t>>& values, int places) {
  std::vector<std::int64_t> numbers;
  std::vector<std::uint8_t> present;
  std::int64_t missing = 0;
  for (const auto& value : values) {
    numbers.push_back(value.value_or(0));
    present.push_back(value ? 1 : 0);
    missing += value ? 0 : 1;
  }
  number(std::move(name), std::move(numbers), places);
  api::ArrowNode& node = columns_->columns.back();
  node.nullable = true;
  node.null_count = missing;
  if (missing > 0) node.buffers[0] = api::buffer(api::bits(present));
  return *this;
}

Table& Table::lines(std::vector<std::uint64_t> of_rows) {
  own().lines = std::move(of_rows);
  return *this;
}

Table& Table::broken(std::vector<DataProblem> rows, std::uint64_t further) {
  Columns& columns = own();
  columns.broken = std::move(rows);
  columns.further_broken = further;
  return *this;
}

Table& Table::doubts(std::vector<DataProblem> found) {
  own().doubts = std::move(found);
  return *this;
}

std::size_t Table::rows() const {
  return columns_->columns.empty() ? 0 : static_cast<std::size_t>(columns_->columns.front().length);
}
const std::string& Table::origin() const { return columns_->origin; }
const std::vector<std::uint64_t>& Table::lines() const { return columns_->lines; }
const std::vector<DataProblem>& Table::broken() const { return columns_->broken; }
std::uint64_t Table::further_broken() const { return columns_->further_broken; }
const std::vector<DataProblem>& Table::doubts() const { return columns_->doubts; }

std::uint64_t Table::bytes() const {
  std::uint64_t bytes = columns_->bytes + columns_->lines.size() * sizeof(std::uint64_t);
  for (const DataProblem& each : columns_->broken)
    bytes += sizeof each + each.message.size() + each.found.size() + each.expected.size();
  return bytes;
}

Result<void> Table::stream(ArrowArrayStream* out) const {
  const auto refuse = [](std::string message) {
    return api::plain_error(ErrorKind::Usage, "table", std::move(message));
  };
  if (!columns_->problem.empty()) return refuse(columns_->problem);
  const auto length = static_cast<std::int64_t>(rows());
  for (const api::ArrowNode& column : columns_->columns) {
    if (column.length != length) {
      return refuse("column `" + column.name + "` has " +
                    source::counted(static_cast<std::size_t>(column.length), "row") + ", `" +
                    columns_->columns.front().name + "` has " + std::to_string(length));
    }
  }
  if (!columns_->lines.empty() && columns_->lines.size() != rows()) return refuse("as many lines as rows are needed");
  api::to_stream({"", "+s", false, length, 0, {nullptr}, columns_->columns}, out);
  return {};
}

}  // namespace meruit
