// A bound column read in the way an Input says: every cell becomes a value, an absence, or a problem that says what
// was found and what was expected. Text is cast cell by cell; numbers, dates and yes/no that are already typed are
// taken as they are, whole numbers in place where the memory allows it.
#pragma once

#include <memory>

#include "data/arrow_table.h"
#include "data/problem.h"
#include "data/relation.h"

namespace meruit::data {

// The column keeps `table` alive where it views its memory. After a problem its value is 0, "" or no.
[[nodiscard]] Column cast(const check::Model&, const check::Input&, const std::shared_ptr<const ArrowTable>& table,
                          const ArrowColumn&, Problems&);

// What a cell of this input must be, as messages say it: "an amount such as 1250.07".
[[nodiscard]] std::string expected(const check::Model&, const check::Input&);
// The problem of a cell whose text is not that.
[[nodiscard]] Problem refused(const check::Model&, const check::Input&, std::size_t row, std::string_view text);
// The problem of a cell that is empty or a mark of absence, where no absence may be.
[[nodiscard]] Problem lacking(const check::Model&, const check::Input&, std::size_t row, std::string_view text);

// Where the cells of an input go that are not what it says: each a problem, or, of a lazy input, only noted by row.
class Refusals {
 public:
  Refusals(const check::Model& model, const check::Input& input, std::size_t rows, Problems& problems)
      : model_(model), input_(input), rows_(rows), problems_(problems) {}
  void add(std::size_t row, std::string_view text);
  [[nodiscard]] std::vector<std::uint8_t> take_noted() { return std::move(noted_); }

 private:
  const check::Model& model_;
  const check::Input& input_;
  std::size_t rows_;
  Problems& problems_;
  std::vector<std::uint8_t> noted_;
};

}  // namespace meruit::data
