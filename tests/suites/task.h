// What a row of a suite asks: an operation on one or two decimals, perhaps a rounding to a place, and what must come
// out. evaluate() does it in any physical form (forms.h).
#pragma once

#include <optional>

#include "forms.h"

namespace meruit::suites {

enum class Operation { Keep, Negate, Absolute, Add, Subtract, Multiply, Divide, Remainder, Compare, Max, Min };

struct Task {
  Operation operation{};
  Operand a;
  Operand b;
  std::optional<Rounding> rounding;  // always there for Divide
  Rational expected;
};

template <class Form>
typename Form::Number evaluate_two(Form& form, const Task& task, const typename Form::Number& a) {
  const auto b = form.load(task.b);
  switch (task.operation) {
    case Operation::Add:
      return form.add(a, b);
    case Operation::Subtract:
      return form.subtract(a, b);
    case Operation::Multiply:
      return form.multiply(a, b);
    case Operation::Remainder: {
      const auto whole = form.divide(a, b, {1, number::RoundingMode::TowardZero});
      return form.subtract(a, form.multiply(b, whole));
    }
    case Operation::Compare:
      return form.load({form.compare(a, b), 1});
    case Operation::Max:
      return form.compare(a, b) < 0 ? b : a;
    default:
      return form.compare(a, b) > 0 ? b : a;
  }
}

// The result in the form itself: its value means nothing when the form's words have overflowed.
template <class Form>
typename Form::Number evaluate(Form& form, const Task& task) {
  const auto a = form.load(task.a);
  const auto zero = form.load({0, 1});
  const auto rounded = [&](const auto& x) { return task.rounding ? form.round(x, *task.rounding) : x; };
  switch (task.operation) {
    case Operation::Keep:
      return rounded(a);
    case Operation::Negate:
      return rounded(form.subtract(zero, a));
    case Operation::Absolute:
      return rounded(form.compare(a, zero) < 0 ? form.subtract(zero, a) : a);
    case Operation::Divide:
      return form.divide(a, form.load(task.b), *task.rounding);
    default:
      return rounded(evaluate_two(form, task, a));
  }
}

}  // namespace meruit::suites
