// What is wrong with the data of one relation: cells that cannot be read as what they must be, columns that are
// missing, keys that occur twice. Collected column by column, told row by row of the file; the first `limit` in that
// order are kept and all are counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"

namespace meruit::data {

struct Problem {
  static constexpr std::size_t kWholeTable = SIZE_MAX;

  std::size_t row = kWholeTable;  // from 0
  std::string column;             // may be empty
  std::string found;              // "`12x`", "nothing", "none"
  std::string expected;
  source::Span rule = {};  // the line of the mapping or the contract that says what is expected
  std::string field = {};  // of a column that is not there: what is read from it,
  std::string other = {};  // and the column in the file that may be meant
};

class Problems {
 public:
  // All of them, where something else limits what is said.
  static constexpr std::size_t kAll = SIZE_MAX / 4;

  // `source_rows` as a relation has them, where its rows are not those of the file; they must outlive this.
  explicit Problems(std::size_t limit = 20, std::span<const std::size_t> source_rows = {})
      : limit_(limit), source_rows_(source_rows) {}

  void add(Problem);
  // Nothing further that is added in the order of the file will be among the first.
  [[nodiscard]] bool full() const { return count_ >= limit_; }
  // One more that is only counted.
  void count(std::size_t row);
  // A row in error whose problem is told elsewhere.
  void note_row(std::size_t row);
  // Those of another part of the same data, as if they had been added here one by one.
  void absorb(Problems);
  [[nodiscard]] bool empty() const { return count_ == 0; }
  // Whether one is of the table and not of a row.
  [[nodiscard]] bool of_whole_table() const { return whole_table_; }
  [[nodiscard]] std::size_t count() const { return count_; }
  // The first of them in the order of the file; those of the whole table come first of all. Equal rows keep the order
  // of reporting.
  [[nodiscard]] std::vector<Problem> first() const;
  // How many different rows have one; which (by row; may be shorter than the table).
  [[nodiscard]] std::size_t rows_in_error() const;
  [[nodiscard]] const std::vector<bool>& rows() const { return rows_; }

 private:
  void sort(std::vector<Problem>&) const;

  std::size_t limit_;
  std::span<const std::size_t> source_rows_;
  std::size_t count_ = 0;
  bool whole_table_ = false;
  std::vector<Problem> kept_;  // never many more than 2 * limit_
  std::vector<bool> rows_;
};

// A cell's text as messages show it: in backticks, cut when long, bytes that are not UTF-8 as `\xE9`, `nothing` when
// empty.
[[nodiscard]] std::string shown(std::string_view cell);

}  // namespace meruit::data
