// A job's life: created for a contract and its options, bound to data, run.
#include "meruit/job.h"

#include <algorithm>
#include <utility>

#include "api/fault_reason.h"
#include "api/guarded.h"
#include "api/run_state.h"
#include "source/nearest.h"

namespace meruit {

namespace {

Summary opening_summary(const Contract& contract, const check::Model& model, const RunOptions& options) {
  Summary summary;
  summary.contract = contract.name();
  summary.title = contract.title();
  summary.fingerprint = contract.fingerprint();
  summary.engine = version();
  if (model.term) summary.term = api::to_public(*model.term);
  summary.as_of = contract.as_of();
  summary.amendments = contract.amendments();
  for (AmendmentInfo& amendment : summary.amendments)
    for (AmendedStatement& change : amendment.changes)
      change.after_term = change.after_term || (summary.term && change.from > summary.term->last);
  summary.settings = options.settings;
  summary.assumptions = contract.assumptions();
  summary.open_questions = contract.open_questions();
  return summary;
}

constexpr std::size_t kFaultsKept = 1000;

// A settlement of nobody is a wrong file, unless the control count says so.
Error no_rows(const Accounting& account) {
  return api::plain_error(ErrorKind::Data, "no-rows",
                          (account.origin.empty() ? account.relation : account.origin) +
                              ": found no row, expected at least one; where none is right, a control count of 0 "
                              "(`--expect-rows 0`) says so");
}

}  // namespace

Job::Job(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Job::~Job() = default;
Job::Job(Job&&) noexcept = default;
Job& Job::operator=(Job&&) noexcept = default;

Result<Job> Job::create(std::shared_ptr<const Contract> contract, RunOptions options) {
  if (!contract)
    return api::plain_error(ErrorKind::Usage, "contract", "there is no contract: compile() found errors in it");
  const Limits limits = options.limits.value_or(contract->limits());
  return api::guarded(limits, &Limits::run_seconds, options.stop, [&]() -> Result<Job> {
    const Contract::Inside& compiled = contract->inside();
    auto inside = std::make_unique<Inside>();
    inside->sources = std::make_shared<source::Sources>(*compiled.sources);
    check::Model model = compiled.model;
    model.limits = limits;
    auto specialised = api::specialised(model, inside->sources, compiled.loader, options);
    if (!specialised) return specialised.error();
    if (const auto fits = api::amendments_fit(*contract, *specialised); !fits) return fits.error();
    inside->model = *std::move(specialised);
    for (const check::RuleId id : inside->model.outputs)
      if (inside->model.rules[id.index].part == check::Rule::Part::None)
        inside->outputs.push_back(compiled.outputs[id.index]);
    inside->summary = opening_summary(*contract, inside->model, options);
    inside->contract = std::move(contract);
    inside->options = std::move(options);
    return Job(std::move(inside));
  });
}

Result<void> Job::bind(std::string_view relation, OpenStream open) {
  const auto& relations = inside_->model.relations;
  if (!api::relation_called(inside_->model, relation)) {
    std::vector<std::string> names;
    names.reserve(relations.size());
    for (const check::Relation& each : relations) names.push_back(each.name);
    const std::string near = source::nearest(relation, names);
    return api::plain_error(ErrorKind::Usage, "unknown-relation",
                            "the contract has no records `" + std::string(relation) + "`" +
                                (near.empty() ? names.empty() ? "" : "; it has `" + names.front() + "`"
                                              : "; did you mean `" + near + "`?"));
  }
  inside_->explained.reset();
  std::erase_if(inside_->bindings, [&](const Binding& binding) { return binding.relation == relation; });
  inside_->bindings.push_back({std::string(relation), std::move(open), {}, {}, 0});
  return {};
}

Result<void> Job::bind(std::string_view relation, ArrowArrayStream* stream) {
  // Taken over now, read by the first run; a second run finds nothing left.
  const auto taken = std::shared_ptr<ArrowArrayStream>(new ArrowArrayStream(*stream), [](ArrowArrayStream* own) {
    if (own->release != nullptr) own->release(own);
    delete own;
  });
  stream->release = nullptr;
  return bind(relation, [taken](ArrowArrayStream* out) -> Result<void> {
    if (taken->release == nullptr)
      return api::plain_error(ErrorKind::Usage, "stream", "the stream was read by an earlier run; bind it anew");
    *out = *taken;
    taken->release = nullptr;
    return {};
  });
}

Result<void> Job::bind(std::string_view relation, const Table& table) {
  std::string origin = table.origin();
  std::vector<std::uint64_t> lines = table.lines();
  if (auto bound = bind(relation, [table](ArrowArrayStream* out) { return table.stream(out); }); !bound) return bound;
  inside_->bindings.back().origin = std::move(origin);
  inside_->bindings.back().lines = std::move(lines);
  inside_->bindings.back().bytes = table.bytes();
  inside_->bindings.back().broken = table.broken();
  inside_->bindings.back().further_broken = table.further_broken();
  inside_->bindings.back().doubts = table.doubts();
  return {};
}

std::size_t Job::Inside::most_problems() const {
  return options.max_problems == 0 ? data::Problems::kAll : options.max_problems;
}

std::size_t Job::Inside::held_in_tables() const {
  std::size_t bytes = 0;
  for (const Binding& each : bindings) bytes += each.bytes;
  return bytes;
}

const Binding* Job::Inside::binding() const {
  const auto found = std::find_if(bindings.begin(), bindings.end(), [&](const Binding& each) {
    return each.relation == check::sole_relation(model).name;
  });
  return found == bindings.end() ? nullptr : &*found;
}

// Columns in, cast and looked at; the accounting says from here on what became of each row.
Result<void> Job::Inside::read_data(RunState& state, BadData policy) {
  const Binding* bound = binding();
  const std::string& name = check::sole_relation(model).name;
  if (bound == nullptr) return api::plain_error(ErrorKind::Usage, "no-data", "there is no data for `" + name + "`");
  ArrowArrayStream stream{};
  if (auto opened = bound->open(&stream); !opened) return opened;
  auto table = data::ArrowTable::read(&stream, model.limits);
  if (!table) return table.error();
  const bool apart = policy == BadData::Quarantine;
  state.table = *std::move(table);
  state.bound = data::bind(contract->inside().model, model, {0}, state.table, bound->origin, bound->lines,
                           {apart ? data::Problems::kAll : most_problems(), apart});
  data::Problems& problems = state.bound.problems;
  if (!problems.empty()) api::add_limits(model, *state.table, state.bound);
  state.records.relations.push_back(std::move(state.bound.relation));

  Accounting& account = summary.accounting.emplace_back();
  account.relation = name;
  account.origin = bound->origin;
  const std::uint64_t broken = bound->broken.size() + bound->further_broken;
  account.read = state.relation().rows + broken;
  account.expected = options.expected_rows;
  account.quarantined = problems.rows_in_error() + broken;
  account.excluded = account.read - account.quarantined;
  summary.doubts.insert(summary.doubts.end(), bound->doubts.begin(), bound->doubts.end());
  for (const data::Problem& doubt : state.bound.doubts)
    summary.doubts.push_back(api::public_problem(model, *sources, state.relation(), doubt));
  const api::BrokenRows rows{&bound->broken, bound->further_broken, most_problems()};
  if (problems.of_whole_table()) return api::data_error(model, *sources, state.relation(), problems, rows);
  if (account.read == 0 && options.expected_rows.value_or(1) != 0) return no_rows(account);
  return held_to_controls(state, *bound, rows, policy);
}

Result<void> Job::Inside::held_to_controls(const RunState& state, const Binding& bound, const api::BrokenRows& broken,
                                           BadData policy) {
  Accounting& account = summary.accounting.front();
  auto totals = api::column_totals(model, state.relation(), state, bound, options, state.bound.problems.rows());
  if (!totals) return totals.error();
  account.totals = *std::move(totals);
  if (auto doubt = api::line_of_totals(model, *sources, state, account.totals))
    summary.doubts.push_back(*std::move(doubt));
  std::vector<DataProblem> wrong = api::control_problems(account, options, summary.doubts);
  const bool rows_stop = account.quarantined > 0 && policy == BadData::Stop;
  if (wrong.empty() && !rows_stop) return {};
  wrong.insert(wrong.end(), broken.told->begin(), broken.told->end());
  data::Problems none;
  return api::data_error(model, *sources, state.relation(), rows_stop ? state.bound.problems : none,
                         {&wrong, broken.further, broken.limit});
}

Result<void> Job::Inside::evaluate(RunState& state) {
  exec::Settings settings;
  settings.threads = options.threads;
  settings.batch_rows = options.batch_rows;
  try {
    data::arrange(model, state.relation(), std::exchange(state.bound.order, {}));
    state.plan = plan::lower(model, state.records);
    state.results = exec::run(state.plan, state.records, settings);
  } catch (const budget::Spent& spent) {
    return api::spent_error(spent, where(spent, state.relation()));
  }
  return {};
}

Result<void> Job::Inside::look_for_violations(const RunState& state) {
  if (summary.accounting.empty() || state.results.violations.empty()) return {};
  Accounting& account = summary.accounting.front();
  const data::Problems problems = api::problems_of(model, *sources, state.relation(), *state.table,
                                                   state.results.violations, {most_problems(), false});
  account.quarantined = problems.rows_in_error();
  account.excluded = account.read - account.quarantined;
  return api::data_error(model, *sources, state.relation(), problems);
}

Result<void> Job::Inside::look_for_faults(const RunState& state) {
  api::Faults found = api::faults_of(model, *sources, state, kFaultsKept);
  if (!summary.accounting.empty()) {
    Accounting& account = summary.accounting.front();
    account.undetermined += found.records;
    account.settled = account.read - account.quarantined - account.undetermined;
    account.excluded = 0;
  }
  faults = found.first;
  if (found.count > 0) return api::fault_error(found, most_problems());
  return {};
}

Result<Summary> Job::run() {
  Inside& inside = *inside_;
  inside.run.reset();
  inside.explained.reset();
  return inside.watched([&]() -> Result<Summary> {
    inside.faults.clear();
    inside.rejects.clear();
    inside.summary.accounting.clear();
    inside.summary.payments.clear();
    inside.summary.left_out.clear();
    inside.summary.incomplete = {};
    inside.summary.doubts.clear();
    auto state = std::make_unique<RunState>();
    if (auto read = inside.read_data(*state, inside.options.bad_data); !read) return read.error();
    const bool apart = inside.options.bad_data == BadData::Quarantine && !inside.summary.accounting.empty();
    if (apart) {
      if (auto settled = inside.set_apart(*state); !settled) return settled.error();
    } else {
      if (auto evaluated = inside.evaluate(*state); !evaluated) return evaluated.error();
      if (auto held = inside.look_for_violations(*state); !held) return held.error();
    }
    if (auto sound = inside.look_for_faults(*state); !sound) return sound.error();
    inside.summary.payments = api::payment_totals(inside.model, state->results);
    inside.summary.left_out = api::left_out(inside.model, state->results);
    inside.run = std::move(state);
    return inside.summary;
  });
}

// "aco A1 (py2023.csv:17): `x * x` (c.meruit:12:5, in rule `y`)", as far as that is known.
std::string Job::Inside::where(const budget::Spent& spent, const data::Relation& relation) const {
  std::string text;
  if (spent.row()) text = api::who_is(model, relation, *spent.row());
  if (spent.expr()) text += (text.empty() ? "" : ": ") + api::spent_at(model, *sources, check::ExprId{*spent.expr()});
  return text;
}

std::span<const Reject> Job::rejects() const { return inside_->rejects; }
const Summary& Job::summary() const { return inside_->summary; }
std::span<const OutputInfo> Job::outputs() const { return inside_->outputs; }
std::span<const Fault> Job::faults() const { return inside_->faults; }

}  // namespace meruit
