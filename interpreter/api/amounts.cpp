#include "api/amounts.h"

#include <algorithm>
#include <utility>

#include "api/run_state.h"

namespace meruit::api {

namespace {

// Violations that count, as the error of a run.
Result<void> held(const Asked& asked, const check::Model& model, const RunState& state, Told& told) {
  std::vector<check::Violation> counted;
  for (const check::Violation& one : state.results.violations) {
    const bool expectation = one.kind == check::Violation::Kind::Expectation;
    if (expectation) told.expectations_hold = false;
    if (expectation ? asked.expects : asked.holds) counted.push_back(one);
  }
  if (counted.empty()) return {};
  return data_error(model, *asked.sources, state.relation(),
                    problems_of(model, *asked.sources, state.relation(), *state.table, counted));
}

}  // namespace

Result<Told> tell(const Asked& asked) {
  check::Scenario scenario;
  scenario.term = asked.term;
  scenario.outputs = asked.outputs;
  source::Diagnostics sink;
  const auto model = check::specialise(asked.model, scenario, sink);
  if (!model) {
    const auto sources = std::make_shared<source::Sources>(*asked.sources);
    return diagnosed(ErrorKind::Contract, "contract", to_public(sources, sink));
  }
  RunState state;
  Told told;
  if (asked.data == nullptr)
    return plain_error(ErrorKind::Usage, "no-data", "there is no data for `" + check::sole_relation(*model).name + "`");
  ArrowArrayStream stream{};
  if (auto opened = asked.data->stream(&stream); !opened) return opened.error();
  auto table = data::ArrowTable::read(&stream, model->limits);
  if (!table) return table.error();
  state.table = *std::move(table);
  state.bound = data::bind(asked.model, *model, {0}, state.table, asked.data->origin(), asked.data->lines());
  const bool broken = !state.bound.problems.empty() || !asked.data->broken().empty();
  if (broken) add_limits(*model, *state.table, state.bound);
  state.records.relations.push_back(std::move(state.bound.relation));
  if (broken)
    return data_error(*model, *asked.sources, state.relation(), state.bound.problems,
                      {&asked.data->broken(), asked.data->further_broken()});
  told.fields = check::sole_relation(*model).fields;
  data::arrange(*model, state.relation(), std::exchange(state.bound.order, {}));
  state.plan = plan::lower(*model, state.records);
  exec::Settings settings;
  settings.threads = asked.threads;
  state.results = exec::run(state.plan, state.records, settings);
  if (auto sound = held(asked, *model, state, told); !sound) return sound.error();
  const std::size_t rows = state.relation().rows;
  for (std::size_t row = 0; row < rows; ++row) told.keys.push_back(key_text(*model, state.relation(), row));
  for (const exec::OutputColumn& column : state.results.outputs) {
    std::vector<check::Outcome>& values = told.outputs.emplace_back();
    for (std::size_t row = 0; row < column.rows(); ++row) values.push_back(column.at(row));
  }
  return told;
}

check::RuleId add_field_rule(check::Model& model, std::uint32_t field) {
  check::Expr named;
  named.op = check::Op::Field;
  named.index = field;
  named.type = model.fields[field].type;
  named.level = check::rows_of(model.fields[field].relation);
  model.exprs.push_back(named);
  check::Rule rule;
  rule.name = model.fields[field].name;
  rule.level = named.level;
  rule.type = named.type;
  rule.body = {static_cast<std::uint32_t>(model.exprs.size() - 1)};
  model.rules.push_back(std::move(rule));
  const check::RuleId id{static_cast<std::uint32_t>(model.rules.size() - 1)};
  model.order.push_back(check::ordered(id));
  return id;
}

}  // namespace meruit::api
