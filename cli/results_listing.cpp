// Records one below the other, rule by rule in order of declaration: name, value, title.
#include <algorithm>

#include "cli/numbers.h"
#include "cli/results.h"
#include "cli/terminal.h"

namespace meruit::cli {

namespace {

struct Line {
  std::string name, value, after;
};

std::string value_text(const ResultColumn& column, std::size_t row) {
  const auto& value = column.values[row];
  if (!value) return "missing";
  if (column.kind != ValueKind::Number) return *value;
  return grouped(*value, column.money ? 2 : 0);
}

std::string after_value(const RunResults& results, const ResultColumn& column, std::size_t row) {
  std::string text = column.title;
  if (!column.money && !column.unit.empty()) text += (text.empty() ? "" : ", ") + column.unit;
  const OutputInfo* output = output_of(results, column);
  const auto& value = column.values[row];
  if (output == nullptr || !output->payment || !value) return text;
  const std::string owing =
      is_zero(*value) ? "nothing is owed" : "owed by " + owed_by(*output, *value) + " to " + owed_to(*output, *value);
  return text.empty() ? owing : text + ": " + owing;
}

std::string record_title(const ResultTable& table, std::size_t row) {
  std::string text = table.relation.empty() ? "over all records" : table.relation;
  std::string between = " ";
  for (const ResultColumn& column : table.columns) {
    if (!column.key) continue;
    text += between + column.values[row].value_or("");
    between = ", ";
  }
  return text;
}

}  // namespace

std::string listing(const RunResults& results, const ResultTable& table, bool color) {
  std::string text;
  for (std::size_t row = 0; row < table.rows; ++row) {
    std::vector<Line> lines;
    std::size_t names = 0, values = 0;
    for (const ResultColumn& column : table.columns) {
      if (column.key) continue;
      lines.push_back({column.name, value_text(column, row), after_value(results, column, row)});
      names = std::max(names, width(lines.back().name));
      values = std::max(values, width(lines.back().value));
    }
    text += (row == 0 ? "" : "\n") + bold(record_title(table, row), color) + "\n";
    for (const Line& line : lines) {
      text += "  " + line.name + std::string(names - width(line.name), ' ') + "  ";
      text += std::string(values - width(line.value), ' ') + line.value;
      text += (line.after.empty() ? "" : "  " + line.after) + "\n";
    }
  }
  return text;
}

}  // namespace meruit::cli
