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
  if (symbol.kind == Symbol::Kind::Link) return rows_of(b.model.links[symbol.index].from);
  return symbol.kind == Symbol::Kind::Rule ? b.model.rules[symbol.index].level : kOverall;
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

// A text that lacks the record has only its own names.
const Symbol* enter_name(Builder& b, ScopeId id, const std::string& name, const Symbol& symbol) {
  Scope& scope = b.scope(id);
  const Level level = home_of(b, symbol);
  const auto record = std::find_if(scope.records.begin(), scope.records.end(), [&](const RecordNames& each) {
    return of_rows(level) && each.relation == level.relation;
  });
  const bool of_text = record == scope.records.end();
  if (const Symbol* taken = of_text ? resolve(scope, name) : resolve_of_text(scope, name)) return taken;
  const auto [at, fresh] = (of_text ? scope.names : record->names).emplace(name, symbol);
  return fresh ? nullptr : &at->second;
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
  for (const RecordNames& record : scope.records)
    if (const Symbol* other = found_in(record.names, name); other != nullptr && other != symbol) return std::nullopt;
  return FieldId{symbol->index};
}

std::vector<Owner> owners(const Scope& scope, const std::vector<RowFrame>& around, const std::string& name) {
  std::vector<Owner> found;
  for (std::size_t i = 0; i < around.size(); ++i)
    if (const RecordNames* record = record_names(scope, around[i].relation))
      if (const Symbol* symbol = found_in(record->names, name)) found.push_back({symbol, i});
  return found;
}

const Symbol* resolve_of_text(const Scope& scope, const std::string& name) { return found_in(scope.names, name); }

const RecordNames* record_names(const Scope& scope, RelationId relation) {
  for (const RecordNames& record : scope.records)
    if (record.relation == relation) return &record;
  return nullptr;
}

const RecordNames* record_called(const Scope& scope, const std::string& name) {
  for (const RecordNames& record : scope.records)
    if (record.name == name) return &record;
  return nullptr;
}

std::optional<RowPath> resolve_row(const Builder& b, ScopeId id, const std::vector<RowFrame>& around,
                                   ast::ExprId written) {
  const Scope& scope = b.scopes[id.index];
  const ast::ExprNode& node = (*scope.file)[written].node;
  RowPath path;
  const Symbol* link = nullptr;
  if (const auto* reference = std::get_if<ast::Reference>(&node)) {
    const std::vector<Owner> found = owners(scope, around, reference->name.text);
    if (found.size() != 1) return std::nullopt;
    link = found.front().symbol;
    const auto up = links_up(b.model, around.back().relation, around[found.front().frame].relation);
    if (!up) return std::nullopt;
    path.links = *up;
  } else if (const auto* member = std::get_if<ast::Member>(&node)) {
    const auto base = resolve_row(b, id, around, member->base);
    const RecordNames* record = base ? record_names(scope, base->to) : nullptr;
    if (record == nullptr) return std::nullopt;
    link = found_in(record->names, member->name.text);
    path.links = base->links;
  }
  if (link == nullptr || link->kind != Symbol::Kind::Link) return std::nullopt;
  path.links.push_back({link->index});
  path.to = b.model.links[link->index].to;
  return path;
}

std::vector<const Symbol*> namesakes(const Scope& scope, const std::vector<RowFrame>& around, const std::string& name) {
  std::vector<const Symbol*> all;
  if (owners(scope, around, name).size() == 1) return all;
  for (const RecordNames& record : scope.records)
    if (const Symbol* symbol = found_in(record.names, name)) all.push_back(symbol);
  return all;
}

const Scope* opened_by(const Builder& b, const Symbol& symbol) {
  const bool open = symbol.kind == Symbol::Kind::Use && symbol.index != ScopeId::kNone;
  return open ? &b.scopes[symbol.index] : nullptr;
}

std::vector<PathStep> resolve_path(const Builder& b, ScopeId id, const std::vector<RowFrame>& around,
                                   const ast::Path& path) {
  std::vector<PathStep> steps;
  for (const ast::Name& part : path.parts) {
    const std::vector<Owner> found =
        steps.empty() ? owners(b.scopes[id.index], around, part.text) : std::vector<Owner>();
    const Symbol* symbol = found.size() == 1 ? found.front().symbol : resolve(b.scopes[id.index], part.text);
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
