// An impact as CSV and JSON.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "diff/impact_lines.h"
#include "diff/lines.h"
#include "meruit/impact.h"

namespace meruit {

namespace {

using ImpactJson = nlohmann::ordered_json;

ImpactJson movement_json(const Movement& one) {
  const auto amount = [](const std::string& text) { return text.empty() ? ImpactJson(nullptr) : ImpactJson(text); };
  return {{"before", amount(one.before)}, {"after", amount(one.after)}, {"change", amount(one.change)}};
}

ImpactJson movements_json(const std::vector<Movement>& all, const Impact& impact) {
  ImpactJson object = ImpactJson::object();
  for (std::size_t p = 0; p < all.size(); ++p) object[impact.payments[p].name] = movement_json(all[p]);
  return object;
}

ImpactJson payment_json(const Impact& impact, std::size_t p) {
  const PaymentImpact& one = impact.payments[p];
  return {{"name", one.name},
          {"title", one.title},
          {"relation", one.relation},
          {"parties_before", one.parties_before},
          {"parties_after", one.parties_after},
          {"overall", one.overall},
          {"turned", one.turned},
          {"total", movement_json(one.total)},
          {"affected", one.affected},
          {"raised", one.raised},
          {"lowered", one.lowered},
          {"newly_paid", one.newly_paid},
          {"no_longer_paid", one.no_longer_paid},
          {"newly_undetermined", one.newly_undetermined},
          {"newly_determined", one.newly_determined},
          {"undetermined", one.undetermined},
          {"not_separable", impact.not_separable[p]},
          {"known_on_one_side", impact.known_on_one_side[p]},
          {"beyond_limit",
           std::find(impact.beyond_limit.begin(), impact.beyond_limit.end(), p) != impact.beyond_limit.end()},
          {"beyond_each", one.beyond_each}};
}

ImpactJson result_json(const ResultImpact& one) {
  return {{"name", one.name},
          {"title", one.title},
          {"relation", one.relation},
          {"line_of", one.line_of},
          {"overall", one.overall},
          {"affected", one.affected},
          {"movement", one.movement ? movement_json(*one.movement) : ImpactJson(nullptr)}};
}

ImpactJson step_json(const ImpactStep& step, const Impact& impact) {
  ImpactJson changes = ImpactJson::array(), payments = ImpactJson::object();
  for (const std::size_t change : step.changes) changes.push_back(change + 1);
  for (std::size_t p = 0; p < step.payments.size(); ++p) {
    const Contribution& one = step.payments[p];
    const auto amount = [](const std::string& text) { return text.empty() ? ImpactJson(nullptr) : ImpactJson(text); };
    payments[impact.payments[p].name] = {{"in_sequence", one.in_sequence},
                                         {"alone", amount(one.alone)},
                                         {"interaction", amount(one.interaction)},
                                         {"affected", one.affected}};
  }
  return {{"title", step.title}, {"changes", changes}, {"payments", payments}, {"because", step.because}};
}

}  // namespace

std::string to_csv(const Impact& impact) {
  const bool several = impact.kinds.size() > 1;
  std::string text = several ? "record,key" : diff::csv_cell(impact.relation.empty() ? "record" : impact.relation);
  if (!impact.by.empty()) text += "," + diff::csv_cell(impact.by);
  for (const PaymentImpact& one : impact.payments)
    for (const char* what : {"_before", "_after", "_change"}) text += "," + diff::csv_cell(one.name + what);
  const bool sets_apart = !impact.rows_before.empty();
  text += sets_apart ? ",results,restated,set_apart\n" : ",results,restated\n";
  for (const RecordImpact& record : impact.records) {
    if (several) text += diff::csv_cell(record.relation) + ",";
    text += diff::csv_cell(record.key);
    if (!impact.by.empty()) text += "," + diff::csv_cell(record.group);
    for (const Movement& one : record.payments) text += "," + one.before + "," + one.after + "," + one.change;
    for (const auto* parts : {&record.results, &record.cells}) {
      std::string cell;
      for (const std::string& part : *parts) cell += (cell.empty() ? "" : "; ") + part;
      text += "," + diff::csv_cell(cell);
    }
    text += sets_apart ? ",\n" : "\n";
  }
  for (const SetApart& one : impact.set_apart) {
    const std::size_t empty = 2 + (impact.by.empty() ? 0 : 1) + 3 * impact.payments.size();
    if (several) text += diff::csv_cell(one.row.relation) + ",";
    text += diff::csv_cell(one.row.key) + std::string(empty, ',') + "," + diff::csv_cell(diff::why_apart(one)) + "\n";
  }
  return text;
}

namespace {

ImpactJson input_json(const ImpactInput& input) {
  ImpactJson settings = ImpactJson::object(), files = ImpactJson::array();
  for (const Setting& each : input.settings) settings[each.name] = each.value;
  for (const ImpactFile& each : input.files)
    files.push_back({{"relation", each.relation}, {"file", each.origin}, {"sha256", each.digest}});
  const ImpactFile only = input.files.size() == 1 ? input.files.front() : ImpactFile();
  return {{"file", only.origin}, {"sha256", only.digest}, {"files", files}, {"settings", settings}};
}

ImpactJson rows_json(const ImpactRows& rows) {
  return {
      {"relation", rows.relation},       {"file", rows.origin},      {"read", rows.read}, {"compared", rows.compared},
      {"quarantined", rows.quarantined}, {"left_out", rows.left_out}};
}

// Of the only kind of record an object, of several a list of them.
ImpactJson rows_json(const std::vector<ImpactRows>& rows) {
  if (rows.size() == 1) return rows_json(rows.front());
  if (rows.empty()) return nullptr;
  ImpactJson list = ImpactJson::array();
  for (const ImpactRows& each : rows) list.push_back(rows_json(each));
  return list;
}

ImpactJson kind_json(const KindImpact& kind) {
  return {{"relation", kind.relation},
          {"records_before", kind.records_before},
          {"records_after", kind.records_after},
          {"affected", kind.affected},
          {"only_before", kind.only_before},
          {"only_after", kind.only_after},
          {"only_new_zeros", kind.only_new_zeros},
          {"only_results", kind.only_results}};
}

ImpactJson set_apart_json(const SetApart& one) {
  ImpactJson problems = ImpactJson::array();
  for (const DataProblem& each : one.row.problems) problems.push_back(each.message);
  return {{"relation", one.row.relation}, {"key", one.row.key}, {"file", one.row.file}, {"line", one.row.line},
          {"before", one.before},         {"after", one.after}, {"problems", problems}};
}

}  // namespace

std::string to_json(const Impact& impact) {
  ImpactJson root = kind_json(impact.all);
  root["relation"] = impact.relation;
  root["kinds"] = ImpactJson::array();
  for (const KindImpact& kind : impact.kinds) root["kinds"].push_back(kind_json(kind));
  root["input_before"] = input_json(impact.input_before);
  root["input_after"] = input_json(impact.input_after);
  root["undetermined"] = impact.undetermined;
  root["overall_affected"] = impact.overall_affected;
  root["at_most"] = impact.at_most.empty() ? ImpactJson(nullptr) : ImpactJson(impact.at_most);
  root["at_most_each"] = impact.at_most_each.empty() ? ImpactJson(nullptr) : ImpactJson(impact.at_most_each);
  root["rows_before"] = rows_json(impact.rows_before);
  root["rows_after"] = rows_json(impact.rows_after);
  root["newly_set_apart"] = impact.newly_set_apart;
  root["no_longer_set_apart"] = impact.no_longer_set_apart;
  root["incomplete"] = impact.incomplete;
  for (const char* list : {"payments", "results", "steps", "groups", "records", "set_apart"})
    root[list] = ImpactJson::array();
  for (std::size_t p = 0; p < impact.payments.size(); ++p) root["payments"].push_back(payment_json(impact, p));
  for (const ResultImpact& one : impact.results) root["results"].push_back(result_json(one));
  for (const ImpactStep& step : impact.steps) root["steps"].push_back(step_json(step, impact));
  for (const GroupImpact& one : impact.groups)
    root["groups"].push_back({{impact.by, one.value},
                              {"records", one.records},
                              {"affected", one.affected},
                              {"payments", movements_json(one.payments, impact)}});
  for (const RecordImpact& one : impact.records)
    root["records"].push_back({{"relation", one.relation},
                               {"key", one.key},
                               {"group", one.group},
                               {"payments", movements_json(one.payments, impact)},
                               {"results", one.results},
                               {"restated", one.cells}});
  for (const SetApart& one : impact.set_apart) root["set_apart"].push_back(set_apart_json(one));
  const ImpactJson all = {{"comparison", ImpactJson::parse(to_json(impact.comparison))}, {"impact", root}};
  return all.dump(2, ' ', false, ImpactJson::error_handler_t::replace) + "\n";
}

}  // namespace meruit
