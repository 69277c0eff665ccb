#include "check/resolve.h"

#include <algorithm>

namespace meruit::check {

namespace {

const Symbol* found_in(const Names& names, const std::string& name) {
  const auto found = names.find(name);
  return found == names.end() ? nullptr : &found->second;
}

Level home_of(const Builder& b, const Symbol& symbol) {
  if (symbol.kind == Symbol::Kind::Field) return rows_of(b.model.fields[symbol.index].relation);
  return symbol.kind == Symbol::Kind::Rule ? b.model.rules[symbol.index].level : kOverall;
}

// The names among which this one belongs; a text that lacks the record has only its own.
Names& home(Builder& b, ScopeId id, const Symbol& symbol) {
  Scope& scope = b.scope(id);
  const Level level = home_of(b, symbol);
  const auto record = std::find_if(scope.records.begin(), scope.records.end(), [&](const RecordNames& each) {
    return of_rows(level) && each.relation == level.relation;
  });
  return record == scope.records.end() ? scope.names : record->names;
}

template <class Wanted>
std::vector<std::string> sorted_names(const Scope& scope, const Wanted& wanted) {
  std::vector<std::string> all;
  const auto add = [&](const Names& names) {
    for (const auto& [name, symbol] : names)
      if (wanted(symbol)) all.push_back(name);
  };
  add(scope.names);
  for (const RecordNames& record : scope.records) add(record.names);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

const Symbol* enter_name(Builder& b, ScopeId id, const std::string& name, const Symbol& symbol) {
  if (const Symbol* taken = resolve(b.scope(id), name)) return taken;
  home(b, id, symbol).emplace(name, symbol);
  return nullptr;
}

const Symbol* resolve(const Scope& scope, const std::string& name) {
  if (const Symbol* own = found_in(scope.names, name)) return own;
  for (const RecordNames& record : scope.records)
    if (const Symbol* own = found_in(record.names, name)) return own;
  return nullptr;
}

std::optional<FieldId> resolve_field(const Scope& scope, const std::string& name) {
  const Symbol* symbol = resolve(scope, name);
  if (symbol == nullptr || symbol->kind != Symbol::Kind::Field) return std::nullopt;
  return FieldId{symbol->index};
}

const Scope* opened_by(const Builder& b, const Symbol& symbol) {
  const bool open = symbol.kind == Symbol::Kind::Use && symbol.index != ScopeId::kNone;
  return open ? &b.scopes[symbol.index] : nullptr;
}

std::vector<PathStep> resolve_path(const Builder& b, ScopeId id, const ast::Path& path) {
  std::vector<PathStep> steps;
  for (const ast::Name& part : path.parts) {
    const Symbol* symbol = resolve(b.scopes[id.index], part.text);
    steps.push_back({symbol, id});
    if (symbol == nullptr || opened_by(b, *symbol) == nullptr) break;
    id = {symbol->index};
  }
  return steps;
}

std::vector<std::string> value_names(const Scope& scope) {
  return sorted_names(scope, [](const Symbol&) { return true; });
}

std::vector<std::string> value_names(const Scope& scope, const std::vector<Symbol::Kind>& kinds) {
  return sorted_names(
      scope, [&](const Symbol& symbol) { return std::find(kinds.begin(), kinds.end(), symbol.kind) != kinds.end(); });
}

const RecordNames& sole_record(const Scope& scope) {
  static const RecordNames none;
  return scope.records.empty() ? none : scope.records.front();
}

}  // namespace meruit::check
