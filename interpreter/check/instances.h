// Definitions worked out anew under `given`: the rules, parameters and fields between an expression and the names that
// it rebinds, each as a definition of its own beside the one it comes from.
#pragma once

#include "check/builder.h"

namespace meruit::check {

// One name with the value that stands for it. A value of some length is a definition of its own, so that it is
// worked out once however often it is used.
struct Substitute {
  Symbol::Kind kind{};
  std::uint32_t index = 0;
  ExprId value;
  bool of_each_row = false;  // the name has a value for each record
  Span span;                 // of what was written: `cost: cost + $1`
  bool met = false;          // the expression depends on it
};

[[nodiscard]] const std::string& defined_name(const Builder&, Symbol::Kind, std::uint32_t index);

// One more definition, made from the given one; its index.
std::uint32_t add_hidden(Builder&, Rule);
std::uint32_t add_hidden(Builder&, Parameter);
std::uint32_t add_hidden(Builder&, Field);

// The value as a definition of its own, called like the name that it stands for, or as it is when it is short already;
// it no longer rests on what is known of absences where it was written.
ExprId hold(Builder&, ExprId value, const Symbol& stands_for);

// The expression with the substitutes in the place of their names, in it and in all that it uses. Expressions older
// than `first` stand around it and stay. None after a message.
ExprId instantiate(Builder&, ExprId, std::uint32_t first, std::vector<Substitute>&);

}  // namespace meruit::check
