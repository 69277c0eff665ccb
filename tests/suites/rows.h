// A file of tab-separated rows whose first line names the columns; a cell may be quoted, but
// holds neither tab nor line end.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meruit::suites {

class Rows {
 public:
  // nullopt when the file cannot be opened.
  [[nodiscard]] static std::optional<Rows> read(const std::filesystem::path& path);

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  // Empty when the row is short or the file has no such column.
  [[nodiscard]] std::string at(std::size_t row, const std::string& column) const;

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> cells_;
};

}  // namespace meruit::suites
