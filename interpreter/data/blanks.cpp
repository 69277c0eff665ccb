#include "data/blanks.h"

#include <array>

namespace meruit::data {

namespace {

// In UTF-8: no-break, en and em, thin and hair, zero-width, narrow and ideographic spaces, and the byte-order mark.
constexpr std::array<std::string_view, 21> kBlanks{
    " ",      "\t",     "\r",     "\n",     "\v",     "\f",     "\u00A0", "\u2002", "\u2003", "\u2004", "\u2005",
    "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B", "\u202F", "\u205F", "\u3000", "\uFEFF"};

bool may_be_blank(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value <= ' ' || value >= 0x80;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  if (text.empty() || (!may_be_blank(text.front()) && !may_be_blank(text.back()))) return text;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      const bool before = text.starts_with(blank);
      if (before) text.remove_prefix(blank.size());
      const bool behind = text.ends_with(blank);
      if (behind) text.remove_suffix(blank.size());
      again = again || before || behind;
    }
  }
  return text;
}

}  // namespace meruit::data
