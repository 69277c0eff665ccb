// A CSV file (RFC 4180) as a table of text columns with the line of every row. The first line names the columns.
// Cells are kept as they stand, blanks included; quotes, doubled quotes, line ends within quotes, CRLF and a
// byte-order mark are understood. Empty lines are skipped.
#pragma once

#include <cstdio>
#include <string>

#include "meruit/result.h"
#include "meruit/table.h"

namespace meruit::cli {

struct CsvFile {
  Table table;
  std::string sha256;
  std::uint64_t rows = 0;
};

// `-` is standard input. Rows with more or fewer cells than the first line, and quotes that are not closed, are Data
// errors with their lines, several at once; a file that cannot be read is an Environment error.
Result<CsvFile> read_csv(const std::string& path);

}  // namespace meruit::cli
