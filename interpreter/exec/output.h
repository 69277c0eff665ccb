// One output of a run: a column of a value a record, or of one value when the rule is overall. Kept in chunks, one
// a batch, each in the width that its batch needed: widths differ between runs with other batch sizes, values never.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "check/model.h"
#include "check/value.h"
#include "number/fixed.h"
#include "plan/width.h"

namespace meruit::exec {

// Rows [first_row, first_row + rows) of an output. Of the vectors, those of the output's kind are filled:
//   Number  `i64`, `i128` or `big` by `width`: numerators over OutputColumn::denominator(); if pairs() holds, each
//           over denominator() times its own positive denominator in `row_i64`, `row_i128` or `row_big`.
//           Fractions need not be reduced.
//   YesNo   `yes`, 0 or 1
//   OneOf   `ordinals`: position in the list; Date: days since 1970-01-01; Period: first day, and `lasts` the last
//   Text    `texts`, views into the plan's and the relation's memory
// Rows that are absent or at fault hold 0 (denominator 1), "" or no.
struct Chunk {
  std::size_t first_row = 0;
  std::size_t rows = 0;
  plan::Width width = plan::Width::I64;
  std::vector<std::int64_t> i64, row_i64;
  std::vector<Int128> i128, row_i128;
  std::vector<Integer> big, row_big;
  std::vector<std::uint8_t> yes;
  std::vector<std::int32_t> ordinals, lasts;
  std::vector<std::string_view> texts;
  std::vector<std::uint8_t> present;  // one byte a row; empty: all present
  std::vector<std::uint32_t> faults;  // one id a row, 0: none; empty: none in this chunk. See OutputColumn::fault
};

class OutputColumn {
 public:
  OutputColumn(check::Type type, bool overall, bool pairs, Integer denominator, const std::vector<check::Fault>* faults)
      : type_(std::move(type)),
        overall_(overall),
        pairs_(pairs),
        denominator_(std::move(denominator)),
        faults_(faults) {}

  [[nodiscard]] const check::Type& type() const { return type_; }
  [[nodiscard]] bool overall() const { return overall_; }                    // one value for the run
  [[nodiscard]] bool pairs() const { return pairs_; }                        // numbers carry a denominator a row
  [[nodiscard]] const Integer& denominator() const { return denominator_; }  // positive; of every number of the column
  [[nodiscard]] std::span<const Chunk> chunks() const { return chunks_; }    // in row order, without gaps
  [[nodiscard]] std::size_t rows() const { return rows_; }

  // The value, absence or fault of one row, reduced. Binary search for the chunk; for a whole column walk chunks().
  [[nodiscard]] check::Outcome at(std::size_t row) const;
  [[nodiscard]] check::Outcome at(const Chunk& chunk, std::size_t row_in_chunk) const;

  // What a fault id (not 0) of a chunk stands for. Lives as long as the plan.
  [[nodiscard]] const check::Fault& fault(std::uint32_t id) const { return (*faults_)[id - 1]; }

  // The first row at fault, in row order; rows() when there is none.
  [[nodiscard]] std::size_t first_fault() const;

  // Appends a chunk that begins where the column ends so far.
  void append(Chunk chunk);

 private:
  check::Type type_;
  bool overall_;
  bool pairs_;
  Integer denominator_;
  const std::vector<check::Fault>* faults_;  // of the plan
  std::vector<Chunk> chunks_;
  std::size_t rows_ = 0;
};

}  // namespace meruit::exec
