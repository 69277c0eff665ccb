// What a term says about dated figures: whether one changes inside it, and whether one is in force on the dates asked
// for.
#include <algorithm>
#include <map>

#include "check/needs.h"

namespace meruit::check {

namespace {

using source::Diagnostic;
using source::DiagnosticKind;

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

const std::string& name_alone(const Model& model, const Expr& figure) {
  if (figure.op == Op::Parameter) return model.parameters[figure.index].name;
  return figure.op == Op::Lookup ? model.tables[figure.index].name : model.bands[figure.index].name;
}

std::string name_of(const Model& model, const Expr& figure) { return "`" + name_alone(model, figure) + "`"; }

// As it is used: a parameter by its name, the others looked up.
std::string used(const Model& model, const Expr& figure) {
  if (figure.op == Op::Parameter) return model.parameters[figure.index].name;
  const std::size_t count = figure.operands.size() - (figure.has_date ? 1 : 0);
  std::string inputs;
  for (std::size_t i = 0; i < count; ++i) {
    const Expr& input = model[figure.operands[i]];
    if (input.op != Op::Field) return name_alone(model, figure) + "(…)";
    inputs += (i > 0 ? ", " : "") + model.fields[input.index].name;
  }
  return name_alone(model, figure) + "(" + inputs + ")";
}

void add_label(Diagnostic& diagnostic, Span span, std::string text) {
  if (span.given()) diagnostic.secondary.push_back({span, std::move(text)});
}

// A term as the messages about it show it: its name and its declaration where it has one.
struct Fixed {
  std::optional<calendar::Period> term;
  const NamedTerm* named = nullptr;
  Span about;  // the example that fixes it, where one does
};

void add_labels(Diagnostic& d, const Fixed& fixed) {
  if (fixed.named != nullptr) add_label(d, fixed.named->span, "the term `" + fixed.named->label + "` is declared here");
  add_label(d, fixed.about, "in this example");
}

// The amendment in whose text something stands; null: in the contract as first agreed, or in a model.
const AmendmentText* amendment_around(const Model& model, Span span) {
  for (const AmendmentText& one : model.amendments)
    if (one.span.source == span.source && one.span.begin <= span.begin && span.end <= one.span.end) return &one;
  return nullptr;
}

void report_change(const Model& model, const Expr& figure, const Fixed& fixed, const Change& before,
                   const Change& change, source::Diagnostics& sink) {
  const std::string term = fixed.named != nullptr ? "term `" + fixed.named->label + "`, " : "term ";
  const std::string on = "`(" + used(model, figure) + " on ";
  const AmendmentText* amendment = amendment_around(model, change.span);
  const std::string choices = std::string(amendment != nullptr ? "the parties decide" : "the contract decides") +
                              " which date counts: " + on + "start of term)`, which never uses what holds from " +
                              calendar::to_text(change.from) + ", " + on + "end of term)`, or " + on +
                              "DATE)` with a date of the record; or settle the days before and after as terms of their "
                              "own, each on the data of its days";
  Diagnostic& d =
      sink.add(DiagnosticKind::FigureChanges, figure.span,
               name_of(model, figure) + " changes inside the " + term + calendar::to_text(*fixed.term) +
                   (amendment != nullptr ? " by " + amendment->title : "") + ", and no date says which figure is meant",
               (amendment != nullptr
                    ? "the figure is used for the whole term: let the amendment change what uses it as well, so that "
                      "the day is named; "
                : fixed.named != nullptr ? "check the dates of the term; if they are right, "
                                         : "") +
                   choices);
  add_label(d, before.span, "at the start of the term this holds");
  add_label(d, change.span, "from " + calendar::to_text(change.from) + " on this holds");
  add_labels(d, fixed);
}

// A date that the contract or its term fixes, and what it is of the term.
struct FixedDate {
  calendar::Date day;
  const char* of_term = "";
};

void report_uncovered(const Model& model, const Expr& figure, const FixedDate& date, const Change& first,
                      const Fixed& fixed, source::Diagnostics& sink) {
  std::string where;
  if (*date.of_term != '\0')
    where =
        ", where the term " + (fixed.named != nullptr ? "`" + fixed.named->label + "` " : std::string()) + date.of_term;
  Diagnostic& d = sink.add(DiagnosticKind::DateNotCovered, figure.span,
                           name_of(model, figure) + " has no figure on " + calendar::to_text(date.day) + where +
                               "; its first is from " + calendar::to_text(first.from),
                           "add the earlier figure, `from " + calendar::to_text(date.day) +
                               ": FIGURE`, or correct the date of the first one" +
                               (*date.of_term != '\0' ? " or the term (`term:`, `--term`)" : " or the date asked for") +
                               "; the contract decides");
  add_label(d, first.span, "the first figure holds from " + calendar::to_text(first.from));
  add_labels(d, fixed);
}

// The date of `on DATE` where it is written out, or is the start or the end of a term that is known.
std::optional<FixedDate> fixed_date(const Model& model, const Expr& date, const Fixed& fixed) {
  if (date.op == Op::Literal) return FixedDate{std::get<calendar::Date>(date.items[0])};
  const bool start = date.op == Op::StartOf;
  if ((!start && date.op != Op::EndOf) || !fixed.term || model[date.operands[0]].op != Op::Term) return std::nullopt;
  return start ? FixedDate{fixed.term->first, "starts"} : FixedDate{fixed.term->last, "ends"};
}

void check_figure_dates(const Model& model, const Expr& figure, const Fixed& fixed, source::Diagnostics& sink) {
  const std::vector<Change> all = changes_of(model, figure);
  if (figure.has_date) {
    const std::optional<FixedDate> date = fixed_date(model, model[figure.operands.back()], fixed);
    if (date && date->day < all.front().from) report_uncovered(model, figure, *date, all.front(), fixed, sink);
    return;
  }
  if (!fixed.term) return;
  if (fixed.term->first < all.front().from)
    return report_uncovered(model, figure, {fixed.term->first, "starts"}, all.front(), fixed, sink);
  for (std::size_t i = 1; i < all.size(); ++i)
    if (fixed.term->first < all[i].from && all[i].from <= fixed.term->last)
      return report_change(model, figure, fixed, all[i - 1], all[i], sink);
}

// The uses of one parameter, table or bands.
struct Uses {
  std::vector<ExprId> places;
  std::vector<calendar::Date> days;  // that they name, in each of the terms
  bool all_fixed = true;             // otherwise the data may name any day
};

std::map<std::pair<Op, std::uint32_t>, Uses> uses_of(const Model& model, const Needs& needs,
                                                     const std::vector<calendar::Period>& terms) {
  std::map<std::pair<Op, std::uint32_t>, Uses> all;
  for (const ExprId id : needs.figures) {
    const Expr& figure = model[id];
    Uses& uses = all[{figure.op, figure.index}];
    uses.places.push_back(id);
    for (const calendar::Period& term : terms) {
      const Fixed fixed{term, nullptr, {}};
      const auto date = figure.has_date ? fixed_date(model, model[figure.operands.back()], fixed) : std::nullopt;
      if (date) uses.days.push_back(date->day);
      uses.all_fixed = uses.all_fixed && date;
    }
  }
  return all;
}

// A figure that begins inside a term, where all uses name other days.
void report_unread(const Model& model, const Uses& uses, const std::vector<calendar::Period>& terms,
                   source::Diagnostics& sink) {
  if (!uses.all_fixed) return;
  const Expr& figure = model[uses.places.front()];
  const std::vector<Change> all = changes_of(model, figure);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto term = std::find_if(terms.begin(), terms.end(), [&](const calendar::Period& one) {
      return one.first < all[i].from && all[i].from <= one.last;
    });
    if (term == terms.end()) continue;
    const bool read = std::any_of(uses.days.begin(), uses.days.end(), [&](calendar::Date day) {
      return all[i].from <= day && (i + 1 == all.size() || day < all[i + 1].from);
    });
    if (read) continue;
    const AmendmentText* amendment = amendment_around(model, all[i].span);
    Diagnostic& d =
        sink.add(DiagnosticKind::UnreadFigure, all[i].span,
                 "nothing uses what " + name_of(model, figure) + " is from " + calendar::to_text(all[i].from) +
                     ", inside the term " + calendar::to_text(*term) +
                     (amendment != nullptr ? ": " + amendment->title + " changes no result by it" : ""),
                 "is the date right where it is used? If nothing is to change within the term, take the row out");
    add_label(d, figure.span, "this names another date");
  }
}

bool needs_term(const Model& model, ExprId figure) { return !model[figure].has_date; }

}  // namespace

void warn_of_unread(const Model& model, const Needs& needs, const std::vector<calendar::Period>& terms,
                    source::Diagnostics& sink) {
  for (const auto& entry : uses_of(model, needs, terms)) report_unread(model, entry.second, terms, sink);
}

void report_dates(const Model& model, const Needs& needs, const std::optional<calendar::Period>& term, Span about,
                  source::Diagnostics& sink) {
  Fixed fixed{term, nullptr, about};
  for (const NamedTerm& named : model.terms)
    if (term && named.period == *term) fixed.named = &named;
  std::vector<std::pair<Op, std::uint32_t>> done;
  for (const ExprId id : needs.figures) {
    const Expr& figure = model[id];
    const std::size_t errors = sink.error_count();
    const std::pair<Op, std::uint32_t> key{figure.op, figure.index};
    if (std::find(done.begin(), done.end(), key) != done.end()) continue;
    check_figure_dates(model, figure, fixed, sink);
    if (sink.error_count() > errors) done.push_back(key);
  }
  if (term) return;
  ExprId first = needs.term;
  for (const ExprId id : needs.figures)
    if (needs_term(model, id) && !first.given()) first = id;
  if (!first.given()) return;
  const bool figure = model[first].op != Op::Term;
  Diagnostic& d =
      sink.add(DiagnosticKind::TermNeeded, about.given() ? about : model[first].span,
               figure ? name_of(model, model[first]) + " depends on the term, and the term is not known"
                      : "the term is needed and not known",
               about.given() ? "say it behind a comma in what is given: `given …, term: 2024-01-01 to 2024-12-31`"
                             : "say `--term`, or `term:` in the header of the contract");
  if (about.given()) add_label(d, model[first].span, "needed here");
}

}  // namespace meruit::check
