#include "cli/rejects.h"

#include <filesystem>

#include "cli/csv_rows.h"
#include "cli/results.h"

namespace meruit::cli {

namespace {

namespace fs = std::filesystem;

void add_line(std::string& text, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += ',';
    add_csv_cell(text, cells[i]);
  }
  text += '\n';
}

std::string number(std::uint64_t value) { return value == 0 ? "" : std::to_string(value); }

}  // namespace

std::string rejects_beside(const std::string& out, const std::string& relation, bool several) {
  if (names_folder(out)) return (fs::path(out) / (relation + ".rejects.csv")).string();
  return fs::path(out).replace_extension((several ? "." + relation : "") + ".rejects.csv").string();
}

std::string rejects_of(const std::string& path, const std::string& relation) {
  const fs::path file(path);
  return fs::path(file).replace_extension("." + relation + file.extension().string()).string();
}

std::string rejects_left_beside(const std::string& out, const std::string& relation, bool several) {
  std::error_code ignored;
  const std::string path = rejects_beside(out, relation, several);
  return fs::exists(path, ignored) ? path : std::string();
}

std::string reasons_beside(const std::string& rejects) {
  const fs::path path(rejects);
  return fs::path(path).replace_extension(".reasons" + path.extension().string()).string();
}

Result<std::vector<FileText>> reject_files(std::span<const Reject> rejects, const InputFile& input,
                                           const std::string& path) {
  std::set<std::uint64_t> lines;
  for (const Reject& reject : rejects)
    if (reject.relation == input.role) lines.insert(reject.line);
  const bool again = !lines.empty() && !is_read_once(input.path);
  const auto source = again ? read_rows(input.path, lines, input.sha256) : Result<CsvText>(input.text);
  if (!source) return source.error();
  std::string rows(source->header());
  std::string reasons;
  add_line(reasons, {"rejects_line", "file", "line", "record", "column", "found", "expected", "reason"});
  if (!rows.empty() && rows.back() != '\n' && rows.back() != '\r') rows += '\n';
  std::uint64_t line = line_ends(rows) + 1;
  for (const Reject& reject : rejects) {
    if (reject.relation != input.role) continue;
    std::string row(source->row(reject.line));
    if (row.empty() || (row.back() != '\n' && row.back() != '\r')) row += '\n';
    for (const DataProblem& each : reject.problems)
      add_line(reasons, {number(line), reject.file, number(reject.line), reject.key, each.column, each.found,
                         each.expected, each.message});
    for (const Fault& each : reject.faults)
      add_line(reasons,
               {number(line), reject.file, number(reject.line), reject.key, "", each.code, each.rule, each.message});
    line += line_ends(row);
    rows += row;
  }
  return std::vector<FileText>{{path, std::move(rows)}, {reasons_beside(path), std::move(reasons)}};
}

}  // namespace meruit::cli
