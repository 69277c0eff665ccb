// Every rule of random contracts, explained for some of their records: it adds up, is what the oracle says, and can be
// written in each form. MERUIT_EXPLAIN_COUNT and MERUIT_EXPLAIN_SEED choose a longer or another run.
#include <doctest/doctest.h>

#include <algorithm>

#include "../settings.h"
#include "explain/trace.h"
#include "generate.h"
#include "oracle/oracle.h"
#include "recompute.h"
#include "subject.h"

using namespace meruit;
using namespace meruit::testing;

namespace {

// By position in the outputs: rules that a run may be asked for by name, and those that `given` makes.
std::vector<std::size_t> told_outputs(const check::Model& model) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < model.outputs.size(); ++i)
    if (model.rules[model.outputs[i].index].part == check::Rule::Part::None) found.push_back(i);
  return found;
}

Explanation explanation_of(const differential::Subject& subject, std::size_t row) {
  explain::Question question{*subject.model, *subject.sources, subject.records, row, true, "key", {}, {}, {}};
  question.place = [](source::Span) { return Place{}; };
  question.key_of = [](std::size_t at) { return std::to_string(at); };
  explain::Trace trace(question);
  Explanation told;
  for (const std::size_t i : told_outputs(*subject.model)) told.roots.push_back(trace.add(subject.model->outputs[i]));
  told.steps = trace.finish();
  return told;
}

// What is wrong with the explanation of one record; empty: nothing.
std::string fault_in(const differential::Subject& subject, const oracle::Results& results, std::size_t row) {
  const Explanation told = explanation_of(subject, row);
  if (const std::string wrong = first_wrong(told); !wrong.empty()) return wrong;
  const std::vector<std::size_t> outputs = told_outputs(*subject.model);
  for (std::size_t i = 0; i < told.roots.size(); ++i) {
    const auto& output = results.outputs[outputs[i]];
    const check::Outcome& outcome = output.size() == 1 ? output.front() : output[row];
    const ExplainedStep& step = told.steps[told.roots[i]];
    const check::Type& type = subject.model->rules[subject.model->outputs[outputs[i]].index].type;
    const ExplainedValue expected = explain::explained(*subject.model, type, step.percent, outcome);
    if (expected.exact != step.value.exact || expected.fault != step.value.fault) return step.name + " differs";
    if (expected.fault.empty()) continue;
    const char* reason = check::text(std::get<check::Fault>(outcome).kind);
    if (to_text(told, {.width = 10'000}).find(reason) == std::string::npos)
      return step.name + " is at fault, and the text does not say why";
  }
  if (to_markdown(told).empty() || to_json(told).empty()) return "nothing was written";
  return {};
}

}  // namespace

TEST_CASE("explanations of random contracts add up") {
  const std::uint64_t count = tests::number_from_user("MERUIT_EXPLAIN_COUNT", 300 / MERUIT_TEST_SHARE);
  const std::uint64_t first = tests::number_from_user("MERUIT_EXPLAIN_SEED", 1);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const differential::Subject subject = differential::make_subject(differential::generate(seed));
    if (!subject.model) continue;
    const oracle::Results results = oracle::evaluate(*subject.model, subject.records);
    // Four rows of each, as rules over all records are worked out anew for every one that is explained.
    const std::size_t stride = std::max<std::size_t>(1, sole_relation(subject.records).rows / 4);
    for (std::size_t row = 0; row < sole_relation(subject.records).rows; row += stride) {
      const std::string wrong = fault_in(subject, results, row);
      CHECK_MESSAGE(wrong.empty(), "seed ", seed, ", row ", row, ": ", wrong);
      if (!wrong.empty()) break;
    }
  }
}
