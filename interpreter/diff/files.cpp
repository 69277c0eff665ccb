// A comparison as Markdown, CSV and JSON.
#include <nlohmann/json.hpp>

#include "diff/lines.h"

namespace meruit {

namespace {

using Json = nlohmann::ordered_json;

// ---- Markdown -------------------------------------------------------------------------------------------

// Signs that Markdown would read as its own, outside of `code`.
std::string for_markdown(const std::string& text) {
  std::string result;
  bool code = false;
  for (const char c : text) {
    if (c == '`') code = !code;
    const bool sign = c == '\\' || c == '*' || c == '_' || c == '[' || c == ']' || c == '<' || c == '>' || c == '|';
    if (sign && (!code || c == '|')) result += '\\';
    result += c;
  }
  return result;
}

std::string marked_cell(const std::optional<MarkedText>& text) {
  if (!text) return "";
  std::string cell;
  std::size_t at = 0;
  for (const auto& [first, end] : text->marks) {
    cell += for_markdown(text->text.substr(at, first - at)) + "**" +
            for_markdown(text->text.substr(first, end - first)) + "**";
    at = end;
  }
  cell += for_markdown(text->text.substr(at));
  const std::string place = diff::place_text(text->place);
  return place.empty() ? cell : cell + "<br>" + for_markdown(place);
}

// ---- CSV ------------------------------------------------------------------------------------------------

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) row += (i > 0 ? "," : "") + diff::csv_cell(cells[i]);
  return row + "\n";
}

std::string together(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

// ---- JSON -----------------------------------------------------------------------------------------------

Json json_of(const ComparedContract& contract) {
  Json amendments = Json::array();
  for (const AmendmentInfo& one : contract.amendments)
    amendments.push_back(
        {{"title", one.title}, {"model", one.model}, {"signed", one.signed_on}, {"in_force", one.in_force}});
  return {{"file", contract.path},
          {"name", contract.name},
          {"title", contract.title},
          {"version", contract.version},
          {"as_of", contract.as_of},
          {"amendments", std::move(amendments)},
          {"fingerprint", contract.fingerprint},
          {"term", contract.term.empty() ? Json(nullptr) : Json(contract.term)}};
}

Json json_of(const Place& place) {
  if (place.file.empty()) return nullptr;
  return {{"file", place.file}, {"line", place.line}, {"column", place.column}};
}

Json json_of(const std::optional<MarkedText>& text) {
  if (!text) return nullptr;
  Json marks = Json::array();
  for (const auto& [first, end] : text->marks) marks.push_back({first, end});
  return {{"text", text->text}, {"marks", marks}, {"place", json_of(text->place)}};
}

Json json_of(const StatementChange& change) {
  Json parts = Json::array();
  for (const ChangedPart& part : change.parts)
    parts.push_back({{"what", part.what},
                     {"before", json_of(part.before)},
                     {"after", json_of(part.after)},
                     {"proved_equal", part.proved_equal},
                     {"why", part.why}});
  return {{"kind", diff::word_for(change.kind)},
          {"statement", change.statement},
          {"name_before", change.name_before},
          {"name_after", change.name_after},
          {"title", change.title},
          {"place_before", json_of(change.before)},
          {"place_after", json_of(change.after)},
          {"parts", parts},
          {"reaches", change.reaches},
          {"through", change.through},
          {"proved_equal", change.proved_equal},
          {"why", change.why}};
}

}  // namespace

std::string to_markdown(const Comparison& comparison) {
  std::string text = "# What changed\n\n- old: " + for_markdown(diff::contract_line(comparison.before)) +
                     "\n- new: " + for_markdown(diff::contract_line(comparison.after)) + "\n\n" +
                     diff::count_line(comparison) + "\n";
  for (std::size_t i = 0; i < comparison.changes.size(); ++i) {
    const StatementChange& change = comparison.changes[i];
    text += "\n## " + std::to_string(i + 1) + ". " + for_markdown(diff::heading(change)) + "\n\n";
    if (!change.parts.empty()) text += "| | old | new |\n|---|---|---|\n";
    for (const ChangedPart& part : change.parts)
      text += "| " + for_markdown(part.what) + for_markdown(diff::reason_beside(change, part)) + " | " +
              marked_cell(part.before) + " | " + marked_cell(part.after) + " |\n";
    const std::string effect = diff::effect_line(change);
    if (!effect.empty()) text += (change.parts.empty() ? "" : "\n") + for_markdown(effect) + "\n";
  }
  if (comparison.renamed.empty()) return text;
  text += "\nRenamed inside the contract only, which is no change:";
  for (const auto& [before, after] : comparison.renamed) text += " `" + before + "` → `" + after + "`";
  return text + "\n";
}

std::string to_csv(const Comparison& comparison) {
  std::string text = csv_row({"change", "kind", "statement", "name_before", "name_after", "part", "before", "after",
                              "place_before", "place_after", "proved_equal", "why", "reaches"});
  for (std::size_t i = 0; i < comparison.changes.size(); ++i) {
    const StatementChange& change = comparison.changes[i];
    const auto row = [&](const ChangedPart& part) {
      const Place before = part.before ? part.before->place : change.before;
      const Place after = part.after ? part.after->place : change.after;
      const bool proved = change.proved_equal || part.proved_equal;
      text += csv_row({std::to_string(i + 1), diff::word_for(change.kind), change.statement, change.name_before,
                       change.name_after, part.what, part.before ? part.before->text : "",
                       part.after ? part.after->text : "", diff::place_text(before), diff::place_text(after),
                       proved ? "yes" : "no", part.why.empty() ? change.why : part.why, together(change.reaches)});
    };
    for (const ChangedPart& part : change.parts) row(part);
    if (change.parts.empty()) row({});
  }
  return text;
}

std::string to_json(const Comparison& comparison) {
  Json changes = Json::array(), renamed = Json::array();
  for (const StatementChange& change : comparison.changes) changes.push_back(json_of(change));
  for (const auto& [before, after] : comparison.renamed) renamed.push_back({{"before", before}, {"after", after}});
  const Json root = {{"before", json_of(comparison.before)},
                     {"after", json_of(comparison.after)},
                     {"same", comparison.same()},
                     {"proved_equal", comparison.proved_equal()},
                     {"changes", changes},
                     {"renamed", renamed}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace meruit
