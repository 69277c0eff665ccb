// What stands between two words: comments, and whether a blank line was left.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/words.h"

namespace meruit::syntax {

struct Comment {
  std::string text;           // from `#`, without blanks at its end
  bool trailing = false;      // on the line of the word before it
  bool blank_before = false;  // a blank line before it
};

struct Gap {
  std::vector<Comment> comments;
  bool line_end = false;     // the next word is on another line than the word or comment before it
  bool blank_after = false;  // a blank line before the next word
};

// gaps[i] stands before word i; the last one after the last word.
[[nodiscard]] std::vector<Gap> gaps_of(std::string_view text, const Words&);

}  // namespace meruit::syntax
