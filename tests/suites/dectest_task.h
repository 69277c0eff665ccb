// A row of the General Decimal Arithmetic cases as a task, or the reason why it says nothing about Meruit's numbers.
#pragma once

#include <string>
#include <variant>

#include "rows.h"
#include "task.h"

namespace meruit::suites {

// A rounding to a precision in significant digits, which the language does not have; `task` asks instead for a rounding
// to the place where these digits end for this very result.
struct SignificantDigits {
  Task task;
};

using Reason = std::string;

[[nodiscard]] std::variant<Task, SignificantDigits, Reason> dectest_task(const Rows& rows, std::size_t row);

}  // namespace meruit::suites
