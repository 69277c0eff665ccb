// Examples: what is given and expected, as values of the types of the names; and whether all that is needed is given.
#include <algorithm>

#include "check/definitions.h"
#include "check/example_rows.h"
#include "check/figures.h"
#include "check/needs.h"
#include "check/percentages.h"
#include "check/resolve.h"
#include "check/scopes.h"

namespace meruit::check {

namespace {

// Types are known only of names that checked; others have been reported.
std::optional<Type> type_of(const Builder& b, const Symbol& symbol) {
  if (symbol.kind == Symbol::Kind::Field && b.fields[symbol.index].known) return b.model.fields[symbol.index].type;
  if (symbol.kind == Symbol::Kind::Rule && b.rules[symbol.index].known) return b.model.rules[symbol.index].type;
  if (symbol.kind == Symbol::Kind::Parameter && b.parameters[symbol.index].known)
    return b.model.parameters[symbol.index].type;
  return std::nullopt;
}

std::string name_of(const ast::Path& path) {
  std::string name;
  for (const ast::Name& part : path.parts) name += (name.empty() ? "" : ".") + part.text;
  return name;
}

// `term: first_half`, `term: 2023`.
std::optional<calendar::Period> named_term(const Builder& b, ast::ExprId written) {
  const ast::ExprNode& node = (*b.scopes[0].file)[written].node;
  if (const auto* name = std::get_if<ast::Reference>(&node)) return term_called(b.model, name->name.text);
  const auto* number = std::get_if<ast::NumberLiteral>(&node);
  return number == nullptr ? std::nullopt : term_called(b.model, number::to_plain(number->value));
}

bool give_term(Builder& b, const ast::Given& given, Example& example) {
  example.term = named_term(b, given.value);
  if (example.term) return true;
  const ast::Expr& written = (*b.scopes[0].file)[given.value];
  if (std::holds_alternative<ast::Reference>(written.node)) {
    const std::string known = names_of_terms(b.model);
    report(b, DiagnosticKind::UnknownName, written.span, "no term is called " + in_ticks(b, written.span),
           known.empty() ? "write `term: 2024`, or `term: 2024-01-01 to 2024-12-31`" : "the terms are " + known);
    return false;
  }
  Place place;
  place.scope = {0};
  place.level = kConstant;
  place.owner = "an example gives values that are written out";
  const ExprId value = check_expr(b, place, given.value);
  if (!value.given()) return false;
  const auto* period =
      b.expr(value).op == Op::Literal ? std::get_if<calendar::Period>(&b.expr(value).items[0]) : nullptr;
  if (period == nullptr) {
    report(b, DiagnosticKind::WrongType, b.expr(value).span, "the term is a year, two dates or a term that has a name",
           "write `term: 2024`, or `term: 2024-01-01 to 2024-12-31`");
    return false;
  }
  example.term = *period;
  return true;
}

Rebinding::Kind kind_of(const Symbol& symbol) {
  if (symbol.kind == Symbol::Kind::Field) return Rebinding::Kind::Field;
  return symbol.kind == Symbol::Kind::Rule ? Rebinding::Kind::Rule : Rebinding::Kind::Parameter;
}

bool give(Builder& b, const ast::Given& given, Example& example, bool rows) {
  const std::string name = name_of(given.name);
  if (name == "term") return give_term(b, given, example);
  const std::optional<Symbol> symbol = find_given(b, {0}, given.name);
  if (!symbol) return false;
  const bool of_row = symbol->kind == Symbol::Kind::Field ||
                      (symbol->kind == Symbol::Kind::Rule && of_rows(b.model.rules[symbol->index].level));
  if (of_row && (rows || b.model.relations.size() > 1)) {
    const bool rule = symbol->kind == Symbol::Kind::Rule;
    const Level level = rule ? b.model.rules[symbol->index].level : rows_of(b.model.fields[symbol->index].relation);
    const std::string& record = b.model.relations[level.relation.index].name;
    report(b, DiagnosticKind::NotRebindable, given.name.span,
           in_ticks(name) + " has a value for each " + record + ", and nothing says of which",
           rule ? "give the rows that it comes from: `row " + record + " given …`"
                : "say it in the row: `row " + record + " given " + name + ": …`");
    return false;
  }
  const Rebinding::Kind kind = kind_of(*symbol);
  for (const Rebinding& other : example.given)
    if (other.kind == kind && other.index == symbol->index) {
      Diagnostic& d = report(b, DiagnosticKind::DuplicateName, given.name.span, in_ticks(name) + " is given twice");
      label(d, other.span, "the first");
      return false;
    }
  const std::optional<Type> type = type_of(b, *symbol);
  if (!type) return false;
  if (symbol->kind == Symbol::Kind::Parameter &&
      !check_brought(b, *b.scopes[0].file, given.value, b.model.parameters[symbol->index]))
    return false;
  const ExprId value = example_value(b, given.value, *type, symbol->span, name);
  if (!value.given()) return false;
  if (symbol->kind == Symbol::Kind::Field && !may_hold(b, b.model.fields[symbol->index], value)) return false;
  if (symbol->kind == Symbol::Kind::Parameter) b.parameters[symbol->index].used = true;
  example.given.push_back({kind, symbol->index, value, given.span});
  return true;
}

// That there is no value, as a figure that it needs is not published.
bool expect_unpublished(Builder& b, const ast::Expect& written, const Symbol& symbol, std::optional<ExpectedRow> row,
                        Example& example) {
  if (written.rounding) {
    report(b, DiagnosticKind::WrongType, written.span, "what is unpublished cannot be rounded",
           "leave out `rounded …`");
    return false;
  }
  example.expect.push_back({{symbol.index}, std::move(row), std::nullopt, {}, std::nullopt, {}, written.span});
  return true;
}

bool expect(Builder& b, const ast::Expect& written, Example& example) {
  const std::string name = name_of(written.name);
  std::optional<ExpectedRow> row;
  if (written.row) row = check_expected_row(b, *written.row, example);
  if (written.row && !row) return false;
  const std::optional<Symbol> symbol = row ? find_in_row(b, *row, written.name) : find_given(b, {0}, written.name);
  if (!symbol) return false;
  if (symbol->kind != Symbol::Kind::Rule) {
    Diagnostic& d = report(b, DiagnosticKind::NotRebindable, written.name.span,
                           "an example expects the value of a rule or a payment, and " + in_ticks(name) +
                               (symbol->kind == Symbol::Kind::Field ? " is a field" : " is a parameter"),
                           "put it into what is given");
    label(d, symbol->span, "defined here");
    return false;
  }
  const bool of_row = of_rows(b.model.rules[symbol->index].level);
  if (!row && of_row && (!example.rows.empty() || b.model.relations.size() > 1)) {
    const std::string record = b.model.relations[b.model.rules[symbol->index].level.relation.index].name;
    report(b, DiagnosticKind::ExampleNeeds, written.name.span,
           in_ticks(name) + " has a value for each " + record + ", and nothing says of which",
           "name the row by its full key: `" + record + "(…)." + name + "`");
    return false;
  }
  const std::optional<Type> type = type_of(b, *symbol);
  if (!type) return false;
  if (is_unpublished(b, {0}, written.value)) return expect_unpublished(b, written, *symbol, std::move(row), example);
  const ExprId value = example_value(b, written.value, *type, symbol->span, name);
  if (!value.given()) return false;
  Expectation expectation{{symbol->index}, std::move(row), std::nullopt, value, std::nullopt, {}, written.span};
  if (written.rounding) {
    Type plain = *type;
    become_present(plain);
    const Level level = b.model.rules[symbol->index].level;
    const ExprId rounded =
        add_round(b, add(b, Op::Rule, plain, written.name.span, {}, level), *written.rounding, {0}, written.span);
    if (!rounded.given()) return false;
    expectation.quantum = b.expr(rounded).quantum;
    expectation.mode = b.expr(rounded).mode;
  }
  example.expect.push_back(std::move(expectation));
  return true;
}

// ---- what is needed ---------------------------------------------------------------------------------------

// An optional field that is needed and not given is missing.
void give_absences(Builder& b, Example& example, const Needs& needs, const Rebound& instead) {
  for (const FieldId id : sole_record(b.scopes[0]).fields) {
    if (!needs.fields[id.index] || instead.fields.count(id.index) > 0) continue;
    const Field& field = b.model.fields[id.index];
    if (!field.type.may_be_missing || field.type.waived) continue;
    const ExprId missing = add(b, Op::Missing, field.type, example.span);
    example.given.push_back({Rebinding::Kind::Field, id.index, missing, example.span});
  }
}

// As it would be written: `members: … members`, `cost: $…`, `joined: …`.
std::string as_given(const Builder& b, const std::string& name, const Type& type) {
  if (type.kind != TypeKind::Number || type.unit.plain()) return in_ticks(name + ": …");
  if (is_money(b, type.unit)) return in_ticks(name + ": $…");
  return in_ticks(name + ": … " + words(b, type.unit));
}

void report_lacking(Builder& b, const Example& example, const ast::Example& written, const Needs& needs,
                    const Rebound& instead) {
  std::vector<std::string> lacking, as_written;
  const bool one_record = b.model.relations.size() == 1 && example.rows.empty();
  for (const FieldId id : one_record ? sole_record(b.scopes[0]).fields : std::vector<FieldId>())
    if (needs.fields[id.index] && instead.fields.count(id.index) == 0 &&
        (!b.model.fields[id.index].type.may_be_missing || b.model.fields[id.index].type.waived)) {
      lacking.push_back(in_ticks(b.model.fields[id.index].name));
      as_written.push_back(as_given(b, b.model.fields[id.index].name, b.model.fields[id.index].type));
    }
  for (const ExprId id : needs.required) {
    const Expr& figure = b.expr(id);
    const bool parameter = figure.op == Op::Parameter;
    lacking.push_back(in_ticks(parameter ? b.model.parameters[figure.index].name : b.model.bands[figure.index].name));
    as_written.push_back(parameter ? as_given(b, b.model.parameters[figure.index].name, figure.type)
                                   : "what is looked up in " + lacking.back() + " (a rule that uses it)");
  }
  if (lacking.empty()) return;
  // A whole row where all are fields and parameters.
  std::string row;
  bool whole = written.given.empty();
  for (const std::string& one : as_written) {
    whole = whole && one.front() == '`' && one.back() == '`';
    if (whole) row += (row.empty() ? "given " : ", ") + one.substr(1, one.size() - 2);
  }
  Diagnostic& d =
      report(b, DiagnosticKind::ExampleNeeds, written.given.empty() ? example.span : written.given[0].span,
             "what this example expects needs " + joined(lacking) + ", which it does not give",
             whole ? "add a row `" + row + "` before `expect`" : "add " + joined(as_written) + " to what is given");
  if (!written.given.empty()) label(d, example.span, "the example");
}

void check_needs(Builder& b, Example& example, const ast::Example& written) {
  const Rebound instead = rebound(example.given);
  if (!parameters_end(b.model, instead, b.sink)) return;
  std::vector<RuleId> outputs;
  for (const Expectation& expectation : example.expect) outputs.push_back(expectation.rule);
  const Needs needs = find_needs(b.model, outputs, {}, instead);
  report_lacking(b, example, written, needs, instead);
  for (const ExampleRow& row : example.rows) report_lacking_in(b, row, needs);
  report_dates(b.model, needs, example.term ? example.term : b.model.term, example.span, b.sink);
  if (example.rows.empty() && b.model.relations.size() == 1) give_absences(b, example, needs, instead);
}

}  // namespace

void check_examples(Builder& b) {
  for (const ast::Example& written : b.scopes[0].file->examples) {
    Example example;
    example.title = written.title.value;
    example.evidence = written.evidence;
    example.evidence_source = written.evidence_source ? written.evidence_source->value : "";
    example.span = written.title.span;
    bool good = true;
    for (const ast::Given& given : written.given) good = give(b, given, example, !written.rows.empty()) && good;
    for (const ast::ExampleRow& row : written.rows) {
      std::optional<ExampleRow> checked = check_example_row(b, row);
      good = good && checked;
      if (checked) example.rows.push_back(std::move(*checked));
    }
    if (!written.rows.empty() && (!good || !rows_agree(b, example))) continue;  // nothing can be expected of them
    for (const ast::Expect& expected : written.expect) good = expect(b, expected, example) && good;
    if (!good) continue;
    check_needs(b, example, written);
    b.model.examples.push_back(std::move(example));
  }
}

}  // namespace meruit::check
