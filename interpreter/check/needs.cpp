// A walk from outputs to everything they reach, and the dates of the figures it meets.
#include "check/needs.h"

#include <algorithm>

#include "number/rational.h"

namespace meruit::check {

namespace {

using source::Diagnostic;
using source::DiagnosticKind;

struct Walk {
  const Model& model;
  const Rebound& instead;
  Needs needs;
  std::vector<bool> seen;
  std::vector<ExprId> open;

  void reach(ExprId id) {
    if (!id.given() || seen[id.index]) return;
    seen[id.index] = true;
    open.push_back(id);
  }
};

bool first_time(std::vector<bool>& marks, std::uint32_t index) {
  if (marks[index]) return false;
  marks[index] = true;
  return true;
}

ExprId replaced(const std::unordered_map<std::uint32_t, ExprId>& instead, std::uint32_t index, ExprId own) {
  const auto found = instead.find(index);
  return found == instead.end() ? own : found->second;
}

// Undated use takes the block of the term, which is not known here: all blocks are followed. They are literals, or
// one expression.
void reach_parameter(Walk& walk, ExprId id) {
  const std::uint32_t index = walk.model[id].index;
  const auto instead = walk.instead.parameters.find(index);
  const Parameter& parameter = walk.model.parameters[index];
  const bool given = instead != walk.instead.parameters.end();
  if (!given && !parameter.values.empty() && parameter.values.front().from) walk.needs.figures.push_back(id);
  if (!first_time(walk.needs.parameters, index)) return;
  if (given) return walk.reach(instead->second);
  if (parameter.values.empty()) walk.needs.required.push_back(id);
  for (const DatedValue& value : parameter.values) walk.reach(value.value);
}

void reach_uses(Walk& walk, ExprId id) {
  const Expr& expr = walk.model[id];
  for (const ExprId operand : expr.operands) walk.reach(operand);
  switch (expr.op) {
    case Op::Rule:
      if (first_time(walk.needs.rules, expr.index))
        walk.reach(replaced(walk.instead.rules, expr.index, walk.model.rules[expr.index].body));
      break;
    case Op::Field:
      if (first_time(walk.needs.fields, expr.index))
        walk.reach(replaced(walk.instead.fields, expr.index, walk.model.fields[expr.index].value));
      break;
    case Op::Input:
      walk.needs.inputs[expr.index] = true;
      break;
    case Op::Parameter:
      reach_parameter(walk, id);
      break;
    case Op::Lookup:
      if (!walk.model.tables[expr.index].blocks.empty() && walk.model.tables[expr.index].blocks.front().from)
        walk.needs.figures.push_back(id);
      break;
    case Op::Band:
      if (walk.model.bands[expr.index].blocks.empty())
        walk.needs.required.push_back(id);
      else if (walk.model.bands[expr.index].blocks.front().from)
        walk.needs.figures.push_back(id);
      break;
    case Op::Term:
      if (!walk.needs.term.given()) walk.needs.term = id;
      break;
    default:
      break;
  }
}

// ---- dates ------------------------------------------------------------------------------------------------

struct Change {
  calendar::Date from;
  Span span;
};

template <class Block>
std::vector<Change> changes(const std::vector<Block>& blocks) {
  std::vector<Change> all;
  for (const Block& block : blocks)
    if (block.from) all.push_back({*block.from, block.span});
  return all;
}

std::vector<Change> changes_of(const Model& model, const Expr& figure) {
  if (figure.op == Op::Parameter) return changes(model.parameters[figure.index].values);
  if (figure.op == Op::Lookup) return changes(model.tables[figure.index].blocks);
  return changes(model.bands[figure.index].blocks);
}

std::string name_of(const Model& model, const Expr& figure) {
  if (figure.op == Op::Parameter) return "`" + model.parameters[figure.index].name + "`";
  if (figure.op == Op::Lookup) return "`" + model.tables[figure.index].name + "`";
  return "`" + model.bands[figure.index].name + "`";
}

// As it is used: a parameter by its name, the others looked up.
std::string used(const Model& model, const Expr& figure) {
  if (figure.op == Op::Parameter) return model.parameters[figure.index].name;
  return (figure.op == Op::Lookup ? model.tables[figure.index].name : model.bands[figure.index].name) + "(…)";
}

void add_label(Diagnostic& diagnostic, Span span, std::string text) {
  if (span.given()) diagnostic.secondary.push_back({span, std::move(text)});
}

void report_change(const Model& model, const Expr& figure, const calendar::Period& term, const Change& before,
                   const Change& change, Span about, source::Diagnostics& sink) {
  const std::string name = name_of(model, figure);
  Diagnostic& d = sink.add(
      DiagnosticKind::FigureChanges, figure.span,
      name + " changes inside the term " + calendar::to_text(term) + ", and no date says which figure is meant",
      "name the date, for example `(" + used(model, figure) + " on start of term)`");
  add_label(d, before.span, "at the start of the term this holds");
  add_label(d, change.span, "from " + calendar::to_text(change.from) + " on this holds");
  add_label(d, about, "in this example");
}

void report_uncovered(const Model& model, const Expr& figure, const calendar::Date date, bool term, const Change& first,
                      Span about, source::Diagnostics& sink) {
  Diagnostic& d = sink.add(
      DiagnosticKind::DateNotCovered, figure.span,
      name_of(model, figure) + " has no figure on " + calendar::to_text(date) + (term ? ", where the term starts" : ""),
      "add a row for it, `unpublished` if the figure is not known");
  add_label(d, first.span, "the first figure holds from " + calendar::to_text(first.from));
  add_label(d, about, "in this example");
}

// With a written date, only that date matters; with one from the data, the data decides.
void check_figure_dates(const Model& model, const Expr& figure, const calendar::Period& term, Span about,
                        source::Diagnostics& sink) {
  const std::vector<Change> all = changes_of(model, figure);
  if (figure.has_date) {
    const Expr& date = model[figure.operands.back()];
    if (date.op != Op::Literal) return;
    const calendar::Date day = std::get<calendar::Date>(date.items[0]);
    if (day < all.front().from) report_uncovered(model, figure, day, false, all.front(), about, sink);
    return;
  }
  if (term.first < all.front().from) return report_uncovered(model, figure, term.first, true, all.front(), about, sink);
  for (std::size_t i = 1; i < all.size(); ++i)
    if (term.first < all[i].from && all[i].from <= term.last)
      return report_change(model, figure, term, all[i - 1], all[i], about, sink);
}

bool needs_term(const Model& model, ExprId figure) { return !model[figure].has_date; }

}  // namespace

Rebound rebound(const std::vector<Rebinding>& rebindings) {
  Rebound result;
  for (const Rebinding& one : rebindings) {
    if (one.kind == Rebinding::Kind::Rule) result.rules[one.index] = one.value;
    if (one.kind == Rebinding::Kind::Field) result.fields[one.index] = one.value;
    if (one.kind == Rebinding::Kind::Parameter) result.parameters[one.index] = one.value;
  }
  return result;
}

Needs find_needs(const Model& model, const std::vector<RuleId>& outputs, const std::vector<ExprId>& others,
                 const Rebound& instead) {
  Walk walk{model, instead, {}, std::vector<bool>(model.exprs.size()), {}};
  walk.needs.rules.resize(model.rules.size());
  walk.needs.fields.resize(model.fields.size());
  walk.needs.parameters.resize(model.parameters.size());
  walk.needs.inputs.resize(model.inputs.size());
  for (const ExprId other : others) walk.reach(other);
  for (const RuleId rule : outputs)
    if (first_time(walk.needs.rules, rule.index))
      walk.reach(replaced(instead.rules, rule.index, model.rules[rule.index].body));
  while (!walk.open.empty()) {
    const ExprId id = walk.open.back();
    walk.open.pop_back();
    reach_uses(walk, id);
  }
  const auto by_place = [&](ExprId a, ExprId b) { return a.index < b.index; };
  std::sort(walk.needs.figures.begin(), walk.needs.figures.end(), by_place);
  return std::move(walk.needs);
}

void report_dates(const Model& model, const Needs& needs, const std::optional<calendar::Period>& term, Span about,
                  source::Diagnostics& sink) {
  std::vector<std::pair<Op, std::uint32_t>> done;
  for (const ExprId id : needs.figures) {
    const Expr& figure = model[id];
    if (!term && needs_term(model, id)) continue;
    const std::size_t errors = sink.error_count();
    const std::pair<Op, std::uint32_t> key{figure.op, figure.index};
    if (std::find(done.begin(), done.end(), key) != done.end()) continue;
    check_figure_dates(model, figure, term.value_or(calendar::Period{}), about, sink);
    if (sink.error_count() > errors) done.push_back(key);
  }
  if (term) return;
  ExprId first = needs.term;
  for (const ExprId id : needs.figures)
    if (needs_term(model, id) && !first.given()) first = id;
  if (!first.given()) return;
  const bool figure = model[first].op != Op::Term;
  Diagnostic& d = sink.add(DiagnosticKind::TermNeeded, about.given() ? about : model[first].span,
                           figure ? name_of(model, model[first]) + " depends on the term, and the term is not known"
                                  : "the term is needed and not known",
                           about.given() ? "add `term: 2024-01-01 to 2024-12-31` to what is given"
                                         : "say `--term`, or `term:` in the header of the contract");
  if (about.given()) add_label(d, model[first].span, "needed here");
}

bool parameters_end(const Model& model, const Rebound& instead, source::Diagnostics& sink) {
  for (const auto& [index, value] : instead.parameters) {
    const Needs needs = find_needs(model, {}, {value}, instead);
    if (!needs.parameters[index]) continue;
    sink.add(DiagnosticKind::Cycle, model[value].span,
             "`" + model.parameters[index].name + "` is given by a value that uses it again", "give a plain figure");
    return false;
  }
  return true;
}

}  // namespace meruit::check
