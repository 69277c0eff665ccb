// Results as CSV (RFC 4180, line feeds): plain decimals in full, an empty cell where a value is missing.
#include "cli/results.h"

namespace meruit::cli {

void add_csv_cell(std::string& text, std::string_view cell) {
  const bool plain = cell.find_first_of(",\"\r\n") == std::string_view::npos;
  if (plain) {
    text += cell;
    return;
  }
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

std::string csv(const ResultTable& table) {
  std::string text;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) text += ',';
    add_csv_cell(text, table.columns[i].name);
  }
  text += '\n';
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) text += ',';
      if (const auto& value = table.columns[i].values[row]) add_csv_cell(text, *value);
    }
    text += '\n';
  }
  return text;
}

}  // namespace meruit::cli
