// A job's life: created for a contract and its options, bound to data, run.
#include "meruit/job.h"

#include <algorithm>
#include <utility>

#include "api/fault_reason.h"
#include "api/guarded.h"
#include "api/run_state.h"
#include "data/arrange.h"
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

Result<void> Job::Inside::evaluate(RunState& state) {
  exec::Settings settings;
  settings.threads = options.threads;
  settings.batch_rows = options.batch_rows;
  try {
    if (model.relations.size() == 1)
      data::arrange(model, state.relation(), std::exchange(state.sole().bound.order, {}));
    else
      data::arrange(model, state.records);
    state.plan = plan::lower(model, state.records);
    state.results = exec::run(state.plan, state.records, settings);
  } catch (const budget::Spent& spent) {
    return api::spent_error(spent, where(spent, state.records));
  }
  return {};
}

Result<void> Job::Inside::look_for_violations(const RunState& state) {
  std::vector<Error> errors;
  for (const check::RelationId id : relations_of(state)) {
    const std::vector<check::Violation> own = api::violations_of(model, state.results.violations, id);
    if (own.empty()) continue;
    const data::Relation& relation = state.records.relations[id.index];
    Accounting& account = account_of(state, id);
    const data::Problems problems =
        api::problems_of(model, *sources, relation, *state.read[id.index].table, own, {most_problems(), false});
    account.quarantined = problems.rows_in_error();
    account.excluded = account.read - account.quarantined;
    errors.push_back(api::data_error(model, *sources, relation, problems));
  }
  if (!errors.empty()) return api::joined(std::move(errors), most_problems());
  return {};
}

Result<void> Job::Inside::look_for_faults(const RunState& state) {
  api::Faults found = api::faults_of(model, *sources, state, kFaultsKept);
  for (const check::RelationId id : relations_of(state)) {
    Accounting& account = account_of(state, id);
    if (options.bad_data == BadData::Stop) account.excluded = 0;
    account.undetermined += found.records[id.index];
    account.settled = account.read - account.quarantined - account.undetermined - account.excluded;
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
    if (inside.options.bad_data == BadData::Quarantine) {
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
std::string Job::Inside::where(const budget::Spent& spent, const data::Records& records) const {
  const check::Expr* expr = spent.expr() ? &model[check::ExprId{*spent.expr()}] : nullptr;
  const data::Relation* rows = records.relations.size() == 1 ? &records.relations.front() : nullptr;
  if (rows == nullptr && expr != nullptr && check::of_rows(expr->level))
    rows = &records.relations[expr->level.relation.index];
  std::string text;
  if (spent.row() && rows != nullptr && *spent.row() < rows->rows) text = api::who_is(model, *rows, *spent.row());
  if (expr != nullptr)
    text += (text.empty() ? "" : ": ") + api::spent_at(model, *sources, check::ExprId{*spent.expr()});
  return text;
}

std::span<const Reject> Job::rejects() const { return inside_->rejects; }
const Summary& Job::summary() const { return inside_->summary; }
std::span<const OutputInfo> Job::outputs() const { return inside_->outputs; }
std::span<const Fault> Job::faults() const { return inside_->faults; }

}  // namespace meruit
