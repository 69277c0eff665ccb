// The course of a result in a few lines: from the first amount to what is owed, each step that made something else of
// it. What stands beside (rates, conditions, figures) is in the steps themselves.
#include <algorithm>

#include "explain/lines.h"
#include "explain/words.h"

namespace meruit::explain {

namespace {

using Kind = ExplainedPart::Kind;
using StepKind = ExplainedStep::Kind;

bool carries_on(const ExplainedStep& step) {
  return step.kind == StepKind::Payment || step.kind == StepKind::Rule || step.kind == StepKind::Exception ||
         step.kind == StepKind::Bands;
}

// The part of a formula that the rest is done to: of a product what has the unit of the result, of a limit what was
// taken, of a sum nothing.
const ExplainedPart* main_part(const Explanation& told, const ExplainedPart& part, const std::string& unit) {
  if (part.kind == Kind::Step) return part.step == kNoStep ? nullptr : &part;
  if (part.kind != Kind::Operation || part.parts.empty()) return nullptr;
  if (part.operation == "min" || part.operation == "max") {
    const auto taken = std::find_if(part.parts.begin(), part.parts.end(),
                                    [&](const ExplainedPart& each) { return each.value.exact == part.value.exact; });
    return taken == part.parts.end() ? nullptr : main_part(told, *taken, unit);
  }
  if (part.operation == "*") {
    for (const ExplainedPart& each : part.parts)
      if (const ExplainedPart* found = main_part(told, each, unit); found && told.steps[found->step].unit == unit)
        return found;
    return nullptr;
  }
  const bool sum = part.parts.size() > 1 && (part.operation == "+" || part.operation == "-");
  return sum ? nullptr : main_part(told, part.parts.front(), unit);
}

// What a condition is about, where the value of its case is written out.
const ExplainedPart* deciding_part(const Explanation& told, const ExplainedStep& step) {
  for (const ExplainedCase& each : step.cases) {
    if (each.state != ExplainedCase::State::Applies || !each.test || each.test->parts.empty()) continue;
    const ExplainedPart* found = main_part(told, each.test->parts.front(), step.unit);
    const bool alike = found != nullptr && told.steps[found->step].type == step.type;
    return alike && told.steps[found->step].unit == step.unit ? found : nullptr;
  }
  return nullptr;
}

// The formula without the roundings of the whole.
const ExplainedPart& formula_of(const ExplainedPart& part) {
  const ExplainedPart& inner = through(part);
  return inner.kind == Kind::Operation && inner.operation == "rounded" ? formula_of(inner.parts.front()) : inner;
}

// The step whose value this one carries on.
std::size_t before(const Explanation& told, const ExplainedStep& step) {
  if (!step.exceptions.empty()) return step.base;
  if (!step.expression) return kNoStep;
  const ExplainedPart* found = main_part(told, *step.expression, step.unit);
  if (found == nullptr && formula_of(*step.expression).kind == Kind::Literal) found = deciding_part(told, step);
  return found != nullptr && carries_on(told.steps[found->step]) ? found->step : kNoStep;
}

// Why the value is this one: the case that applies, or why none does.
std::string reason(const ExplainedStep& step) {
  using State = ExplainedCase::State;
  std::string others;
  for (const ExplainedCase& each : step.cases) {
    if (!each.test) continue;
    if (each.state == State::Applies) return ", because " + write_reason(*each.test);
    if (each.state == State::DoesNotApply) others += (others.empty() ? "" : "; ") + write_reason(*each.test);
  }
  return others.empty() ? "" : ", because no case applies: " + others;
}

// "$10.00 − $3.005 = $6.995, rounded to cents: $7.00": the formula where it says more than the value, and the
// roundings.
std::string result(const ExplainedStep& step, bool with_formula) {
  std::string text = with_formula ? step.numbers : std::string();
  const auto then = [&](const std::string& value) {
    if (text != value) text += (text.empty() ? "" : value.starts_with("≈") ? " " : " = ") + value;
  };
  for (const ExplainedRounding& each : step.roundings) {
    if (!each.whole || each.residue.exact == "0") continue;
    then(each.before.shown);
    text += ", rounded to " + each.to + ": " + each.after.shown;
  }
  if (!text.ends_with(": " + step.value.shown)) then(step.value.shown);
  return text;
}

bool is_rounded(const ExplainedStep& step) {
  return std::any_of(step.roundings.begin(), step.roundings.end(),
                     [](const ExplainedRounding& each) { return each.whole && each.residue.exact != "0"; });
}

// Empty where the step only passes on what stood before.
std::string said(const Explanation& told, std::size_t at, bool same_as_before) {
  const ExplainedStep& step = told.steps[at];
  const std::string because = reason(step);
  if (same_as_before && because.empty() && !is_rounded(step)) return {};
  return numbered(told, at) + ": " + result(step, !same_as_before) + because;
}

// An exception that was tested belongs to the course, whether it applied or not.
std::string said(const Explanation& told, const ExplainedException& exception) {
  if (exception.state == ExplainedCase::State::Applies)
    return exception.before.exact == exception.after.exact
               ? exception.title + " [" + std::to_string(exception.step + 1) + "]: " + effect(told, exception)
               : said(told, exception.step, false);
  if (exception.state != ExplainedCase::State::DoesNotApply || !exception.test) return {};
  return exception.title + ": does not apply, as " + write_reason(*exception.test);
}

}  // namespace

std::vector<std::string> course(const Explanation& told, std::size_t root) {
  if (!told.steps[root].value.fault.empty()) return {};
  std::vector<std::size_t> steps;
  for (std::size_t at = root; at != kNoStep && std::find(steps.begin(), steps.end(), at) == steps.end();
       at = before(told, told.steps[at]))
    steps.push_back(at);
  std::vector<std::string> lines;
  const auto add = [&](std::string line) {
    if (!line.empty()) lines.push_back(std::move(line));
  };
  std::string so_far;
  for (auto at = steps.rbegin(); at != steps.rend(); ++at) {
    const ExplainedStep& step = told.steps[*at];
    for (const ExplainedException& each : step.exceptions) {
      add(said(told, each));
      if (each.state == ExplainedCase::State::Applies) so_far = each.after.exact;
    }
    add(said(told, *at, step.value.exact == so_far));
    so_far = step.value.exact;
  }
  return lines;
}

}  // namespace meruit::explain
