// Amendments at the boundary: which day is asked for, and what was in force then.
#include <algorithm>

#include "amend/order.h"
#include "api/inside.h"

namespace meruit::api {

namespace {

const char* words(amend::Effect effect) {
  switch (effect) {
    case amend::Effect::Changed:
      return "changed";
    case amend::Effect::Added:
      return "added";
    case amend::Effect::Replaced:
      return "replaced";
    case amend::Effect::Deleted:
      break;
  }
  return "deleted";
}

// A term that the file names, written out.
std::optional<calendar::Period> named_term(const ast::File& file, std::string_view label) {
  for (const ast::TermStatement& term : file.terms)
    if (term.label.text == label) return amend::period_of(file, term.period);
  return std::nullopt;
}

std::optional<calendar::Period> year_called(std::string_view text) {
  constexpr std::size_t kDigits = 4;
  if (text.size() != kDigits || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const auto first = calendar::parse_date(std::string(text) + "-01-01");
  if (!first) return std::nullopt;
  return calendar::calendar_year(calendar::to_civil(*first).year);
}

}  // namespace

void add_amendments(const source::Sources& sources, const amend::Account& account, std::vector<AmendmentInfo>& all) {
  for (const amend::Amendment& one : account.amendments) {
    AmendmentInfo info;
    info.title = one.title;
    info.signed_on = calendar::to_text(one.signed_on);
    info.model = account.model;
    info.in_force = one.in_force;
    info.place = place_of(sources, one.span);
    for (const amend::Change& change : one.changes)
      info.changes.push_back({change.statement, words(change.effect),
                              change.from ? calendar::to_text(*change.from) : std::string(), change.after_term,
                              place_of(sources, change.span)});
    all.push_back(std::move(info));
  }
}

std::optional<calendar::Date> as_of_day(const ast::File& file, const CompileOptions& options) {
  if (!options.as_of.empty()) return calendar::parse_date(options.as_of);
  if (file.header && file.header->term.given()) return std::nullopt;
  for (const auto& period : {named_term(file, options.term), year_called(options.term), read_period(options.term)})
    if (period) return period->last;
  return std::nullopt;
}

Result<void> amendments_fit(const Contract& contract, const check::Model& specialised) {
  const Contract::Inside& inside = contract.inside();
  if (inside.as_of_said || !specialised.term) return {};
  const std::string end = calendar::to_text(specialised.term->last);
  for (const AmendmentInfo& one : inside.amendments)
    if (one.in_force && one.signed_on > end)
      return plain_error(ErrorKind::Usage, "as-of",
                         one.title + " was signed on " + one.signed_on + ", after the term " +
                             calendar::to_text(*specialised.term) +
                             "; say the day whose contract is to be settled: `--as-of " + end +
                             "` without it, `--as-of " + one.signed_on + "` with it");
  return {};
}

}  // namespace meruit::api
