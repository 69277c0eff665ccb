#include "cli/amendments.h"

#include <algorithm>

#include "cli/numbers.h"

namespace meruit::cli {

namespace {

constexpr std::size_t kLongestList = 160;

std::string named(const AmendmentInfo& one) {
  return one.title + (one.model.empty() ? "" : " of " + one.model) + ", signed " + one.signed_on;
}

// "a, b and 3 more": as many as a line holds.
std::string listed(const std::vector<std::string>& all, const char* between) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && text.size() + all[i].size() > kLongestList)
      return text + " and " + std::to_string(all.size() - i) + " more";
    text += (i == 0 ? "" : between) + all[i];
  }
  return text;
}

struct Said {
  std::string statement;
  bool throughout = false;
  std::vector<std::string> dates;
};

// "parameter fee throughout, from 2025-03-01"
std::string words(const Said& one) {
  std::string text = one.statement + (one.throughout && !one.dates.empty() ? " throughout and" : "");
  for (const std::string& date : one.dates) text += (&date == &one.dates.front() ? " from " : ", ") + date;
  return text;
}

// What it changes, or what of it takes effect only after the term.
std::string changes_of(const AmendmentInfo& amendment, bool after_term) {
  std::vector<Said> said;
  std::size_t examples = 0, questions = 0;
  for (const AmendedStatement& change : amendment.changes) {
    if (change.after_term != after_term) continue;
    const bool example = change.statement.starts_with("example \""),
               question = change.statement.starts_with("open question \"");
    examples += example ? 1 : 0;
    questions += question ? 1 : 0;
    if (example || question) continue;
    const std::string text = (change.effect == "changed" ? "" : change.effect + " ") + change.statement;
    auto at = std::find_if(said.begin(), said.end(), [&](const Said& one) { return one.statement == text; });
    if (at == said.end()) at = said.insert(said.end(), {text, false, {}});
    if (change.from.empty()) at->throughout = true;
    if (!change.from.empty() && std::find(at->dates.begin(), at->dates.end(), change.from) == at->dates.end())
      at->dates.push_back(change.from);
  }
  std::vector<std::string> texts;
  for (const Said& one : said) texts.push_back(words(one));
  if (examples > 0) texts.push_back(counted(examples, "example"));
  if (questions > 0) texts.push_back(counted(questions, "open question"));
  return listed(texts, ", ");
}

}  // namespace

std::string amendment_lines(const std::vector<AmendmentInfo>& amendments, const std::string& as_of,
                            const std::string& indent) {
  std::string text;
  for (const AmendmentInfo& one : amendments) {
    if (!one.in_force) {
      text += indent + "signed after " + as_of + ", not applied: " + named(one) + "\n";
      continue;
    }
    const std::string now = changes_of(one, false), later = changes_of(one, true);
    text += indent + (as_of.empty() ? "applied: " : "signed by " + as_of + ": ") + named(one) +
            (now.empty() ? "" : ": " + now) + "\n";
    if (!later.empty()) text += indent + "  after the term: " + later + "\n";
  }
  return text;
}

std::string warning_of_later(const Contract& contract, const std::string& file, const std::string& said,
                             const std::string& option) {
  if (!said.empty()) return {};
  std::vector<std::string> later;
  std::string last;
  for (const AmendmentInfo& one : contract.amendments()) {
    if (one.in_force) continue;
    later.push_back(named(one));
    last = std::max(last, one.signed_on);
  }
  if (later.empty()) return {};
  const std::string &day = contract.as_of(), them = later.size() == 1 ? "it" : "them";
  return "warning: " + file + ": not applied, because signed after " + day +
         ", the end of the term: " + listed(later, "; ") + "\n  `" + option + " " + last + "` takes " + them +
         " in; `" + option + " " + day + "` leaves " + them + " out and says that this is meant\n";
}

std::string note_on_consolidated(const std::string& file, const std::string& said,
                                 const std::vector<AmendmentInfo>& amendments) {
  if (said.empty() || !amendments.empty()) return {};
  const auto text = files()(file);
  const std::string title = text ? consolidated_title(*text) : std::string();
  if (title.empty()) return {};
  return "note: " + file + " is a consolidated text (" + title + ") without amendments of its own: --as-of " + said +
         " changes nothing in it\n";
}

}  // namespace meruit::cli
