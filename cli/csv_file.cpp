#include "cli/csv_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/commands.h"
#include "cli/csv_rows.h"
#include "cli/digest.h"

namespace meruit::cli {

namespace {

Error unreadable(const std::string& path, int reason) {
  return {ErrorKind::Environment, "file", "cannot read `" + path + "`: " + std::strerror(reason), {}, {}, {}, 0};
}

std::string origin_of(const std::string& path) { return path == "-" ? "standard input" : path; }

DataProblem told(const std::string& origin, std::uint64_t line, std::string found, std::string expected,
                 const std::string& behind) {
  DataProblem problem;
  problem.file = origin;
  problem.line = line;
  problem.found = std::move(found);
  problem.expected = std::move(expected);
  problem.message = origin + ":" + std::to_string(line) + ": found " + problem.found + ", expected " +
                    problem.expected + (behind.empty() ? "" : ": " + behind);
  return problem;
}

Error as_error(DataProblem problem) {
  std::string message = problem.message;
  return {ErrorKind::Data, "csv", std::move(message), {}, {std::move(problem)}, {}, 0};
}

// What a file is that begins so, where it is no text, and what is to be done; empty when it may be CSV.
struct OtherForm {
  std::string_view found, expected;
};
OtherForm other_form(std::string_view start) {
  constexpr std::string_view kSave = "text in UTF-8 with commas: save the file as `CSV UTF-8`";
  if (start.starts_with("PK\x03\x04")) return {"an Excel workbook or another ZIP archive", kSave};
  if (start.starts_with("\x1F\x8B")) return {"a file compressed by gzip", "text: unpack the file first"};
  if (start.starts_with("PAR1")) return {"a Parquet file", "text in UTF-8 with commas: export the table as CSV"};
  if (start.starts_with("\xD0\xCF\x11\xE0")) return {"an old Excel workbook", kSave};
  const bool marked = start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF");
  const auto empty = [&](std::size_t i) { return start[i] == '\0'; };
  const bool every_second = start.size() >= 4 && empty(0) != empty(1) && empty(0) == empty(2) && empty(1) == empty(3);
  if (marked || every_second) return {"text in UTF-16", kSave};
  return {};
}

}  // namespace

std::string_view CsvText::row(std::uint64_t line) const {
  const auto at = std::lower_bound(rows_.begin(), rows_.end(), line,
                                   [](const Extent& each, std::uint64_t wanted) { return each.line < wanted; });
  if (at == rows_.end() || at->line != line) return {};
  return {text_.data() + at->first, at->length};
}

// Takes the file block by block; the window holds what is not yet cut into rows.
class CsvReader {
 public:
  CsvReader(std::string origin, const CsvOptions& options) : origin_(std::move(origin)), options_(options) {}
  // For the text of these rows alone.
  CsvReader(std::string origin, const std::set<std::uint64_t>& lines)
      : origin_(std::move(origin)), lines_only_(&lines) {}

  // False when the file is no CSV; `problem` says why.
  bool add(std::string_view block) {
    digest_.add(block);
    window_.erase(0, at_);
    at_ = 0;
    window_.append(block);
    if (!block.empty()) ended_ = block.back() == '\n' || block.back() == '\r';
    may_hold_nul_ = may_hold_nul_ || block.find('\0') != std::string_view::npos;
    return begin() && cut(false);
  }

  Result<CsvFile> finish() {
    const bool empty = !begun_;
    if (begin() && cut(true) && !has_header_ && !problem_)
      refuse(1, empty ? "an empty file" : "nothing", "a line that names the columns");
    if (problem_) return as_error(*std::move(problem_));
    CsvFile file{Table(origin_), digest_.finish(), lines_.size() + broken_.size() + more_broken_, std::move(text_)};
    for (std::size_t i = 0; i < names_.size(); ++i) file.table.text(std::move(names_[i]), std::move(columns_[i]));
    file.table.lines(std::move(lines_));
    file.table.broken(std::move(broken_), more_broken_);
    if (!ended_ && file.rows > 0)
      file.table.doubts({told(origin_, last_line_, "no line end behind the last row",
                              "one: is the file whole, or was it cut in this row?", {})});
    return file;
  }
  [[nodiscard]] Error error() { return as_error(*std::move(problem_)); }

  // Bytes that are held: the window, the columns, rows that were kept or cannot be cut.
  [[nodiscard]] std::uint64_t held() const {
    std::uint64_t bytes = window_.size() + text_.text_.size() + text_.rows_.size() * sizeof(CsvText::Extent) +
                          lines_.size() * sizeof(std::uint64_t) + broken_bytes_;
    for (const TextColumn& column : columns_) bytes += column.bytes();
    return bytes;
  }

 private:
  // The first bytes, once: what the file is, and a byte-order mark.
  bool begin() {
    if (begun_) return true;
    begun_ = true;
    if (const OtherForm form = other_form(window_); !form.found.empty())
      return refuse(1, std::string(form.found), std::string(form.expected));
    if (window_.starts_with("\xEF\xBB\xBF")) at_ += 3;
    return true;
  }

  bool cut(bool to_the_end) {
    while (at_ < window_.size()) {
      const std::string_view left = std::string_view(window_).substr(at_);
      if (skipping_) {
        skip(left);
        continue;
      }
      if (!take_row({left, to_the_end, may_hold_nul_, columns_.size()}, row_)) return true;
      last_line_ = line_;
      if (!take(left.substr(0, row_.length))) return false;
      line_ += row_.lines;
      at_ += row_.length;
      if (!row_.ended) skipping_ = true;
    }
    return true;
  }

  // The rest of a line that was too long for the window.
  void skip(std::string_view left) {
    const std::size_t end = left.find('\n');
    skipping_ = end == std::string_view::npos;
    const std::string_view rest = left.substr(0, skipping_ ? left.size() : end + 1);
    if (keeping_) {
      text_.text_ += rest;
      text_.rows_.back().length += rest.size();
    }
    at_ += rest.size();
  }

  // Whether it is kept says what becomes of the rest of a row that is too long for the window.
  void keep(std::string_view text) {
    keeping_ = lines_only_ != nullptr ? lines_only_->contains(line_) : options_.keep_rows;
    if (!keeping_) return;
    text_.rows_.push_back({line_, text_.text_.size(), text.size()});
    text_.text_ += text;
  }

  bool take(std::string_view text) {
    if (row_.blank()) return true;
    if (!has_header_) return take_header(text);
    keep(text);
    if (lines_only_ != nullptr) return true;
    const bool empty =
        std::all_of(row_.cells.begin(), row_.cells.end(), [](const CsvCell& cell) { return cell.text.empty(); });
    if (empty && columns_.size() > 1 && !row_.broken()) {
      row_.found = "a row without any value";
      row_.expected = "values; where there is no record, delete the row";
    }
    if (row_.broken()) {
      note_broken(text);
      return true;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].add(cell_text(row_.cells[i], scratch_));
    lines_.push_back(line_);
    return true;
  }

  void note_broken(std::string_view text) {
    if (broken_.size() >= options_.most_broken) {
      ++more_broken_;
      return;
    }
    broken_.push_back(told(origin_, line_, row_.found, row_.expected, shown_in_message(without_end(text))));
    const DataProblem& one = broken_.back();
    broken_bytes_ += sizeof one + one.found.size() + one.expected.size() + one.message.size();
  }

  bool take_header(std::string_view text) {
    if (row_.broken()) return refuse(line_, row_.found, row_.expected, shown_in_message(without_end(text)));
    for (const CsvCell& cell : row_.cells) names_.emplace_back(cell_text(cell, scratch_));
    if (names_.size() == 1)
      for (const auto& [sign, name] : {std::pair{';', "semicolons"}, {'\t', "tabs"}, {'|', "upright strokes"}})
        if (names_[0].find(sign) != std::string::npos)
          return refuse(line_, std::string("columns with ") + name + " between them",
                        "commas: export the file again as CSV with commas between cells and points before decimals",
                        shown_in_message(names_[0]));
    has_header_ = true;
    columns_.resize(names_.size());
    text_.header_ = text;
    return true;
  }

  bool refuse(std::uint64_t line, std::string found, std::string expected, const std::string& behind = {}) {
    problem_ = told(origin_, line, std::move(found), std::move(expected), behind);
    return false;
  }

  static std::string_view without_end(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    return text;
  }

  std::string origin_;
  CsvOptions options_;
  const std::set<std::uint64_t>* lines_only_ = nullptr;
  Digest digest_;
  std::string window_;
  std::size_t at_ = 0;  // in the window
  std::uint64_t line_ = 1, last_line_ = 1;
  bool ended_ = true;  // by a line end, as far as it was read
  bool begun_ = false, may_hold_nul_ = false, skipping_ = false, keeping_ = false, has_header_ = false;
  CsvRow row_;
  std::string scratch_;
  std::vector<std::string> names_;
  std::vector<TextColumn> columns_;
  std::vector<std::uint64_t> lines_;
  std::vector<DataProblem> broken_;
  std::uint64_t more_broken_ = 0, broken_bytes_ = 0;
  CsvText text_;
  std::optional<DataProblem> problem_;  // of the file as a whole
};

namespace {

// Gives the file to the reader, block by block.
Result<void> read_into(const std::string& path, CsvReader& reader, const Limits& limits) {
  struct Open {
    int file;
    ~Open() {
      if (file > STDIN_FILENO) ::close(file);
    }
  };
  const Open open{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (open.file < 0) return unreadable(path, errno);
  std::vector<char> block(std::size_t{1} << 20);
  for (;;) {
    const ssize_t length = ::read(open.file, block.data(), block.size());
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return unreadable(path, errno);
    if (length == 0) return {};
    if (!reader.add({block.data(), static_cast<std::size_t>(length)})) return reader.error();
    if (reader.held() >> 20 >= limits.memory_mib) return too_much_memory(origin_of(path), limits);
  }
}

}  // namespace

Result<CsvFile> read_csv(const std::string& path, const CsvOptions& options) {
  CsvOptions own = options;
  own.keep_rows = options.keep_rows && is_read_once(path);
  CsvReader reader(origin_of(path), own);
  if (auto read = read_into(path, reader, options.limits); !read) return read.error();
  return reader.finish();
}

bool is_read_once(const std::string& path) {
  struct stat about {};
  return path == "-" || ::stat(path.c_str(), &about) != 0 || !S_ISREG(about.st_mode);
}

Result<CsvText> read_rows(const std::string& path, const std::set<std::uint64_t>& lines, const std::string& sha256) {
  CsvReader reader(origin_of(path), lines);
  if (auto read = read_into(path, reader, {}); !read) return read.error();
  auto file = reader.finish();
  if (!file) return file.error();
  if (file->sha256 == sha256) return std::move(file->text);
  return Error{ErrorKind::Environment, "file", "`" + path + "` changed while it was worked on", {}, {}, {}, 0};
}

}  // namespace meruit::cli
