#include "source/one_line.h"

namespace meruit::source {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// One character more; of blanks one, and none at the start.
void add_to_line(std::string& line, char c) {
  if (!is_blank(c))
    line += c;
  else if (!line.empty() && line.back() != ' ')
    line += ' ';
}

std::string without_blank_end(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) add_to_line(line, c);
  return without_blank_end(std::move(line));
}

std::string one_line(const Sources& sources, Span span) {
  if (!span.given()) return {};
  std::string line;
  bool quoted = false, comment = false;
  for (const char c : sources.text(span)) {
    if (comment) {
      comment = c != '\n';
      if (comment) continue;
    }
    if (c == '"') quoted = !quoted;
    if (c == '#' && !quoted) {
      comment = true;
      continue;
    }
    if (quoted)
      line += c;
    else
      add_to_line(line, c);
  }
  return without_blank_end(std::move(line));
}

}  // namespace meruit::source
