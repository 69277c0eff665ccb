// A contract as the generator builds it and the shrinker takes it apart: texts with holes. It knows just enough
// of types to replace an expression by another of the same kind; names are resolved by the checker alone.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "check/model.h"

namespace meruit::differential {

// What an expression is, as far as the generator must know: units without their scale, lists by position.
struct Type {
  check::TypeKind kind = check::TypeKind::Number;
  std::vector<std::pair<std::string, int>> factors;  // Number: of its unit
  int list = -1;                                     // OneOf
  friend bool operator==(const Type&, const Type&) = default;
};

// `pattern` with `@` for each child, in order. A compound node stands in parentheses where it is a child.
struct Node {
  std::string pattern;
  std::vector<Node> children;
  Type type;
  bool compound = false;
};

struct Case {
  Node condition;  // empty pattern: `otherwise`
  Node value;
};

struct Row {
  std::string label;  // printed before the cells with a colon, or alone when there are none
  std::vector<Node> cells;
};

// One statement: `head`, its modifiers, then what it has of a body, rows and `given`.
struct Statement {
  std::string head;
  std::vector<std::string> modifiers;  // printed with a comma before each
  bool by_cases = false;
  std::vector<Case> body;  // not by cases: one without condition
  std::vector<Row> lines;  // of a payment, instead of a body
  std::vector<Row> rows;
  std::vector<Row> given;
};

// What a column of a file holds, typed; where a mapping reads the file, as text.
struct Column {
  std::string name;
  std::vector<check::Outcome> values;
  std::vector<std::string> texts;
};

// The rows of one record, in no order.
struct RecordRows {
  std::string record;
  int above = -1;                 // position in Contract::relations; -1: nothing
  std::vector<std::string> keys;  // columns of the full key: those of the row above, under the same names, come first
  std::vector<Column> columns;
  std::size_t rows = 0;
};

struct Contract {
  std::vector<Statement> statements;  // of the contract
  std::vector<Statement> used;        // of the model it uses; may be empty
  std::vector<Statement> mapping;     // may be empty
  std::vector<RecordRows> relations;  // each after the one it lies below
  std::vector<Row> settings;          // as `--set` takes them
  bool all_rules = false;             // every rule is asked for, not only what the contract reports
};

[[nodiscard]] std::string print(const Node&);
[[nodiscard]] std::string print(const std::vector<Statement>&);
[[nodiscard]] const Column& column_called(const RecordRows&, const std::string& name);
// Whether a row has the key of a row of what it lies below.
[[nodiscard]] bool lies_below(const RecordRows& below, std::size_t row, const RecordRows& above, std::size_t above_row);
// The rows as CSV, for people.
[[nodiscard]] std::string print_data(const Contract&);

}  // namespace meruit::differential
