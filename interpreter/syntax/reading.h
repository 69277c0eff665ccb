// One pass of ANTLR's parser over the words of a text. Holders must hold parser_mutex(): the runtime's shared tables
// are not for several threads, and its locks make parallel parsing slower than serial.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

#include "syntax/antlr.h"
#include "syntax/recovery.h"
#include "syntax/words.h"

namespace meruit::syntax {

[[nodiscard]] std::mutex& parser_mutex();

[[nodiscard]] bool is_mapping(const Words& words);  // by the first statement

// The tree belongs to `parser` and lives as long. Both the text and the words must outlive this.
struct Reading {
  antlr4::ListTokenSource source;
  antlr4::CommonTokenStream stream;
  Grammar parser;
  std::shared_ptr<Recovery> recovery;

  Reading(std::string_view text, const Words& words, std::function<void(const Mistake&)> report);
};

}  // namespace meruit::syntax
