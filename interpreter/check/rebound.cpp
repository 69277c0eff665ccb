// `(x given cost: cost + $1)`: the value of x where the names given have other values. What is given is worked out
// where it stands, with the values that the names have there.
#include <algorithm>

#include "check/expressions.h"
#include "check/instances.h"
#include "check/percentages.h"
#include "check/scopes.h"

namespace meruit::check {

namespace {

bool may_be_given(Builder& b, const Place& place, Span span) {
  if (place.in_mapping) {
    report(b, DiagnosticKind::MappingOnly, span, "`given` stands in the rules of a contract, not in a mapping",
           "write the value out");
    return false;
  }
  if (place.level != kConstant) return true;
  report(b, DiagnosticKind::WrongLevel, span, "`given` works only in a rule, and " + place.owner,
         "write a rule: `rule NAME is " + written_or(b, span, "(… given …)") + "`");
  return false;
}

// The type that the value must have; none where the name did not check.
std::optional<Type> type_of_given(const Builder& b, const Symbol& symbol) {
  switch (symbol.kind) {
    case Symbol::Kind::Field:
      if (!b.fields[symbol.index].known) return std::nullopt;
      return b.model.fields[symbol.index].type;
    case Symbol::Kind::Rule:
      if (!b.rules[symbol.index].known) return std::nullopt;
      return b.model.rules[symbol.index].type;
    default:
      if (!b.parameters[symbol.index].known) return std::nullopt;
      return b.model.parameters[symbol.index].type;
  }
}

Level level_of_given(const Builder& b, const Symbol& symbol) {
  if (symbol.kind == Symbol::Kind::Field) return rows_of(b.model.fields[symbol.index].relation);
  return symbol.kind == Symbol::Kind::Rule ? b.model.rules[symbol.index].level : kConstant;
}

std::optional<Substitute> substitute(Builder& b, Place& place, const ast::Given& given) {
  if (given.name.parts.front().text == "term") {
    report(b, DiagnosticKind::NotRebindable, given.name.span, "the term is one for the whole run",
           "name the date for the figures: `(x on DATE)`");
    return std::nullopt;
  }
  if (refuse_namesakes(b, place.scope, place.rows, given.name)) return std::nullopt;
  const std::optional<Symbol> symbol = find_given(b, place.scope, given.name, Bandwise::No, place.rows);
  if (symbol && symbol->kind == Symbol::Kind::Rule && symbol->index == place.subject) {
    report(b, DiagnosticKind::NotRebindable, given.name.span,
           in_ticks(b, given.name.span) + " is the value so far here, and that is not given another",
           "give the names that it comes from");
    return std::nullopt;
  }
  const std::optional<Type> type = symbol ? type_of_given(b, *symbol) : std::nullopt;
  if (!type) return std::nullopt;
  if (symbol->kind == Symbol::Kind::Parameter) {
    b.parameters[symbol->index].used = true;
    if (!check_brought(b, *b.scope(place.scope).file, given.value, b.model.parameters[symbol->index]))
      return std::nullopt;
  }
  const std::string name = in_ticks(b, given.name.span);
  const Level level = level_of_given(b, *symbol);
  if (of_rows(level) && level != place.level && of_rows(place.level)) {
    const std::string& here = b.model.relations[place.level.relation.index].name;
    report(b, DiagnosticKind::NotRebindable, given.name.span,
           name + " belongs to " + b.model.relations[level.relation.index].name + ", and the row here is a " + here,
           "what is given holds for one row: give a name of the " + here);
    return std::nullopt;
  }
  const Level around = std::exchange(place.level, may_use(level, place.level) ? level : place.level);
  std::vector<RowFrame> rows = place.rows;
  if (place.level == kOverall) place.rows.clear();
  const std::string owner = std::exchange(place.owner, name + " is the same for all");
  ExprId value = check_expr(b, place, given.value, &*type);
  place.level = around;
  place.rows = std::move(rows);
  place.owner = owner;
  value = fit(b, value, {*type, symbol->span, name + " is " + words(b, *type), true});
  if (!value.given()) return std::nullopt;
  return Substitute{symbol->kind, symbol->index, hold(b, value, *symbol), of_rows(level), given.span};
}

bool given_twice(Builder& b, const std::vector<Substitute>& known, const Substitute& fresh) {
  const auto same = std::find_if(known.begin(), known.end(), [&](const Substitute& other) {
    return other.kind == fresh.kind && other.index == fresh.index;
  });
  if (same == known.end()) return false;
  Diagnostic& d = report(b, DiagnosticKind::DuplicateName, fresh.span, "one name is given twice");
  label(d, same->span, "the first");
  return true;
}

}  // namespace

ExprId check_rebound(Builder& b, Place& place, const ast::Rebound& node, Span span, const Type* expected) {
  if (!may_be_given(b, place, span)) return {};
  std::vector<Substitute> substitutes;
  bool good = true;
  for (const ast::Given& given : node.given) {
    const std::optional<Substitute> one = substitute(b, place, given);
    good = good && one && !given_twice(b, substitutes, *one);
    if (one) substitutes.push_back(*one);
  }
  // What is known here of a name says nothing of the value that it is given.
  const std::vector<std::uint64_t> facts = std::exchange(place.given, {});
  const auto first = static_cast<std::uint32_t>(b.model.exprs.size());
  const ExprId value = check_expr(b, place, node.value, expected);
  place.given = facts;
  if (!good || !value.given()) return {};
  const ExprId made = instantiate(b, value, first, substitutes);
  for (const Substitute& one : substitutes)
    if (made.given() && !one.met)
      report(b, DiagnosticKind::GivenUnused, one.span,
             in_ticks(b, b.expr(value).span) + " does not depend on what is given here",
             "leave it out, or check the name");
  return made;
}

}  // namespace meruit::check
