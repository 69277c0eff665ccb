// Small changes to the words of a text: each word deleted, doubled, or swapped with the next.
#pragma once

#include <string>

#include "syntax/words.h"

namespace meruit::test {

enum class Change { Delete, Double, Swap };
constexpr Change kChanges[] = {Change::Delete, Change::Double, Change::Swap};

[[nodiscard]] const char* name(Change);

// The text with word `at` changed, all other bytes as they were. Swap: not for the last word.
[[nodiscard]] std::string changed(const std::string& text, const syntax::Words&, std::size_t at, Change);

// What was changed, for tallies: "deleted name", "swapped literal with name".
[[nodiscard]] std::string kind_of(const syntax::Words&, std::size_t at, Change);

// The changed word among its neighbours, on one line.
[[nodiscard]] std::string around(const std::string& text, const syntax::Words&, std::size_t at);

// MERUIT_FULL=1 asks for every change; otherwise of a text about `sample` are tried, always the same ones.
[[nodiscard]] bool is_tried(const syntax::Words&, std::size_t at, Change, std::size_t sample);

}  // namespace meruit::test
