// What expressions and statements say when every name in them is replaced by a token: texts that are equal for two
// models mean the same wherever their tokens do.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "diff/book.h"

namespace meruit::diff {

struct Naming {
  std::function<std::string(EntityId)> token;
  std::function<bool(EntityId)> shared;  // whether the other model has it too
  std::function<std::string(check::RelationId)> record;
  std::map<std::string, std::string> people;                         // parties and records: other name for a name
  std::function<std::string(EntityId, std::uint32_t)> table_column;  // what a column of a table is called
};

[[nodiscard]] std::string meaning(const Book&, check::ExprId, const Naming&);
// The operation itself, with all that belongs to it but its operands.
[[nodiscard]] std::string head_of(const Book&, check::ExprId, const Naming&);
[[nodiscard]] std::string person(const Naming&, const std::string& name);

}  // namespace meruit::diff
