// Data from plain vectors, for programs that have no Arrow library.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meruit/arrow_c_data.h"
#include "meruit/result.h"

namespace meruit {

// A column of texts, added one by one into one block of memory.
class TextColumn {
 public:
  void add(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(static_cast<std::int64_t>(bytes_.size()));
  }
  [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_.size() + ends_.size() * sizeof(std::int64_t); }

 private:
  friend class Table;
  std::string bytes_;
  std::vector<std::int64_t> ends_{0};  // from 0 on: text i is [ends_[i], ends_[i + 1])
};

// Named columns of one length. Text is cast as the contract's fields (or the mapping) ask for, cell by cell, and an
// empty text is a missing value; numbers are scaled whole numbers and are used in place.
class Table {
 public:
  // `origin`: the file's name, for messages.
  explicit Table(std::string origin = {});

  Table& text(std::string name, const std::vector<std::string>& values);
  Table& text(std::string name, TextColumn values);
  // 125007 with two places is 1250.07. `places` from 0 to 18.
  Table& number(std::string name, std::vector<std::int64_t> values, int places = 0);
  // As above; no value is a missing one.
  Table& optional_number(std::string name, const std::vector<std::optional<std::int64_t>>& values, int places = 0);
  // The line of `origin` that each row stands on, for messages.
  Table& lines(std::vector<std::uint64_t> of_rows);
  // Rows of `origin` that could not be cut into these columns, with their lines: they count as read and stop a run,
  // or are set apart by it. `further`: how many more there are of which nothing is told.
  Table& broken(std::vector<DataProblem> rows, std::uint64_t further = 0);
  // What is odd about `origin` as a whole and may be right: named with the results.
  Table& doubts(std::vector<DataProblem>);

  [[nodiscard]] std::size_t rows() const;  // those that were cut
  [[nodiscard]] const std::string& origin() const;
  [[nodiscard]] const std::vector<std::uint64_t>& lines() const;
  [[nodiscard]] const std::vector<DataProblem>& broken() const;
  [[nodiscard]] std::uint64_t further_broken() const;
  [[nodiscard]] const std::vector<DataProblem>& doubts() const;
  // What it holds: counted by whoever works with it against the limit `memory_mib`.
  [[nodiscard]] std::uint64_t bytes() const;

  // The table as an Arrow stream of one batch; it stays valid when the table is gone. Fails when the columns differ
  // in length or a number of places is out of range.
  Result<void> stream(ArrowArrayStream* out) const;

 private:
  struct Columns;
  Columns& own();

  std::shared_ptr<Columns> columns_;
};

}  // namespace meruit
