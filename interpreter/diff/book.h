// The statements of a checked model that have a meaning of their own, and which of them uses which.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "check/model.h"
#include "source/source.h"

namespace meruit::diff {

using EntityId = std::size_t;

struct Entity {
  enum class Kind : std::uint8_t { Field, Parameter, Table, Bands, Rule, Exception };
  Kind kind{};
  std::uint32_t index = 0;      // of the field, parameter, …; of an exception: of the rule that it changes
  std::uint32_t exception = 0;  // its position in the rule
  std::string name, title;
  source::Span span;
  bool carried =
      false;  // data or results carry the name: outputs, key fields, fields that a column of that name supplies
  bool output = false;
};

struct Book {
  const check::Model& model;
  const source::Sources& sources;
  std::vector<Entity> entities;  // fields, parameters, tables, bands, then rules each followed by its exceptions
  std::map<std::tuple<Entity::Kind, std::uint32_t, std::uint32_t>, EntityId> ids;
  std::vector<std::set<EntityId>> uses, users;  // by entity
  std::set<EntityId> expected;                  // what a mapping's `expect` rests on

  [[nodiscard]] EntityId of(Entity::Kind kind, std::uint32_t index, std::uint32_t exception = 0) const {
    return ids.at({kind, index, exception});
  }
  [[nodiscard]] const Entity& operator[](EntityId id) const { return entities[id]; }
};

// A part of a parent's key, which each row below holds too, is the parent's own field, and no entity beside it.
[[nodiscard]] Book make_book(const check::Model&, const source::Sources&);

// Of what it is a field, and for each of what a rule has a value; none of other statements.
[[nodiscard]] std::optional<check::RelationId> record_of(const Book&, EntityId);

// The kind of statement that an operation names by its index: a lookup a table, a call of bands these; none where an
// operation names no statement.
[[nodiscard]] std::optional<Entity::Kind> kind_named_by(check::Op);
[[nodiscard]] EntityId entity_of(const Book&, const check::Rebinding&);  // that is given anew
// Whether something reads a figure on another date than the term's.
[[nodiscard]] bool is_read_on_dates(const check::Model&, Entity::Kind, std::uint32_t index);

// What a rule of the model belongs to: itself, the rule whose base it is, the exception whose part it is. `part` tells
// the parts of one entity apart.
struct Home {
  EntityId entity = 0;
  const char* part = "";
};
[[nodiscard]] Home home_of(const Book&, std::uint32_t rule);

// What the checker made of a `given` inside a formula, named by an expression: another definition (its position) with
// some names given anew, or only an expression that is held.
struct Hidden {
  bool is_hidden = false;
  std::optional<std::uint32_t> origin;
  const std::vector<check::Rebinding>* given = nullptr;
  check::ExprId body;
};
[[nodiscard]] Hidden hidden_behind(const check::Model&, const check::Expr&);

// The expressions that make up a statement: bodies, figures, what supplies a field.
[[nodiscard]] std::vector<check::ExprId> expressions_of(const Book&, EntityId);
// The entities that these expressions name, through operations but not through other statements.
void entities_named(const Book&, check::ExprId, std::set<EntityId>& found);

// Everything that uses these, directly or not, themselves included.
[[nodiscard]] std::set<EntityId> dependents(const Book&, const std::set<EntityId>&);

}  // namespace meruit::diff
