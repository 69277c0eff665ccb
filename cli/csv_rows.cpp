#include "cli/csv_rows.h"

#include <algorithm>
#include <array>

namespace meruit::cli {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

constexpr std::array<bool, 256> ends_plain_cell() {
  std::array<bool, 256> ends{};
  for (const char c : {',', '\n', '\r', '"'}) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}
constexpr std::array<bool, 256> kEndsPlainCell = ends_plain_cell();

// Where the line that begins at `from` ends, its line end counted in; kNone when the window does not hold its end.
std::size_t after_line(const CsvWindow& window, std::size_t from) {
  const std::size_t end = window.text.find_first_of("\r\n", from);
  if (end == kNone) return window.to_the_end ? window.text.size() : kNone;
  if (window.text[end] == '\n') return end + 1;
  if (end + 1 == window.text.size()) return window.to_the_end ? end + 1 : kNone;
  return window.text[end + 1] == '\n' ? end + 2 : end + 1;
}

}  // namespace

std::uint64_t line_ends(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++count;
  return count;
}

namespace {

enum class Step : std::uint8_t { Taken, More, Broken };

class Taker {
 public:
  Taker(const CsvWindow& window, CsvRow& row) : window_(window), text_(window.text), row_(row) {}

  bool take() {
    row_.cells.clear();
    row_.found.clear();
    row_.expected.clear();
    row_.ended = true;
    const Step step = cells();
    if (step == Step::More) return more();
    if (step == Step::Broken) return first_line_only();
    row_.lines = several_lines_ ? line_ends(text_.substr(0, at_)) : 1;
    row_.length = at_;
    return whole();
  }

 private:
  // A cell and the comma or line end behind it, again and again; `at_` is behind the row then.
  Step cells() {
    for (;;) {
      const Step step = at_ < text_.size() && text_[at_] == '"' ? quoted() : plain();
      if (step != Step::Taken) return step;
      if (at_ == text_.size()) return window_.to_the_end ? Step::Taken : Step::More;
      const char sign = text_[at_];
      if (sign == ',') {
        ++at_;
        continue;
      }
      const std::size_t end = after_line(window_, at_);
      if (end == kNone) return Step::More;
      at_ = end;
      return Step::Taken;
    }
  }

  Step plain() {
    const std::size_t first = at_;
    while (at_ < text_.size() && !kEndsPlainCell[static_cast<unsigned char>(text_[at_])]) ++at_;
    if (at_ < text_.size() && text_[at_] == '"')
      return broken("a quote inside a cell that does not begin with one",
                    "the whole cell in quotes and each quote in it doubled");
    row_.cells.push_back({text_.substr(first, at_ - first), false});
    return Step::Taken;
  }

  Step quoted() {
    const std::size_t first = ++at_;
    bool doubled = false;
    for (;;) {
      at_ = text_.find('"', at_);
      if (at_ == kNone || (at_ + 1 == text_.size() && !window_.to_the_end)) {
        if (!window_.to_the_end) return Step::More;
        return broken("a quote that opens in this row and is never closed", "a quote at the end of that cell");
      }
      if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
      doubled = true;
      at_ += 2;
    }
    const std::string_view cell = text_.substr(first, at_ - first);
    several_lines_ = several_lines_ || cell.find_first_of("\r\n") != kNone;
    row_.cells.push_back({cell, doubled});
    ++at_;
    if (at_ == text_.size() || text_[at_] == ',' || text_[at_] == '\n' || text_[at_] == '\r') return Step::Taken;
    return broken(
        several_lines_ ? "a quote that opens in this row and does not close its cell" : "a quote inside a quoted cell",
        "each quote in a quoted cell doubled, and a comma or the line's end behind the cell");
  }

  // Looked at whole: the number of its cells, and bytes that no text has.
  bool whole() {
    const std::string_view text = text_.substr(0, row_.length);
    if (row_.length > kLongestRow) {
      too_long();
    } else if (window_.may_hold_nul && text.find('\0') != kNone) {
      broken("the byte `\\x00`", "text: a file that was cut off or is in another encoding is to be exported again");
    } else if (window_.columns != 0 && row_.cells.size() != window_.columns && !row_.blank()) {
      const std::string count = std::to_string(row_.cells.size());
      broken(count + (row_.cells.size() == 1 ? " cell" : " cells"),
             std::to_string(window_.columns) + " as in the line that names the columns" + why_not(text));
    }
    return row_.broken() ? first_line_only() : true;
  }

  // Why a row may have too many cells, or too few.
  [[nodiscard]] const char* why_not(std::string_view text) const {
    if (row_.cells.size() > window_.columns)
      return row_.cells.back().text.empty() ? " (the row ends in a comma, which that line does not)"
                                            : " (a cell that holds a comma stands in quotes; decimals have a point)";
    const bool last = window_.to_the_end && text.size() == text_.size();
    return last && text.find_last_of("\r\n") != text.size() - 1
               ? " (the file ends within this row: if it was cut off, it is to be exported again)"
               : "";
  }

  bool more() {
    if (text_.size() <= kLongestRow) return false;
    too_long();
    return first_line_only();
  }

  void too_long() {
    broken("a row of more than 1 MiB",
           "rows that end: a quote that opens in it may never be closed, or line ends were lost");
  }

  Step broken(std::string found, std::string expected) {
    row_.found = std::move(found);
    row_.expected = std::move(expected);
    return Step::Broken;
  }

  // A broken row is told where it begins and ends with its line.
  bool first_line_only() {
    const std::size_t end = after_line(window_, 0);
    if (end == kNone && text_.size() <= kLongestRow) return false;
    row_.ended = end != kNone;
    row_.length = row_.ended ? end : text_.size();
    row_.lines = 1;
    row_.cells.clear();
    return true;
  }

  const CsvWindow& window_;
  const std::string_view text_;
  CsvRow& row_;
  std::size_t at_ = 0;
  bool several_lines_ = false;
};

// Bytes of the UTF-8 character that the text begins with; 0 when it is none, or one that no message can show.
std::size_t character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x20 || first == 0x7F) return 0;
  const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || length > text.size()) return 0;
  const bool whole = std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length),
                                 [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; });
  return whole ? length : 0;
}

}  // namespace

bool take_row(const CsvWindow& window, CsvRow& row) { return Taker(window, row).take(); }

std::string_view cell_text(const CsvCell& cell, std::string& scratch) {
  if (!cell.doubled) return cell.text;
  scratch.clear();
  for (std::size_t i = 0; i < cell.text.size(); ++i) {
    scratch += cell.text[i];
    if (cell.text[i] == '"') ++i;
  }
  return scratch;
}

std::string shown_in_message(std::string_view text) {
  constexpr std::size_t kShown = 100;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result = "`";
  for (std::size_t taken = 0; !text.empty();) {
    const std::size_t length = std::max<std::size_t>(character(text), 1);
    taken += length;
    if (taken > kShown) return result + "…`";
    const auto byte = static_cast<unsigned char>(text.front());
    if (character(text) > 0)
      result += text.substr(0, length);
    else
      result += {'\\', 'x', kDigits[byte / 16], kDigits[byte % 16]};
    text.remove_prefix(length);
  }
  return result + "`";
}

}  // namespace meruit::cli
