// The record of a contract: its fields as text, and values for them.
#pragma once

#include "world.h"

namespace meruit::differential {

struct FieldPlan {
  std::string name;
  Type type;
  std::uint32_t kind = 0;  // of the record
  bool key = false, optional = false, waived = false, whole = false, bounded = false;
  int places = -1;
  std::string type_text;
};

// Fields of every type; each becomes a symbol of the world.
[[nodiscard]] std::vector<FieldPlan> make_fields(World&, bool with_key, std::uint32_t kind = 0);
[[nodiscard]] FieldPlan make_field(World&);
[[nodiscard]] Statement record_statement(const World&, const std::vector<FieldPlan>&, std::uint32_t kind = 0);
void add_symbol(World&, const FieldPlan&);

[[nodiscard]] std::size_t some_row_count(Random&);
// Within the field's constraints but for a rare cell; keys are distinct and in no order.
[[nodiscard]] Column make_column(World&, const FieldPlan&, std::size_t rows);
// Of the n-th row, in the order of numbers.
[[nodiscard]] check::Outcome key_value(const FieldPlan&, int n);
// Few rows of each kind, by kind; of the fields by kind. Many rows have none below them, and rows below different ones
// have the same keys of their own.
[[nodiscard]] std::vector<RecordRows> make_relations(World&, const std::vector<std::vector<FieldPlan>>&);

}  // namespace meruit::differential
