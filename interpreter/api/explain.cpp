// Job::explain: the record found, the oracle's derivation of its outputs, and that held against the engine's results.
#include <algorithm>
#include <numeric>

#include "api/explained_record.h"
#include "api/guarded.h"
#include "api/run_state.h"
#include "api/values.h"
#include "explain/slice.h"
#include "explain/trace.h"
#include "meruit/explanation.h"

namespace meruit {

namespace {

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
  told.relation = model.relations[relation.id.index].name;
  told.relation_title = model.relations[relation.id.index].title;
  told.key = api::key_text(model, relation, row);
  const api::RowPlace at = api::row_place(relation, row);
  told.file = at.file;
  told.line = at.line;
  told.row = at.row;
}

void count_records(Explanation& told, const check::Model& model, const RunState& state) {
  for (const data::Relation& each : state.records.relations) {
    const check::Relation& relation = model.relations[each.id.index];
    told.records += each.rows;
    if (state.read[each.id.index].table) told.kinds.push_back({relation.name, relation.plural, each.rows});
  }
}

// What is explained, as positions in the outputs: what was asked for by name, of the record's own kind or over all
// records; otherwise the record's payments or, where all are over all records, these; of a contract without payments
// its reported rules likewise.
std::vector<std::size_t> explained_outputs(const check::Model& model, bool named, check::RelationId relation) {
  const auto outputs = [&](const auto& asked) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < model.outputs.size(); ++i)
      // What the run asks for besides is no result.
      if (const check::Rule& rule = model.rules[model.outputs[i].index]; check::is_result(rule) && asked(rule))
        found.push_back(i);
    return found;
  };
  const auto is_overall = [](const check::Rule& rule) { return !check::of_rows(rule.level); };
  const auto is_own = [&](const check::Rule& rule) {
    return relation.given() && rule.level == check::rows_of(relation);
  };
  if (named) {
    auto all = outputs([&](const check::Rule& rule) { return is_own(rule) || is_overall(rule); });
    std::stable_partition(all.begin(), all.end(),
                          [&](std::size_t output) { return model.rules[model.outputs[output].index].payment; });
    return all;
  }
  for (const bool payment : {true, false}) {
    const auto among = [&](const check::Rule& rule) { return rule.payment == payment; };
    auto own = outputs([&](const check::Rule& rule) { return among(rule) && is_own(rule); });
    if (!own.empty()) return own;
    auto overall = outputs([&](const check::Rule& rule) { return among(rule) && is_overall(rule); });
    const bool others = relation.given() && overall.size() < outputs(among).size();
    if (!overall.empty() && !others) return overall;
  }
  return {};
}

// "a value for each member".
Error of_another_record(const check::Model& model, const std::string& name, check::RelationId relation) {
  std::string whose, of;
  for (const check::RuleId id : model.outputs) {
    const check::Rule& rule = model.rules[id.index];
    if (!check::is_result(rule) || !check::of_rows(rule.level)) continue;
    const std::string& record = model.relations[rule.level.relation.index].name;
    if (!name.empty() && rule.name != name && record + "." + rule.name != name) continue;
    if (of.find("--of " + record + "=") != std::string::npos) continue;
    whose += (whose.empty() ? "" : " and ") + record;
    of += (of.empty() ? "--of " : " or --of ") + record + "=KEY";
  }
  if (whose.empty() || (name.empty() && relation.given()))
    return api::plain_error(ErrorKind::Usage, "no-output",
                            "nothing of a " + model.relations[relation.index].name +
                                " is reported or paid: say which rule is to be explained, --rule NAME");
  return api::plain_error(ErrorKind::Usage, "no-record",
                          (name.empty() ? "what is asked for" : "`" + name + "`") + " has a value for each " + whose +
                              ": say which, " + of);
}

// Each that was named is explained.
Result<void> all_explained(const check::Model& model, const std::vector<std::size_t>& outputs,
                           const std::vector<std::string>& names, check::RelationId relation) {
  for (const std::string& name : names) {
    const bool told = std::any_of(outputs.begin(), outputs.end(), [&](std::size_t output) {
      const check::Rule& rule = model.rules[model.outputs[output].index];
      if (rule.name == name) return true;
      return check::of_rows(rule.level) && model.relations[rule.level.relation.index].name + "." + rule.name == name;
    });
    if (!told) return of_another_record(model, name, relation);
  }
  if (outputs.empty()) return of_another_record(model, {}, relation);
  return {};
}

Error disagreement(const ExplainedStep& step, const ExplainedValue& engine) {
  return api::plain_error(ErrorKind::Internal, "disagreement",
                          "internal error: `" + step.name + "` is " + step.value.exact + step.value.fault +
                              " by the reference evaluator and " + engine.exact + engine.fault +
                              " by the engine; please report it");
}

// Violations of the record, and of the rows above and below it, in words.
std::vector<std::string> problems_of(const check::Model& model, const source::Sources& sources, const RunState& state,
                                     const data::Relation& own, std::size_t row) {
  std::vector<std::string> told;
  const std::vector<explain::Stretch> family = explain::family_of(model, state.records, own.id, row);
  for (const data::Relation& relation : state.records.relations) {
    std::vector<check::Violation> violations = api::violations_of(model, state.results.violations, relation.id);
    std::erase_if(violations,
                  [&](const check::Violation& each) { return !family[relation.id.index].contains(each.row); });
    if (violations.empty()) continue;
    const data::Problems problems =
        api::problems_of(model, sources, relation, *state.read[relation.id.index].table, violations);
    for (const data::Problem& each : problems.first()) {
      const std::string whose = relation.id == own.id ? "" : api::who_is(model, relation, each.row) + ": ";
      told.push_back(whose + each.column + " is " + each.found + ", expected " + each.expected);
    }
  }
  return told;
}

std::size_t rows_of(const data::Records& records) {
  return std::accumulate(records.relations.begin(), records.relations.end(), std::size_t{0},
                         [](std::size_t sum, const data::Relation& each) { return sum + each.rows; });
}

}  // namespace

Result<Explanation> Job::explain(std::string_view key) {
  const std::vector<check::Relation>& relations = inside_->model.relations;
  if (relations.size() > 1 && !key.empty())
    return api::plain_error(
        ErrorKind::Usage, "no-record",
        "the contract has several kinds of records: say of which kind `" + std::string(key) + "` is");
  return explain(key.empty() ? "" : relations.front().name, key);
}

Result<Explanation> Job::explain(std::string_view relation, std::string_view key) {
  Inside& inside = *inside_;
  return inside.watched([&]() -> Result<Explanation> {
    const check::Model& model = inside.model;
    const std::optional<check::RelationId> kind = api::relation_called(model, relation);
    if (!relation.empty() && !kind) return api::no_such_kind(model, relation);
    const bool has_record = kind.has_value();
    const check::RelationId of = has_record ? *kind : check::RelationId{};
    const bool named = !inside.options.outputs.empty() || inside.options.all;
    const std::vector<std::size_t> outputs = explained_outputs(model, named, of);
    if (auto all = all_explained(model, outputs, inside.options.outputs, of); !all) return all.error();
    const auto found_state = inside.state_to_explain();
    if (!found_state) return found_state.error();
    const RunState* state = *found_state;
    std::unique_ptr<RunState> with_one;

    Explanation told;
    head(told, *inside.contract, inside.summary);
    told.set_apart = inside.summary.incomplete.records;
    const api::WrittenKey written = api::read_key(key);
    if (const Reject* reject = has_record ? api::reject_of(inside.rejects, relation, written) : nullptr) {
      if (!reject->problems.empty()) return api::wrong_record(*reject);
      auto among = inside.with_record(*state, of, reject->row - 1);
      if (!among) return among.error();
      with_one = *std::move(among);
      told.undetermined = reject->faults.front().message;
      told.set_apart -= rows_of(with_one->records) - rows_of(state->records);
      state = with_one.get();
    }
    count_records(told, model, *state);
    std::size_t row = 0;
    if (has_record) {
      const data::Relation& all = state->records.relations[of.index];
      const auto found = api::row_of(model, all, written);
      if (!found) return api::no_such_record(model, all, written, inside.rejects);
      row = *found;
      head_of_record(told, model, all, row);
      told.problems = problems_of(model, *inside.sources, *state, all, row);
    }

    std::vector<check::RuleId> rules;
    for (const std::size_t output : outputs) rules.push_back(model.outputs[output]);
    const bool in_slice = has_record && !explain::needs_all_records(model, rules);
    const std::vector<explain::Stretch> stretches =
        in_slice ? explain::household_of(model, state->records, of, row) : std::vector<explain::Stretch>();
    const data::Records some = in_slice ? explain::slice(model, state->records, stretches) : data::Records();
    explain::Question question{model, *inside.sources, in_slice ? some : state->records, of, row, {}, {}, {}, {}};
    if (in_slice) question.row -= stretches[of.index].first;
    for (const Setting& setting : inside.options.settings) question.set.push_back(setting.name);
    question.key_of = [&](check::RelationId id, std::size_t at) {
      return api::key_text(model, question.records.relations[id.index], at);
    };
    question.line_of = [&](check::RelationId id, std::size_t at) {
      return api::row_place(question.records.relations[id.index], at).line;
    };
    question.place = [&](source::Span span) { return api::place_of(*inside.sources, span); };
    try {
      explain::Trace trace(question);
      for (const check::RuleId rule : rules) told.roots.push_back(trace.add(rule));
      told.steps = trace.finish();
    } catch (const budget::Spent& spent) {
      return api::spent_error(spent, inside.where(spent, question.records));
    }

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
    return told;
  });
}

bool Explanation::faulty() const {
  return std::any_of(roots.begin(), roots.end(), [&](std::size_t root) { return !steps[root].value.fault.empty(); });
}

}  // namespace meruit
