// Records one below the other: what their fields are, then rule by rule in order of declaration: name, value, title.
#include <algorithm>

#include "cli/numbers.h"
#include "cli/results.h"
#include "cli/terminal.h"

namespace meruit::cli {

namespace {

struct Line {
  std::string name, value, after;
  bool number = false;
};

std::string after_value(const RunResults& results, const ResultTable& table, const ResultColumn& column,
                        std::size_t row) {
  std::string text = column.title;
  if (!column.money && !column.unit.empty()) text += (text.empty() ? "" : ", ") + column.unit;
  const OutputInfo* output = output_of(results, table, column);
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

std::vector<Line> lines_of(const RunResults& results, const ResultTable& table, std::size_t row) {
  std::vector<Line> lines;
  for (const ResultColumn& column : table.columns) {
    if (column.key) continue;
    const auto& value = column.values[row];
    const bool number = value && column.kind == ValueKind::Number && !is_fraction(*value);
    lines.push_back({column.name,
                     !value   ? "missing"
                     : number ? readable_in(column, *value)
                              : *value,
                     after_value(results, table, column, row), number});
  }
  return lines;
}

// Points under each other: blanks after numbers with fewer decimals.
void align_points(std::vector<Line>& lines) {
  std::size_t most = 0;
  for (const Line& line : lines)
    if (line.number) most = std::max(most, decimals(line.value));
  for (Line& line : lines) {
    if (line.number && most > 0)
      line.value += std::string(most - decimals(line.value) + (decimals(line.value) == 0 ? 1 : 0), ' ');
  }
}

std::string shown(const std::vector<Line>& lines, std::size_t names, std::size_t values) {
  std::string text;
  for (const Line& line : lines) {
    std::string shown = "  " + line.name + std::string(names - width(line.name), ' ') + "  ";
    shown += std::string(values - width(line.value), ' ') + line.value + "  " + line.after;
    shown.erase(shown.find_last_not_of(' ') + 1);
    text += shown + "\n";
  }
  return text;
}

}  // namespace

std::string listing(const RunResults& results, const ResultTable* fields, const ResultTable& table, bool color) {
  std::string text;
  for (std::size_t row = 0; row < table.rows; ++row) {
    std::vector<Line> lines = fields != nullptr ? lines_of(results, *fields, row) : std::vector<Line>{};
    const std::size_t given = lines.size();
    for (Line& line : lines_of(results, table, row)) lines.push_back(std::move(line));
    align_points(lines);
    std::size_t names = 0, values = 0;
    for (const Line& line : lines) {
      names = std::max(names, width(line.name));
      values = std::max(values, width(line.value));
    }
    const auto middle = lines.begin() + static_cast<std::ptrdiff_t>(given);
    text += (row == 0 ? "" : "\n") + bold(record_title(table, row), color) + "\n";
    if (given > 0)
      text += shown({lines.begin(), middle}, names, values) + "  " + std::string(names + 2 + values, '-') + "\n";
    text += shown({middle, lines.end()}, names, values);
  }
  return text;
}

}  // namespace meruit::cli
