#include "api/amounts.h"

#include <algorithm>
#include <utility>

#include "api/apart.h"
#include "budget/budget.h"

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
                    problems_of(model, *asked.sources, state.relation(), *state.sole().table, counted));
}

// Takes out the rows that are set apart; the others must be as they should be.
Result<void> leave_out(const Asked& asked, const check::Model& model, RunState& state) {
  data::Bound& bound = state.sole().bound;
  const std::vector<bool>& wrong = bound.problems.rows();
  bool sound = !bound.problems.of_whole_table() && (asked.apart != nullptr || asked.data->broken().empty());
  for (std::size_t row = 0; sound && row < wrong.size(); ++row)
    sound = !wrong[row] || (asked.apart != nullptr && (*asked.apart)[row]);
  if (!sound)
    return data_error(model, *asked.sources, state.relation(), bound.problems,
                      {&asked.data->broken(), asked.data->further_broken()});
  if (asked.apart == nullptr || std::find(asked.apart->begin(), asked.apart->end(), true) == asked.apart->end())
    return {};
  std::size_t bytes = 0;
  state.relation() = without(state.relation(), *asked.apart, bytes);
  bound.bytes += bytes;
  bound.order.clear();
  return {};
}

}  // namespace

Result<check::Model> settled(const Asked& asked) {
  check::Scenario scenario;
  scenario.term = asked.term;
  scenario.outputs = asked.outputs;
  source::Diagnostics sink;
  auto model = check::specialise(asked.model, scenario, sink);
  if (model) return *std::move(model);
  const auto sources = std::make_shared<source::Sources>(*asked.sources);
  return diagnosed(ErrorKind::Contract, "contract", to_public(sources, sink));
}

Result<void> bind_rows(const Asked& asked, const check::Model& model, const data::BindOptions& options,
                       RunState& state) {
  if (asked.data == nullptr)
    return plain_error(ErrorKind::Usage, "no-data", "there is no data for `" + check::sole_relation(model).name + "`");
  ArrowArrayStream stream{};
  if (auto opened = asked.data->stream(&stream); !opened) return opened.error();
  auto table = data::ArrowTable::read(&stream, model.limits);
  if (!table) return table.error();
  ReadRows& read = state.read.emplace_back();
  read.table = *std::move(table);
  read.bound = data::bind(asked.model, model, {0}, read.table, asked.data->origin(), asked.data->lines(), options);
  if (!read.bound.problems.empty()) add_limits(model, *read.table, read.bound);
  state.records.relations.push_back(std::move(read.bound.relation));
  return {};
}

void evaluate(const Asked& asked, const check::Model& model, RunState& state) {
  data::arrange(model, state.relation(), std::exchange(state.sole().bound.order, {}));
  state.plan = plan::lower(model, state.records);
  exec::Settings settings;
  settings.threads = asked.threads;
  state.results = exec::run(state.plan, state.records, settings);
}

Result<Told> tell(const Asked& asked) {
  const auto model = settled(asked);
  if (!model) return model.error();
  RunState state;
  Told told;
  if (auto bound = bind_rows(asked, *model, {}, state); !bound) return bound.error();
  if (auto rest = leave_out(asked, *model, state); !rest) return rest.error();
  told.fields = check::sole_relation(*model).fields;
  evaluate(asked, *model, state);
  if (auto sound = held(asked, *model, state, told); !sound) return sound.error();
  const std::size_t rows = state.relation().rows;
  for (std::size_t row = 0; row < rows; ++row) told.keys.push_back(key_text(*model, state.relation(), row));
  for (const exec::OutputColumn& column : state.results.outputs) {
    std::vector<check::Outcome>& values = told.outputs.emplace_back();
    for (std::size_t row = 0; row < column.rows(); ++row) values.push_back(column.at(row));
  }
  budget::give(state.sole().bound.bytes);
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
