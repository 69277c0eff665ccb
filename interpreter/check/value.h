// A value of the language, and what an evaluation yields for one place: a value, an absence or a fault. Shared
// by the checker (literals), the oracle (everything) and the readers of results.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "calendar/date.h"
#include "number/rational.h"
#include "source/id.h"

namespace meruit::check {

using ExprId = Id<struct ExprTag>;
using ListId = Id<struct ListTag>;

// A word of a list, by its position in the list.
struct Word {
  std::uint32_t ordinal = 0;
  friend bool operator==(const Word&, const Word&) = default;
};

using Value = std::variant<Rational, bool, std::string, calendar::Date, calendar::Period, Word>;

enum class FaultKind : std::uint8_t {
#define MERUIT_FAULT(name, code, text) name,
#include "check/faults.def"
#undef MERUIT_FAULT
};

[[nodiscard]] const char* code(FaultKind kind);
[[nodiscard]] const char* text(FaultKind kind);

struct Fault {
  FaultKind kind{};
  ExprId place;  // the expression of the model that faulted
  friend bool operator==(const Fault&, const Fault&) = default;
};

enum class Absence : std::uint8_t { Missing };

using Outcome = std::variant<Value, Absence, Fault>;

// At one row, a field's value that rests on a cell which cannot be read, or lies outside a declared constraint (one
// violation a constraint, in the order of Kind; an absent or otherwise faulty value violates none); or a mapping's
// `expect` that is not `yes`, be it a fault.
struct Violation {
  enum class Kind : std::uint8_t { Unreadable, Whole, Range, Places, Expectation } kind{};
  std::uint32_t index = 0;  // the FieldId, or the position in Model::expectations
  std::size_t row = 0;
  Outcome found;
};

}  // namespace meruit::check
