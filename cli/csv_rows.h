// CSV text (RFC 4180) cut into rows and cells, a row at a time, out of a window of the file. A row whose quotes, cells
// or bytes are wrong is broken: it ends with its first line, and what follows is read as rows of their own, so that
// one stray quote does not swallow the rest of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meruit::cli {

// No row of a real file comes near it: a longer one has lost its line end, or a quote that was never closed.
constexpr std::size_t kLongestRow = std::size_t{1} << 20;

struct CsvCell {
  std::string_view text;  // without the quotes around it
  bool doubled = false;   // `""` in it stands for one quote
};

struct CsvRow {
  std::vector<CsvCell> cells;
  std::size_t length = 0;   // bytes, its line end with them
  std::uint64_t lines = 1;  // line ends that it takes up
  bool ended = true;        // false: of a broken row, its line goes on behind the window
  // Of a broken row, what is wrong and what is expected; empty of a whole one.
  std::string found, expected;

  [[nodiscard]] bool broken() const { return !found.empty(); }
  [[nodiscard]] bool blank() const { return cells.size() == 1 && cells[0].text.empty() && length <= 2; }
};

struct CsvWindow {
  std::string_view text;    // begins with a row
  bool to_the_end = false;  // nothing comes behind it
  bool may_hold_nul = false;
  std::size_t columns = 0;  // cells that a row must have; 0: any number
};

// The window's first row; false when more text is needed to say what it is.
bool take_row(const CsvWindow&, CsvRow&);

// LF, CR LF and CR alone each end a line.
[[nodiscard]] std::uint64_t line_ends(std::string_view);

// A cell's text with `""` as one quote; `scratch` holds it where that takes a copy.
std::string_view cell_text(const CsvCell&, std::string& scratch);

// Text as a message shows it: in backticks, cut between characters when long, odd bytes as `\x00`.
std::string shown_in_message(std::string_view);

}  // namespace meruit::cli
