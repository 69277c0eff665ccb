// Provision by provision, in the order of the amendments. A provision that is refused leaves the tree as it is, so that
// the next one is still looked at.
#include "amend/amend.h"

#include "amend/behind.h"
#include "amend/ledger.h"
#include "amend/work.h"
#include "source/nearest.h"

namespace meruit::amend {

namespace {

constexpr const char* kAfterTermHelp = "look at the date; as it stands it alters no result of the term";

std::set<std::pair<std::string, calendar::Date>> dates_said(const ast::Amendment& amendment) {
  std::set<std::pair<std::string, calendar::Date>> said;
  for (const ast::Provision& one : amendment.provisions) {
    const std::string name = subject_of(one).text;
    if (one.from) said.insert({name, *one.from});
    if (const auto* rows = std::get_if<ast::RowDeletion>(&one.change))
      for (const ast::RowLabel& label : rows->labels)
        if (label.from) said.insert({name, *label.from});
  }
  return said;
}

void change_term(Work& work, const ast::Provision& provision, const ast::TermChange& change) {
  if (!work.file.header || !work.file.header->term.given()) {
    report(work, DiagnosticKind::AmendmentTarget, provision.span, "the contract states no term that could be changed",
           "a term that it names is changed by `replaces term LABEL is …`");
    return;
  }
  if (provision.from) {
    report(work, DiagnosticKind::AmendmentForm, provision.span, "a term does not change from a date on",
           "write `throughout: term is …`");
    return;
  }
  work.file.header->term = change.period;
  cite(work, work.file.header->cites);
  note(work, provision, Effect::Changed, "term", false);
}

void apply(Work& work, const ast::Provision& provision) {
  if (const auto* term = std::get_if<ast::TermChange>(&provision.change)) change_term(work, provision, *term);
  if (const auto* one = std::get_if<ast::Redefinition>(&provision.change)) redefine(work, provision, *one);
  if (const auto* one = std::get_if<ast::ClauseChange>(&provision.change)) change_clause(work, provision, *one);
  if (const auto* one = std::get_if<ast::RowChange>(&provision.change)) change_rows(work, provision, *one);
  if (const auto* one = std::get_if<ast::RowDeletion>(&provision.change)) delete_rows(work, provision, *one);
  if (const auto* one = std::get_if<ast::Deletion>(&provision.change)) delete_statement(work, provision, *one);
}

void apply_and_enter(Work& work, const ast::Provision& provision, Ledger& ledger) {
  const std::size_t errors = work.sink.error_count();
  const State before = ledger.before(work, provision);
  apply(work, provision);
  if (work.sink.error_count() == errors) ledger.enter(work, provision, before);
}

// An amendment, other than this one, that adds the name.
const ast::Amendment* adds_name(const Work& work, const std::string& name) {
  for (const ast::Amendment* other : work.order.amendments)
    for (const ast::Provision& one : other->provisions) {
      const auto* clause = std::get_if<ast::ClauseChange>(&one.change);
      if (other != &work.amendment && clause != nullptr && clause->adds && subject_of(one).text == name) return other;
    }
  return nullptr;
}

// A row of the header or of a record: it has a name, and is no statement.
bool report_part(Work& work, const ast::Name& name) {
  for (const char* row : {"version", "currency", "rounding", "cites", "language"}) {
    if (name.text != row) continue;
    report(work, DiagnosticKind::AmendmentTarget, name.span,
           in_ticks(name.text) + " is a row of the header, of which an amendment changes the term only",
           "where the parties agreed it for the whole contract, change the header itself");
    return true;
  }
  for (const ast::Record& record : work.file.records)
    for (const ast::Field& field : record.fields) {
      if (field.name.text != name.text) continue;
      auto& d = report(work, DiagnosticKind::AmendmentTarget, name.span,
                       in_ticks(name.text) + " is a field of the record " + in_ticks(record.name.text) +
                           ", and a record is amended as a whole",
                       "write `replaces record " + record.name.text + " …` with all its fields");
      d.secondary.push_back({field.span, "the field"});
      return true;
    }
  return false;
}

}  // namespace

source::Diagnostic& report(Work& work, DiagnosticKind kind, Span span, std::string message, std::string help) {
  return work.sink.add(kind, span, std::move(message), std::move(help));
}

bool refuse(Work& work, Span span, std::string message, std::string help) {
  report(work, DiagnosticKind::AmendmentForm, span, std::move(message), std::move(help));
  return false;
}

std::string in_ticks(const std::string& name) { return "`" + name + "`"; }

void report_absent(Work& work, const ast::Name& name) {
  if (report_part(work, name)) return;
  std::vector<std::string> known;
  any_statement(work.file, [&](const auto& one) {
    known.push_back(name_of(one).text);
    return false;
  });
  std::string near = source::nearest(name.text, known);
  if (!near.empty()) near = "did you mean " + in_ticks(near) + "?";
  for (const ast::Deleted& one : work.file.deleted) {
    if (one.name != name.text) continue;
    auto& d = report(work, DiagnosticKind::AmendmentTarget, name.span,
                     in_ticks(name.text) + " is no longer in the contract: " + one.amendment + " deleted it", near);
    d.secondary.push_back({one.span, "deleted here"});
    return;
  }
  auto& d =
      report(work, DiagnosticKind::AmendmentTarget, name.span, "the contract has no " + in_ticks(name.text), near);
  if (const ast::Amendment* other = adds_name(work, name.text)) {
    d.message += " when " + title_of(work.amendment) + " takes effect";
    d.secondary.push_back({other->title.span, "adds it, and was signed on " + calendar::to_text(other->signed_on)});
    d.help = other->signed_on == work.amendment.signed_on
                 ? "say behind the date that it comes later: `amendment \"" + work.amendment.title.value +
                       "\" signed " + calendar::to_text(work.amendment.signed_on) + ", after \"" + other->title.value +
                       "\"`"
                 : "look at the two dates of signing: an amendment changes what was agreed before it";
  }
}

void report_later(Work& work, const ast::Provision& provision, const ast::Name& name, const LaterFigure& later) {
  const std::string date = calendar::to_text(later.from), figure = in_ticks(name.text);
  const std::string again = "`from " + date + ": " + name.text + " is …`",
                    away = "`throughout: deletes in " + name.text + " from " + date + "`";
  auto& d =
      report(work, DiagnosticKind::AmendmentLaterFigure, provision.span,
             figure + " has another figure from " + date + " on, and the amendment does not say what becomes of it",
             provision.from ? "the parties decide, in a row of its own: " + again +
                                  " gives the later figure once more, " + away + " takes it out"
                            : "the parties decide: " + again + " below gives the later figure once more, " + away +
                                  " above takes it out, and `throughout: replaces parameter " + name.text +
                                  " … is …` is one figure for all days");
  d.secondary.push_back({later.span, "the later figure"});
}

bool is_after_term(const Work& work, const ast::Provision& provision) {
  const auto& terms = work.order.terms;
  return provision.from && !terms.empty() &&
         std::all_of(terms.begin(), terms.end(), [&](const auto& term) { return term.last < *provision.from; });
}

Timing timing(Work& work, const ast::Provision& provision, const ast::Name& what) {
  if (!provision.from) return Timing::Now;
  const auto& terms = work.order.terms;
  const std::string date = calendar::to_text(*provision.from);
  if (terms.empty()) {
    report(
        work, DiagnosticKind::AmendmentInsideTerm, provision.span,
        in_ticks(what.text) + " would be another from " + date + " on, and the term is not known",
        "only figures change from a date on in a model of any term. The parties decide: write `throughout:`, or name "
        "its terms");
    return Timing::Refused;
  }
  if (std::all_of(terms.begin(), terms.end(), [&](const auto& term) { return *provision.from <= term.first; }))
    return Timing::Now;
  if (is_after_term(work, provision)) return Timing::AfterTerm;
  const auto reached =
      std::find_if(terms.begin(), terms.end(), [&](const auto& term) { return *provision.from <= term.last; });
  const bool inside = reached->first < *provision.from;
  report(work, DiagnosticKind::AmendmentInsideTerm, provision.span,
         inside ? in_ticks(what.text) + " would change inside the term " + calendar::to_text(*reached)
                : in_ticks(what.text) + " would be one thing in one term of the contract and another in the next",
         "only figures change from a date on. The parties decide: a rule that is another for the whole term is written "
         "`throughout:`; one that changes on that day takes what changes from a parameter, a table or bands, amended "
         "`from " +
             date + ":`, and names the day that counts");
  return Timing::Refused;
}

void note(Work& work, const ast::Provision& provision, Effect effect, std::string statement, bool after_term) {
  if (after_term)
    report(work, DiagnosticKind::AmendmentAfterTerm, provision.span,
           "this takes effect on " + calendar::to_text(*provision.from) + ", when the term is over", kAfterTermHelp);
  mark(work, provision.span);
  work.told.changes.push_back({effect, std::move(statement), provision.from, after_term, provision.span});
}

void cite(const Work& work, std::vector<ast::Text>& cites) {
  const std::string text = cite_of(work.amendment);
  for (const ast::Text& one : cites)
    if (one.value == text) return;
  cites.push_back({text, work.amendment.title.span});
}

void mark(Work& work, Span where) { work.file.marks.push_back({where, cite_of(work.amendment)}); }

Account consolidate(ast::File& file, std::optional<calendar::Date> as_of, source::Diagnostics& sink) {
  Account account;
  refuse_behind(file, sink);
  const Order order = in_order(file, as_of, sink);
  account.as_of = order.as_of;
  Ledger ledger;
  for (std::size_t at = 0; at < order.amendments.size(); ++at) {
    const ast::Amendment& amendment = *order.amendments[at];
    Amendment& told = account.amendments.emplace_back();
    told.title = title_of(amendment);
    told.signed_on = amendment.signed_on;
    told.in_force = at < order.in_force;
    told.span = amendment.title.span;
    if (!told.in_force) continue;
    Work work{file, order, amendment, dates_said(amendment), told, sink};
    for (const ast::Provision& provision : amendment.provisions) apply_and_enter(work, provision, ledger);
  }
  return account;
}

}  // namespace meruit::amend
