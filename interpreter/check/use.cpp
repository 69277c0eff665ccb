// `use`: another model's text inlined in a scope of its own, its fields connected to the user's, its names rebound
// by `given`.
#include <algorithm>

#include "check/resolve.h"
#include "check/scopes.h"

namespace meruit::check {

namespace {

std::string path_of(const Builder& b, const ast::File& user, const ast::Use& use) {
  const std::string wanted = use.path ? use.path->value : use.model.text + ".meruit";
  if (wanted.starts_with('/')) return wanted;
  const std::string& own = b.files.sources[user.source].path;
  std::string folder = own.substr(0, own.rfind('/') + 1);
  std::string_view rest = wanted;
  while (rest.starts_with("../") || rest.starts_with("./")) {
    const bool up = rest.starts_with("../");
    if (up && (folder.empty() || folder.ends_with("../"))) break;
    if (up) folder = folder.substr(0, folder.size() - 1), folder = folder.substr(0, folder.rfind('/') + 1);
    rest.remove_prefix(up ? 3 : 2);
  }
  return folder + std::string(rest);
}

Span place_of(const ast::Use& use) { return use.path ? use.path->span : use.model.span; }

bool report_circle(Builder& b, const ast::Use& use, const std::string& path) {
  const auto start = std::find(b.opening.begin(), b.opening.end(), path);
  if (start == b.opening.end()) return false;
  std::vector<std::string> hops(start, b.opening.end());
  hops.push_back(path);
  std::string text;
  for (const std::string& hop : hops)
    text += (text.empty() ? "" : &hop == &hops[1] ? " uses " : ", which uses ") + in_ticks(hop);
  report(b, DiagnosticKind::UseCycle, place_of(use), "models that use each other in a circle: " + text,
         "let one of them work without the other: what both need belongs in a third model that uses neither");
  return true;
}

const ast::File* load(Builder& b, const ast::Use& use, const std::string& path) {
  const auto known = b.loaded_paths.find(path);
  if (known != b.loaded_paths.end()) return known->second;
  const std::optional<std::string> text = b.files.load ? b.files.load(path) : std::nullopt;
  if (!text) {
    report(b, DiagnosticKind::UseNotFound, place_of(use), "there is no file " + in_ticks(path),
           use.path
               ? "the path is relative to this file"
               : "say where it is: `use " + use.model.text + " from \"FOLDER/FILE.meruit\"`, or take the line out");
    return nullptr;
  }
  budget::take(text->size());
  const source::SourceId source = b.files.sources.add(path, *text);
  const std::size_t errors = b.sink.error_count();
  b.loaded.push_back(syntax::parse(b.files.sources, source, b.sink, b.files.limits));
  if (b.sink.error_count() == errors) {
    amend::Account account = amend::consolidate(b.loaded.back(), b.files.as_of, b.sink);
    const auto& marks = b.loaded.back().marks;
    b.model.marks.insert(b.model.marks.end(), marks.begin(), marks.end());
    account.model = use.model.text;
    if (b.files.amended != nullptr) b.files.amended->push_back(std::move(account));
  }
  const ast::File* file = b.sink.error_count() == errors ? &b.loaded.back() : nullptr;
  b.loaded_paths.emplace(path, file);
  return file;
}

bool header_fits(Builder& b, const ast::Use& use, const ast::File& file, const std::string& path) {
  if (!file.header || file.header->name.text != use.model.text) {
    Diagnostic& d = report(b, DiagnosticKind::UseNotFound, use.model.span,
                           in_ticks(path) + " does not hold the model " + in_ticks(use.model.text),
                           file.header ? "it holds " + in_ticks(file.header->name.text) : "");
    if (file.header) label(d, file.header->name.span, "the model of that file");
    return false;
  }
  const std::string& currency = file.header->currency.text;
  if (currency.empty() || b.currency == currency) return true;
  if (b.currency == "money") {
    b.currency = currency;
    b.model.currency = currency;
    return true;
  }
  Diagnostic& d =
      report(b, DiagnosticKind::UseConflict, use.model.span,
             in_ticks(use.model.text) + " counts in " + currency + ", this contract in " + b.currency,
             "nothing converts one currency to another: write the amounts of one of the two in the other's currency, "
             "and then its row `currency:`");
  label(d, file.header->currency.span, currency);
  return false;
}

std::optional<ScopeId> open_one(Builder& b, ScopeId id, const ast::Use& use) {
  const ast::File& user = *b.scope(id).file;
  const std::string path = path_of(b, user, use);
  b.at = place_of(use);
  const std::uint64_t most = b.files.limits.models;
  if (b.scopes.size() > most)
    throw budget::Spent(b.files.limits, &Limits::models,
                        "models are used more than " + budget::grouped(most) +
                            " times: each counts as often as it is used, by models too");
  if (report_circle(b, use, path)) return std::nullopt;
  const ast::File* file = load(b, use, path);
  if (file == nullptr || !header_fits(b, use, *file, path)) return std::nullopt;
  b.opening.push_back(path);
  const std::string& alias = use.alias.given() ? use.alias.text : use.model.text;
  const ScopeId opened = open_scope(b, *file, b.scope(id).prefix + alias + ".");
  b.opening.pop_back();
  return opened;
}

// ---- given ------------------------------------------------------------------------------------------------

std::vector<std::string> names_that_can_be_given(const Scope& scope) {
  using enum Symbol::Kind;
  return value_names(scope, {Field, Parameter, Rule, Use});
}

// The name that may be meant, or else all that there are where they are few.
std::string near_or_all(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t kMost = 8;
  std::string help = did_you_mean(name, known);
  if (!help.empty() || known.empty() || known.size() > kMost) return help;
  std::vector<std::string> names;
  for (const std::string& one : known) names.push_back(in_ticks(one));
  return (names.size() == 1 ? "there is " : "there are ") + joined(names);
}

}  // namespace

bool refuse_namesakes(Builder& b, ScopeId id, const std::vector<RowFrame>& around, const ast::Path& path) {
  if (path.parts.size() != 1) return false;
  const ast::Name& name = path.parts.front();
  const std::vector<const Symbol*> all = namesakes(b.scope(id), around, name.text);
  if (all.size() < 2) return false;
  Diagnostic& d = report(b, DiagnosticKind::TwoOwners, name.span,
                         "several records have a " + in_ticks(name.text) + ", and nothing says of which it is",
                         "give them names of their own");
  for (const Symbol* one : all) label(d, one->span, "here");
  return true;
}

std::optional<Symbol> find_given(Builder& b, ScopeId id, const ast::Path& path, Bandwise bandwise,
                                 const std::vector<RowFrame>& around) {
  if (path.parts.empty()) return std::nullopt;
  const std::vector<PathStep> steps = resolve_path(b, id, around, path);
  const ast::Name& part = path.parts[steps.size() - 1];
  if (steps.back().symbol == nullptr) {
    const Scope& scope = b.scope(steps.back().scope);
    const bool party = scope.parties.count(part.text) > 0;
    report(b, DiagnosticKind::UnknownName, part.span,
           party ? in_ticks(part.text) + " is a party, and here a field, a parameter or a rule is named"
                 : "there is no field, parameter or rule " + in_ticks(scope.prefix + part.text),
           party ? "a party has no value: leave it out" : near_or_all(part.text, names_that_can_be_given(scope)));
    return std::nullopt;
  }
  const Symbol& symbol = *steps.back().symbol;
  const bool last = steps.size() == path.parts.size();
  if (symbol.kind == Symbol::Kind::Use && !last) return std::nullopt;  // it did not open
  const bool value =
      symbol.kind == Symbol::Kind::Field || symbol.kind == Symbol::Kind::Parameter || symbol.kind == Symbol::Kind::Rule;
  if (last && value) return symbol;
  const bool bands = bandwise == Bandwise::Yes && symbol.kind == Symbol::Kind::Bands;
  if (last && bands && b.bands[symbol.index].bands->required) return symbol;
  Diagnostic& d = report(b, DiagnosticKind::NotRebindable, part.span,
                         bands ? in_ticks(part.text) + " has rows of its own, and only what is `required` can be given"
                               : in_ticks(part.text) + " is not a field, a parameter or a rule",
                         "give the parameter or the rule that uses it");
  label(d, symbol.span, "defined here");
  return std::nullopt;
}

namespace {

void rebind(Builder& b, ScopeId user, ScopeId used, const ast::Given& given) {
  const std::optional<Symbol> symbol = find_given(b, used, given.name, Bandwise::Yes);
  if (!symbol) return;
  Override* instead = nullptr;
  if (symbol->kind == Symbol::Kind::Field) instead = &b.fields[symbol->index].instead;
  if (symbol->kind == Symbol::Kind::Parameter) instead = &b.parameters[symbol->index].instead;
  if (symbol->kind == Symbol::Kind::Rule) instead = &b.rules[symbol->index].instead;
  if (symbol->kind == Symbol::Kind::Bands) instead = &b.bands[symbol->index].instead;
  if (instead->given != nullptr) {
    Diagnostic& d =
        report(b, DiagnosticKind::DuplicateName, given.name.span, in_ticks(b, given.name.span) + " is given twice");
    label(d, instead->given->name.span, "the first");
    return;
  }
  *instead = {&given, user};
}

std::string bare_name(const Builder& b, ScopeId scope, FieldId field) {
  return b.model.fields[field.index].name.substr(b.scopes[scope.index].prefix.size());
}

// A user without a record of its own has the fields of the models it uses.
FieldId take_field(Builder& b, ScopeId user, ScopeId used, FieldId from, const ast::Use& use) {
  const std::string name = bare_name(b, used, from);
  Field field = b.model.fields[from.index];
  field.name = b.scope(user).prefix + name;
  const ast::Field* written = b.fields[from.index].field;
  field.key = written != nullptr && written->key;
  const FieldId id = add_field(b, user, std::move(field), written);
  declare(b, user, {name, use.model.span}, Symbol::Kind::Field, id.index);
  const Field& taken = b.model.fields[id.index];
  if (taken.type.kind == TypeKind::OneOf) enter_list(b, user, name, taken.type.list);
  return id;
}

void connect_field(Builder& b, ScopeId user, ScopeId used, FieldId field, const ast::Use& use) {
  if (b.fields[field.index].instead.given != nullptr) return;
  const std::string name = bare_name(b, used, field);
  const Scope& scope = b.scope(user);
  const Symbol* own = resolve(scope, name);
  const bool takes = scope.file->records.empty();
  if (own != nullptr && own->kind == Symbol::Kind::Field) {
    b.fields[field.index].bound = {own->index};
  } else if (takes && own == nullptr) {
    const FieldId taken = take_field(b, user, used, field, use);
    b.fields[field.index].bound = taken;
  } else {
    b.fields[field.index].known = false;
    Diagnostic& d = report(b, DiagnosticKind::UseInput, use.model.span,
                           in_ticks(use.model.text) + " needs " + in_ticks(name) + ", and nothing here supplies it",
                           "add a field `" + name + "` to the record, or say `given " + name + ": …`");
    label(d, b.model.fields[field.index].span, "the field");
  }
}

void take_record(Builder& b, ScopeId user, ScopeId used) {
  Scope& scope = b.scope(user);
  const RecordNames& taken = sole_record(b.scope(used));
  if (!scope.records.empty() || !scope.file->records.empty() || taken.name.empty()) return;
  scope.records.push_back({taken.relation, taken.name, taken.plural, {}, {}});
  if (user.index != 0) return;
  Relation& relation = b.model.relations[taken.relation.index];
  relation.name = taken.name;
  relation.plural = taken.plural;
}

}  // namespace

void open_uses(Builder& b, ScopeId id, std::vector<ScopeId>& opened) {
  for (const ast::Use& use : b.scope(id).file->uses) {
    const std::optional<ScopeId> scope = open_one(b, id, use);
    opened.push_back(scope.value_or(ScopeId{}));
    declare(b, id, use.alias.given() ? use.alias : use.model, Symbol::Kind::Use, opened.back().index);
  }
}

void connect_uses(Builder& b, ScopeId id, const std::vector<ScopeId>& opened) {
  const std::vector<ast::Use>& uses = b.scope(id).file->uses;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (!opened[i].given()) continue;
    take_record(b, id, opened[i]);
    for (const ast::Given& given : uses[i].given) rebind(b, id, opened[i], given);
    const std::vector<FieldId> fields = sole_record(b.scope(opened[i])).fields;
    for (const FieldId field : fields) connect_field(b, id, opened[i], field, uses[i]);
  }
}

}  // namespace meruit::check
