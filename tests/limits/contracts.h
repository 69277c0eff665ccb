// Contracts and data that want too much, made by code; and what comes of them.
#pragma once

#include <string>

#include "meruit/meruit.h"

namespace meruit::test {

// The opening of a contract of acos with the numbers `x` and `y` and the amount `m`; the rest is the caller's.
[[nodiscard]] std::string contract_with(const std::string& statements);

// `part` so often; each `#` in it becomes the number of the time, from 0.
[[nodiscard]] std::string times(std::size_t count, const std::string& part);

// Rules a0 to a`count`, each a fraction of twice as many digits as the one before.
[[nodiscard]] std::string growing(std::size_t count);
// A contract whose conditions can be told apart in 8,192 ways, and 4,000 of them: the proofs take minutes.
[[nodiscard]] std::string many_conditions();

// The messages of compiling, with their help; empty when all is well.
[[nodiscard]] std::string compile_all(const std::string& text, const Limits& = {});
// The error of compiling and running over some rows: "" when there is none. Every rule of the contract is asked for.
[[nodiscard]] std::string run_all(const std::string& text, const Limits& = {}, std::size_t rows = 2);

// Rows A0, A1 …: x is 1234567.89 and more, y 0 and more, m 5.01.
[[nodiscard]] Table rows_of(std::size_t count);

}  // namespace meruit::test
