#include "cli/amendments.h"

namespace meruit::cli {

namespace {

std::string one_change(const AmendedStatement& change) {
  const std::string effect = change.effect == "changed" ? "" : change.effect + " ";
  return effect + change.statement + (change.from.empty() ? "" : " from " + change.from);
}

// What it changes, or what of it takes effect only after the term.
std::string changes_of(const AmendmentInfo& amendment, bool after_term) {
  std::string text;
  for (const AmendedStatement& change : amendment.changes)
    if (change.after_term == after_term) text += (text.empty() ? "" : ", ") + one_change(change);
  return text;
}

}  // namespace

std::string amendment_lines(const std::vector<AmendmentInfo>& amendments, const std::string& as_of,
                            const std::string& indent) {
  std::string text;
  for (const AmendmentInfo& one : amendments) {
    const std::string named = one.title + (one.model.empty() ? "" : " of " + one.model) + ", signed " + one.signed_on;
    if (!one.in_force) {
      text += indent + "not in force on " + as_of + ": " + named + "\n";
      continue;
    }
    const std::string now = changes_of(one, false), later = changes_of(one, true);
    text += indent + "in force: " + named + (now.empty() ? "" : ": " + now) + "\n";
    if (!later.empty()) text += indent + "  after the term: " + later + "\n";
  }
  return text;
}

}  // namespace meruit::cli
