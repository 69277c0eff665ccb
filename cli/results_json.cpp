// Results as JSON. Numbers are strings (`"1250.07"`, `"2/37"`), because readers of JSON make binary fractions of its
// numbers; what is missing is null.
#include <nlohmann/json.hpp>

#include "cli/results.h"

namespace meruit::cli {

namespace {

using Json = nlohmann::ordered_json;

Json value_of(const ResultColumn& column, std::size_t row) {
  const auto& value = column.values[row];
  if (!value) return nullptr;
  if (column.kind == ValueKind::YesNo && !column.key) return *value == "yes";
  return *value;
}

Json row_of(const ResultTable& table, std::size_t row) {
  Json object = Json::object();
  for (const ResultColumn& column : table.columns) object[column.name] = value_of(column, row);
  return object;
}

Json outputs_of(const RunResults& results) {
  Json list = Json::array();
  for (const OutputInfo& output : results.outputs) {
    Json object = {{"name", output.name}, {"title", output.title}, {"unit", output.unit}, {"overall", output.overall}};
    if (results.several && !output.overall) object["record"] = output.relation;
    if (!output.line_of.empty()) object["line_of"] = output.line_of;
    if (output.payment) {
      object["from"] = output.payer;
      object["to"] = output.payee;
    }
    list.push_back(std::move(object));
  }
  return list;
}

Json inputs_of(const RunResults& results) {
  Json list = Json::array();
  for (const InputFile& file : results.files)
    list.push_back({{"role", file.role}, {"file", file.path}, {"sha256", file.sha256}});
  return list;
}

Json totals_of(const Accounting& account) {
  Json list = Json::array();
  for (const ColumnTotal& each : account.totals) {
    list.push_back({{"column", each.column},
                    {"read", each.read},
                    {"used", each.used},
                    {"set_apart", each.set_apart},
                    {"unreadable", each.unreadable}});
    if (!each.expected.empty()) list.back()["expected"] = each.expected;
  }
  return list;
}

Json accounting_of(const Summary& summary) {
  Json list = Json::array();
  for (const Accounting& each : summary.accounting) {
    list.push_back({{"record", each.relation},
                    {"file", each.origin},
                    {"read", each.read},
                    {"settled", each.settled},
                    {"undetermined", each.undetermined},
                    {"excluded", each.excluded},
                    {"quarantined", each.quarantined},
                    {"columns", totals_of(each)}});
    if (each.expected) list.back()["expected"] = *each.expected;
  }
  return list;
}

Json payments_of(const RunResults& results) {
  const Summary& summary = results.summary;
  Json list = Json::array();
  for (const PaymentTotal& each : summary.payments) {
    Json lines = Json::array();
    for (const LineTotal& line : each.lines) lines.push_back({{"name", line.name}, {"net", line.net}});
    list.push_back({{"name", each.name},
                    {"owed_by_payer", each.owed_by_payer},
                    {"owed_by_payer_count", each.owed_by_payer_count},
                    {"owed_by_payee", each.owed_by_payee},
                    {"owed_by_payee_count", each.owed_by_payee_count},
                    {"nothing_owed_count", each.nothing_owed_count},
                    {"net", each.net}});
    if (results.several && !each.relation.empty()) list.back()["record"] = each.relation;
    if (!lines.empty()) list.back()["lines"] = std::move(lines);
  }
  return list;
}

Json amendments_of(const Summary& summary) {
  Json list = Json::array();
  for (const AmendmentInfo& each : summary.amendments) {
    Json changes = Json::array();
    for (const AmendedStatement& change : each.changes)
      changes.push_back({{"statement", change.statement},
                         {"effect", change.effect},
                         {"from", change.from.empty() ? Json(nullptr) : Json(change.from)},
                         {"after_term", change.after_term}});
    list.push_back({{"title", each.title},
                    {"model", each.model},
                    {"signed", each.signed_on},
                    {"in_force", each.in_force},
                    {"changes", std::move(changes)}});
  }
  return list;
}

}  // namespace

std::string json(const RunResults& results) {
  const Summary& summary = results.summary;
  Json all = {{"contract", summary.contract},
              {"title", summary.title},
              {"fingerprint", summary.fingerprint},
              {"engine", summary.engine}};
  all["term"] = summary.term ? Json{{"first", summary.term->first}, {"last", summary.term->last}} : Json(nullptr);
  if (!summary.amendments.empty()) {
    all["as_of"] = summary.as_of.empty() ? Json(nullptr) : Json(summary.as_of);
    all["amendments"] = amendments_of(summary);
  }
  all["settings"] = Json::array();
  for (const Setting& setting : summary.settings)
    all["settings"].push_back({{"name", setting.name}, {"value", setting.value}});
  all["inputs"] = inputs_of(results);
  all["accounting"] = accounting_of(summary);
  all["payments"] = payments_of(results);
  all["left_out"] = Json::array();
  for (const LeftOut& each : summary.left_out)
    all["left_out"].push_back({{"output", each.output}, {"records", each.records}, {"figures", each.figures}});
  all["incomplete"] = {{"records", summary.incomplete.records}, {"outputs", summary.incomplete.outputs}};
  all["doubts"] = Json::array();
  for (const DataProblem& each : summary.doubts) all["doubts"].push_back(each.message);
  all["assumptions"] = Json::array();
  for (const Assumption& each : summary.assumptions)
    all["assumptions"].push_back({{"field", each.field}, {"value", each.value}, {"because", each.because}});
  all["open_questions"] = summary.open_questions;
  all["outputs"] = outputs_of(results);
  // Of several kinds of records each has its own list.
  for (const RecordResults& each : results.records) {
    Json rows = Json::array();
    for (std::size_t row = 0; row < each.table.rows; ++row) rows.push_back(row_of(each.table, row));
    (results.several ? all["records"][each.table.relation] : all["records"]) = std::move(rows);
  }
  if (results.overall) all["overall"] = row_of(*results.overall, 0);
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace meruit::cli
