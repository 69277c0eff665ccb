// What the parser does at a mistake: report it once, then skip to the next statement. No token is ever made up or
// dropped in silence, so one mistake costs one statement and gives one message.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <vector>

#include "syntax/antlr.h"
#include "syntax/words.h"

namespace meruit::syntax {

// Where the parser could not go on.
struct Mistake {
  std::size_t word = 0;                // the word that fits nowhere; the number of words at the end of the text
  std::size_t decision = 0;            // the word at which the parser stood when it looked ahead; at most `word`
  std::size_t statement = 0;           // the first word of the statement
  std::vector<std::size_t> rules;      // the grammar's rules that were open, innermost first
  antlr4::misc::IntervalSet expected;  // what could stand at `decision`
};

// Whether a statement surely begins at this word: a name (or a title) must follow, or the word opens its line.
[[nodiscard]] bool begins_statement(std::string_view text, const Words& words, std::size_t at, bool in_mapping);

class Recovery : public antlr4::DefaultErrorStrategy {
 public:
  Recovery(std::string_view text, const Words& words, bool in_mapping, std::function<void(const Mistake&)> report)
      : text_(text), words_(words), in_mapping_(in_mapping), report_(std::move(report)) {}

  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override;
  void recover(antlr4::Parser*, std::exception_ptr) override;
  antlr4::Token* recoverInline(antlr4::Parser*) override;
  void sync(antlr4::Parser*) override;

  // Contexts of statements in which a mistake was found.
  [[nodiscard]] bool failed(const antlr4::ParserRuleContext* statement) const { return failed_.count(statement) > 0; }

 private:
  void skip(antlr4::Parser*);
  [[nodiscard]] bool same_mistake() const;

  std::string_view text_;
  const Words& words_;
  bool in_mapping_;
  std::function<void(const Mistake&)> report_;
  std::set<const antlr4::ParserRuleContext*> failed_;
  std::size_t mistaken_ = 0;   // one past the word of the last mistake: skipping goes on from there
  std::size_t statement_ = 0;  // the first word of the statement that is read, or was read last
};

}  // namespace meruit::syntax
