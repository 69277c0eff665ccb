#include "amend/parts.h"

#include <algorithm>

#include "amend/work.h"
#include "syntax/print.h"

namespace meruit::amend {

namespace {

constexpr const char* kHeader = "header:";  // no row is called so

calendar::Date begins(const std::optional<calendar::Date>& from) { return from.value_or(kFirstDay); }

std::string cells_of(const ast::File& file, const std::vector<ast::ExprId>& cells) {
  std::string text;
  for (const ast::ExprId cell : cells) text += (text.empty() ? "" : ", ") + syntax::print(file, cell);
  return text;
}

void add_cases(const ast::File& file, const std::string& line, const ast::Body& body, State& state) {
  for (const ast::Case& one : body.cases) {
    const std::string when = one.condition.given() ? "when " + syntax::print(file, one.condition) : "otherwise";
    const std::string text =
        line + (one.condition.given() || one.otherwise ? when + ": " : "") + syntax::print(file, one.value);
    const Span value = file[one.value].span;
    state.parts.push_back({kFirstDay,
                           text,
                           text,
                           one.condition.given() ? source::join(file[one.condition].span, value) : value,
                           PartKind::Case,
                           {}});
  }
}

void add_modifiers(const ast::Rule& rule, State& state) {
  if (rule.at_least) state.modifiers.emplace_back("at least");
  if (rule.at_most) state.modifiers.emplace_back("at most");
  if (rule.rounding) state.modifiers.emplace_back("rounded");
  if (rule.reported) state.modifiers.emplace_back("reported");
  if (rule.first_that_applies) state.modifiers.emplace_back("the first that applies");
}

void add_parts(const ast::File& file, const ast::Parameter& one, State& state) {
  for (const ast::DatedExpr& value : one.values)
    state.parts.push_back({begins(value.from),
                           {},
                           syntax::print(file, value.value),
                           file[value.value].span,
                           PartKind::Figure,
                           value.value});
}
void add_parts(const ast::File& file, const ast::Table& one, State& state) {
  for (const ast::TableBlock& block : one.blocks)
    for (const ast::TableRow& row : block.rows)
      state.parts.push_back(
          {begins(block.from), label_of(file, row), cells_of(file, row.cells), row.span, PartKind::Figure, {}});
  if (one.first_that_applies) state.modifiers.emplace_back("the first that applies");
}
void add_parts(const ast::File& file, const ast::Bands& one, State& state) {
  for (const ast::BandBlock& block : one.blocks)
    for (const ast::Band& band : block.bands)
      state.parts.push_back({begins(block.from),
                             label_of(file, band),
                             cells_of(file, {band.cell, band.end}),
                             band.span,
                             PartKind::Figure,
                             {}});
}
void add_parts(const ast::File& file, const ast::Rule& one, State& state) {
  add_cases(file, "", one.body, state);
  for (const ast::PayLine& line : one.lines) add_cases(file, line.name.text + ": ", line.body, state);
  add_modifiers(one, state);
}
void add_parts(const ast::File& file, const ast::Exception& one, State& state) { add_parts(file, one.rule, state); }
void add_parts(const ast::File&, const ast::List& one, State& state) {
  for (const ast::Name& word : one.words)
    state.parts.push_back({kFirstDay, word.text, word.text, word.span, PartKind::Figure, {}});
}
void add_parts(const ast::File& file, const ast::Record& one, State& state) {
  for (const ast::Field& field : one.fields) {
    const std::string alone = syntax::print(file, ast::Clause(ast::Record{one.name, {}, {}, {}, {field}, {}}));
    state.parts.push_back({kFirstDay, field.name.text, alone, field.span, PartKind::Figure, {}});
  }
}
template <class Statement>
void add_parts(const ast::File&, const Statement&, State&) {}

// A statement that has its rows or its body apart from its header.
Span head_of(const ast::Exception& one) { return one.rule.head; }
template <class Statement>
Span head_of(const Statement& one) {
  if constexpr (requires { one.head; }) return one.head;
  return {};
}

void index(State& state) {
  for (std::size_t i = 0; i < state.parts.size(); ++i) state.places.emplace(state.parts[i].place(), i);
}

// The statement without what it cites, and without rows, which are parts and may be many.
ast::Clause without_rows(const ast::Table& one) {
  return ast::Table{one.name, one.title, one.keys, one.unit, one.first_that_applies, {}, {}, one.head, one.span};
}
ast::Clause without_rows(const ast::Bands& one) {
  ast::Bands bare = one;
  bare.blocks.clear();
  bare.cites.clear();
  return bare;
}
template <class Statement>
ast::Clause without_rows(const Statement& one) {
  Statement bare = one;
  if (std::vector<ast::Text>* cites = cites_of(bare)) cites->clear();
  return bare;
}

template <class Statement>
State state_of_one(const ast::File& file, const Statement& one) {
  const std::string name = name_of(one).text;
  State state{
      true, kNamed<Statement> ? name : described(one), kNamed<Statement> ? in_ticks(name) : described(one), {}, {}, {},
      {}};
  state.whole = syntax::print(file, without_rows(one));
  add_parts(file, one, state);
  const Span head = head_of(one);
  if (head.given())
    state.parts.push_back(
        {kFirstDay, kHeader, state.whole.substr(0, state.whole.find('\n')), head, PartKind::Header, {}});
  index(state);
  return state;
}

State state_of_term(const ast::File& file) {
  State state{file.header.has_value(), "term", "the term", {}, {}, {}, {}};
  if (!file.header || !file.header->term.given()) return state;
  const ast::ExprId term = file.header->term;
  state.whole = syntax::print(file, term);
  state.parts.push_back({kFirstDay, {}, state.whole, file[term].span, PartKind::Figure, {}});
  index(state);
  return state;
}

}  // namespace

bool speaks_of_text(const ast::Provision& provision) {
  if (const auto* clause = std::get_if<ast::ClauseChange>(&provision.change))
    return std::visit([](const auto& one) { return !kNamed<std::remove_cvref_t<decltype(one)>>; }, clause->clause);
  const auto* deletion = std::get_if<ast::Deletion>(&provision.change);
  return deletion != nullptr && deletion->kind != ast::Deletion::Kind::Named;
}

State state_of(const ast::File& file, const ast::Provision& provision) {
  if (std::holds_alternative<ast::TermChange>(provision.change)) return state_of_term(file);
  const std::string name = subject_of(provision).text;
  const bool texts = speaks_of_text(provision);
  State state;
  state.key = name;
  state.name = in_ticks(name);
  any_statement(file, [&](const auto& one) {
    if (kNamed<std::remove_cvref_t<decltype(one)>> == texts || name_of(one).text != name) return false;
    state = state_of_one(file, one);
    return true;
  });
  if (state.there || texts) return state;
  for (const ast::Rule& payment : file.rules)
    for (const ast::PayLine& line : payment.lines)
      if (line.name.text == name) return state_of_one(file, payment);
  return state;
}

bool alike(const State& one, const State& other) {
  return one.whole == other.whole && std::equal(one.parts.begin(), one.parts.end(), other.parts.begin(),
                                                other.parts.end(), [](const Part& a, const Part& b) {
                                                  return a.from == b.from && a.label == b.label && a.says == b.says;
                                                });
}

const Part* part_at(const State& state, const Place& place) {
  const auto found = state.places.find(place);
  return found == state.places.end() ? nullptr : &state.parts[found->second];
}

calendar::Date held_since(const State& state, calendar::Date day) {
  calendar::Date last = kFirstDay;
  for (const Part& one : state.parts)
    if (one.from <= day) last = std::max(last, one.from);
  return last;
}

}  // namespace meruit::amend
