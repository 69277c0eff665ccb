// What the names of values stand for: the one place that enters and looks up fields, rules, figures and uses. Words of
// lists, parties and units have names of their own.
#pragma once

#include "check/builder.h"

namespace meruit::check {

// Enters a field, or a rule for each, among the names of its record, everything else among those of the text. Returns
// what has the name already; nullptr where it was free.
const Symbol* enter_name(Builder&, ScopeId, const std::string& name, const Symbol&);

// What a name stands for in the text, be it of whatever record; nullptr where no value is called so.
[[nodiscard]] const Symbol* resolve(const Scope&, const std::string& name);
// The field that is called so; none where two records have one.
[[nodiscard]] std::optional<FieldId> resolve_field(const Scope&, const std::string& name);

// A row that an expression may name things of: the rule's own, or one that an aggregate goes through.
struct RowFrame {
  enum class Role : std::uint8_t { Own, Through } role{};
  RelationId relation;
};
// Whose a name is: of one of the rows around, or of none of them.
struct Owner {
  const Symbol* symbol = nullptr;
  std::size_t frame = 0;
};
[[nodiscard]] std::vector<Owner> owners(const Scope&, const std::vector<RowFrame>& around, const std::string& name);
// What a name stands for that belongs to no record; nullptr where there is none.
[[nodiscard]] const Symbol* resolve_of_text(const Scope&, const std::string& name);

[[nodiscard]] const RecordNames* record_names(const Scope&, RelationId);
[[nodiscard]] const RecordNames* record_called(const Scope&, const std::string& name);

// The row that `member` or `claim.member` names, seen from the innermost row around: the links that lead there.
struct RowPath {
  std::vector<LinkId> links;
  RelationId to;
};
[[nodiscard]] std::optional<RowPath> resolve_row(const Builder&, ScopeId, const std::vector<RowFrame>& around,
                                                 ast::ExprId);

// The text that a use opened; nullptr where the symbol is something else, or the use was refused.
[[nodiscard]] const Scope* opened_by(const Builder&, const Symbol&);

// The parts of a path one after the other, from one used model into the next, up to the first that is unknown or is
// not a used model: `reach.discount` is the use `reach` and, in its text, `discount`.
struct PathStep {
  const Symbol* symbol = nullptr;  // nullptr: unknown
  ScopeId scope;                   // where it was looked up
};
[[nodiscard]] std::vector<PathStep> resolve_path(const Builder&, ScopeId, const std::vector<RowFrame>& around,
                                                 const ast::Path&);

// The symbols of all records that have the name, where it is not that of exactly one row around.
[[nodiscard]] std::vector<const Symbol*> namesakes(const Scope&, const std::vector<RowFrame>& around,
                                                   const std::string& name);

// The names of a text for messages, sorted; all, or those of the kinds.
[[nodiscard]] std::vector<std::string> value_names(const Scope&);
[[nodiscard]] std::vector<std::string> value_names(const Scope&, const std::vector<Symbol::Kind>&);

// The only kind of record of a text; without a name where it has none.
[[nodiscard]] const RecordNames& sole_record(const Scope&);

}  // namespace meruit::check
