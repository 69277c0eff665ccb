// The passes in order: names, figures, definitions, where fields come from, examples; then what a fixed term shows.
#include "check/check.h"

#include <algorithm>

#include "amend/order.h"
#include "check/definitions.h"
#include "check/exceptions.h"
#include "check/figures.h"
#include "check/limits.h"
#include "check/needs.h"
#include "check/scopes.h"

namespace meruit::check {

namespace {

void read_header(Builder& b, const ast::Header& header) {
  Model& model = b.model;
  model.name = header.name.text;
  model.title = header.title ? header.title->value : "";
  model.version = header.version ? header.version->value : "";
  model.currency = header.currency.text;
  model.is_model = header.model;
  model.rounding = header.rounding;
  for (const ast::Text& cite : header.cites) model.cites.push_back(cite.value);
  if (header.currency.given()) b.currency = header.currency.text;
}

void read_term(Builder& b, const ast::Header& header) {
  if (!header.term.given()) {
    if (!header.model && b.scopes[0].file->terms.empty())
      report(b, DiagnosticKind::TermNeeded, header.name.span, "a contract states its term",
             "add a row `term: FIRST to LAST`, two dates as in `2024-01-01`; or name its terms "
             "(`term first_half is …`), or call it a `model`");
    return;
  }
  Place place;
  place.scope = {0};
  place.level = kConstant;
  place.owner = "the term is written out";
  const ExprId term = check_expr(b, place, header.term);
  if (!term.given()) return;
  const auto* period = b.expr(term).op == Op::Literal ? std::get_if<calendar::Period>(&b.expr(term).items[0]) : nullptr;
  if (period != nullptr)
    b.model.term = *period;
  else
    report(b, DiagnosticKind::NotConstant, b.expr(term).span, "the term is two dates",
           "write its first and its last day, as in `term: 2024-01-01 to 2024-12-31`");
}

// One record, of the contract or of the models it uses.
void require_record(Builder& b, const ast::Header& header) {
  if (!b.model.relations.front().name.empty() || b.sink.has_errors()) return;
  report(b, DiagnosticKind::RecordCount, header.name.span, "the contract has no record",
         "write `record " + (header.level.record.given() ? header.level.record.text : std::string("NAME")) +
             "` with its fields, one of them a `key`");
}

void warn_of_unused(Builder& b) {
  if (b.sink.has_errors()) return;  // what would use it may be what is wrong
  const auto warn = [&](ScopeId scope, bool used, Span span, const std::string& name, const char* what) {
    if (scope.index == 0 && !used)
      report(b, DiagnosticKind::Unused, span, "nothing uses the " + std::string(what) + " " + in_ticks(name),
             "take it out, or use it");
  };
  for (std::size_t i = 0; i < b.parameters.size(); ++i)
    warn(b.parameters[i].scope, b.parameters[i].used, b.model.parameters[i].span, b.model.parameters[i].name,
         "parameter");
  for (std::size_t i = 0; i < b.tables.size(); ++i)
    warn(b.tables[i].scope, b.tables[i].used, b.model.tables[i].span, b.model.tables[i].name, "table");
  for (std::size_t i = 0; i < b.bands.size(); ++i)
    warn(b.bands[i].scope, b.bands[i].used, b.model.bands[i].span, b.model.bands[i].name, "bands");
}

void set_outputs(Model& model, const std::vector<Definition>& defined) {
  for (std::uint32_t i = 0; i < model.relations.size(); ++i) model.order.push_back(ordered(RelationId{i}));
  for (const Definition& definition : defined)
    if (definition.kind == Symbol::Kind::Rule) model.order.push_back(ordered(RuleId{definition.index}));
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
    const Rule& rule = model.rules[i];
    const bool own = rule.name.find('.') == std::string::npos && !rule.hidden;
    if (own && (rule.reported || rule.payment)) model.outputs.push_back({i});
  }
}

// Two terms of one contract that share days settle those days twice; a slip in a date does that.
void warn_of_shared_days(Builder& b, const std::vector<NamedTerm>& terms) {
  for (std::size_t later = 1; later < terms.size(); ++later)
    for (std::size_t first = 0; first < later; ++first) {
      const NamedTerm &one = terms[first], &two = terms[later];
      const calendar::Period shared{std::max(one.period.first, two.period.first),
                                    std::min(one.period.last, two.period.last)};
      if (shared.last < shared.first) continue;
      Diagnostic& d = report(
          b, DiagnosticKind::TermsOverlap, two.span,
          "the terms " + in_ticks(one.label) + " and " + in_ticks(two.label) + " share " + calendar::to_text(shared),
          "if no day is to be settled twice, let one end the day before the other starts");
      label(d, one.span, in_ticks(one.label) + " is " + calendar::to_text(one.period));
    }
}

// The term that a contract states, or each that it names; of a model, each that it names itself.
void check_fixed_terms(Builder& b) {
  std::vector<RuleId> all;
  for (std::uint32_t i = 0; i < b.model.rules.size(); ++i) all.push_back({i});
  const Needs needs = find_needs(b.model, all, {}, {});
  std::vector<NamedTerm> own;
  for (const NamedTerm& term : b.model.terms)
    if (term.span.source == b.scopes[0].file->source) own.push_back(term);
  warn_of_shared_days(b, own);
  if (b.model.term) {
    report_dates(b.model, needs, b.model.term, {}, b.sink);
    if (!b.sink.has_errors()) warn_of_unread(b.model, needs, {*b.model.term}, b.sink);
    return;
  }
  std::vector<calendar::Period> periods;
  for (const NamedTerm& term : b.model.is_model ? own : b.model.terms) {
    periods.push_back(term.period);
    report_dates(b.model, needs, term.period, {}, b.sink);
  }
  if (!b.model.is_model && !b.sink.has_errors()) warn_of_unread(b.model, needs, periods, b.sink);
}

void cut_inputs(Model& model) {
  for (std::uint32_t i = 0; i < model.inputs.size(); ++i)
    model.relations[model.inputs[i].relation.index].inputs.push_back({i});
}

void define(Builder& b, const Definition& definition) {
  const auto index = definition.index;
  switch (definition.kind) {
    case Symbol::Kind::Rule:
      b.at = b.model.rules[index].span;
      return define_rule(b, index);
    case Symbol::Kind::Parameter:
      b.at = b.model.parameters[index].span;
      return define_parameter(b, index);
    default:
      b.at = b.model.fields[index].span;
      return define_field(b, index);
  }
}

void check_everything(Builder& b, const ast::File& contract, const ast::File* mapping) {
  const ast::Header& header = *contract.header;
  b.model.limits = b.files.limits;
  b.model.marks = contract.marks;
  read_header(b, header);
  for (const ast::Amendment& one : contract.amendments) b.model.amendments.push_back({amend::title_of(one), one.span});
  b.model.relations.emplace_back();
  b.opening.push_back(b.files.sources[contract.source].path);
  open_scope(b, contract, "");
  declare_exceptions(b);
  require_record(b, header);
  read_term(b, header);
  for (std::uint32_t i = 0; i < b.tables.size(); ++i) {
    b.at = b.model.tables[i].span;
    check_table(b, {i});
  }
  check_all_bands(b);
  const std::vector<Definition> order = order_definitions(b);
  for (const Definition& definition : order) {
    define(b, definition);
    b.defined.push_back(definition);
  }
  for (const auto& entry : b.exceptions) {
    b.at = b.model.rules[entry.first].span;
    prove_exceptions(b, entry.first);
  }
  warn_of_payments_twice(b);
  note_zero_divisors(b);
  supply_fields(b, mapping);
  set_outputs(b.model, b.defined);
  if (!b.sink.has_errors()) mark_unknown(b);
  check_examples(b);
  warn_of_unused(b);
  refuse_unsaid_levels(b);
  warn_of_denominators(b);
  for (const ast::OpenQuestion& question : contract.questions) b.model.open_questions.push_back(question.text.value);
  check_fixed_terms(b);
  cut_inputs(b.model);
}

}  // namespace

std::optional<Model> check(const ast::File& contract, const ast::File* mapping, Files files,
                           source::Diagnostics& sink) {
  if (sink.has_errors() || !contract.header) return std::nullopt;
  source::Diagnostics found(1000);
  Builder b(std::move(files), found);
  try {
    check_everything(b, contract, mapping);
  } catch (const budget::Spent& spent) {
    if (spent.by_caller()) throw;
    sink.add(DiagnosticKind::LimitExceeded, b.at, spent.what(), spent.help());
    return std::nullopt;
  }
  tell(b, contract, found, sink);
  if (found.has_errors()) return std::nullopt;
  return std::move(b.model);
}

}  // namespace meruit::check
