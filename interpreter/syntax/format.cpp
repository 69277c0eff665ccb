// Rows, with their comments, to text. Labels of neighbouring rows of one kind share a column for their values; cells
// of a table share columns; figures line up on the right when all are plain numbers.
#include "syntax/format.h"

#include <algorithm>
#include <mutex>

#include "source/utf8.h"
#include "syntax/align.h"
#include "syntax/gaps.h"
#include "syntax/layout.h"
#include "syntax/reading.h"
#include "syntax/standard_order.h"
#include "syntax/wrap.h"

namespace meruit::syntax {

namespace {

constexpr std::size_t kWidestHang = 30;  // later lines of a row start under its value, unless that is too far in

struct Writer {
  std::string_view text;
  const Words& words;
  const std::vector<Gap>& gaps;
  std::string out;

  void blank_line() {
    if (!out.empty() && !out.ends_with("\n\n")) out += '\n';
  }

  // Comments on lines of their own, before word `at`.
  void comments(std::size_t at, std::size_t indent) {
    for (const Comment& comment : gaps[at].comments) {
      if (comment.trailing) continue;
      if (comment.blank_before) blank_line();
      out += std::string(indent, ' ') + comment.text + "\n";
    }
  }

  // The end of a line: a comment that stood behind its last word stays there.
  void end_line(std::size_t next) {
    for (const Comment& comment : gaps[next].comments)
      if (comment.trailing) out += "  " + comment.text;
    out += '\n';
  }

  void row(const Row& row, const Aligned& aligned);
  [[nodiscard]] bool has_room(const Row& row, const Aligned& aligned) const;
};

// Whether the row breaks before word `at`: at a comment, and in the lists of an example where the writer broke them.
bool breaks_at(const Words& words, const std::vector<Gap>& gaps, const Row& row, std::size_t at) {
  if (!gaps[at].comments.empty()) return true;
  return row.kind == RowKind::Clause && gaps[at].line_end && words[at - 1].type == Grammar::COMMA;
}

std::size_t end_of_first_line(const Words& words, const std::vector<Gap>& gaps, const Row& row, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < row.end && !breaks_at(words, gaps, row, at)) ++at;
  return at;
}

// Whether the value of a case can begin behind its condition.
bool Writer::has_room(const Row& row, const Aligned& aligned) const {
  if (row.kind != RowKind::Case) return true;
  const std::size_t column = row.indent + width_of(aligned.label);
  const std::size_t end = end_of_first_line(words, gaps, row, row.value);
  const std::string lines = wrapped(text, words, {row.value, end, column, row.indent + 4, 0, 0});
  return column + width_of(std::string_view(lines).substr(0, lines.find('\n'))) <= kLineWidth;
}

void Writer::row(const Row& row, const Aligned& aligned) {
  out += std::string(row.indent, ' ');
  if (!aligned.line.empty()) {
    out += aligned.line;
    return end_line(row.end);
  }
  std::size_t begin = row.begin;
  std::size_t column = row.indent;
  std::size_t inner = row.indent + 4;
  // A condition that leaves no room for its value is broken itself, or has the value on the next line.
  const std::size_t body = row.kind == RowKind::Case ? row.value : row.body;
  const std::size_t body_indent = row.kind == RowKind::Case ? inner : row.indent + 2;
  if (!aligned.label.empty() && has_room(row, aligned)) {
    out += aligned.label;
    begin = row.value;
    column += width_of(aligned.label);
    if (column <= kWidestHang) inner = column;
  }
  while (true) {
    const std::size_t at = end_of_first_line(words, gaps, row, begin);
    out += wrapped(text, words, {begin, at, column, inner, body, body_indent});
    end_line(at);
    if (at == row.end) return;
    comments(at, inner);
    out += std::string(inner, ' ');
    begin = at;
    column = inner;
  }
}

bool is_broken(const Words& words, const std::vector<Gap>& gaps, const Row& row) {
  for (std::size_t at = row.begin + 1; at < row.end; ++at)
    if (breaks_at(words, gaps, row, at)) return true;
  return false;
}

// A statement of several lines stands apart from its neighbours; others as the writer grouped them.
bool apart(const std::vector<Row>& rows, std::size_t at, bool previous_has_rows, bool written) {
  const bool has_rows = at + 1 < rows.size() && rows[at + 1].kind != RowKind::Statement;
  return written || has_rows || previous_has_rows;
}

bool blank_wanted(const std::vector<Gap>& gaps, const std::vector<Row>& rows, std::size_t at) {
  const Row& row = rows[at];
  const Gap& gap = gaps[row.begin];
  const bool own_comments = !gap.comments.empty() && !gap.comments.back().trailing;
  if (row.kind != RowKind::Statement) return !own_comments && gap.blank_after;
  if (own_comments) return false;  // the blank line stands before the comments
  return apart(rows, at, at > 0 && rows[at - 1].kind != RowKind::Statement, gap.blank_after);
}

std::string write(std::string_view text, const Words& words, const std::vector<Row>& rows) {
  const std::vector<Gap> gaps = gaps_of(text, words);
  std::vector<bool> broken;
  for (const Row& row : rows) broken.push_back(is_broken(words, gaps, row));
  const std::vector<Aligned> lines = align(text, words, rows, broken, gaps);
  Writer writer{text, words, gaps, {}};
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const Row& row = rows[at];
    const Gap& gap = gaps[row.begin];
    const bool own_comments = !gap.comments.empty() && !gap.comments.back().trailing;
    if (row.kind == RowKind::Statement && own_comments && at > 0 &&
        apart(rows, at, rows[at - 1].kind != RowKind::Statement, false))
      writer.blank_line();
    writer.comments(row.begin, row.indent);
    if (own_comments && gap.blank_after) writer.blank_line();
    if (at > 0 && blank_wanted(gaps, rows, at)) writer.blank_line();
    writer.row(row, lines[at]);
  }
  writer.comments(words.size(), 0);
  return writer.out;
}

}  // namespace

std::string format(const source::Sources& sources, source::SourceId id) {
  const std::string& text = sources[id].text;
  if (source::valid_utf8(text) < text.size()) return text;
  const std::lock_guard lock(parser_mutex());
  const std::string standard = in_standard_order(text, split(text, text.size()));
  const Words words = split(standard, standard.size());
  const std::vector<Row> rows = rows_of(standard, words);
  if (rows.empty()) return text;
  return write(standard, words, rows);
}

}  // namespace meruit::syntax
