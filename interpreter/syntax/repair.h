// What the writer may have meant: small changes to the words of the statement in which the parser stopped, each tried
// with the parser itself. A suggestion is made only when the parser then gets past the place. Nothing is ever changed
// in the tree; the statement stays out.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "syntax/recovery.h"
#include "syntax/words.h"

namespace meruit::syntax {

class Repairs {
 public:
  Repairs(std::string_view text, const Words& words, const Mistake& mistake);

  // Whether the whole statement reads well with words more before `at`, without word `at`, or with words `at` and
  // `at + 1` in the other order.
  [[nodiscard]] bool insert(std::size_t at, std::initializer_list<std::size_t> types) const;
  [[nodiscard]] bool insert(std::size_t at, std::size_t type) const { return insert(at, {type}); }
  [[nodiscard]] bool remove(std::size_t at) const;
  [[nodiscard]] bool swap(std::size_t at) const;
  // Whether it reads well, or at least for some words more, with another word in the place of word `at`. A NAME must
  // make all of it read well; a bracket that touches it is then that of a call.
  [[nodiscard]] bool replace(std::size_t at, std::size_t type) const;

  [[nodiscard]] std::size_t first() const { return first_; }  // of the statement
  // The word at which brackets `(` before `at` are still open; the innermost one. Nothing: none is.
  [[nodiscard]] std::optional<std::size_t> open_bracket(std::size_t at) const;

 private:
  [[nodiscard]] Words copy(std::size_t upto) const;
  [[nodiscard]] std::size_t reads_to(const Words& changed) const;

  std::string_view text_;
  const Words& words_;
  bool expression_;    // a single expression, not a file
  std::size_t word_;   // where the parser stopped
  std::size_t first_;  // the statement's words: [first_, stop_), and up to last_ when word_ belongs to it
  std::size_t stop_;
  std::size_t last_;
};

}  // namespace meruit::syntax
