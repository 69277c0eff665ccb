#include "trial.h"

#include <algorithm>

#include "check/check.h"
#include "compare.h"
#include "oracle/oracle.h"
#include "source/render.h"
#include "subject.h"

namespace meruit::differential {

namespace {

using check::ExprId;
using check::Model;

void count_operations(const Model& model, ExprId id, std::vector<bool>& seen, Census& census) {
  if (!id.given() || seen[id.index]) return;
  seen[id.index] = true;
  const check::Expr& expr = model[id];
  ++census.operations[static_cast<std::size_t>(expr.op)];
  if (expr.op == check::Op::Aggregate && !expr.chain.empty()) {
    ++census.below[static_cast<std::size_t>(expr.aggregate)];
    census.far_below += expr.chain.size() > 1 ? 1 : 0;
  }
  for (const ExprId operand : expr.operands) count_operations(model, operand, seen, census);
  if (expr.op == check::Op::Field) count_operations(model, model.fields[expr.index].value, seen, census);
}

void count_outcome(const check::Outcome& outcome, Census& census) {
  if (const auto* fault = std::get_if<check::Fault>(&outcome))
    ++census.faults[static_cast<std::size_t>(fault->kind)];
  else if (std::holds_alternative<check::Value>(outcome))
    ++census.values;
  else
    ++census.absences;
}

Census census_of(const Model& model, const oracle::Results& results) {
  Census census;
  std::vector<bool> seen(model.exprs.size());
  for (const check::RuleId rule : model.rules_in_order())
    count_operations(model, model.rules[rule.index].body, seen, census);
  for (const ExprId expectation : model.expectations) count_operations(model, expectation, seen, census);
  for (const auto& output : results.outputs)
    for (const check::Outcome& outcome : output) count_outcome(outcome, census);
  census.violations = results.violations.size();
  return census;
}

}  // namespace

void Census::add(const Census& other) {
  for (std::size_t i = 0; i < kOperations; ++i) operations[i] += other.operations[i];
  for (std::size_t i = 0; i < kFaults; ++i) faults[i] += other.faults[i];
  for (std::size_t i = 0; i < kKinds; ++i) below[i] += other.below[i];
  far_below += other.far_below;
  values += other.values;
  absences += other.absences;
  violations += other.violations;
}

Trial try_out(const Contract& contract) {
  Trial trial;
  try {
    const Subject subject = make_subject(contract);
    if (!subject.model) {
      trial.verdict = Verdict::Refused;
      trial.detail = subject.refusal;
      return trial;
    }
    const oracle::Results expected = oracle::evaluate(*subject.model, subject.records);
    trial.census = census_of(*subject.model, expected);
    trial.detail = first_difference(*subject.model, subject.records, expected);
  } catch (const std::exception& error) {
    trial.detail = std::string("something threw: ") + error.what();
  }
  if (!trial.detail.empty()) trial.verdict = Verdict::Differ;
  return trial;
}

}  // namespace meruit::differential
