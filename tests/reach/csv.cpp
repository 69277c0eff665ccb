#include "csv.h"

#include <cstddef>

namespace meruit::tests {
namespace {

std::vector<std::vector<std::string>> cells_of(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      row.push_back(cell);
      cell.clear();
      if (c == '\n') {
        rows.push_back(row);
        row.clear();
      }
    } else if (quoted || c != '\r') {
      cell += c;
    }
  }
  if (!row.empty() || !cell.empty()) {  // the last line has no end
    row.push_back(cell);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

std::vector<Row> read_csv(const std::string& text) {
  const std::string mark = "\xEF\xBB\xBF";
  const auto rows = cells_of(text.compare(0, mark.size(), mark) == 0 ? text.substr(mark.size()) : text);
  std::vector<Row> named;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Row row;
    for (std::size_t column = 0; column < rows[0].size() && column < rows[i].size(); ++column)
      row[rows[0][column]] = rows[i][column];
    named.push_back(row);
  }
  return named;
}

}  // namespace meruit::tests
