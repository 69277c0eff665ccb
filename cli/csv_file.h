// A CSV file (RFC 4180) as a table of text columns with the line of every row. The first line names the columns.
// Cells are kept as they stand, blanks included; quotes, doubled quotes, line ends within quotes, CRLF and a
// byte-order mark are understood. Empty lines are skipped.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "meruit/limits.h"
#include "meruit/result.h"
#include "meruit/table.h"

namespace meruit::cli {

// Rows of the file in its own words, for whoever writes them again.
class CsvText {
 public:
  // The line that names the columns, with its line end.
  [[nodiscard]] std::string_view header() const { return header_; }
  // The row that begins at this line of the file, with its line end where it has one; empty when none does, or it was
  // not kept.
  [[nodiscard]] std::string_view row(std::uint64_t line) const;

 private:
  friend class CsvReader;
  struct Extent {
    std::uint64_t line = 0;
    std::size_t first = 0, length = 0;
  };
  std::string header_, text_;
  std::vector<Extent> rows_;  // by line; `first` counts in the text
};

struct CsvFile {
  Table table;  // rows that cannot be cut into its columns are told in it
  std::string sha256;
  std::uint64_t rows = 0;  // those among them
  CsvText text;            // its header, and its rows where these were kept
};

struct CsvOptions {
  // Rows in their own words, of what cannot be read again: standard input, a pipe. Of others read_rows() gives them.
  bool keep_rows = false;
  std::size_t most_broken = 1000;  // rows that cannot be cut and are told; further ones are counted
  Limits limits = {};              // on the memory that the file takes
};

// `-` is standard input. A file without a line that names columns, or in another form than CSV with commas in UTF-8,
// is a Data error; one that cannot be read, or takes more memory than the limit, an Environment error.
Result<CsvFile> read_csv(const std::string& path, const CsvOptions& = {});

// Whether read_csv() kept the rows of such a file where it was to.
[[nodiscard]] bool is_read_once(const std::string& path);
// The rows that begin at these lines of a file that was read, once more; fails (Environment) where it is another by
// now.
Result<CsvText> read_rows(const std::string& path, const std::set<std::uint64_t>& lines, const std::string& sha256);

}  // namespace meruit::cli
