// An impact for a terminal and as Markdown: the changes of the rules, then people and amounts.
#include <algorithm>

#include "diff/impact_lines.h"
#include "source/text_width.h"
#include "source/wording.h"

namespace meruit {

namespace {

using diff::ImpactTable;

std::size_t cell_width(const std::string& text) { return source::screen_width(text, 0); }

// Long words of the first columns are folded; numbers never are.
std::string shortened(const std::string& text, std::size_t most) {
  if (cell_width(text) <= most) return text;
  std::string cut;
  for (const char c : text) {
    const bool inside = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (!inside && cell_width(cut) + 1 >= most) break;
    cut += c;
  }
  return cut + "…";
}

std::string table_text(const ImpactTable& table, const ImpactStyle& style) {
  std::vector<std::size_t> widths;
  for (const std::string& head : table.heads) widths.push_back(cell_width(head));
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], cell_width(row[i]));
  std::size_t all = 2 * (widths.size() - 1);
  for (const std::size_t width : widths) all += width;
  // The widest column of words gives way.
  for (std::size_t i = 0; i < widths.size() && all > style.width; ++i) {
    if (table.numbers[i] || widths[i] <= 24) continue;
    const std::size_t less = std::min(widths[i] - 24, all - style.width);
    widths[i] -= less;
    all -= less;
  }
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string cell = table.numbers[i] ? cells[i] : shortened(cells[i], widths[i]);
      const std::string blanks(widths[i] - std::min(widths[i], cell_width(cell)), ' ');
      text += (i > 0 ? "  " : "") + (table.numbers[i] ? blanks + cell : cell + blanks);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
  };
  std::string text = (style.color ? "\x1b[1m" + table.title + "\x1b[0m" : table.title) + "\n" + line(table.heads);
  for (const auto& row : table.rows) text += line(row);
  for (const std::string& note : table.notes) text += note + "\n";
  return text;
}

std::string list_text(const std::string& title, const std::vector<std::string>& lines, const ImpactStyle& style) {
  if (lines.empty()) return {};
  std::string text = "\n" + (style.color ? "\x1b[1m" + title + "\x1b[0m" : title) + "\n";
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

const char* unaffected_title(const Impact& impact) {
  return impact.same() ? "why no amount changes" : "why other changes alter no amount";
}

// The first rows that were set apart, and why; other forms list them all.
std::string apart_text(const Impact& impact, const ImpactStyle& style) {
  constexpr std::size_t kMost = 20;
  std::vector<std::string> rows = diff::rows_set_apart(impact);
  const std::size_t count = rows.size();
  if (count > kMost) {
    rows.resize(kMost);
    rows.push_back("and " + source::counted(count - kMost, "further row") + "; as CSV, JSON and Markdown all are told");
  }
  return list_text("set apart, in no amount", rows, style);
}

std::string markdown_cell(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '<' || c == '>') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string to_text(const Impact& impact, const ImpactStyle& style) {
  std::string text = to_text(impact.comparison, {style.width, style.color}) + "\n";
  for (const std::string& sentence : diff::impact_sentences(impact)) text += sentence + "\n";
  for (const ImpactTable& table : diff::impact_tables(impact, style.top)) text += "\n" + table_text(table, style);
  text += list_text(unaffected_title(impact), diff::unaffected_lines(impact), style) + apart_text(impact, style) + "\n";
  for (const std::string& line : diff::input_lines(impact)) text += line + "\n";
  return text;
}

std::string to_markdown(const Impact& impact, std::size_t top) {
  std::string text = to_markdown(impact.comparison) + "\n# Whom it affects\n\n";
  for (const std::string& sentence : diff::impact_sentences(impact)) text += sentence + "\n";
  for (const ImpactTable& table : diff::impact_tables(impact, top)) {
    text += "\n## " + markdown_cell(table.title) + "\n\n|";
    for (const std::string& head : table.heads) text += " " + markdown_cell(head) + " |";
    text += "\n|";
    for (const bool number : table.numbers) text += number ? "---:|" : "---|";
    text += "\n";
    for (const auto& row : table.rows) {
      text += "|";
      for (const std::string& cell : row) text += " " + markdown_cell(cell) + " |";
      text += "\n";
    }
    for (const std::string& note : table.notes) text += "\n" + markdown_cell(note) + "\n";
  }
  const auto add_list = [&](const std::string& title, const std::vector<std::string>& lines) {
    if (!lines.empty()) text += "\n## " + title + "\n\n";
    for (const std::string& line : lines) text += "- " + markdown_cell(line) + "\n";
  };
  add_list(unaffected_title(impact), diff::unaffected_lines(impact));
  add_list("Set apart, in no amount", diff::rows_set_apart(impact));
  add_list("What was settled", diff::input_lines(impact));
  return text;
}

}  // namespace meruit
