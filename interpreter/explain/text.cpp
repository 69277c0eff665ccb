// The derivation as an indented tree for a terminal.
#include <algorithm>

#include "explain/lines.h"
#include "source/text_width.h"

namespace meruit {

namespace {

using explain::StepLine;

constexpr std::size_t kDeepest = 12;  // levels that are indented

std::size_t columns(std::string_view text) { return source::screen_width(text, 0); }

std::string painted(const std::string& text, const char* code, bool color) {
  return color ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
}
std::string in_weight(const std::string& text, StepLine::Weight weight, bool color) {
  if (weight == StepLine::Weight::Quiet) return painted(text, "2", color);
  if (weight == StepLine::Weight::Alarm) return painted(text, "1;31", color);
  return text;
}

// Words of a text in lines of at most `width` columns; a word that is longer stands alone.
std::vector<std::string> folded(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t blank = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, blank - at);
    if (!line.empty() && columns(line) + 1 + columns(word) > width) lines.push_back(std::exchange(line, {}));
    line += (line.empty() ? "" : " ") + word;
    at = blank + 1;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

class TextTree {
 public:
  TextTree(const Explanation& told, const ExplanationStyle& style) : told_(told), style_(style) {}

  std::string write() {
    paragraph(painted(told_.title, "1", style_.color) +
              (told_.term ? ", " + told_.term->first + " to " + told_.term->last : ""));
    paragraph(explain::subject_line(told_));
    text_ += "\n";
    for (const std::size_t root : told_.roots) {
      paragraph(painted(explain::answer(told_, root), "1", style_.color));
      for (const std::string& line : explain::course(told_, root)) indented(line, "  ", "  ");
    }
    for (std::size_t i = 0; i < told_.steps.size(); ++i) step(i);
    text_ += "\n";
    for (const std::string& line : explain::closing(told_)) paragraph(line);
    return std::move(text_);
  }

 private:
  void paragraph(const std::string& text) { indented(text, "", ""); }

  // Later lines of a folded one stand two columns further in.
  void indented(const std::string& text, const std::string& margin, const std::string& further,
                StepLine::Weight weight = StepLine::Weight::Plain) {
    const std::size_t room = std::max<std::size_t>(24, style_.width - std::min(style_.width, margin.size() + 2));
    const auto lines = folded(text, room);
    for (std::size_t i = 0; i < lines.size(); ++i)
      text_ += margin + (i == 0 ? "" : further) + in_weight(lines[i], weight, style_.color) + "\n";
  }

  void step(std::size_t i) {
    const ExplainedStep& one = told_.steps[i];
    const std::string margin(3 * std::min(one.depth, kDeepest), ' ');
    text_ += "\n";
    heading(i, margin);
    const std::string inner = margin + "    ";
    const std::vector<StepLine> lines = explain::lines_of(told_, i);
    if (!one.lines.empty()) rows(explain::line_rows(one), inner);
    bool bands_told = !one.bands.has_value();
    for (const StepLine& line : lines) {
      // The rows stand before where the figures come from.
      if (!bands_told &&
          (line.text.starts_with("in force") || line.text.starts_with("source:") || line.text.starts_with("written"))) {
        rows(explain::band_rows(*one.bands), inner);
        bands_told = true;
      }
      indented(line.text, inner, "  ", line.weight);
      rows(line.rows, inner + "  ");
    }
    if (!bands_told) rows(explain::band_rows(*one.bands), inner);
  }

  // The title on the left, the value on the right.
  void heading(std::size_t i, const std::string& margin) {
    const ExplainedStep& one = told_.steps[i];
    const std::string number = "[" + std::to_string(i + 1) + "] ";
    const std::size_t value = columns(one.value.shown);
    const std::size_t taken = margin.size() + number.size() + value + 2;
    const auto titles = folded(explain::title_of(told_, i), style_.width > taken + 20 ? style_.width - taken : 20);
    for (std::size_t line = 0; line < titles.size(); ++line) {
      const std::string lead = line == 0 ? number : std::string(number.size(), ' ');
      const std::size_t used = margin.size() + lead.size() + columns(titles[line]) + value;
      text_ += margin + lead + painted(titles[line], "1", style_.color);
      if (line == 0) {
        text_ += std::string(style_.width > used + 2 ? style_.width - used : 2, ' ');
        text_ += painted(one.value.shown, one.value.fault.empty() ? "1" : "1;31", style_.color);
      }
      text_ += "\n";
    }
  }

  void rows(const explain::Rows& told, const std::string& margin) {
    std::vector<std::size_t> widths;
    for (const auto& row : told.rows) {
      widths.resize(row.size());
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
    }
    for (const auto& row : told.rows) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string blanks(widths[i] - columns(row[i]), ' ');
        const bool right = i >= 1;
        const char* between = i == 0 ? "" : !told.product ? "   " : i == 3 ? " × " : i == 4 ? " = " : "   ";
        const bool empty = told.product && row.back().empty() && i >= 3;
        line += (empty ? "   " : between) + (right ? blanks + row[i] : row[i] + blanks);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      text_ += margin + line + "\n";
    }
  }

  const Explanation& told_;
  const ExplanationStyle style_;
  std::string text_;
};

}  // namespace

std::string to_text(const Explanation& told, const ExplanationStyle& style) { return TextTree(told, style).write(); }

}  // namespace meruit
