// Rules of the syntax tree, payments and exceptions among them.
#pragma once

#include "syntax/ast_expression.h"

namespace meruit::ast {

enum class LevelKind : std::uint8_t { Default, Each, Overall };
struct Level {
  LevelKind kind = LevelKind::Default;
  Name record;  // Each
  Span span;
};

struct Bound {  // at least E, at most E
  ExprId limit;
  Span span;
};

struct PayLine {  // line NAME "Title": …
  Name name;
  std::optional<Text> title;
  bool first_that_applies = false;
  Body body;
  Span head;  // up to its colon
  Span span;
};
struct Rule {  // also a payment: pay NAME from … to …
  bool payment = false;
  Name name;
  std::optional<Text> title;
  Name payer, payee;  // payment only
  Level level;
  std::optional<UnitText> unit;
  std::optional<Bound> at_least, at_most;
  std::optional<RoundingText> rounding;  // of the bounded value
  bool reported = false, may_be_missing = false, may_be_waived = false, first_that_applies = false;
  Body body;                   // empty where there are lines
  bool each_line = false;      // payment: the rounding is of each line
  std::vector<PayLine> lines;  // payment
  std::vector<Text> cites;
  Span head;  // up to its `is`
  Span span;
};

struct Exception {  // exception NAME to RULE, after OTHER, … is
  Rule rule;        // its name, title, limits, rounding and body; of no level and no unit of its own
  Path to;
  std::vector<Name> after;
};

}  // namespace meruit::ast
