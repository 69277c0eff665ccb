// An example is one record whose fields are all given: its scenario is evaluated like any other and compared.
#include "check/check.h"
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

Outcome rounded(const Outcome& outcome, const check::Expectation& expectation) {
  const Value* value = std::get_if<Value>(&outcome);
  if (value == nullptr || !expectation.quantum) return outcome;
  return Value(number::round_to(std::get<Rational>(*value), *expectation.quantum, expectation.mode));
}

}  // namespace

std::vector<Mismatch> run_example(const check::Model& model, const check::Example& example,
                                  source::Diagnostics& diagnostics) {
  const auto scenario = check::specialise(model, check::scenario_of(model, example), diagnostics);
  if (!scenario) return {};
  const data::Records records = one_row(*scenario);
  Scene scene = make_scene(*scenario, records);
  remember_rules(scene);

  std::vector<Mismatch> mismatches;
  for (std::size_t i = 0; i < example.expect.size(); ++i) {
    const check::Expectation& expectation = example.expect[i];
    const bool unpublished = !expectation.value.given();
    const Outcome expected =
        unpublished ? Outcome(check::Fault{check::FaultKind::Unpublished, {}}) : evaluate(scene, expectation.value, 0);
    const check::ExprId value = expectation.field ? scenario->fields[expectation.field->index].value
                                                  : scenario->rules[expectation.rule.index].body;
    const Outcome found = rounded(evaluate(scene, value, 0), expectation);
    const check::Fault* fault = fault_of(found);
    if (unpublished ? fault != nullptr && fault->kind == check::FaultKind::Unpublished
                    : found == expected && fault == nullptr)
      continue;
    std::optional<Origin> origin;
    if (fault != nullptr) origin = origin_of(scene, value, 0, *fault);
    mismatches.push_back({i, expected, found, std::move(origin)});
  }
  return mismatches;
}

}  // namespace meruit::oracle
