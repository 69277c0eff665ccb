// What the benchmark program measures. Each part prints its lines and says whether its target was met.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "check/model.h"

namespace meruit::bench {

using Milliseconds = std::chrono::duration<double, std::milli>;

// How long one call takes.
template <class Call>
[[nodiscard]] Milliseconds time(Call&& call) {
  const auto start = std::chrono::steady_clock::now();
  call();
  return std::chrono::steady_clock::now() - start;
}

// A contract's text checked and specialised to its own term and outputs; prints the messages when it is wrong.
[[nodiscard]] std::optional<check::Model> compiled(std::string_view text);

[[nodiscard]] bool product_sum(std::size_t rows);             // engine against a loop written by hand
[[nodiscard]] bool check_large_contract();                    // 1,000 rules
[[nodiscard]] bool run_few_rows(const std::string& program);  // 500 rows against `meruit --version`

}  // namespace meruit::bench
