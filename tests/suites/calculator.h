// Expressions of literal numbers in FEEL and XPath, computed step by step with Meruit's numbers. Each step is also a
// task of its own (task.h), so that a caller can put it through every physical form.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "task.h"

namespace meruit::suites {

// Why an expression is not computed: what of it Meruit's numbers do not have.
struct NotComputed {
  std::string reason;
};

using Computed = std::variant<Rational, bool, NotComputed>;

// `step` sees each operation with its exact result.
[[nodiscard]] Computed compute(std::string_view expression, const std::function<void(const Task&)>& step);

}  // namespace meruit::suites
