// Every rule of random contracts, explained for some of their records: it adds up, is what the oracle says, and can be
// written in each form. MERUIT_EXPLAIN_COUNT and MERUIT_EXPLAIN_SEED choose a longer or another run.
#include <doctest/doctest.h>

#include <algorithm>

#include "../settings.h"
#include "explain/slice.h"
#include "explain/trace.h"
#include "generate.h"
#include "oracle/oracle.h"
#include "recompute.h"
#include "subject.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

// The row that is explained; of no relation: what is over all records.
struct Asked {
  check::RelationId relation;
  std::size_t row = 0;
};

// By position in the outputs: rules that a run may be asked for by name, and those that `given` makes, of the asked
// row's kind or over all records.
std::vector<std::size_t> told_outputs(const check::Model& model, const Asked& asked) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < model.outputs.size(); ++i) {
    const check::Rule& rule = model.rules[model.outputs[i].index];
    const bool own = !check::of_rows(rule.level) || rule.level.relation == asked.relation;
    if (rule.part == check::Rule::Part::None && own) found.push_back(i);
  }
  return found;
}

Explanation explanation_of(const differential::Subject& subject, const data::Records& records, const Asked& asked) {
  explain::Question question{*subject.model, *subject.sources, records, asked.relation, asked.row, {}, {}, {}, {}};
  question.place = [](source::Span) { return Place{}; };
  question.key_of = [&](check::RelationId id, std::size_t at) {
    return std::to_string(data::source_row(records.relations[id.index], at));
  };
  question.line_of = [](check::RelationId, std::size_t) { return std::uint64_t{0}; };
  explain::Trace trace(question);
  Explanation told;
  if (asked.relation.given()) told.relation = subject.model->relations[asked.relation.index].name;
  if (asked.relation.given()) told.key = question.key_of(asked.relation, asked.row);
  for (const std::size_t i : told_outputs(*subject.model, asked))
    told.roots.push_back(trace.add(subject.model->outputs[i]));
  told.steps = trace.finish();
  return told;
}

// Where nothing looks at all records, those that lie together with the row tell the same.
std::string fault_of_slice(const differential::Subject& subject, const Asked& asked, const Explanation& told) {
  std::vector<check::RuleId> rules;
  for (const std::size_t i : told_outputs(*subject.model, asked)) rules.push_back(subject.model->outputs[i]);
  if (!asked.relation.given() || explain::needs_all_records(*subject.model, rules)) return {};
  const auto stretches = explain::household_of(*subject.model, subject.records, asked.relation, asked.row);
  const data::Records some = explain::slice(*subject.model, subject.records, stretches);
  const std::size_t row = asked.row - stretches[asked.relation.index].first;
  return to_json(explanation_of(subject, some, {asked.relation, row})) == to_json(told)
             ? ""
             : "the rows that lie together tell something else than all rows";
}

// What is wrong with the explanation of one row; empty: nothing.
std::string fault_in(const differential::Subject& subject, const oracle::Results& results, const Asked& asked) {
  const Explanation told = explanation_of(subject, subject.records, asked);
  if (const std::string wrong = first_wrong(told); !wrong.empty()) return wrong;
  const std::vector<std::size_t> outputs = told_outputs(*subject.model, asked);
  for (std::size_t i = 0; i < told.roots.size(); ++i) {
    const check::Rule& rule = subject.model->rules[subject.model->outputs[outputs[i]].index];
    const check::Outcome& outcome = results.outputs[outputs[i]][check::of_rows(rule.level) ? asked.row : 0];
    const ExplainedStep& step = told.steps[told.roots[i]];
    const ExplainedValue expected = explain::explained(*subject.model, rule.type, step.percent, outcome);
    if (expected.exact != step.value.exact || expected.fault != step.value.fault) return step.name + " differs";
    if (expected.fault.empty()) continue;
    const char* reason = check::text(std::get<check::Fault>(outcome).kind);
    if (to_text(told, {.width = 10'000}).find(reason) == std::string::npos)
      return step.name + " is at fault, and the text does not say why";
  }
  if (to_markdown(told).empty() || to_json(told).empty()) return "nothing was written";
  return fault_of_slice(subject, asked, told);
}

// Four rows of each kind, as rules over all records are worked out anew for every one that is explained; and what is
// over all records.
std::string fault_in(const differential::Subject& subject) {
  const oracle::Results results = oracle::evaluate(*subject.model, subject.records);
  for (const data::Relation& relation : subject.records.relations) {
    const std::size_t stride = std::max<std::size_t>(1, relation.rows / 4);
    for (std::size_t row = 0; row < relation.rows; row += stride) {
      const std::string wrong = fault_in(subject, results, {relation.id, row});
      if (!wrong.empty()) return "row " + std::to_string(row) + ": " + wrong;
    }
  }
  return fault_in(subject, results, {});
}

void explain_all(differential::Contract (*generate)(std::uint64_t), std::uint64_t usual_count) {
  const std::uint64_t count = tests::number_from_user("MERUIT_EXPLAIN_COUNT", usual_count / MERUIT_TEST_SHARE);
  const std::uint64_t first = tests::number_from_user("MERUIT_EXPLAIN_SEED", 1);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const differential::Subject subject = differential::make_subject(generate(seed));
    if (!subject.model) continue;
    const std::string wrong = fault_in(subject);
    CHECK_MESSAGE(wrong.empty(), "seed ", seed, ", ", wrong);
  }
}

}  // namespace

TEST_CASE("explanations of random contracts add up") { explain_all(differential::generate, 300); }

TEST_CASE("explanations of random contracts of several kinds of records add up") {
  explain_all(differential::generate_several, 200);
}
