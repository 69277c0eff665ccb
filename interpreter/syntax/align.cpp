// A run is a stretch of rows of one kind, at one depth, without a blank line between. Its values start in one column
// unless that makes a line too long.
#include "syntax/align.h"

#include <algorithm>

#include "syntax/antlr.h"
#include "syntax/wrap.h"

namespace meruit::syntax {

namespace {

constexpr std::size_t kWidestLabel = 80;  // longer labels do not push the others' values out

struct Aligner {
  std::string_view text;
  const Words& words;
  const std::vector<Row>& rows;
  const std::vector<bool>& broken;
  const std::vector<Gap>& gaps;

  [[nodiscard]] std::string label(std::size_t at) const { return joined(text, words, rows[at].begin, rows[at].value); }
  [[nodiscard]] std::string value(std::size_t at) const { return joined(text, words, rows[at].value, rows[at].end); }
};

bool same_run(const Row& a, const Row& b, const std::vector<Gap>& gaps) {
  return a.kind == b.kind && a.indent == b.indent && a.titled == b.titled && b.value != 0 && !gaps[b.begin].blank_after;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t now = width_of(text);
  if (now < width) text.append(width - now, ' ');
  return text;
}

bool plain_figure(const Words& words, std::size_t begin, std::size_t end) {
  const std::size_t first = words[begin].type == G::UNARY_MINUS ? begin + 1 : begin;
  if (first + 1 != end) return false;
  const std::size_t type = words[first].type;
  return type == G::NUMBER || type == G::GROUPED || type == G::PERCENTAGE || type == G::MONEY;
}

// The words of one cell, with the comma that follows it.
std::string cell(const Aligner& in, const Row& row, std::size_t column) {
  const std::size_t end = column + 1 < row.cells.size() ? row.cells[column + 1] : row.end;
  return joined(in.text, in.words, row.cells[column], end);
}

std::vector<std::string> values_of_table(const Aligner& in, std::size_t begin, std::size_t end) {
  std::size_t columns = 0;
  for (std::size_t at = begin; at < end; ++at) columns = std::max(columns, in.rows[at].cells.size());
  std::vector<std::size_t> widths(columns, 0);
  for (std::size_t at = begin; at < end; ++at)
    for (std::size_t column = 0; column < in.rows[at].cells.size(); ++column)
      widths[column] = std::max(widths[column], width_of(cell(in, in.rows[at], column)));
  std::vector<std::string> values;
  for (std::size_t at = begin; at < end; ++at) {
    std::string line;
    const std::size_t last = in.rows[at].cells.size() - 1;
    for (std::size_t column = 0; column < last; ++column)
      line += padded(cell(in, in.rows[at], column), widths[column]) + " ";
    values.push_back(line + cell(in, in.rows[at], last));
  }
  return values;
}

// Figures of one column end in one column.
std::vector<std::string> values_of(const Aligner& in, std::size_t begin, std::size_t end) {
  const Row& first = in.rows[begin];
  if (first.kind == RowKind::TableRow && first.cells.size() > 1) return values_of_table(in, begin, end);
  std::vector<std::string> values;
  std::size_t width = 0;
  bool figures = first.kind == RowKind::Figure || first.kind == RowKind::TableRow;
  for (std::size_t at = begin; at < end; ++at) {
    values.push_back(in.value(at));
    width = std::max(width, width_of(values.back()));
    figures = figures && plain_figure(in.words, in.rows[at].value, in.rows[at].end);
  }
  if (figures)
    for (std::string& value : values) value.insert(0, width - width_of(value), ' ');
  return values;
}

std::size_t widest(const std::vector<std::string>& texts) {
  std::size_t width = 0;
  for (const std::string& text : texts) width = std::max(width, width_of(text));
  return width;
}

// Edges of bands in one column: `up to  5%` above `up to 10%`, when all are a word or two and a plain number.
std::vector<std::string> labels_of(const Aligner& in, std::size_t begin, std::size_t end) {
  std::vector<std::string> labels;
  std::vector<std::size_t> heads;
  bool edges = in.rows[begin].kind == RowKind::Figure;
  for (std::size_t at = begin; at < end; ++at) {
    const Row& row = in.rows[at];
    labels.push_back(in.label(at));
    const std::size_t number = row.value - 2;  // its minus stays with it
    const std::size_t edge = number > row.begin && in.words[number - 1].type == G::UNARY_MINUS ? number - 1 : number;
    heads.push_back(width_of(joined(in.text, in.words, row.begin, edge)));
    edges = edges && heads.back() == heads.front() && edge > row.begin && plain_figure(in.words, edge, row.value - 1);
  }
  if (!edges) return labels;
  const std::size_t width = widest(labels);
  for (std::string& label : labels) label.insert(heads.front(), width - width_of(label), ' ');
  return labels;
}

// The widest label that can set the column without pushing a value past the end of the line.
std::size_t shared_column(const Aligner& in, std::size_t begin, const std::vector<std::string>& labels,
                          const std::vector<std::string>& values) {
  std::vector<std::size_t> widths;
  for (const std::string& label : labels) widths.push_back(width_of(label));
  std::sort(widths.rbegin(), widths.rend());
  for (const std::size_t column : widths) {
    bool fits = column <= kWidestLabel;
    for (std::size_t at = 0; at < labels.size(); ++at)
      if (width_of(labels[at]) <= column && !in.broken[begin + at])
        fits = fits && in.rows[begin].indent + column + 1 + width_of(values[at]) <= kLineWidth;
    if (fits) return column;
  }
  return 0;
}

void align_run(const Aligner& in, std::size_t begin, std::size_t end, std::vector<Aligned>& found) {
  const std::vector<std::string> labels = labels_of(in, begin, end);
  const std::vector<std::string> values = values_of(in, begin, end);
  const bool clauses = in.rows[begin].kind == RowKind::Clause;  // `given`, `expect`: always in one column
  const std::size_t column = clauses ? widest(labels) : shared_column(in, begin, labels, values);
  for (std::size_t at = begin; at < end; ++at) {
    Aligned& row = found[at];
    const bool in_column = width_of(labels[at - begin]) <= column;
    row.label = (in_column ? padded(labels[at - begin], column) : in.label(at)) + " ";
    row.line = row.label + (in_column ? values[at - begin] : in.value(at));
    if (in.broken[at] || in.rows[at].indent + width_of(row.line) > kLineWidth) row.line.clear();
  }
}

// A label with a comment inside cannot be put on one line.
bool alignable(const Aligner& in, std::size_t at) {
  const Row& row = in.rows[at];
  if (row.value == 0) return false;
  for (std::size_t word = row.begin + 1; word <= row.value; ++word)
    if (!in.gaps[word].comments.empty()) return false;
  return true;
}

}  // namespace

std::vector<Aligned> align(std::string_view text, const Words& words, const std::vector<Row>& rows,
                           const std::vector<bool>& broken, const std::vector<Gap>& gaps) {
  const Aligner in{text, words, rows, broken, gaps};
  std::vector<Aligned> found(rows.size());
  std::size_t begin = 0;
  while (begin < rows.size()) {
    std::size_t end = begin + 1;
    if (alignable(in, begin)) {
      while (end < rows.size() && alignable(in, end) && same_run(rows[begin], rows[end], gaps)) ++end;
      align_run(in, begin, end, found);
    }
    begin = end;
  }
  return found;
}

}  // namespace meruit::syntax
