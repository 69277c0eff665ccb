// The texts that were read, and places in them. A span is a range of bytes in one text; line and column are
// worked out only when a message is shown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/id.h"

namespace meruit::source {

using SourceId = Id<struct SourceTag>;

// Bytes [begin, end) of one source. An empty range is a point between two characters.
struct Span {
  SourceId source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool given() const { return source.given(); }
  friend bool operator==(const Span&, const Span&) = default;
};

// The smallest span that holds both; both must lie in one source.
[[nodiscard]] Span join(Span a, Span b);

// Line and column count from 1; a column counts characters (code points), not bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// One text. `path` is what the user called it and is used only for display and relative look-up.
struct Source {
  std::string path;
  std::string text;
  std::vector<std::uint32_t> line_starts;
};

// All the texts of one compilation. Texts are only added; ids stay valid.
class Sources {
 public:
  SourceId add(std::string path, std::string text);
  [[nodiscard]] const Source& operator[](SourceId id) const { return sources_[id.index]; }
  [[nodiscard]] Position position(SourceId id, std::uint32_t offset) const;
  [[nodiscard]] std::string_view text(Span span) const;
  // The line (from 1) without its line end.
  [[nodiscard]] std::string_view line(SourceId id, std::uint32_t line) const;

 private:
  std::vector<Source> sources_;
};

}  // namespace meruit::source
