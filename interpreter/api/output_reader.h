// Reads one output of a run row by row, in any order, without making a fraction where a scaled whole number will do.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "check/model.h"
#include "exec/output.h"

namespace meruit::api {

class OutputReader {
 public:
  OutputReader(const check::Model&, const exec::OutputColumn&);

  [[nodiscard]] check::Outcome outcome(std::size_t row);
  // As api::plain; none: missing. Only for outputs without faults.
  [[nodiscard]] std::optional<std::string> text(std::size_t row);

  // The decimals of the column when its denominator divides a power of ten and no row has its own.
  [[nodiscard]] std::optional<int> places() const { return places_; }
  // value * 10^places(); only when places() is known and the value is present.
  [[nodiscard]] Integer scaled(std::size_t row);
  [[nodiscard]] bool present(std::size_t row);

 private:
  struct At {
    const exec::Chunk* chunk;
    std::size_t row;  // in the chunk
  };
  At find(std::size_t row);

  const check::Model& model_;
  const exec::OutputColumn& column_;
  std::size_t last_ = 0;  // chunk found last
  std::optional<int> places_;
  Integer multiplier_ = 1;  // 10^places / denominator
};

// A number's digits with the point put in, no trailing zeros: 125070 with 3 places is `125.07`.
[[nodiscard]] std::string decimal_text(std::int64_t scaled, int places);

// Exact sums of an output of numbers over its rows, above and below zero.
struct Sums {
  Rational above = 0, below = 0;
  std::uint64_t above_count = 0, below_count = 0, zero_count = 0;
};
[[nodiscard]] Sums sums_of(const exec::OutputColumn&);

}  // namespace meruit::api
