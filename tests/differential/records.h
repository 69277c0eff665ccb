// The record of a contract: its fields as text, and values for them.
#pragma once

#include "world.h"

namespace meruit::differential {

struct FieldPlan {
  std::string name;
  Type type;
  bool key = false, optional = false, waived = false, whole = false, bounded = false;
  int places = -1;
  std::string type_text;
};

// Fields of every type; each becomes a symbol of the world.
[[nodiscard]] std::vector<FieldPlan> make_fields(World&, bool with_key);
[[nodiscard]] FieldPlan make_field(World&);
[[nodiscard]] Statement record_statement(const World&, const std::vector<FieldPlan>&);
void add_symbol(World&, const FieldPlan&);

[[nodiscard]] std::size_t some_row_count(Random&);
// Within the field's constraints but for a rare cell; keys are distinct and in no order.
[[nodiscard]] Column make_column(World&, const FieldPlan&, std::size_t rows);

}  // namespace meruit::differential
