// The fenced blocks of a Markdown page, with the section they stand in.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace meruit::tests {

struct Block {
  std::string language;  // the word after the fence: meruit, map, error, text, console …
  std::string text;      // with line ends
  std::string section;   // the nearest `## ` heading above, without the signs
  std::string file;      // of the comment `<!-- file: PATH -->` right above, if any
  std::size_t line = 0;  // of the opening fence, from 1
};

struct Page {
  std::vector<std::string> lines;
  std::vector<Block> blocks;
};

[[nodiscard]] Page read_page(const std::string& text);

// The page with other texts in its blocks: `texts` has one for each block.
[[nodiscard]] std::string with_texts(const Page& page, const std::vector<std::string>& texts);

}  // namespace meruit::tests
