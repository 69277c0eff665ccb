// An example is a run of its rows, or of one record whose fields are all given: its scenario is evaluated like any
// other and compared.
#include "check/check.h"
#include "data/arrange.h"
#include "number/rounding.h"
#include "oracle/oracle.h"
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using check::Absence;
using check::Outcome;
using check::Value;

// One row in which nothing is known but what the example gives.
data::Records one_row(const check::Model& model) {
  data::Records records;
  data::Relation& relation = records.relations.emplace_back();
  relation.id = {0};
  relation.rows = 1;
  for (const check::Input& input : model.inputs)
    relation.columns.push_back(data::make_column(input.type.kind, {Absence::Missing}));
  return records;
}

// The rows of an example, each field a column of its own; what a row does not give is missing.
data::Records rows_given(check::Model& scenario, const check::Example& example) {
  data::Records records;
  for (std::uint32_t i = 0; i < scenario.relations.size(); ++i) records.relations.push_back({{i}, 0, {}, {}, {}});
  Scene figures{scenario, records, {}, {}};
  std::vector<std::vector<Outcome>> columns(scenario.fields.size());
  for (const check::ExampleRow& row : example.rows) {
    records.relations[row.relation.index].rows += 1;
    for (std::size_t f = 0; f < scenario.fields.size(); ++f)
      if (scenario.fields[f].relation == row.relation) columns[f].emplace_back(Absence::Missing);
    for (const check::Rebinding& one : row.fields) columns[one.index].back() = evaluate(figures, one.value, 0);
  }
  scenario.inputs.clear();
  for (std::uint32_t f = 0; f < scenario.fields.size(); ++f) {
    check::Field& field = scenario.fields[f];
    const bool own = field.name.find('.') == std::string::npos && !field.instance_of.given();  // a row can give it
    scenario.inputs.push_back({field.relation, field.name, {}, field.type, field.span});
    check::Expr cell;
    cell.op = check::Op::Input;
    cell.index = f;
    cell.type = field.type;
    cell.level = check::rows_of(field.relation);
    if (own) field.value = {static_cast<std::uint32_t>(scenario.exprs.size())};
    scenario.exprs.push_back(std::move(cell));
    for (data::Relation& relation : records.relations)
      relation.columns.push_back(relation.id == field.relation ? data::make_column(field.type.kind, columns[f])
                                                               : data::Column());
  }
  data::arrange(scenario, records);
  return records;
}

// The row with the key that an expectation names; the first where it names none.
std::size_t row_expected(Scene& scene, const check::Expectation& expectation) {
  if (!expectation.row) return 0;
  const check::Relation& relation = scene.model.relations[expectation.row->relation.index];
  const std::size_t rows = scene.records.relations[expectation.row->relation.index].rows;
  const auto is_wanted = [&](std::size_t row) {
    std::size_t part = 0;
    for (const check::FieldId id : relation.fields)
      if (scene.model.fields[id.index].key &&
          evaluate(scene, scene.model.fields[id.index].value, row) != evaluate(scene, expectation.row->key[part++], 0))
        return false;
    return true;
  };
  std::size_t row = 0;
  while (row + 1 < rows && !is_wanted(row)) ++row;
  return row;
}

Outcome rounded(const Outcome& outcome, const check::Expectation& expectation) {
  const Value* value = std::get_if<Value>(&outcome);
  if (value == nullptr || !expectation.quantum) return outcome;
  return Value(number::round_to(std::get<Rational>(*value), *expectation.quantum, expectation.mode));
}

}  // namespace

std::vector<Mismatch> run_example(const check::Model& model, const check::Example& example,
                                  source::Diagnostics& diagnostics) {
  auto scenario = check::specialise(model, check::scenario_of(model, example), diagnostics);
  if (!scenario) return {};
  const bool of_rows = !example.rows.empty() || scenario->relations.size() > 1;
  const data::Records records = of_rows ? rows_given(*scenario, example) : one_row(*scenario);
  Scene scene = make_scene(*scenario, records);
  remember_rules(scene);

  std::vector<Mismatch> mismatches;
  for (std::size_t i = 0; i < example.expect.size(); ++i) {
    const check::Expectation& expectation = example.expect[i];
    const bool unpublished = !expectation.value.given();
    const Outcome expected =
        unpublished ? Outcome(check::Fault{check::FaultKind::Unpublished, {}}) : evaluate(scene, expectation.value, 0);
    const std::size_t row = row_expected(scene, expectation);
    const check::ExprId value = expectation.field ? scenario->fields[expectation.field->index].value
                                                  : scenario->rules[expectation.rule.index].body;
    const Outcome found = rounded(evaluate(scene, value, row), expectation);
    const check::Fault* fault = fault_of(found);
    if (unpublished ? fault != nullptr && fault->kind == check::FaultKind::Unpublished
                    : found == expected && fault == nullptr)
      continue;
    std::optional<Origin> origin;
    if (fault != nullptr) origin = origin_of(scene, value, row, *fault);
    mismatches.push_back({i, expected, found, std::move(origin)});
  }
  return mismatches;
}

}  // namespace meruit::oracle
