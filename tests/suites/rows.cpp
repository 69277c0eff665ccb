// Reads tab-separated rows.
#include "rows.h"

#include <algorithm>
#include <fstream>

namespace meruit::suites {

namespace {

// `"a ""b"""` stands for `a "b"`.
std::string unquoted(const std::string& cell) {
  if (cell.size() < 2 || !cell.starts_with('"') || !cell.ends_with('"')) return cell;
  std::string result;
  for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
    result += cell[i];
    if (cell[i] == '"') ++i;
  }
  return result;
}

std::vector<std::string> split(std::string line) {
  if (line.ends_with('\r')) line.pop_back();
  std::vector<std::string> cells;
  std::size_t from = 0;
  for (std::size_t tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', from)) {
    cells.push_back(unquoted(line.substr(from, tab - from)));
    from = tab + 1;
  }
  cells.push_back(unquoted(line.substr(from)));
  return cells;
}

}  // namespace

std::optional<Rows> Rows::read(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) return std::nullopt;
  Rows rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    if (rows.columns_.empty()) {
      rows.columns_ = split(line);
    } else {
      rows.cells_.push_back(split(line));
    }
  }
  return rows;
}

std::string Rows::at(std::size_t row, const std::string& column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  const auto position = static_cast<std::size_t>(found - columns_.begin());
  return position < cells_[row].size() && found != columns_.end() ? cells_[row][position] : std::string();
}

}  // namespace meruit::suites
