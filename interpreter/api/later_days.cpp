// What is wrong with a contract as of the days on which its later amendments are signed, so that a slip in an amendment
// is found when it is written down and not when it is settled.
#include <algorithm>
#include <set>

#include "api/later_days.h"

namespace meruit::api {

namespace {

// The day, with the title of what is signed on it.
using Days = std::map<calendar::Date, source::Span>;

void add_days(const amend::Account& account, Days& days) {
  for (const amend::Amendment& one : account.amendments)
    if (!one.in_force) days[one.signed_on] = one.span;
}

// What is found as of one day; each says which day.
source::Diagnostics found_on(calendar::Date day, source::Span title, const Written& written,
                             const check::Files& files) {
  source::Diagnostics found;
  ast::File contract = written.contract;
  const amend::Account account = amend::consolidate(contract, day, found);
  std::vector<amend::Account> used;
  if (!found.has_errors())
    static_cast<void>(check::check(contract, written.mapping,
                                   {files.sources, files.load, files.limits, account.as_of, &used}, found));
  source::Diagnostics told;
  for (const source::Diagnostic& one : found.sorted()) {
    source::Diagnostic& again = told.add(one.kind, one.primary.span, one.message, one.help);
    again.primary.text = one.primary.text;
    again.secondary = one.secondary;
    again.secondary.push_back({title, "as of " + calendar::to_text(day) + ", when this is signed"});
  }
  return told;
}

bool alike(const Diagnostic& one, const Diagnostic& other) {
  return one.code == other.code && one.message == other.message && one.place.file == other.place.file &&
         one.place.line == other.place.line && one.place.column == other.place.column;
}

}  // namespace

bool check_later_days(const Written& written, const check::Files& files,
                      const std::shared_ptr<const source::Sources>& sources, std::vector<Diagnostic>& all) {
  Days days;
  add_days(written.own, days);
  for (const amend::Account& account : written.used) add_days(account, days);
  bool good = true;
  for (const auto& [day, title] : days) {
    const source::Diagnostics found = found_on(day, title, written, files);
    good = good && !found.has_errors();
    for (Diagnostic& one : to_public(sources, found))
      if (std::none_of(all.begin(), all.end(), [&](const Diagnostic& other) { return alike(one, other); }))
        all.push_back(std::move(one));
  }
  return good;
}

}  // namespace meruit::api
