// Keeps the texts of one compilation and finds lines and columns in them.
#include "source/source.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace meruit::source {

namespace {

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; }

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

}  // namespace

Span join(Span a, Span b) {
  if (!a.given()) return b;
  if (!b.given()) return a;
  assert(a.source == b.source);
  return {a.source, std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

SourceId Sources::add(std::string path, std::string text) {
  auto starts = find_line_starts(text);
  sources_.push_back({std::move(path), std::move(text), std::move(starts)});
  return SourceId{static_cast<std::uint32_t>(sources_.size() - 1)};
}

Position Sources::position(SourceId id, std::uint32_t offset) const {
  const Source& source = sources_[id.index];
  offset = std::min(offset, static_cast<std::uint32_t>(source.text.size()));
  const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
  const auto begin = source.text.begin() + *(after - 1);
  const auto end = source.text.begin() + offset;
  return {static_cast<std::uint32_t>(after - source.line_starts.begin()),
          static_cast<std::uint32_t>(std::count_if(begin, end, starts_character) + 1)};
}

std::string_view Sources::text(Span span) const {
  return std::string_view(sources_[span.source.index].text).substr(span.begin, span.end - span.begin);
}

std::string_view Sources::line(SourceId id, std::uint32_t line) const {
  const Source& source = sources_[id.index];
  if (line == 0 || line > source.line_starts.size()) return {};
  const std::uint32_t begin = source.line_starts[line - 1];
  const std::size_t end = line < source.line_starts.size() ? source.line_starts[line] - 1 : source.text.size();
  std::string_view content = std::string_view(source.text).substr(begin, end - begin);
  if (content.ends_with('\r')) content.remove_suffix(1);
  return content;
}

}  // namespace meruit::source
