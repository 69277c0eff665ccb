// Reads UTF-8 one character at a time and looks its width up in short lists of ranges.
#include "source/text_width.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace meruit::source {

namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

constexpr Range kZeroWidth[] = {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
                                {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
constexpr Range kDoubleWidth[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},  {0xAC00, 0xD7A3},
                                  {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6},
                                  {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

template <std::size_t kSize>
bool among(const Range (&ranges)[kSize], std::uint32_t character) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const Range& range) { return range.first <= character && character <= range.last; });
}

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};

// The character at the front of text, which is not empty; a byte that is not UTF-8 stands for itself.
Character front(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t lead = byte(0);
  const std::size_t bytes = lead < 0x80 ? 1 : lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (bytes == 1 || bytes > text.size() || lead >= 0xF8) return {lead, 1};
  std::uint32_t code = lead & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return {lead, 1};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  return {code, bytes};
}

bool is_control(const Character& character) {
  return character.bytes == 1 && (character.code < 0x20 || character.code == 0x7F);
}

// A byte that is no part of a character.
bool is_stray(const Character& character) { return character.bytes == 1 && character.code >= 0x80; }

std::size_t width_at(const Character& character, std::size_t column) {
  if (character.code == '\t') return kTabWidth - column % kTabWidth;
  if (character.bytes == 1) return 1;
  if (among(kZeroWidth, character.code)) return 0;
  return among(kDoubleWidth, character.code) ? 2 : 1;
}

}  // namespace

std::size_t screen_width(std::string_view text, std::size_t from) {
  std::size_t column = from;
  while (!text.empty()) {
    const Character character = front(text);
    column += width_at(character, column);
    text.remove_prefix(character.bytes);
  }
  return column - from;
}

std::string expand_tabs(std::string_view line) {
  std::string result;
  std::size_t column = 0;
  while (!line.empty()) {
    const Character character = front(line);
    const std::size_t width = width_at(character, column);
    if (character.code == '\t') {
      result.append(width, ' ');
    } else if (is_control(character)) {
      result += '?';
    } else if (is_stray(character)) {
      result += "\xEF\xBF\xBD";
    } else {
      result += line.substr(0, character.bytes);
    }
    column += width;
    line.remove_prefix(character.bytes);
  }
  return result;
}

}  // namespace meruit::source
