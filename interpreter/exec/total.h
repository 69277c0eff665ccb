// An exact sum that starts in 128 bits and spills into a number of any size.
#pragma once

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
    wide_ += number::to_integer(narrow_);
    narrow_ = value;
  }
  void add(const Integer& value) { wide_ += value; }
  void add(const Total& other) {
    add(other.narrow_);
    add(other.wide_);
  }
  [[nodiscard]] Integer value() const { return wide_ + number::to_integer(narrow_); }

 private:
  Int128 narrow_ = 0;
  Integer wide_ = 0;
};

}  // namespace meruit::exec
