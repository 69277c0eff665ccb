// A CSV file (RFC 4180) as a table of text columns with the line of every row. The first line names the columns.
// Cells are kept as they stand, blanks included; quotes, doubled quotes, line ends within quotes, CRLF and a
// byte-order mark are understood. Empty lines are skipped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "meruit/result.h"
#include "meruit/table.h"

namespace meruit::cli {

// The file's own text, for whoever writes rows of it again.
class CsvText {
 public:
  // The line that names the columns, with its line end.
  [[nodiscard]] std::string_view header() const { return {text_.data() + header_.first, header_.length}; }
  // The row that begins at this line of the file, with its line end where it has one; empty when none does.
  [[nodiscard]] std::string_view row(std::uint64_t line) const;

 private:
  friend class CsvReader;
  struct Extent {
    std::uint64_t line = 0;
    std::size_t first = 0, length = 0;
  };
  std::string text_;
  Extent header_;
  std::vector<Extent> rows_;  // by line
};

struct CsvFile {
  Table table;  // rows that cannot be cut into its columns are told in it
  std::string sha256;
  std::uint64_t rows = 0;  // those among them
  CsvText text;            // where it was to be kept
};

struct CsvOptions {
  bool keep_text = false;
  std::size_t most_broken = 1000;  // rows that cannot be cut and are told; further ones are counted
};

// `-` is standard input. A file without a line that names columns, or in another form than CSV with commas in UTF-8,
// is a Data error; one that cannot be read an Environment error.
Result<CsvFile> read_csv(const std::string& path, const CsvOptions& = {});

}  // namespace meruit::cli
