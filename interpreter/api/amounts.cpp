#include "api/amounts.h"

#include <algorithm>
#include <utility>

#include "api/apart.h"
#include "budget/budget.h"
#include "data/arrange.h"

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
  std::vector<Error> errors;
  for (std::uint32_t r = 0; r < state.read.size(); ++r) {
    const std::vector<check::Violation> own = violations_of(model, counted, {r});
    const data::Relation& relation = state.records.relations[r];
    if (!own.empty())
      errors.push_back(data_error(model, *asked.sources, relation,
                                  problems_of(model, *asked.sources, relation, *state.read[r].table, own)));
  }
  if (!errors.empty()) return joined(std::move(errors), kMostProblemsTold);
  return {};
}

// Whether every wrong row is one of those that are set apart.
bool is_sound(const AskedRows& rows, const data::Problems& problems) {
  const std::vector<bool>& wrong = problems.rows();
  bool sound = !problems.of_whole_table() && (rows.apart != nullptr || rows.table->broken().empty());
  for (std::size_t row = 0; sound && row < wrong.size(); ++row)
    sound = !wrong[row] || (rows.apart != nullptr && (*rows.apart)[row]);
  return sound;
}

// Takes out the rows that are set apart; the others must be as they should be.
Result<void> leave_out(const Asked& asked, const check::Model& model, RunState& state) {
  std::vector<Error> errors;
  for (std::size_t r = 0; r < state.read.size(); ++r) {
    const AskedRows& rows = asked.data[r];
    data::Bound& bound = state.read[r].bound;
    data::Relation& relation = state.records.relations[r];
    if (rows.table == nullptr) continue;
    if (!is_sound(rows, bound.problems)) {
      errors.push_back(data_error(model, *asked.sources, relation, bound.problems,
                                  {&rows.table->broken(), rows.table->further_broken()}));
      continue;
    }
    if (rows.apart == nullptr || std::find(rows.apart->begin(), rows.apart->end(), true) == rows.apart->end()) continue;
    std::size_t bytes = 0;
    relation = without(relation, *rows.apart, bytes);
    bound.bytes += bytes;
    bound.order.clear();
  }
  if (!errors.empty()) return joined(std::move(errors), kMostProblemsTold);
  return {};
}

Result<void> bind_relation(const Asked& asked, const check::Model& model, check::RelationId id,
                           const data::BindOptions& options, RunState& state) {
  ReadRows& read = state.read.emplace_back();
  const Table* rows = asked.data[id.index].table;
  if (rows == nullptr) {
    state.records.relations.push_back(no_rows_of(model, id));
    return {};
  }
  ArrowArrayStream stream{};
  if (auto opened = rows->stream(&stream); !opened) return opened.error();
  auto table = data::ArrowTable::read(&stream, model.limits);
  if (!table) return table.error();
  read.table = *std::move(table);
  read.bound = data::bind(asked.model, model, id, read.table, rows->origin(), rows->lines(), options);
  if (!read.bound.problems.empty()) add_limits(model, *read.table, read.bound);
  state.records.relations.push_back(std::move(read.bound.relation));
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
  std::vector<bool> there;
  for (const AskedRows& each : asked.data) there.push_back(each.table != nullptr);
  const std::vector<bool> needed = needed_relations(model, there);
  for (std::uint32_t r = 0; r < needed.size(); ++r)
    if (needed[r] && !there[r])
      return plain_error(ErrorKind::Usage, "no-data", "there is no data for `" + model.relations[r].name + "`");
  for (std::uint32_t r = 0; r < needed.size(); ++r)
    if (auto bound = bind_relation(asked, model, {r}, options, state); !bound) return bound;
  const bool whole = std::none_of(state.read.begin(), state.read.end(),
                                  [](const ReadRows& each) { return each.bound.problems.of_whole_table(); });
  if (whole && model.relations.size() > 1) lead_up(model, state, options);
  return {};
}

void evaluate(const Asked& asked, const check::Model& model, RunState& state) {
  if (model.relations.size() == 1)
    data::arrange(model, state.relation(), std::exchange(state.sole().bound.order, {}));
  else
    data::arrange(model, state.records);
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
  evaluate(asked, *model, state);
  if (auto sound = held(asked, *model, state, told); !sound) return sound.error();
  for (std::size_t r = 0; r < state.read.size(); ++r) {
    const check::Relation& record = model->relations[r];
    const data::Relation& relation = state.records.relations[r];
    told.fields.insert(told.fields.end(), record.fields.begin(), record.fields.end());
    auto& keys = told.keys.emplace_back();
    for (std::size_t row = 0; row < relation.rows; ++row) keys.push_back(key_text(*model, relation, row));
    told.above.push_back(relation.links.empty() ? std::vector<std::uint32_t>() : relation.links.front());
  }
  for (const exec::OutputColumn& column : state.results.outputs) {
    std::vector<check::Outcome>& values = told.outputs.emplace_back();
    for (std::size_t row = 0; row < column.rows(); ++row) values.push_back(column.at(row));
  }
  for (const ReadRows& each : state.read) budget::give(each.bound.bytes);
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
