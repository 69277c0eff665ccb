// An exact sum that starts in 128 bits and spills into a number of any size.
#pragma once

#include <memory>
#include <optional>

#include "exec/words.h"

namespace meruit::exec {

class Total {
 public:
  void add(Int128 value) {
    Int128 sum{};
    if (!__builtin_add_overflow(narrow_, value, &sum)) {
      narrow_ = sum;
      return;
    }
    add(number::to_integer(narrow_));
    narrow_ = value;
  }
  void add(const Integer& value) {
    if (wide_ == nullptr) wide_ = std::make_unique<Integer>(0);
    *wide_ += value;
  }
  void add(const Total& other) {
    add(other.narrow_);
    if (other.wide_ != nullptr) add(*other.wide_);
  }
  // None where it takes more than 128 bits.
  [[nodiscard]] std::optional<Int128> narrow() const {
    return wide_ == nullptr ? std::optional<Int128>(narrow_) : std::nullopt;
  }
  [[nodiscard]] Integer value() const {
    const Integer narrow = number::to_integer(narrow_);
    return wide_ == nullptr ? narrow : Integer(*wide_ + narrow);
  }

 private:
  Int128 narrow_ = 0;
  std::unique_ptr<Integer> wide_;  // null: zero
};

}  // namespace meruit::exec
