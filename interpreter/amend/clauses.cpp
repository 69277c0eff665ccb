// Bodies redefined, and whole statements added, replaced and deleted. A figure takes a date as a block of its rows; of
// anything else a date says only whether the change holds for the term.
#include <type_traits>

#include "amend/work.h"
#include "syntax/print.h"

namespace meruit::amend {

namespace {

// ---- NAME is BODY ----

// A name by which the figure is worked out from others; such a figure has no dates.
const ast::Expr* worked_out_from(const ast::File& file, ast::ExprId id) {
  const ast::Expr& expr = file[id];
  if (std::holds_alternative<ast::Term>(expr.node)) return &expr;
  if (const auto* name = std::get_if<ast::Reference>(&expr.node)) {
    const bool figure = std::any_of(file.parameters.begin(), file.parameters.end(),
                                    [&](const ast::Parameter& one) { return one.name.text == name->name.text; });
    return figure ? &expr : nullptr;
  }
  if (const auto* one = std::get_if<ast::Unary>(&expr.node)) return worked_out_from(file, one->operand);
  if (const auto* one = std::get_if<ast::PartOf>(&expr.node)) return worked_out_from(file, one->operand);
  if (const auto* counted = std::get_if<ast::CountedPeriod>(&expr.node)) {
    const ast::Expr* count = worked_out_from(file, counted->count);
    return count != nullptr ? count : worked_out_from(file, counted->date);
  }
  if (const auto* elapsed = std::get_if<ast::Elapsed>(&expr.node)) {
    const ast::Expr* first = worked_out_from(file, elapsed->first);
    return first != nullptr ? first : worked_out_from(file, elapsed->last);
  }
  if (const auto* two = std::get_if<ast::Binary>(&expr.node)) {
    const ast::Expr* left = worked_out_from(file, two->left);
    return left != nullptr ? left : worked_out_from(file, two->right);
  }
  return nullptr;
}

// Whether the parameter may have dates: it is no figure of others, and not brought by who runs the contract.
bool takes_dates(Work& work, const ast::Provision& provision, const ast::Parameter& parameter) {
  if (parameter.required)
    return refuse(work, provision.span, in_ticks(parameter.name.text) + " is required of whoever runs the contract",
                  "say `throughout:`; from a date on alone, nothing says what holds before");
  for (const ast::DatedExpr& value : parameter.values)
    if (const ast::Expr* other = worked_out_from(work.file, value.value)) {
      auto& d = report(work, DiagnosticKind::AmendmentForm, provision.span,
                       in_ticks(parameter.name.text) + " is worked out from others, and only a plain figure has dates",
                       "amend what it is worked out from, or say `throughout:`");
      d.secondary.push_back({other->span, "it is worked out from this"});
      return false;
    }
  return true;
}

bool one_value(Work& work, const ast::Redefinition& change, const char* what) {
  if (!change.body.by_cases) return true;
  return refuse(work, change.body.span, std::string(what) + " has no cases",
                "write one value, or replace it by a rule");
}

bool redefine_one(Work& work, const ast::Provision& provision, const ast::Redefinition& change,
                  ast::Parameter& parameter) {
  if (!one_value(work, change, "a parameter")) return false;
  if (provision.from && !takes_dates(work, provision, parameter)) return false;
  const ast::ExprId value = change.body.cases.front().value;
  if (!put(work, provision, change.name, parameter.values, ast::DatedExpr{std::nullopt, value, change.body.span}))
    return false;
  parameter.required = false;
  note(work, provision, Effect::Changed, described(parameter), is_after_term(work, provision));
  return true;
}

// What has a body: a rule, an exception, a line.
bool redefine_body(Work& work, const ast::Provision& provision, const ast::Redefinition& change, ast::Body& body,
                   bool first_that_applies, const std::string& statement) {
  if (first_that_applies && !change.body.by_cases)
    return refuse(work, change.body.span, "`the first that applies` chooses between cases, and there are none",
                  "write cases, or replace the whole: `replaces rule …`");
  const Timing when = timing(work, provision, change.name);
  if (when == Timing::Refused) return false;
  if (when == Timing::Now) body = change.body;
  note(work, provision, Effect::Changed, statement, when == Timing::AfterTerm);
  return when == Timing::Now;
}

bool redefine_one(Work& work, const ast::Provision& provision, const ast::Redefinition& change, ast::Rule& rule) {
  if (!rule.lines.empty())
    return refuse(work, change.name.span, in_ticks(rule.name.text) + " is the sum of its lines",
                  "amend a line by its name, or replace the whole: `replaces pay …`");
  return redefine_body(work, provision, change, rule.body, rule.first_that_applies, described(rule));
}

bool redefine_one(Work& work, const ast::Provision& provision, const ast::Redefinition& change,
                  ast::Exception& exception) {
  return redefine_body(work, provision, change, exception.rule.body, exception.rule.first_that_applies,
                       described(exception));
}

template <class Statement>
bool redefine_one(Work& work, const ast::Provision&, const ast::Redefinition& change, Statement& one) {
  constexpr bool kRows = std::is_same_v<Statement, ast::Table> || std::is_same_v<Statement, ast::Bands>;
  const std::string whole = "`replaces " + described(one) + " …`";
  return refuse(
      work, change.name.span,
      in_ticks(change.name.text) + (kRows ? " has rows, and no value behind `is` to change"
                                          : " is " + one_such(one) + ", which has no value behind `is` to change"),
      kRows ? "replace rows (`replaces in " + change.name.text + " …`) or the whole: " + whole
            : "replace the whole: " + whole);
}

// A line of a payment, which is called by its own name.
bool redefine_line(Work& work, const ast::Provision& provision, const ast::Redefinition& change) {
  for (ast::Rule& payment : work.file.rules)
    for (ast::PayLine& line : payment.lines) {
      if (line.name.text != change.name.text) continue;
      if (redefine_body(work, provision, change, line.body, line.first_that_applies, described(line)))
        cite(work, payment.cites);
      return true;
    }
  return false;
}

// ---- adds, replaces ----

std::vector<ast::DatedExpr>& blocks_of(ast::Parameter& one) { return one.values; }
std::vector<ast::TableBlock>& blocks_of(ast::Table& one) { return one.blocks; }
std::vector<ast::BandBlock>& blocks_of(ast::Bands& one) { return one.blocks; }

bool same(const std::vector<ast::Name>& a, const std::vector<ast::Name>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const ast::Name& x, const ast::Name& y) { return x.text == y.text; });
}
bool same(const std::optional<ast::UnitText>& a, const std::optional<ast::UnitText>& b) {
  return a.has_value() == b.has_value() && (!a || syntax::print(*a) == syntax::print(*b));
}
bool same_title(const std::optional<ast::Text>& before, const std::optional<ast::Text>& after) {
  return !after || (before && before->value == after->value);
}

// Whether the headers say the same; from a date on only rows change.
bool same_header(const ast::Parameter& a, const ast::Parameter& b) {
  return same(a.unit, b.unit) && same_title(a.title, b.title) && !b.required;
}
bool same_header(const ast::Table& a, const ast::Table& b) {
  return same(a.keys, b.keys) && same(a.unit, b.unit) && same_title(a.title, b.title) &&
         a.first_that_applies == b.first_that_applies;
}
bool same_header(const ast::Bands& a, const ast::Bands& b) {
  return same(a.inputs, b.inputs) && same(a.unit, b.unit) && same_title(a.title, b.title) &&
         a.graduated == b.graduated && a.share_of.text == b.share_of.text && a.share_base.text == b.share_base.text &&
         a.losses == b.losses && a.whole == b.whole && !b.required;
}

// The one block of rows of a figure that an amendment gives from a date on.
template <class Figure>
bool undated(Work& work, Figure& figure) {
  if (blocks_of(figure).size() == 1 && !blocks_of(figure).front().from) return true;
  return refuse(
      work, name_of(figure).span, "the date stands at the row of the amendment, and here are dates as well",
      "keep the date in one place: give each block a row `from DATE: replaces …` of its own, or say `throughout:`");
}

template <class Statement>
void add_one(Work& work, const ast::Provision& provision, Statement one) {
  const ast::Name name = name_of(one);
  Timing when = Timing::Now;
  bool after_term = false;
  if constexpr (kFigure<Statement>) {
    if (provision.from) {
      if (!undated(work, one)) return;
      if constexpr (std::is_same_v<Statement, ast::Parameter>)
        if (!takes_dates(work, provision, one)) return;
      blocks_of(one).front().from = provision.from;
      after_term = is_after_term(work, provision);
    }
  } else {
    when = timing(work, provision, name);
    after_term = when == Timing::AfterTerm;
  }
  if (when == Timing::Refused) return;
  note(work, provision, Effect::Added, described(one), after_term);
  if (when != Timing::Now) return;
  cite_in(work, one);
  kept(work.file, one).push_back(std::move(one));
}

// Figures from a date on: the rows of the new statement become a block of the old one.
template <class Figure>
bool replace_rows(Work& work, const ast::Provision& provision, Figure& before, Figure after) {
  if (!undated(work, after)) return false;
  if (!same_header(before, after)) {
    auto& d = report(work, DiagnosticKind::AmendmentForm, after.head,
                     "from a date on only the figures of " + in_ticks(before.name.text) + " can change, not its header",
                     "write the header as it stands, or say `throughout:`");
    d.secondary.push_back({before.head, "as it stands"});
    return false;
  }
  if constexpr (std::is_same_v<Figure, ast::Parameter>) {
    if (!takes_dates(work, provision, before) || !takes_dates(work, provision, after)) return false;
  } else if (blocks_of(before).empty()) {
    return refuse(work, provision.span, in_ticks(before.name.text) + " is required of whoever uses the model",
                  "say `throughout:`; from a date on alone, nothing says what holds before");
  }
  return put(work, provision, before.name, blocks_of(before), blocks_of(after).front());
}

// The new text, noted already, cites its amendment and, with it, what the old one cited and it does not cite itself.
template <class Statement>
void take_place(Work& work, Statement& before, Statement after) {
  std::string cite = cite_of(work.amendment);
  if (std::vector<ast::Text>* cites = cites_of(after)) {
    std::string lost;
    for (const ast::Text& old : *cites_of(before)) {
      const auto same = [&](const ast::Text& one) { return one.value == old.value; };
      if (old.value != cite && std::none_of(cites->begin(), cites->end(), same))
        lost += (lost.empty() ? "" : "; ") + old.value;
    }
    if (!lost.empty()) cite += ", in place of: " + lost;
    cites->push_back({cite, work.amendment.title.span});
  }
  before = std::move(after);
  work.file.marks.back().cite = std::move(cite);
}

template <class Statement>
void replace_one(Work& work, const ast::Provision& provision, Statement& before, Statement after) {
  const std::string statement = described(before);
  bool after_term = false;
  if constexpr (kFigure<Statement>) {
    if (provision.from) {
      if (!replace_rows(work, provision, before, std::move(after))) return;
      cite(work, before.cites);
      return note(work, provision, Effect::Replaced, statement, is_after_term(work, provision));
    }
  } else {
    const Timing when = timing(work, provision, name_of(after));
    if (when == Timing::Refused) return;
    after_term = when == Timing::AfterTerm;
  }
  note(work, provision, Effect::Replaced, statement, after_term);
  if (after_term) return;
  take_place(work, before, std::move(after));
}

void report_existing(Work& work, const ast::Name& name, const std::string& statement, Span there) {
  auto& d = report(
      work, DiagnosticKind::AmendmentExists, name.span, "the contract has the " + statement + " already",
      "the parties decide: `replaces` where it takes the place of that one, another name where both are to hold");
  d.secondary.push_back({there, "here"});
}

}  // namespace

void redefine(Work& work, const ast::Provision& provision, const ast::Redefinition& change) {
  const bool found = any_statement(work.file, [&](auto& one) {
    using Statement = std::remove_cvref_t<decltype(one)>;
    if (!kNamed<Statement> || name_of(one).text != change.name.text) return false;
    if (redefine_one(work, provision, change, one)) cite_in(work, one);
    return true;
  });
  if (!found && !redefine_line(work, provision, change)) report_absent(work, change.name);
}

void change_clause(Work& work, const ast::Provision& provision, const ast::ClauseChange& change) {
  std::visit(
      [&](const auto& clause) {
        using Statement = std::remove_cvref_t<decltype(clause)>;
        const ast::Name name = name_of(clause);
        const bool found = any_statement(work.file, [&](auto& one) {
          using Other = std::remove_cvref_t<decltype(one)>;
          if (kNamed<Other> != kNamed<Statement> || name_of(one).text != name.text) return false;
          if (change.adds) {
            report_existing(work, name, described(one), name_of(one).span);
            return true;
          }
          if constexpr (std::is_same_v<Other, Statement>) {
            if (std::string(word_of(one)) == word_of(clause)) {
              replace_one(work, provision, one, clause);
              return true;
            }
          }
          if (!kNamed<Statement>) return false;
          auto& d = report(work, DiagnosticKind::AmendmentTarget, name.span,
                           in_ticks(name.text) + " is " + one_such(one) + ", and " + one_such(clause) +
                               (one_such(clause) == "bands" ? " are" : " is") + " to take its place",
                           "delete the one and add the other, in two rows");
          d.secondary.push_back({name_of(one).span, "here"});
          return true;
        });
        if (found) return;
        if (change.adds) return add_one(work, provision, clause);
        report_absent(work, name);
      },
      change.clause);
}

namespace {

bool delete_line(Work& work, const ast::Provision& provision, const ast::Deletion& change) {
  for (ast::Rule& payment : work.file.rules)
    for (std::size_t at = 0; at < payment.lines.size(); ++at) {
      if (payment.lines[at].name.text != change.name.text) continue;
      if (payment.lines.size() == 1)
        return !refuse(work, change.name.span, in_ticks(change.name.text) + " is the only line of its payment",
                       "delete the payment");
      const Timing when = timing(work, provision, change.name);
      if (when == Timing::Refused) return true;
      note(work, provision, Effect::Deleted, described(payment.lines[at]), when == Timing::AfterTerm);
      if (when != Timing::Now) return true;
      work.file.deleted.push_back({change.name.text, title_of(work.amendment), provision.span});
      payment.lines.erase(payment.lines.begin() + static_cast<std::ptrdiff_t>(at));
      cite(work, payment.cites);
      mark(work, payment.name.span);
      return true;
    }
  return false;
}

template <class Statement>
bool is_called(const Statement& one, const ast::Deletion& change) {
  using Kind = ast::Deletion::Kind;
  constexpr Kind kKind = std::is_same_v<Statement, ast::Example>        ? Kind::Example
                         : std::is_same_v<Statement, ast::OpenQuestion> ? Kind::OpenQuestion
                                                                        : Kind::Named;
  return kKind == change.kind && name_of(one).text == change.name.text;
}

}  // namespace

void delete_statement(Work& work, const ast::Provision& provision, const ast::Deletion& change) {
  const bool found = any_statement(work.file, [&](auto& one) {
    if (!is_called(one, change)) return false;
    const Timing when = timing(work, provision, change.name);
    if (when == Timing::Refused) return true;
    note(work, provision, Effect::Deleted, described(one), when == Timing::AfterTerm);
    if (when != Timing::Now) return true;
    if (change.kind == ast::Deletion::Kind::Named)
      work.file.deleted.push_back({change.name.text, title_of(work.amendment), provision.span});
    auto& statements = kept(work.file, one);
    statements.erase(statements.begin() + (&one - statements.data()));
    return true;
  });
  if (!found && !(change.kind == ast::Deletion::Kind::Named && delete_line(work, provision, change)))
    report_absent(work, change.name);
}

}  // namespace meruit::amend
