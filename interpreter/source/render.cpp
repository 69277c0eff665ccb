// Diagnostics as text. The framed form shows, per file, the lines that carry a span, each followed by its marks:
//
//   error[unknown-name]: `shared_saving` is not defined
//    --> settlement.meruit:12:9
//      |
//   12 |   when shared_saving > 0: …
//      |        ^^^^^^^^^^^^^ did you mean `shared_savings`?
//      |
//      = help: …
#include "source/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "source/text_width.h"

namespace meruit::source {

namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kCyan = "\x1b[1;36m";

const char* word(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return "";
}

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return kRed;
    case Severity::Warning:
      return kYellow;
    case Severity::Note:
      return kCyan;
  }
  return {};
}

// A span on one line: where its underline goes, and what stands after it.
struct Mark {
  SourceId source;
  std::uint32_t line = 1;
  std::size_t begin = 0;  // columns on the screen, from 0
  std::size_t width = 1;
  bool primary = false;
  std::string text;
};

class Frame {
 public:
  Frame(const Sources& sources, const Diagnostic& diagnostic, RenderOptions options)
      : sources_(sources), diagnostic_(diagnostic), options_(options) {
    collect_marks();
  }

  std::string render() {
    const Severity level = severity(diagnostic_.kind);
    out_ += paint(color_of(level), fmt::format("{}[{}]", word(level), code(diagnostic_.kind)));
    out_ += paint(kBold, ": " + diagnostic_.message) + "\n";
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const bool new_file = i == 0 || marks_[i].source != marks_[i - 1].source;
      if (new_file && i > 0) out_ += gutter("") + "\n";
      if (new_file) open_file(marks_[i], i == 0);
      if (!new_file && marks_[i].line > marks_[i - 1].line + 1) out_ += paint(kBlue, "...") + "\n";
      if (new_file || marks_[i].line != marks_[i - 1].line) source_line(marks_[i]);
      mark_line(marks_[i]);
    }
    if (!marks_.empty()) out_ += gutter("") + "\n";
    if (!diagnostic_.help.empty()) help_lines();
    return out_;
  }

 private:
  void collect_marks() {
    if (diagnostic_.primary.span.given()) add_marks(diagnostic_.primary, true);
    for (const Label& label : diagnostic_.secondary) {
      if (label.span.given()) add_marks(label, false);
    }
    // The file of the primary span first, then the others; within a file by lines.
    const SourceId home = diagnostic_.primary.span.source;
    std::stable_sort(marks_.begin(), marks_.end(), [&](const Mark& a, const Mark& b) {
      const auto place = [&](const Mark& m) { return std::tuple(m.source != home, m.source, m.line, m.begin); };
      return place(a) < place(b);
    });
    std::uint32_t last_line = 1;
    for (const Mark& mark : marks_) last_line = std::max(last_line, mark.line);
    gutter_width_ = std::to_string(last_line).size();
  }

  // One mark on the first line of the span and, when it ends on a later one, one there, which carries the text.
  void add_marks(const Label& label, bool primary) {
    const Span span = label.span;
    const Position first = sources_.position(span.source, span.begin);
    const std::uint32_t last_byte = span.end > span.begin ? span.end - 1 : span.begin;
    const std::uint32_t last_line = sources_.position(span.source, last_byte).line;
    const std::uint32_t first_start = line_start(span.source, first.line);
    if (last_line == first.line) {
      marks_.push_back(mark(span.source, first.line, span.begin - first_start, span.end - first_start, primary));
    } else {
      marks_.push_back(mark(span.source, first.line, span.begin - first_start, UINT32_MAX, primary));
      marks_.push_back(
          mark(span.source, last_line, kFromIndent, span.end - line_start(span.source, last_line), primary));
    }
    marks_.back().text = label.text;
  }

  // From byte `begin` to byte `end` of the line; both are clipped to it.
  Mark mark(SourceId source, std::uint32_t line, std::size_t begin, std::size_t end, bool primary) const {
    const std::string_view text = sources_.line(source, line);
    if (begin == kFromIndent) begin = std::min(text.find_first_not_of(" \t"), text.size());
    begin = std::min(begin, text.size());
    end = std::clamp(end, begin, text.size());
    const std::size_t from = screen_width(text.substr(0, begin), 0);
    const std::size_t width = screen_width(text.substr(begin, end - begin), from);
    return {source, line, from, std::max<std::size_t>(width, 1), primary, {}};
  }

  std::uint32_t line_start(SourceId source, std::uint32_t line) const { return sources_[source].line_starts[line - 1]; }

  std::string paint(std::string_view color, std::string_view text) const {
    return options_.color ? fmt::format("{}{}{}", color, text, kReset) : std::string(text);
  }

  std::string gutter(std::string_view number) const {
    return paint(kBlue, fmt::format("{:>{}} |", number, gutter_width_));
  }

  void open_file(const Mark& mark, bool first) {
    const Span primary = diagnostic_.primary.span;
    const bool at_primary = primary.given() && primary.source == mark.source;
    const std::string place =
        at_primary ? place_of(primary) : fmt::format("{}:{}", sources_[mark.source].path, mark.line);
    out_ += fmt::format("{:>{}}{} {}\n", "", gutter_width_, paint(kBlue, first ? "-->" : ":::"), place);
    out_ += gutter("") + "\n";
  }

  std::string place_of(Span span) const {
    const Position at = sources_.position(span.source, span.begin);
    return fmt::format("{}:{}:{}", sources_[span.source].path, at.line, at.column);
  }

  void source_line(const Mark& mark) {
    const std::string text = expand_tabs(sources_.line(mark.source, mark.line));
    out_ += gutter(std::to_string(mark.line)) + (text.empty() ? "" : " " + text) + "\n";
  }

  void mark_line(const Mark& mark) {
    std::string underline(mark.width, mark.primary ? '^' : '-');
    if (!mark.text.empty()) underline += " " + mark.text;
    const std::string_view color = mark.primary ? color_of(severity(diagnostic_.kind)) : kBlue;
    out_ += fmt::format("{} {:{}}{}\n", gutter(""), "", mark.begin, paint(color, underline));
  }

  // Further lines of a help text are indented under its first.
  void help_lines() {
    const std::string margin(gutter_width_ + 1, ' ');
    out_ += margin + paint(kBlue, "=") + " " + paint(kBold, "help:") + " ";
    for (const char c : diagnostic_.help) {
      out_ += c;
      if (c == '\n') out_ += margin + "        ";
    }
    out_ += "\n";
  }

  static constexpr std::size_t kFromIndent = SIZE_MAX;

  const Sources& sources_;
  const Diagnostic& diagnostic_;
  RenderOptions options_;
  std::vector<Mark> marks_;
  std::size_t gutter_width_ = 1;
  std::string out_;
};

nlohmann::ordered_json json_position(const Sources& sources, SourceId source, std::uint32_t offset) {
  const Position at = sources.position(source, offset);
  return {{"line", at.line}, {"column", at.column}, {"offset", offset}};
}

nlohmann::ordered_json json_label(const Sources& sources, const Label& label) {
  nlohmann::ordered_json result = nlohmann::ordered_json::object();
  if (label.span.given()) {
    result["file"] = sources[label.span.source].path;
    result["start"] = json_position(sources, label.span.source, label.span.begin);
    result["end"] = json_position(sources, label.span.source, label.span.end);
  }
  result["label"] = label.text;
  return result;
}

}  // namespace

std::string render_framed(const Sources& sources, const Diagnostic& diagnostic, RenderOptions options) {
  return Frame(sources, diagnostic, options).render();
}

std::string render_line(const Sources& sources, const Diagnostic& diagnostic) {
  std::string what =
      fmt::format("{}[{}]: {}", word(severity(diagnostic.kind)), code(diagnostic.kind), diagnostic.message);
  const Span span = diagnostic.primary.span;
  if (!span.given()) return what;
  const Position at = sources.position(span.source, span.begin);
  return fmt::format("{}:{}:{}: {}", sources[span.source].path, at.line, at.column, what);
}

std::string render_json(const Sources& sources, const std::vector<Diagnostic>& diagnostics) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    nlohmann::ordered_json row;
    row["severity"] = word(severity(diagnostic.kind));
    row["code"] = code(diagnostic.kind);
    row["message"] = diagnostic.message;
    row["primary"] = json_label(sources, diagnostic.primary);
    row["secondary"] = nlohmann::ordered_json::array();
    for (const Label& label : diagnostic.secondary) row["secondary"].push_back(json_label(sources, label));
    row["help"] = diagnostic.help;
    list.push_back(std::move(row));
  }
  // Texts that are not valid UTF-8 must not throw: their bad bytes are replaced.
  return list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace meruit::source
