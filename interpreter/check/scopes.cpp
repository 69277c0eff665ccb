// The statements of one text as entries of its scope and of the model.
#include "check/scopes.h"
#include "check/resolve.h"

#include <algorithm>

#include "check/expressions.h"
#include "check/unit_words.h"

namespace meruit::check {

namespace {

std::vector<std::string> texts(const std::vector<ast::Text>& written) {
  std::vector<std::string> result;
  for (const ast::Text& text : written) result.push_back(text.value);
  return result;
}

std::string title_of(const std::optional<ast::Text>& title) { return title ? title->value : std::string(); }

template <class T>
std::uint32_t last(const std::vector<T>& all) {
  return static_cast<std::uint32_t>(all.size() - 1);
}

void declare_parties(Builder& b, ScopeId id) {
  Scope& scope = b.scope(id);
  for (const ast::Party& party : scope.file->parties) {
    const auto [at, fresh] = scope.parties.emplace(party.name.text, party.name.span);
    if (!fresh) {
      Diagnostic& d = report(b, DiagnosticKind::DuplicateName, party.name.span,
                             "two parties are called " + in_ticks(party.name.text));
      label(d, at->second, "the first");
    }
    if (id.index == 0) b.model.parties.emplace_back(party.name.text, title_of(party.title));
  }
  for (const RecordNames& record : scope.records)
    scope.parties.emplace(record.name, b.model.relations[record.relation.index].span);
}

void declare_parameters(Builder& b, ScopeId id) {
  const Scope& scope = b.scope(id);
  for (const ast::Parameter& written : scope.file->parameters) {
    Parameter parameter;
    parameter.name = scope.prefix + written.name.text;
    parameter.title = title_of(written.title);
    parameter.cites = texts(written.cites);
    parameter.span = written.name.span;
    b.model.parameters.push_back(std::move(parameter));
    b.parameters.push_back({id, &written, {}, false, false, {}});
    declare(b, id, written.name, Symbol::Kind::Parameter, last(b.model.parameters));
  }
}

void declare_tables(Builder& b, ScopeId id) {
  const Scope& scope = b.scope(id);
  for (const ast::Table& written : scope.file->tables) {
    Table table;
    table.name = scope.prefix + written.name.text;
    table.title = title_of(written.title);
    table.first_that_applies = written.first_that_applies;
    table.cites = texts(written.cites);
    table.span = written.name.span;
    b.model.tables.push_back(std::move(table));
    b.tables.push_back({id, &written, {}, false, false});
    declare(b, id, written.name, Symbol::Kind::Table, last(b.model.tables));
  }
  for (const ast::Bands& written : scope.file->bands) {
    Bands bands;
    bands.name = scope.prefix + written.name.text;
    bands.title = title_of(written.title);
    for (const ast::Name& input : written.inputs) bands.inputs.push_back(input.text);
    bands.curve = written.curve;
    bands.graduated = written.graduated;
    bands.share = written.share_of.given();
    bands.whole = written.whole;
    bands.losses = written.losses;
    bands.cites = texts(written.cites);
    bands.span = written.name.span;
    b.model.bands.push_back(std::move(bands));
    b.bands.push_back({id, &written, {}, {}, false, false});
    declare(b, id, written.name, Symbol::Kind::Bands, last(b.model.bands));
  }
}

Level level_of(Builder& b, const Scope& scope, const ast::Level& level) {
  if (level.kind == ast::LevelKind::Overall) return kOverall;
  if (level.kind == ast::LevelKind::Default) return scope.level;
  if (const RecordNames* record = record_called(scope, level.record.text)) return rows_of(record->relation);
  if (scope.records.empty()) return rows_of({0});
  report_no_record(b, scope, level.record);
  return of_rows(scope.level) ? scope.level : rows_of(scope.records.front().relation);
}

RuleId declare_rule(Builder& b, ScopeId id, const ast::Rule& written) {
  const Scope& scope = b.scope(id);
  Rule rule;
  rule.name = scope.prefix + written.name.text;
  rule.title = title_of(written.title);
  rule.level = level_of(b, scope, written.level);
  rule.reported = written.reported && id.index == 0;
  rule.payment = written.payment && id.index == 0;
  rule.payer = written.payer.text;
  rule.payee = written.payee.text;
  rule.cites = texts(written.cites);
  rule.span = written.name.span;
  rule.said = written.body.span.given() ? written.body.span : written.name.span;
  b.model.rules.push_back(std::move(rule));
  RuleSource& source = b.rules.emplace_back();
  source.scope = id;
  source.rule = &written;
  declare(b, id, written.name, Symbol::Kind::Rule, last(b.model.rules));
  return {last(b.model.rules)};
}

// A line is a rule of its own that comes before its payment and is in the results with it.
RuleId declare_line(Builder& b, ScopeId id, const ast::Rule& payment, const ast::PayLine& line) {
  ast::Rule& written = b.lines.emplace_back();
  written.name = line.name;
  written.title = line.title;
  written.level = payment.level;
  if (payment.each_line) written.rounding = payment.rounding;
  written.reported = true;
  written.first_that_applies = line.first_that_applies;
  written.body = line.body;
  written.span = line.span;
  const RuleId rule = declare_rule(b, id, written);
  b.rules[rule.index].is_line = true;
  return rule;
}

void declare_rules(Builder& b, ScopeId id) {
  for (const ast::Rule& written : b.scope(id).file->rules) {
    std::vector<RuleId> lines;
    for (const ast::PayLine& line : written.lines) lines.push_back(declare_line(b, id, written, line));
    const RuleId rule = declare_rule(b, id, written);
    for (const RuleId line : lines) b.model.rules[line.index].line_of = rule;
    b.rules[rule.index].lines = std::move(lines);
  }
}

// A word that is also a value's name would be read two ways.
void refuse_ambiguous_words(Builder& b, const Scope& scope) {
  for (const auto& [word, lists] : scope.words) {
    const Symbol* name = resolve(scope, word);
    if (name == nullptr) continue;
    Diagnostic& d = report(b, DiagnosticKind::AmbiguousName, name->span,
                           in_ticks(word) + " is also a word of " + in_ticks(b.model.lists[lists.front().index].name),
                           "give one of the two another name");
    label(d, b.model.lists[lists.front().index].span, "the words");
  }
}

void declare_terms(Builder& b, const ast::File& file) {
  for (const ast::TermStatement& term : file.terms) {
    const auto* period = std::get_if<ast::PeriodLiteral>(&file[term.period].node);
    if (period == nullptr) continue;
    const auto* first = std::get_if<ast::DateLiteral>(&file[period->first].node);
    const auto* to = std::get_if<ast::DateLiteral>(&file[period->last].node);
    if (first == nullptr || to == nullptr) {
      report(b, DiagnosticKind::NotConstant, file[term.period].span, "a term is two dates",
             "write `term 2021 is 2021-04-01 to 2021-12-31`");
      continue;
    }
    if (to->date < first->date) {
      report(b, DiagnosticKind::PeriodBackwards, file[term.period].span, "the period ends before it begins",
             "write the earlier day first");
      continue;
    }
    const calendar::Period value{first->date, to->date};
    const auto same = std::find_if(b.model.terms.begin(), b.model.terms.end(),
                                   [&](const NamedTerm& other) { return other.label == term.label.text; });
    if (same == b.model.terms.end()) {
      b.model.terms.push_back({term.label.text, value, term.label.span});
    } else if (same->span.source == term.label.span.source || same->period != value) {
      const bool here = same->span.source == term.label.span.source && same->span != term.label.span;
      if (!here && same->period == value) continue;
      Diagnostic& d = report(b, here ? DiagnosticKind::DuplicateName : DiagnosticKind::UseConflict, term.label.span,
                             "the term " + in_ticks(term.label.text) + " has two meanings",
                             here ? "keep one of the two" : "the models that are used must agree about it");
      label(d, same->span, "here it is " + calendar::to_text(same->period));
    }
  }
}

const RecordNames* record_or_plural(const Scope& scope, const std::string& name) {
  for (const RecordNames& record : scope.records)
    if (name == record.name || name == record.plural) return &record;
  return nullptr;
}

}  // namespace

void report_no_record(Builder& b, const Scope& scope, const ast::Name& name) {
  std::vector<std::string> known;
  for (const RecordNames& record : scope.records) known.push_back("`for each " + record.name + "`");
  Diagnostic& d = report(b, DiagnosticKind::UnknownName, name.span, "there is no record " + in_ticks(name.text),
                         "write " + joined(known, "or"));
  if (known.size() == 1) label(d, b.model.relations[scope.records.front().relation.index].span, "the record");
}

bool declare(Builder& b, ScopeId id, const ast::Name& name, Symbol::Kind kind, std::uint32_t index) {
  if (!name.given()) return false;
  b.at = name.span;
  const std::uint64_t most = b.files.limits.names;
  if (++b.names > most)
    throw budget::Spent(b.files.limits, &Limits::names,
                        "the contract and its models have more than " + budget::grouped(most) + " names");
  if (is_function(name.text)) {
    report(b, DiagnosticKind::DuplicateName, name.span, in_ticks(name.text) + " is a function of the language",
           "choose another name");
    return false;
  }
  const RecordNames* record = b.scope(id).records.size() > 1 ? record_or_plural(b.scope(id), name.text) : nullptr;
  if (record != nullptr && kind != Symbol::Kind::Link) {
    const bool plural = name.text == record->plural;
    Diagnostic& d =
        report(b, DiagnosticKind::AmbiguousName, name.span,
               in_ticks(name.text) + (plural ? " are the records of " + record->name : " is a record") + " too",
               "choose another name");
    label(d, b.model.relations[record->relation.index].span, "the record");
    return false;
  }
  const Symbol* taken = enter_name(b, id, name.text, {kind, index, name.span});
  if (taken == nullptr) return true;
  Diagnostic& d = report(b, DiagnosticKind::DuplicateName, name.span, in_ticks(name.text) + " is defined twice",
                         "give one of the two another name");
  label(d, taken->span, "the first definition");
  return false;
}

ScopeId open_scope(Builder& b, const ast::File& file, std::string prefix) {
  const ScopeId id{static_cast<std::uint32_t>(b.scopes.size())};
  b.scopes.emplace_back();
  Scope& scope = b.scope(id);
  scope.file = &file;
  scope.prefix = std::move(prefix);
  if (file.header) {
    scope.rounding = file.header->rounding;
    scope.level = file.header->level.kind == ast::LevelKind::Overall ? kOverall : rows_of({0});
  }
  std::vector<ScopeId> used;
  declare_units(b, file);
  declare_lists(b, id);
  open_uses(b, id, used);
  declare_records(b, id);
  connect_uses(b, id, used);
  declare_parties(b, id);
  declare_parameters(b, id);
  declare_tables(b, id);
  declare_rules(b, id);
  declare_terms(b, file);
  refuse_ambiguous_words(b, b.scope(id));
  return id;
}

}  // namespace meruit::check
