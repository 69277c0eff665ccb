// The derivation as a document: the answer, the derivation at a glance, then one section a step.
#include "explain/lines.h"

namespace meruit {

namespace {

// Signs that Markdown would read as its own, outside of `code`.
std::string escaped(const std::string& text) {
  std::string result;
  bool code = false;
  for (const char c : text) {
    if (c == '`') code = !code;
    const bool sign = c == '\\' || c == '*' || c == '_' || c == '[' || c == ']' || c == '<' || c == '>' || c == '|';
    if (sign && !code) result += '\\';
    result += c;
  }
  return result;
}

std::string table_row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + escaped(cell) + " |";
  return line + "\n";
}

std::string table(const explain::Rows& told, const std::string& margin = {}) {
  std::string text = "\n" + margin + table_row(told.heads) + margin + "|";
  for (std::size_t i = 0; i < told.heads.size(); ++i) text += i == 0 ? "---|" : "---:|";
  text += "\n";
  for (const auto& row : told.rows) text += margin + table_row(row);
  return text;
}

std::string section(const Explanation& told, std::size_t i) {
  const ExplainedStep& step = told.steps[i];
  std::string text = "\n### \\[" + std::to_string(i + 1) + "\\] " + escaped(explain::title_of(told, i)) + ": " +
                     escaped(step.value.shown) + "\n\n";
  if (!step.lines.empty()) text += table(explain::line_rows(step)).substr(1) + "\n";
  for (const explain::StepLine& line : explain::lines_of(told, i)) {
    text += "- " + escaped(line.text) + "\n";
    if (!line.rows.rows.empty()) text += table(line.rows, "  ") + "\n";
  }
  if (step.parent != kNoStep) text += "- needed for " + escaped(explain::numbered(told, step.parent)) + "\n";
  return step.bands ? text + table(explain::band_rows(*step.bands)) : text;
}

}  // namespace

std::string to_markdown(const Explanation& told) {
  std::string text = "# " + escaped(told.title) + "\n\n" + escaped(explain::subject_line(told));
  if (told.term) text += ", " + told.term->first + " to " + told.term->last;
  text += "\n\n";
  for (const std::size_t root : told.roots) {
    text += "**" + escaped(explain::answer(told, root)) + "**\n\n";
    for (const std::string& line : explain::course(told, root)) text += "- " + escaped(line) + "\n";
    text += "\n";
  }
  text += "## At a glance\n\n";
  for (std::size_t i = 0; i < told.steps.size(); ++i) {
    text += std::string(2 * told.steps[i].depth, ' ') + "- " + escaped(explain::numbered(told, i)) + ": " +
            escaped(told.steps[i].value.shown) + "\n";
  }
  text += "\n## Step by step\n";
  for (std::size_t i = 0; i < told.steps.size(); ++i) text += section(told, i);
  text += "\n## What this rests on\n\n";
  for (const std::string& line : explain::closing(told)) text += "- " + escaped(line) + "\n";
  return text;
}

}  // namespace meruit
