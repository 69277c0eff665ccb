// `--set NAME=VALUE`: the scope of a finished model, and one expression checked in it.
#include <algorithm>
#include <charconv>

#include "check/expressions.h"
#include "check/percentages.h"
#include "check/resolve.h"
#include "source/nearest.h"

namespace meruit::check {

namespace {

// The names of a model that has been checked before.
void reopen(Builder& b, const ast::File& file) {
  b.scopes.emplace_back();
  Scope& scope = b.scopes.back();
  scope.file = &file;
  scope.rounding = b.model.rounding;
  for (std::uint32_t i = 0; i < b.model.relations.size(); ++i)
    scope.records.push_back({{i}, b.model.relations[i].name, b.model.relations[i].plural, {}, {}});
  if (!b.model.currency.empty()) b.currency = b.model.currency;
  b.parameters.resize(b.model.parameters.size());
  for (std::uint32_t i = 0; i < b.model.parameters.size(); ++i) {
    b.parameters[i].known = true;
    enter_name(b, {0}, b.model.parameters[i].name, {Symbol::Kind::Parameter, i, b.model.parameters[i].span});
  }
  b.rules.resize(b.model.rules.size());
  for (std::uint32_t i = 0; i < b.model.rules.size(); ++i) {
    b.rules[i].known = true;
    if (is_result(b.model.rules[i]))
      enter_name(b, {0}, b.model.rules[i].name, {Symbol::Kind::Rule, i, b.model.rules[i].span});
  }
  b.fields.resize(b.model.fields.size());
  for (std::uint32_t i = 0; i < b.model.fields.size(); ++i)
    enter_name(b, {0}, b.model.fields[i].name, {Symbol::Kind::Field, i, b.model.fields[i].span});
}

struct NameSet {
  Rebinding::Kind kind;
  Type type;
};

NameSet target_of(const Model& model, const Symbol& symbol) {
  if (symbol.kind == Symbol::Kind::Parameter) return {Rebinding::Kind::Parameter, model.parameters[symbol.index].type};
  if (symbol.kind == Symbol::Kind::Field) return {Rebinding::Kind::Field, model.fields[symbol.index].type};
  return {Rebinding::Kind::Rule, model.rules[symbol.index].type};
}

// Fields and rules of rows that a name means, which may say of which record: `paid`, `claim.paid`.
struct OwnName {
  std::string record;
  Symbol symbol;
};

std::vector<OwnName> owned_names(const Model& model, std::string_view name) {
  std::vector<OwnName> found;
  const auto add = [&](RelationId id, const std::string& own, const Symbol& symbol) {
    const std::string& record = model.relations[id.index].name;
    if (own == name || record + "." + own == name) found.push_back({record, symbol});
  };
  if (model.relations.size() < 2) return found;
  for (std::uint32_t i = 0; i < model.fields.size(); ++i) {
    const Field& field = model.fields[i];
    if (!field.of_parent) add(field.relation, field.name, {Symbol::Kind::Field, i, field.span});
  }
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const Rule& rule = model.rules[i];
    if (is_result(rule) && of_rows(rule.level)) add(rule.level.relation, rule.name, {Symbol::Kind::Rule, i, rule.span});
  }
  return found;
}

std::optional<Rebinding> bind(Builder& b, const syntax::ParsedExpr& parsed, Span whole, std::string_view name) {
  const Scope& scope = b.scopes[0];
  const std::vector<OwnName> owned = owned_names(b.model, name);
  if (owned.size() > 1) {
    std::string ways;
    for (const OwnName& each : owned)
      ways += (ways.empty() ? "" : " or ") + in_ticks(each.record + "." + std::string(name) + "=…");
    report(b, DiagnosticKind::TwoOwners, whole, in_ticks(name) + " is of several kinds of records", "write " + ways);
    return std::nullopt;
  }
  const Symbol* found = owned.empty() ? resolve(scope, std::string(name)) : &owned.front().symbol;
  if (found == nullptr) {
    report(b, DiagnosticKind::UnknownName, whole, "there is no field, parameter or rule " + in_ticks(name),
           did_you_mean(name, value_names(scope)));
    return std::nullopt;
  }
  const Symbol symbol = *found;
  if (symbol.kind == Symbol::Kind::Parameter &&
      !check_brought(b, parsed.file, parsed.expr, b.model.parameters[symbol.index]))
    return std::nullopt;
  const NameSet target = target_of(b.model, symbol);
  Place place;
  place.scope = {0};
  place.level = kConstant;
  place.owner = "a setting is written out";
  const ExprId value = check_expr(b, place, parsed.expr, &target.type);
  const ExprId fitting =
      fit(b, value, {target.type, symbol.span, in_ticks(name) + " is " + words(b, target.type), true});
  if (!fitting.given()) return std::nullopt;
  return Rebinding{target.kind, symbol.index, fitting, whole};
}

}  // namespace

std::optional<calendar::Period> term_called(const Model& model, std::string_view text) {
  for (const NamedTerm& term : model.terms)
    if (term.label == text) return term.period;
  if (text.size() != 4) return std::nullopt;
  int year = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, year);
  if (read.ec != std::errc() || read.ptr != end || year < 1) return std::nullopt;
  return calendar::calendar_year(year);
}

std::string names_of_terms(const Model& model) {
  std::string names;
  for (const NamedTerm& term : model.terms) names += (names.empty() ? "" : ", ") + term.label;
  return names;
}

std::optional<Rebinding> check_setting(Model& model, Files files, std::string_view name, std::string_view value,
                                       source::Diagnostics& sink) {
  const source::SourceId source = files.sources.add("--set " + std::string(name), std::string(value));
  const std::size_t errors = sink.error_count();
  const syntax::ParsedExpr parsed = syntax::parse_expression(files.sources, source, sink, files.limits);
  if (sink.error_count() > errors) return std::nullopt;
  Builder b(std::move(files), sink);
  b.model = std::move(model);
  reopen(b, parsed.file);
  const Span whole{source, 0, static_cast<std::uint32_t>(value.size())};
  std::optional<Rebinding> result = bind(b, parsed, whole, name);
  model = std::move(b.model);
  return result;
}

}  // namespace meruit::check
