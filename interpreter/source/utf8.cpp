#include "source/utf8.h"

#include <cstdint>
#include <cstring>

namespace meruit::source {

namespace {

// Eight plain characters at a time, which is what almost all texts are made of.
std::size_t plain_start(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080u) != 0) break;
  }
  return at;
}

}  // namespace

std::size_t character_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

std::size_t valid_utf8(std::string_view text) {
  std::size_t at = plain_start(text);
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = character_length(lead);
    if (length == 0 || at + length > text.size()) return at;
    for (std::size_t next = 1; next < length; ++next)
      if ((static_cast<unsigned char>(text[at + next]) & 0xC0u) != 0x80u) return at;
    if (length > 2) {
      const auto second = static_cast<unsigned char>(text[at + 1]);
      const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
      const bool outside = (lead == 0xED && second >= 0xA0) || (lead == 0xF4 && second >= 0x90);
      if (overlong || outside) return at;
    }
    at += length;
  }
  return at;
}

}  // namespace meruit::source
