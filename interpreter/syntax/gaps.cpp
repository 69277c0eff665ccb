// A gap holds nothing but blanks and comments: the lexer skips nothing else.
#include "syntax/gaps.h"

namespace meruit::syntax {

namespace {

Gap read_gap(std::string_view text, bool at_start) {
  Gap gap;
  std::size_t line_ends = at_start ? 1 : 0;  // since the last word or comment
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '\n') ++line_ends;
    if (text[at] != '#') {
      ++at;
      continue;
    }
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    std::string_view comment = text.substr(at, end - at);
    while (!comment.empty() && (comment.back() == ' ' || comment.back() == '\t' || comment.back() == '\r'))
      comment.remove_suffix(1);
    gap.comments.push_back(
        {std::string(comment), line_ends == 0, line_ends > 1 && !(at_start && gap.comments.empty())});
    line_ends = 0;
    at = end;
  }
  gap.line_end = line_ends > 0;
  gap.blank_after = line_ends > 1;
  return gap;
}

}  // namespace

std::vector<Gap> gaps_of(std::string_view text, const Words& words) {
  std::vector<Gap> gaps;
  std::uint32_t begin = 0;
  for (const Word& word : words) {
    gaps.push_back(read_gap(text.substr(begin, word.begin - begin), gaps.empty()));
    begin = word.end;
  }
  gaps.push_back(read_gap(text.substr(begin), gaps.empty()));
  return gaps;
}

}  // namespace meruit::syntax
