// A model and a scenario to the model that is evaluated: term set, names rebound, and only what is asked for.
#include <algorithm>

#include "budget/budget.h"
#include "check/needs.h"

namespace meruit::check {

namespace {

using source::DiagnosticKind;

void report_required(const Model& model, const Needs& needs, source::Diagnostics& sink) {
  for (const ExprId id : needs.required) {
    const bool parameter = model[id].op == Op::Parameter;
    const std::string& name = parameter ? model.parameters[model[id].index].name : model.bands[model[id].index].name;
    const Span defined = parameter ? model.parameters[model[id].index].span : model.bands[model[id].index].span;
    source::Diagnostic& d = sink.add(
        DiagnosticKind::ParameterRequired, model[id].span, "`" + name + "` is required here, and nobody has given it",
        parameter ? "say `--set " + name + "=VALUE`"
                  : "whoever uses this model gives them (`use … given " + name +
                        (model.bands[model[id].index].curve ? ": CURVE" : ": BANDS") +
                        "`): run that contract; or write rows here in place of `required`");
    d.secondary.push_back({defined, "it is `required`"});
  }
}

// The definition, and what `given` in expressions made of it: it no longer depends on anything.
template <class T, class Id, class Change>
void each_instance(std::vector<T>& all, Id own, Change&& change) {
  change(all[own.index]);
  for (T& one : all)
    if (one.instance_of == own) change(one);
}

void rebind(Model& model, const std::vector<Rebinding>& rebindings) {
  for (const Rebinding& one : rebindings) {
    switch (one.kind) {
      case Rebinding::Kind::Parameter:
        each_instance(model.parameters, ParameterId{one.index}, [&](Parameter& it) {
          it.values = {{std::nullopt, one.value, one.span}};
        });
        break;
      case Rebinding::Kind::Field:
        each_instance(model.fields, FieldId{one.index}, [&](Field& it) { it.value = one.value; });
        break;
      case Rebinding::Kind::Rule:
        each_instance(model.rules, RuleId{one.index}, [&](Rule& it) { it.body = one.value; });
        break;
    }
  }
}

void cut_relations(Model& model, const Needs& needs) {
  for (std::uint32_t r = 0; r < model.relations.size(); ++r) {
    Relation& relation = model.relations[r];
    std::erase_if(relation.fields, [&](FieldId id) { return !needs.fields[id.index] && !model.fields[id.index].key; });
    relation.inputs.clear();
    for (std::uint32_t i = 0; i < needs.inputs.size(); ++i)
      if (needs.inputs[i] && model.inputs[i].relation == RelationId{r}) relation.inputs.push_back({i});
  }
}

}  // namespace

std::optional<Model> specialise(const Model& model, const Scenario& scenario, source::Diagnostics& sink) {
  const Rebound instead = rebound(scenario.rebindings);
  const std::optional<calendar::Period> term = scenario.term ? scenario.term : model.term;
  const std::vector<RuleId>& outputs = scenario.outputs.empty() ? model.outputs : scenario.outputs;
  std::vector<ExprId> others = model.expectations;
  for (std::uint32_t i = 0; i < model.fields.size(); ++i) {
    const Field& field = model.fields[i];
    const auto given = instead.fields.find(i);
    if (field.key) others.push_back(given == instead.fields.end() ? field.value : given->second);
  }
  const std::size_t errors = sink.error_count();
  if (!parameters_end(model, instead, sink)) return std::nullopt;
  const Needs needs = find_needs(model, outputs, others, instead);
  report_dates(model, needs, term, {}, sink);
  report_required(model, needs, sink);
  if (sink.error_count() > errors) return std::nullopt;

  budget::tick(1 + model.exprs.size() / 100 + model.examples.size() / 100);
  Model result = model;
  result.term = term;
  result.outputs = outputs;
  rebind(result, scenario.rebindings);
  std::erase_if(result.order,
                [&](const Ordered& each) { return each.kind == Ordered::Kind::Rule && !needs.rules[each.index]; });
  cut_relations(result, needs);
  return result;
}

Scenario scenario_of(const Model&, const Example& example) {
  Scenario scenario;
  scenario.term = example.term;
  scenario.rebindings = example.given;
  for (const Expectation& expectation : example.expect)
    if (std::find(scenario.outputs.begin(), scenario.outputs.end(), expectation.rule) == scenario.outputs.end())
      scenario.outputs.push_back(expectation.rule);
  return scenario;
}

}  // namespace meruit::check
