#include "cli/csv_file.h"

#include <csv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "cli/digest.h"

namespace meruit::cli {

namespace {

constexpr std::size_t kProblemsShown = 20;
constexpr std::size_t kLongestRow = 100;

// What libcsv's callbacks fill.
class Rows {
 public:
  explicit Rows(std::string origin) : origin_(std::move(origin)) {}

  void field(std::string_view text) {
    after_return_ = false;
    if (fields_ == 0) {
      row_line_ = line_;
      row_text_.clear();
    }
    if (row_text_.size() < kLongestRow) row_text_.append(fields_ == 0 ? "" : ",").append(text);
    if (!has_header_) {
      names_.emplace_back(text);
    } else if (fields_ < columns_.size()) {
      columns_[fields_].add(text);
    }
    ++fields_;
    line_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  }

  // `end` is the character that ended the row, or -1 at the end of the file. CR LF comes as two ends.
  void row_end(int end) {
    const bool second_of_pair = end == '\n' && after_return_ && fields_ == 0;
    after_return_ = end == '\r';
    if (fields_ > 0) close_row();
    if (end != -1 && !second_of_pair) ++line_;
    fields_ = 0;
  }

  void problem(std::uint64_t line, const std::string& text) {
    if (++problem_count_ > kProblemsShown) return;
    const std::string message = origin_ + ":" + std::to_string(line) + ": " + text;
    DataProblem problem;
    problem.file = origin_;
    problem.line = line;
    problem.message = message;
    problems_.push_back(std::move(problem));
  }

  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] std::uint64_t row_line() const { return fields_ > 0 ? row_line_ : line_; }

  Result<CsvFile> finish() && {
    if (!has_header_ && problems_.empty()) problem(1, "found nothing, expected a line that names the columns");
    if (!problems_.empty()) return as_error();
    CsvFile file{Table(origin_), {}, lines_.size()};
    for (std::size_t i = 0; i < names_.size(); ++i) file.table.text(std::move(names_[i]), std::move(columns_[i]));
    file.table.lines(std::move(lines_));
    return file;
  }

 private:
  void close_row() {
    if (!has_header_) {
      has_header_ = true;
      columns_.resize(names_.size());
      return;
    }
    if (fields_ != columns_.size()) {
      problem(row_line_, "found " + std::to_string(fields_) + (fields_ == 1 ? " cell" : " cells") + ", expected " +
                             std::to_string(columns_.size()) +
                             " as in the line that names the columns: " + row_shown());
    }
    lines_.push_back(row_line_);
  }

  // Cut between characters, never inside one.
  [[nodiscard]] std::string row_shown() const {
    if (row_text_.size() <= kLongestRow) return "`" + row_text_ + "`";
    std::size_t end = kLongestRow;
    while (end > 0 && (static_cast<unsigned char>(row_text_[end]) & 0xC0u) == 0x80u) --end;
    return "`" + row_text_.substr(0, end) + "…`";
  }

  Error as_error() const {
    Error error{ErrorKind::Data, "csv", "", {}, problems_, {}, problem_count_ - problems_.size()};
    for (const DataProblem& each : problems_) error.message += (error.message.empty() ? "" : "\n") + each.message;
    if (error.not_shown > 0) error.message += "\n… and " + std::to_string(error.not_shown) + " more";
    return error;
  }

  std::string origin_;
  std::string row_text_;  // the cells of the row so far, as far as a message shows them
  std::vector<std::string> names_;
  std::vector<TextColumn> columns_;
  std::vector<std::uint64_t> lines_;
  std::vector<DataProblem> problems_;
  std::size_t problem_count_ = 0;
  std::size_t fields_ = 0;      // of the row so far
  std::uint64_t line_ = 1;      // where the parser stands
  std::uint64_t row_line_ = 1;  // where the row began
  bool has_header_ = false;
  bool after_return_ = false;
};

void on_field(void* text, std::size_t length, void* rows) {
  static_cast<Rows*>(rows)->field({static_cast<const char*>(text), length});
}
void on_row(int end, void* rows) { static_cast<Rows*>(rows)->row_end(end); }
int never(unsigned char) { return 0; }

class Parser {
 public:
  Parser() {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    // RFC 4180: spaces are part of a field.
    csv_set_space_func(&parser_, never);
  }
  ~Parser() { csv_free(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // False when the text is not CSV; told to `rows`.
  bool add(std::string_view text, Rows& rows) {
    if (csv_parse(&parser_, text.data(), text.size(), on_field, on_row, &rows) == text.size()) return true;
    return refuse(rows, rows.line(),
                  "a quote stands where none can be: quote the whole cell and double the quotes in it");
  }
  bool finish(Rows& rows) {
    if (csv_fini(&parser_, on_field, on_row, &rows) == 0) return true;
    return refuse(rows, rows.row_line(), "a quote that opens in this row is never closed");
  }

 private:
  bool refuse(Rows& rows, std::uint64_t line, const char* reason) {
    rows.problem(line, csv_error(&parser_) == CSV_EPARSE ? reason : csv_strerror(csv_error(&parser_)));
    return false;
  }

  csv_parser parser_{};
};

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};

Error unreadable(const std::string& path, int reason) {
  return {ErrorKind::Environment, "file", "cannot read `" + path + "`: " + std::strerror(reason), {}, {}, {}, 0};
}

}  // namespace

Result<CsvFile> read_csv(const std::string& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return unreadable(path, errno);

  Rows rows(path == "-" ? "standard input" : path);
  Parser parser;
  Digest digest;
  std::vector<char> block(1u << 20);
  bool first = true, sound = true;
  while (sound) {
    errno = 0;
    const std::size_t length = std::fread(block.data(), 1, block.size(), file.get());
    if (std::ferror(file.get()) != 0) return unreadable(path, errno);
    if (length == 0) break;
    std::string_view text(block.data(), length);
    digest.add(text);
    if (first && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    first = false;
    sound = parser.add(text, rows);
  }
  if (sound) parser.finish(rows);
  Result<CsvFile> result = std::move(rows).finish();
  if (result) result->sha256 = digest.finish();
  return result;
}

}  // namespace meruit::cli
