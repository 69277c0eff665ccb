// Results as aligned columns for people: titles over the columns, numbers to the right with their points under each
// other, totals of money, and who owes each payment.
#include <algorithm>
#include <sstream>

#include "cli/numbers.h"
#include "cli/results.h"
#include "cli/terminal.h"

namespace meruit::cli {

namespace {

struct ShownColumn {
  std::vector<std::string> header;  // lines
  std::vector<std::string> cells;   // rows, and the total as the last one
  bool right = false;
  std::size_t width = 0;
};

constexpr std::size_t kHeaderWidth = 18;
constexpr std::string_view kBetween = "  ";

std::vector<std::string> wrapped(const std::string& title, std::size_t room) {
  std::istringstream words(title);
  std::vector<std::string> lines;
  for (std::string word; words >> word;) {
    if (lines.empty() || width(lines.back()) + 1 + width(word) > room) {
      lines.push_back(word);
    } else {
      lines.back() += " " + word;
    }
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

void measure(ShownColumn& column, const std::string& title) {
  for (const std::string& cell : column.cells) column.width = std::max(column.width, width(cell));
  column.header = wrapped(title, std::max(column.width, kHeaderWidth));
  for (const std::string& line : column.header) column.width = std::max(column.width, width(line));
}

ShownColumn shown(const ResultColumn& column, bool with_total) {
  ShownColumn result;
  result.right = column.kind == ValueKind::Number && !column.key;
  const std::size_t places = column.money ? 2 : 0;
  std::size_t most = std::max(places, decimals(column.total));
  for (const auto& value : column.values)
    if (value) most = std::max(most, decimals(*value));
  for (const auto& value : column.values)
    result.cells.push_back(!value ? "" : result.right ? aligned_to(readable_in(column, *value), most) : *value);
  if (with_total)
    result.cells.push_back(column.total.empty() ? "" : aligned_to(readable_in(column, column.total), most));
  measure(result, column.title.empty() ? column.name : column.title);
  return result;
}

ShownColumn shown_owing(const OutputInfo& output, const ResultColumn& column, bool with_total) {
  ShownColumn result;
  for (const auto& value : column.values) result.cells.push_back(value ? owed_by(output, *value) : "");
  if (with_total) result.cells.push_back(owed_by(output, column.total));
  measure(result, "owed by");
  return result;
}

std::string padded(const std::string& text, const ShownColumn& column, bool last) {
  const std::string blanks(column.width - width(text), ' ');
  if (column.right) return blanks + text;
  return last ? text : text + blanks;
}

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string header_lines(const std::vector<ShownColumn>& columns, bool color) {
  std::size_t lines = 0;
  for (const ShownColumn& column : columns) lines = std::max(lines, column.header.size());
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) {
    std::string line;
    for (const ShownColumn& column : columns) {
      const std::size_t skipped = lines - column.header.size();
      line += (&column == &columns.front() ? "" : std::string(kBetween)) +
              padded(i < skipped ? "" : column.header[i - skipped], column, false);
    }
    text += bold(without_trailing_blanks(std::move(line)), color) + "\n";
  }
  return text;
}

std::string rule_line(const std::vector<ShownColumn>& columns) {
  std::string line;
  for (const ShownColumn& column : columns)
    line += (line.empty() ? "" : std::string(kBetween)) + std::string(column.width, '-');
  return line + "\n";
}

std::string body_line(const std::vector<ShownColumn>& columns, std::size_t row) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i)
    line += (i == 0 ? "" : std::string(kBetween)) + padded(columns[i].cells[row], columns[i], i + 1 == columns.size());
  return without_trailing_blanks(std::move(line)) + "\n";
}

}  // namespace

std::string aligned(const RunResults& results, const ResultTable& table, bool color) {
  const bool any_total =
      std::any_of(table.columns.begin(), table.columns.end(), [](const auto& each) { return !each.total.empty(); });
  const bool with_total = any_total && table.rows > 1;
  std::vector<ShownColumn> columns;
  for (const ResultColumn& column : table.columns) {
    columns.push_back(shown(column, with_total));
    const OutputInfo* output = output_of(results, table, column);
    if (output != nullptr && output->payment) columns.push_back(shown_owing(*output, column, with_total));
  }
  if (with_total && !columns.empty()) {
    ShownColumn& first = columns.front();
    first.cells.back() = "total";
    first.width = std::max(first.width, first.cells.back().size());
  }
  std::string text = header_lines(columns, color) + rule_line(columns);
  for (std::size_t row = 0; row < table.rows; ++row) text += body_line(columns, row);
  if (with_total) text += rule_line(columns) + body_line(columns, table.rows);
  return text;
}

std::string table(const RunResults& results, bool color) {
  const Summary& summary = results.summary;
  std::string text = bold(summary.title.empty() ? summary.contract : summary.title, color);
  if (summary.term) text += ", " + summary.term->first + " to " + summary.term->last;
  text += "\n\n";
  for (const RecordResults& each : results.records) {
    if (results.several && !results.picked) text += bold("for each " + each.table.relation, color) + "\n";
    text += (results.picked ? listing(results, each.fields ? &*each.fields : nullptr, each.table, color)
                            : aligned(results, each.table, color)) +
            "\n";
  }
  if (results.overall && results.overall->rows > 0) text += listing(results, nullptr, *results.overall, color) + "\n";
  // Sums over all records say nothing about the few that were picked.
  Summary shown_summary = summary;
  if (results.picked) shown_summary.payments.clear();
  return text + report(shown_summary, results.outputs);
}

}  // namespace meruit::cli
