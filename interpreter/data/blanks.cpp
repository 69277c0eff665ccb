#include "data/blanks.h"

#include <array>

namespace meruit::data {

namespace {

// In UTF-8: no-break, en and em, thin and hair, zero-width, narrow and ideographic spaces, and the byte-order
// mark.
constexpr std::array<std::string_view, 21> kBlanks{
    " ",      "\t",     "\r",     "\n",     "\v",     "\f",     "\u00A0", "\u2002", "\u2003", "\u2004", "\u2005",
    "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B", "\u202F", "\u205F", "\u3000", "\uFEFF"};

bool may_be_blank(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value <= ' ' || value >= 0x80;
}

template <class At, class Remove>
std::string_view without(std::string_view text, At&& stands, Remove&& remove) {
  for (bool again = true; again && !text.empty();) {
    again = false;
    for (const std::string_view blank : kBlanks)
      if (stands(text, blank)) {
        remove(text, blank.size());
        again = true;
      }
  }
  return text;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  if (text.empty() || (!may_be_blank(text.front()) && !may_be_blank(text.back()))) return text;
  text = without(
      text, [](std::string_view in, std::string_view blank) { return in.starts_with(blank); },
      [](std::string_view& in, std::size_t size) { in.remove_prefix(size); });
  return without(
      text, [](std::string_view in, std::string_view blank) { return in.ends_with(blank); },
      [](std::string_view& in, std::size_t size) { in.remove_suffix(size); });
}

}  // namespace meruit::data
