#include "diff/lines.h"

#include <algorithm>

#include "source/wording.h"

namespace meruit::diff {

namespace {

std::string in_ticks_of(const std::string& name) { return name.empty() ? "" : " `" + name + "`"; }

}  // namespace

const char* word_for(StatementChange::Kind kind) {
  switch (kind) {
    case StatementChange::Kind::Changed:
      return "changed";
    case StatementChange::Kind::Renamed:
      return "renamed";
    case StatementChange::Kind::Added:
      return "added";
    case StatementChange::Kind::Removed:
      return "removed";
  }
  return "";
}

std::string place_text(const Place& place) {
  return place.file.empty() ? "" : place.file + ":" + std::to_string(place.line);
}

std::string subject_of(const StatementChange& change) {
  const bool both =
      !change.name_before.empty() && !change.name_after.empty() && change.name_before != change.name_after;
  const std::string& name = change.name_after.empty() ? change.name_before : change.name_after;
  return change.statement + (both ? in_ticks_of(change.name_before) + " →" : "") + in_ticks_of(name);
}

std::string heading(const StatementChange& change) {
  std::string text = subject_of(change);
  if (!change.title.empty()) text += " “" + change.title + "”";
  text += std::string(": ") + word_for(change.kind);
  if (change.kind == StatementChange::Kind::Renamed && !change.parts.empty()) text += " and changed";
  return text;
}

std::string contract_line(const ComparedContract& contract) {
  std::string text = contract.title.empty() ? contract.name : contract.title;
  if (!contract.version.empty()) text += ", version " + contract.version;
  if (!contract.as_of.empty()) text += ", as of " + contract.as_of;
  text += " (" + contract.path + ")";
  return contract.term.empty() ? text : text + ", " + contract.term;
}

std::string count_line(const Comparison& comparison) {
  if (comparison.same()) return "No change of meaning.";
  const auto& changes = comparison.changes;
  const auto proved = static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(), [](const auto& each) { return each.proved_equal; }));
  std::string text = source::counted(changes.size(), "change");
  if (proved == changes.size())
    text += changes.size() == 1 ? ", which is proved to alter no result" : ", all proved to alter no result";
  else if (proved > 0)
    text += ", " + std::to_string(proved) + " of them proved to alter no result";
  return text + ".";
}

std::string effect_line(const StatementChange& change) {
  if (change.proved_equal) return "alters no result: " + change.why;
  constexpr std::size_t kMostOnTheWay = 8;
  std::string text, way;
  const std::string& own = change.name_after.empty() ? change.name_before : change.name_after;
  for (const std::string& name : change.reaches)
    if (name != own) text += (text.empty() ? "depends on it: " : ", ") + name;
  for (std::size_t i = 0; i < change.through.size() && i < kMostOnTheWay; ++i)
    way += (way.empty() ? "" : ", ") + change.through[i];
  if (change.through.size() > kMostOnTheWay)
    way += " and " + source::counted(change.through.size() - kMostOnTheWay, "other");
  if (text.empty() || way.empty()) return text;
  return text + "; on the way: " + way;
}

std::string reason_beside(const StatementChange& change, const ChangedPart& part) {
  const bool said_below = change.proved_equal && change.why == part.why;
  return part.proved_equal && !said_below ? " (" + part.why + ")" : "";
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of("\",\n\r") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
  return cell + "\"";
}

}  // namespace meruit::diff

namespace meruit {

bool Comparison::proved_equal() const {
  return std::all_of(changes.begin(), changes.end(), [](const auto& each) { return each.proved_equal; });
}

}  // namespace meruit
