// One calculator for each word that a column can be held in: 64 bits, 128 bits, any size. The machine words raise a
// flag; the unbounded one keeps the largest numbers it met, which says from outside whether the flag had to rise.
#pragma once

#include <algorithm>

#include "number/fixed.h"
#include "number/rounding_division.h"

namespace meruit::suites {

using number::RoundingMode;

inline std::optional<std::int64_t> from_integer(const Integer& value, std::int64_t) { return number::to_int64(value); }
inline std::optional<Int128> from_integer(const Integer& value, Int128) { return number::to_int128(value); }

template <class WordType>
class MachineWords {
 public:
  using Word = WordType;

  Word load(const Integer& value) {
    const std::optional<Word> word = from_integer(value, Word{});
    overflow_ |= !word;
    return word.value_or(1);
  }
  Integer store(Word word) const { return number::to_integer(word); }
  Word add(Word a, Word b) { return number::add(a, b, overflow_); }
  Word subtract(Word a, Word b) { return number::subtract(a, b, overflow_); }
  Word multiply(Word a, Word b) { return number::multiply(a, b, overflow_); }

  // By a divisor that the planner knows, as the fused kernels divide.
  Word divide_constant(Word numerator, const Integer& divisor, RoundingMode mode) {
    const Word by = load(divisor);
    return mode == RoundingMode::HalfEven ? divide<true>(numerator, by, mode) : divide<false>(numerator, by, mode);
  }
  // By a divisor of the row, not zero.
  Word divide_row(Word numerator, Word divisor, RoundingMode mode) {
    if (divisor == 0) divisor = 1;  // only after an overflow, whose result nobody looks at
    return number::with_mode(mode,
                             [&](auto chosen) { return number::divide_row<chosen()>(numerator, divisor, overflow_); });
  }

  bool overflow() const { return overflow_; }

 private:
  template <bool kHalfEven>
  std::int64_t divide(std::int64_t numerator, std::int64_t divisor, RoundingMode mode) {
    return number::divide<kHalfEven>(numerator, number::ConstantDivisor(divisor, mode), overflow_);
  }
  template <bool kHalfEven>
  Int128 divide(Int128 numerator, Int128 divisor, RoundingMode mode) {
    return number::divide<kHalfEven>(numerator, number::WideConstantDivisor(divisor, mode));
  }

  bool overflow_ = false;
};

class UnboundedWords {
 public:
  using Word = Integer;

  Word load(const Integer& value) { return noted(value); }
  Integer store(const Word& word) const { return word; }
  Word add(const Word& a, const Word& b) { return noted(a + b); }
  Word subtract(const Word& a, const Word& b) { return noted(a - b); }
  Word multiply(const Word& a, const Word& b) { return noted(a * b); }
  Word divide_constant(const Word& numerator, const Integer& divisor, RoundingMode mode) {
    noted(divisor);
    const Integer bias = number::rounding_bias<Integer>(mode, divisor, numerator < 0);
    largest_biased_ = std::max<Integer>(largest_biased_, abs(numerator) + bias);
    return number::divide_rounded(numerator, divisor, mode);
  }
  Word divide_row(const Word& numerator, const Word& divisor, RoundingMode mode) {
    const Integer sign = divisor < 0 ? -1 : 1;
    const Integer result = number::divide_rounded(numerator * sign, abs(divisor), mode);
    noted(abs(result));  // machine words decide on magnitudes, and so refuse -2^63 / 1 too
    return result;
  }

  bool overflow() const { return false; }

  // Whether every number met so far goes into a word of so many bits.
  bool fits(unsigned bits) const {
    const Integer limit = Integer(1) << (bits - 1);
    return largest_ < limit && smallest_ >= -limit && (bits > 64 || largest_biased_ < limit);
  }

 private:
  const Integer& noted(const Integer& value) {
    largest_ = std::max(largest_, value);
    smallest_ = std::min(smallest_, value);
    return value;
  }

  Integer largest_ = 0;
  Integer smallest_ = 0;
  Integer largest_biased_ = 0;  // of dividends by constants: the 64-bit kernel adds the bias before it divides
};

}  // namespace meruit::suites
