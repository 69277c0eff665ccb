// Results as text: tables in key order, single values, and what the payments come to.
#include <algorithm>

#include "api/output_reader.h"
#include "api/run_state.h"
#include "api/values.h"
#include "budget/budget.h"
#include "explain/amounts.h"

namespace meruit {

namespace api {

std::optional<check::RelationId> relation_called(const check::Model& model, std::string_view name) {
  for (std::uint32_t i = 0; i < model.relations.size(); ++i)
    if (model.relations[i].name == name) return check::RelationId{i};
  return std::nullopt;
}

namespace {

// The columns of the record's key, in the order of its fields.
std::vector<const check::Field*> key_fields(const check::Model& model, check::RelationId relation) {
  std::vector<const check::Field*> fields;
  if (!relation.given()) return fields;
  for (const check::FieldId id : model.relations[relation.index].fields)
    if (model.fields[id.index].key) fields.push_back(&model.fields[id.index]);
  return fields;
}

std::string key_part(const check::Model& model, const data::Relation& relation, const check::Field& field,
                     std::size_t row) {
  const check::Expr& value = model[field.value];
  if (value.op == check::Op::Literal) return plain(model, field.type, value.items.front());
  if (value.op != check::Op::Input || value.index >= relation.columns.size()) return {};
  const check::Outcome found = data::at(relation.columns[value.index], row);
  const auto* part = std::get_if<check::Value>(&found);
  return part != nullptr ? plain(model, field.type, *part) : std::string();
}

}  // namespace

std::vector<std::string> key_parts(const check::Model& model, const data::Relation& relation, std::size_t row) {
  std::vector<std::string> parts;
  for (const check::Field* field : key_fields(model, relation.id))
    parts.push_back(key_part(model, relation, *field, row));
  return parts;
}

std::string key_text(const check::Model& model, const data::Relation& relation, std::size_t row) {
  std::string text;
  for (const std::string& part : key_parts(model, relation, row)) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::vector<ResultColumn> key_columns(const check::Model& model, const RunState& state, check::RelationId id) {
  const data::Relation& relation = state.records.relations[id.index];
  std::vector<ResultColumn> columns;
  for (const check::Field* field : key_fields(model, relation.id)) {
    ResultColumn& column = columns.emplace_back();
    column.name = field->name;
    column.title = field->title;
    column.key = true;
    for (std::size_t row = 0; row < relation.rows; ++row)
      column.values.emplace_back(key_part(model, relation, *field, row));
  }
  return columns;
}

namespace {

// Lines as they are, unrounded where only their sum is rounded. A sum over fractions with a denominator a row would be
// a number nobody can read.
std::vector<LineTotal> line_totals(const check::Model& model, const exec::Results& results, check::RuleId payment) {
  std::vector<LineTotal> totals;
  for (std::size_t i = 0; i < model.outputs.size(); ++i) {
    const check::Rule& rule = model.rules[model.outputs[i].index];
    if (rule.line_of != payment || results.outputs[i].pairs()) continue;
    const Sums sums = sums_of(results.outputs[i]);
    totals.push_back({rule.name, number::to_plain(Rational(sums.above + sums.below))});
  }
  return totals;
}

}  // namespace

std::vector<PaymentTotal> payment_totals(const check::Model& model, const exec::Results& results) {
  std::vector<PaymentTotal> totals;
  for (std::size_t i = 0; i < model.outputs.size(); ++i) {
    const check::Rule& rule = model.rules[model.outputs[i].index];
    if (!rule.payment) continue;
    const Sums sums = sums_of(results.outputs[i]);
    totals.push_back({rule.name, sums.above_count, sums.below_count, sums.zero_count, number::to_plain(sums.above),
                      number::to_plain(Rational(-sums.below)), number::to_plain(Rational(sums.above + sums.below)),
                      line_totals(model, results, model.outputs[i]),
                      check::of_rows(rule.level) ? model.relations[rule.level.relation.index].name : ""});
  }
  return totals;
}

namespace {

ResultColumn column_for(const OutputInfo& info) {
  ResultColumn column;
  column.name = info.name;
  column.title = info.title;
  column.unit = info.unit;
  column.kind = info.kind;
  column.money = info.money;
  return column;
}

ResultColumn column_for(const check::Model& model, const check::Field& field) {
  ResultColumn column;
  column.name = field.name;
  column.title = field.title;
  column.unit = unit_of(model, field.type);
  column.kind = explain::public_kind(field.type.kind);
  column.money = is_money(model, field.type);
  return column;
}

// Columns that a run does not need are not read.
bool is_read(const data::Relation& relation, std::uint32_t input) {
  if (input >= relation.columns.size()) return false;
  const data::Column& column = relation.columns[input];
  const std::size_t rows = std::max({column.i64.size(), column.i128.size(), column.big.size(), column.yes.size(),
                                     column.ordinals.size(), column.texts.size()});
  return rows == relation.rows && rows > 0;
}

// A text of the results; long numbers take long to be written.
std::optional<std::string> counted(std::optional<std::string> text) {
  const std::size_t length = text ? text->size() : 0;
  budget::take(sizeof(text) + length);
  budget::tick(length / 16);
  return text;
}

Error unknown_relation(std::string_view name) {
  return plain_error(ErrorKind::Usage, "unknown-relation", "the contract has no records `" + std::string(name) + "`");
}

Error no_results() {
  return plain_error(ErrorKind::Usage, "no-results", "there are no results: run() has not succeeded");
}

}  // namespace
}  // namespace api

Result<ResultTable> Job::results(std::string_view relation) const {
  return inside_->watched([&] { return inside_->results_of(relation); });
}

Result<ResultTable> Job::Inside::results_of(std::string_view relation) const {
  if (!run) return api::no_results();
  const bool overall = relation.empty();
  const std::optional<check::RelationId> id = api::relation_called(model, relation);
  if (!overall && !id) return api::unknown_relation(relation);

  const RunState& state = *run;
  ResultTable table;
  table.relation = relation;
  if (!overall) table.columns = api::key_columns(model, state, *id);
  table.rows = overall ? 1 : state.records.relations[id->index].rows;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].relation != relation) continue;
    const exec::OutputColumn& output = state.results.outputs[i];
    ResultColumn column = api::column_for(outputs[i]);
    api::OutputReader reader(model, output);
    for (std::size_t row = 0; row < table.rows; ++row) column.values.push_back(api::counted(reader.text(row)));
    // A sum over fractions with a denominator a row would be a number nobody can read.
    if (column.money && !overall && !output.pairs()) {
      const api::Sums sums = api::sums_of(output);
      column.total = number::to_plain(Rational(sums.above + sums.below));
    }
    table.columns.push_back(std::move(column));
  }
  return table;
}

Result<ResultTable> Job::fields(std::string_view relation) const {
  const Inside& inside = *inside_;
  if (!inside.run) return api::no_results();
  const check::Model& model = inside.model;
  const std::optional<check::RelationId> found = api::relation_called(model, relation);
  if (!found) return api::unknown_relation(relation);

  const RunState& run = *inside.run;
  const data::Relation& all = run.records.relations[found->index];
  ResultTable table{std::string(relation), all.rows, api::key_columns(model, run, *found)};
  for (const check::FieldId id : model.relations[found->index].fields) {
    const check::Field& field = model.fields[id.index];
    const check::Expr& value = model[field.value];
    if (field.key || value.op != check::Op::Input || !api::is_read(all, value.index)) continue;
    ResultColumn column = api::column_for(model, field);
    for (std::size_t row = 0; row < table.rows; ++row) {
      const check::Outcome cell = data::at(all.columns[value.index], row);
      const auto* known = std::get_if<check::Value>(&cell);
      column.values.push_back(known != nullptr ? std::optional(api::plain(model, field.type, *known)) : std::nullopt);
    }
    table.columns.push_back(std::move(column));
  }
  return table;
}

Result<std::string> Job::text(std::string_view output, std::string_view key) const {
  const Inside& inside = *inside_;
  if (!inside.run) return api::no_results();
  const Result<std::size_t> position = inside.output_called(output);
  if (!position) return position.error();
  const OutputInfo& info = inside.outputs[*position];
  api::OutputReader reader(inside.model, inside.run->results.outputs[*position]);
  if (info.overall) return reader.text(0).value_or("");
  const auto& rows = inside.run->rows_by_key(inside.model, *api::relation_called(inside.model, info.relation));
  const auto row = rows.find(std::string(key));
  if (row == rows.end())
    return api::plain_error(ErrorKind::Usage, "unknown-key", "there is no record `" + std::string(key) + "`");
  return reader.text(row->second).value_or("");
}

// Names of rules are those of their own records: several kinds may have one each.
Result<std::size_t> Job::Inside::output_called(std::string_view name) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < outputs.size(); ++i)
    if (outputs[i].name == name || outputs[i].relation + "." + outputs[i].name == name) found.push_back(i);
  if (found.size() == 1) return found.front();
  const std::string called = "`" + std::string(name) + "`";
  if (found.empty()) return api::plain_error(ErrorKind::Usage, "unknown-output", "the run has no output " + called);
  std::string which;
  for (const std::size_t each : found)
    which += (which.empty() ? "`" : " or `") + outputs[each].relation + "." + outputs[each].name + "`";
  return api::plain_error(ErrorKind::Usage, "ambiguous-output",
                          "several kinds of records have an output " + called + ": say " + which);
}

const std::unordered_map<std::string, std::size_t>& RunState::rows_by_key(const check::Model& model,
                                                                          check::RelationId id) {
  auto& rows = by_key[id];
  const data::Relation& relation = records.relations[id.index];
  if (rows.empty())
    for (std::size_t row = 0; row < relation.rows; ++row) rows.emplace(api::key_text(model, relation, row), row);
  return rows;
}

}  // namespace meruit
