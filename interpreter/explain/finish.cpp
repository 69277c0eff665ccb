// The end of the walk: steps numbered for good, faults led to where they arose, formulas written.
#include "explain/trace.h"
#include "explain/words.h"

namespace meruit::explain {

namespace {

void renumber(ExplainedPart& part, const std::vector<std::optional<std::size_t>>& placed) {
  if (part.step != kNoStep) part.step = placed[part.step].value();
  for (ExplainedPart& each : part.parts) renumber(each, placed);
}

// Whether an absence is waived or unknown is known to its step alone.
void name_absences(ExplainedPart& part, const std::vector<ExplainedStep>& steps) {
  if (part.step != kNoStep && part.value.missing) part.value.shown = steps[part.step].value.shown;
  for (ExplainedPart& each : part.parts) name_absences(each, steps);
}

}  // namespace

// The step at or below this one in which its fault arose. A table that several rules ask for is one step, and known
// only by the kind of its fault.
std::size_t Trace::origin_of_fault(std::size_t step) const {
  for (const bool same_place : {true, false}) {
    std::vector<std::size_t> waiting{step};
    std::vector<bool> seen(steps_.size());
    while (!waiting.empty()) {
      const std::size_t at = waiting.back();
      waiting.pop_back();
      if (seen[at] || !faults_[at]) continue;
      seen[at] = true;
      if (same_place ? *faults_[at] != *faults_[step] : faults_[at]->kind != faults_[step]->kind) continue;
      if (!steps_[at].fault_here.empty()) return at;
      waiting.insert(waiting.end(), steps_[at].needs.rbegin(), steps_[at].needs.rend());
    }
  }
  return step;
}

std::vector<ExplainedStep> Trace::finish() {
  for (ExplainedStep& step : steps_) {
    for (std::size_t& need : step.needs) need = placed_[need].value();
    if (step.expression) renumber(*step.expression, placed_);
    for (ExplainedCase& each : step.cases)
      if (each.test) renumber(*each.test, placed_);
    if (step.base != kNoStep) step.base = placed_[step.base].value_or(kNoStep);
    if (step.block && step.block->date_part) renumber(*step.block->date_part, placed_);
    for (ExplainedException& each : step.exceptions) {
      if (each.step != kNoStep) each.step = placed_[each.step].value();
      if (each.test) renumber(*each.test, placed_);
    }
    for (ExplainedGiven& each : step.given)
      if (each.step != kNoStep) each.step = placed_[each.step].value();
    for (ExplainedLine& each : step.lines)
      if (each.step != kNoStep) each.step = placed_[each.step].value();
  }
  for (std::size_t at = 0; at < steps_.size(); ++at)
    if (!steps_[at].value.fault.empty()) steps_[at].fault_step = origin_of_fault(at);
  for (ExplainedStep& step : steps_) {
    if (step.expression) name_absences(*step.expression, steps_);
    for (ExplainedCase& each : step.cases)
      if (each.test) name_absences(*each.test, steps_);
    write_texts(step);
  }
  return std::move(steps_);
}

}  // namespace meruit::explain
