// Job::explain: the record found, the oracle's derivation of its outputs, and that held against the engine's results.
#include <algorithm>

#include "api/guarded.h"
#include "api/run_state.h"
#include "api/values.h"
#include "explain/slice.h"
#include "explain/trace.h"
#include "meruit/explanation.h"
#include "source/nearest.h"
#include "source/wording.h"

namespace meruit {

namespace {

std::string without_blanks_after_commas(std::string_view key) {
  std::string result;
  for (const char c : key)
    if (c != ' ' || result.empty() || result.back() != ',') result += c;
  return result;
}

std::optional<std::size_t> row_of(const check::Model& model, const data::Relation& relation, std::string_view key) {
  const std::string wanted = without_blanks_after_commas(key);
  for (std::size_t row = 0; row < relation.rows; ++row)
    if (without_blanks_after_commas(api::key_text(model, relation, row)) == wanted) return row;
  return std::nullopt;
}

Error no_such_record(const check::Model& model, const data::Relation& relation, std::string_view key,
                     const std::vector<Reject>& rejects) {
  std::vector<std::string> keys;
  for (std::size_t row = 0; row < relation.rows; ++row) keys.push_back(api::key_text(model, relation, row));
  const auto keyless =
      std::count_if(rejects.begin(), rejects.end(), [](const Reject& each) { return each.key.empty(); });
  const std::string near = source::nearest(key, keys);
  return api::plain_error(ErrorKind::Usage, "unknown-key",
                          "there is no " + check::sole_relation(model).name + " `" + std::string(key) +
                              "` in the data" +
                              (keyless > 0 ? "; of " + source::counted(static_cast<std::size_t>(keyless), "row") +
                                                 " set apart the key cannot be read, and it may be there"
                               : near.empty() ? ""
                                              : "; did you mean `" + near + "`?"));
}

const Reject* reject_of(const std::vector<Reject>& rejects, std::string_view key) {
  const std::string wanted = without_blanks_after_commas(key);
  const auto found = std::find_if(rejects.begin(), rejects.end(), [&](const Reject& each) {
    return !each.key.empty() && without_blanks_after_commas(each.key) == wanted;
  });
  return found == rejects.end() ? nullptr : &*found;
}

Error wrong_record(const Reject& reject) {
  Error error = api::plain_error(ErrorKind::Data, "set-apart", "");
  error.problems = reject.problems;
  for (const DataProblem& each : reject.problems) error.message += (error.message.empty() ? "" : "\n") + each.message;
  error.message += "\n" + reject.relation + " `" + reject.key + "` was set apart, so there is no result to explain";
  return error;
}

void head(Explanation& told, const Contract& contract, const Summary& summary) {
  told.contract = contract.name();
  told.title = contract.title().empty() ? contract.name() : contract.title();
  told.version = contract.contract_version();
  told.fingerprint = contract.fingerprint();
  told.engine = version();
  told.cites = contract.cites();
  told.term = summary.term;
  told.as_of = summary.as_of;
  told.amendments = summary.amendments;
  told.settings = summary.settings;
  told.open_questions = contract.open_questions();
}

void head_of_record(Explanation& told, const check::Model& model, const data::Relation& relation, std::size_t row) {
  told.relation = check::sole_relation(model).name;
  told.relation_title = check::sole_relation(model).title;
  told.key = api::key_text(model, relation, row);
  const api::RowPlace at = api::row_place(relation, row);
  told.file = at.file;
  told.line = at.line;
  told.row = at.row;
}

// What is explained, as positions in the outputs: what was asked for by name; otherwise the payments, of a contract
// without payments its reported rules: the record's own or, where all are over all records, these.
std::vector<std::size_t> explained_outputs(const check::Model& model, bool named, bool has_record) {
  const auto rule_of = [&](std::size_t output) -> const check::Rule& {
    return model.rules[model.outputs[output].index];
  };
  std::vector<std::size_t> found;
  for (const bool payments : {true, false}) {
    for (std::size_t i = 0; i < model.outputs.size(); ++i)
      // What the run asks for besides is no result.
      if (check::is_result(rule_of(i)) && rule_of(i).payment == payments) found.push_back(i);
    if (!named && !found.empty()) break;
  }
  const auto is_own = [&](std::size_t output) { return check::of_rows(rule_of(output).level); };
  const bool any_own = std::any_of(found.begin(), found.end(), is_own);
  std::erase_if(found, [&](std::size_t output) { return is_own(output) ? !has_record : !named && any_own; });
  return found;
}

Error disagreement(const ExplainedStep& step, const ExplainedValue& engine) {
  return api::plain_error(ErrorKind::Internal, "disagreement",
                          "internal error: `" + step.name + "` is " + step.value.exact + step.value.fault +
                              " by the reference evaluator and " + engine.exact + engine.fault +
                              " by the engine; please report it");
}

}  // namespace

// The data and the engine's results: of the last run, or read and worked out now.
Result<const RunState*> Job::Inside::state_to_explain() {
  if (run) return static_cast<const RunState*>(run.get());
  if (explained) return static_cast<const RunState*>(explained.get());
  const bool apart = options.bad_data == BadData::Quarantine;
  const std::vector<Accounting> accounting = summary.accounting;
  summary.accounting.clear();
  auto state = std::make_unique<RunState>();
  const auto read = read_data(*state, options.bad_data);
  // A constraint that another record breaks, or a fault of its own, does not keep this one from being explained.
  const auto worked = !read ? Result<void>() : apart ? set_apart(*state) : evaluate(*state);
  if (!worked && (apart || worked.error().kind == ErrorKind::Environment)) return worked.error();
  if (!apart) summary.accounting = accounting;
  if (!read) return read.error();
  explained = std::move(state);
  return static_cast<const RunState*>(explained.get());
}

// A record that was set apart because it cannot be worked out, among those that were not.
Result<std::unique_ptr<RunState>> Job::Inside::with_record(const RunState& others, std::size_t source_row) {
  auto state = std::make_unique<RunState>();
  state->read.emplace_back().table = others.sole().table;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < others.relation().rows; ++row)
    rows.push_back(data::source_row(others.relation(), row));
  rows.push_back(source_row);
  std::sort(rows.begin(), rows.end());
  state->records.relations.push_back(data::select(others.sole().all, rows));
  if (auto evaluated = evaluate(*state); !evaluated) return evaluated.error();
  return state;
}

Result<Explanation> Job::explain(std::string_view key) {
  Inside& inside = *inside_;
  if (inside.model.relations.size() > 1) return api::of_several_records("explained");
  return inside.watched([&]() -> Result<Explanation> {
    const check::Model& model = inside.model;
    const auto found_state = inside.state_to_explain();
    if (!found_state) return found_state.error();
    const RunState* state = *found_state;
    std::unique_ptr<RunState> with_one;
    const bool has_record = !key.empty();

    Explanation told;
    head(told, *inside.contract, inside.summary);
    told.set_apart = inside.summary.incomplete.records;
    const Reject* reject = has_record ? reject_of(inside.rejects, key) : nullptr;
    if (reject != nullptr) {
      if (!reject->problems.empty()) return wrong_record(*reject);
      auto among = inside.with_record(*state, reject->row - 1);
      if (!among) return among.error();
      with_one = *std::move(among);
      state = with_one.get();
      told.undetermined = reject->faults.front().message;
      told.set_apart -= 1;
    }
    const data::Relation& all = state->relation();
    told.records = all.rows;
    std::size_t row = 0;
    if (has_record) {
      const auto found = row_of(model, all, key);
      if (!found) return no_such_record(model, all, key, inside.rejects);
      row = *found;
      head_of_record(told, model, all, row);
    }

    const bool slice = has_record && !explain::needs_all_records(model);
    data::Records one;
    if (slice) one.relations.push_back(data::select(all, {row}));
    explain::Question question{
        model, *inside.sources, slice ? one : state->records, slice ? 0 : row, has_record, told.key, {}, {}, {}};
    for (const Setting& setting : inside.options.settings) question.set.push_back(setting.name);
    question.key_of = [&](std::size_t at) { return api::key_text(model, sole_relation(question.records), at); };
    question.place = [&](source::Span span) { return api::place_of(*inside.sources, span); };
    explain::Trace trace(question);
    const bool named = !inside.options.outputs.empty() || inside.options.all;
    const std::vector<std::size_t> outputs = explained_outputs(model, named, has_record);
    if (outputs.empty())
      return api::plain_error(ErrorKind::Usage, "no-record",
                              "what is asked for has a value for each record: say which");
    try {
      for (const std::size_t output : outputs) told.roots.push_back(trace.add(model.outputs[output]));
    } catch (const budget::Spent& spent) {
      return api::spent_error(spent, inside.where(spent, question.records));
    }
    told.steps = trace.finish();

    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const exec::OutputColumn& column = state->results.outputs[outputs[i]];
      const ExplainedStep& step = told.steps[told.roots[i]];
      const ExplainedValue engine =
          explain::explained(model, column.type(), step.percent, column.at(column.overall() ? 0 : row));
      if (engine.exact != step.value.exact || engine.fault != step.value.fault || engine.missing != step.value.missing)
        return disagreement(step, engine);
    }
    for (const Assumption& each : inside.contract->assumptions())
      if (std::any_of(told.steps.begin(), told.steps.end(),
                      [&](const ExplainedStep& step) { return !step.assumed.empty() && step.name == each.field; }))
        told.assumptions.push_back(each);
    std::vector<check::Violation> own;
    for (const check::Violation& each : state->results.violations)
      if (has_record && each.row == row) own.push_back(each);
    for (const data::Problem& each : api::problems_of(model, *inside.sources, all, *state->sole().table, own).first())
      told.problems.push_back(each.column + " is " + each.found + ", expected " + each.expected);
    return told;
  });
}

bool Explanation::faulty() const {
  return std::any_of(roots.begin(), roots.end(), [&](std::size_t root) { return !steps[root].value.fault.empty(); });
}

}  // namespace meruit
