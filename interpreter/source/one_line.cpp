#include "source/one_line.h"

namespace meruit::source {

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
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank || quoted)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace meruit::source
