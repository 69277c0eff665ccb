// Where a value lives: the same for all (parameters, the term), one for the run, or one for each row of a relation.
// Levels never mix: an operation uses what is the same for all, what the run has, and what its own rows have.
#pragma once

#include <cstdint>

#include "source/id.h"

namespace meruit::check {

using RelationId = Id<struct RelationTag>;

struct Level {
  enum class Kind : std::uint8_t { Constant, Overall, Rows } kind = Kind::Constant;
  RelationId relation;  // Rows: of which relation
  friend bool operator==(const Level&, const Level&) = default;
};

inline constexpr Level kConstant{};
inline constexpr Level kOverall{Level::Kind::Overall, {}};

[[nodiscard]] constexpr Level rows_of(RelationId relation) { return {Level::Kind::Rows, relation}; }
[[nodiscard]] constexpr bool of_rows(const Level& level) { return level.kind == Level::Kind::Rows; }

// Whether a value that lives at `what` may be named where values live at `where`.
[[nodiscard]] constexpr bool may_use(const Level& what, const Level& where) {
  return what == where || what.kind < where.kind;
}

}  // namespace meruit::check
