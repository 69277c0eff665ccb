// A small model of inputs and the columns bound to them, for tests of reading.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "data/bind.h"
#include "meruit/table.h"

namespace meruit::data::testing {

// One relation `aco` and one list; each column is a field of the same name supplied by it, the first one the key.
class Columns {
 public:
  Columns() {
    model.relations.push_back({"aco", "acos", "", {}, {}, {}, {}});
    model.lists.push_back({"option", "", {"global", "professional"}, {}});
  }

  check::Input& add(std::string name, check::TypeKind kind, check::CastKind cast, bool may_be_missing = false) {
    const auto index = static_cast<std::uint32_t>(model.inputs.size());
    check::Type type;
    type.kind = kind;
    if (kind == check::TypeKind::OneOf) type.list = {0};
    type.may_be_missing = may_be_missing;
    check::Expr value;
    value.op = check::Op::Input;
    value.type = type;
    value.level = check::rows_of({0});
    value.index = index;
    model.exprs.push_back(value);
    check::Field field;
    field.relation = {0};
    field.name = name;
    field.key = index == 0;
    field.type = type;
    field.value = {index};
    model.fields.push_back(field);
    check::Input input;
    input.relation = {0};
    input.column = std::move(name);
    input.cast.kind = cast;
    input.type = type;
    model.inputs.push_back(input);
    model.relations[0].fields.push_back({index});
    model.relations[0].inputs.push_back({index});
    return model.inputs.back();
  }

  [[nodiscard]] Bound bind(const Table& table) const {
    ArrowArrayStream stream{};
    if (!table.stream(&stream)) return Bound();
    const auto read = ArrowTable::read(&stream);
    return data::bind(model, model, {0}, *read, table.origin(), table.lines());
  }

  check::Model model;
};

// The problems, one a line: "row column found / expected", rows from 0, `-` for the whole table.
[[nodiscard]] inline std::string told(const Problems& problems) {
  std::string text;
  for (const Problem& each : problems.first()) {
    text += each.row == Problem::kWholeTable ? "-" : std::to_string(each.row);
    text += " " + each.column + " " + each.found + " / " + each.expected;
    text += (each.other.empty() ? "" : " (there is " + each.other + ")") + "\n";
  }
  return text;
}

}  // namespace meruit::data::testing
