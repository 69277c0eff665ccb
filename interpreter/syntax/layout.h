// Where the lines of the standard layout begin: the statement's header at the margin, its rows below it, the rows of
// dated blocks and the cases of supplied fields one step further in.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "syntax/words.h"

namespace meruit::syntax {

enum class RowKind : unsigned char { Statement, Setting, Field, Figure, Block, TableRow, Case, Line, Clause, Supply };

// A stretch of words [begin, end) that begins a line.
struct Row {
  RowKind kind = RowKind::Statement;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t indent = 0;
  std::size_t value = 0;           // the first word after the label's colon; 0: nothing to align
  std::size_t body = 0;            // the first word after `is`, where a long header may break; 0: none
  bool titled = false;             // fields: the label has a title
  std::vector<std::size_t> cells;  // rows of tables: where each cell begins, the first at `value`
};

// All the words of the text, in order; empty when the text does not parse. Holders hold parser_mutex().
[[nodiscard]] std::vector<Row> rows_of(std::string_view text, const Words&);

}  // namespace meruit::syntax
