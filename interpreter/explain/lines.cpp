#include "explain/lines.h"

#include <algorithm>

#include "explain/words.h"

namespace meruit::explain {

bool is_only_records(const ExplainedStep& step) {
  return step.expression && step.expression->kind == ExplainedPart::Kind::Records;
}

namespace {

using Weight = StepLine::Weight;
using Lines = std::vector<StepLine>;

// What became of an amount: "lower by $0.30", "further below zero by $0.10", "higher by 2 points".
std::string moved(const ExplainedValue& from, const ExplainedValue& difference, bool lower) {
  std::string size = difference.shown;
  if (const std::size_t minus = size.find("−"); minus != std::string::npos) size.erase(minus, std::string("−").size());
  if (size.ends_with('%')) size.replace(size.size() - 1, 1, " points");
  const bool below_zero = from.exact.starts_with('-');
  const char* way =
      below_zero ? (lower ? "further below zero by " : "nearer to zero by ") : (lower ? "lower by " : "higher by ");
  return way + size;
}

// A condition: whether it holds, and why. A sum over all records is told with what went into it.
void add_formula(const ExplainedStep& step, Lines& lines) {
  if (!step.lines.empty() || step.formula.empty() || step.formula == step.value.shown || is_only_records(step)) return;
  const bool condition = step.type == ValueKind::YesNo && !step.numbers.empty();
  lines.push_back({Weight::Plain, (condition ? "whether " : "= ") + step.formula});
  if (step.numbers.empty() || step.numbers == step.formula) return;
  const bool told_by_rounding =
      !step.roundings.empty() && step.roundings.back().whole && step.roundings.back().before.shown == step.numbers;
  if (told_by_rounding && step.roundings.back().residue.exact != "0") return;
  lines.push_back({Weight::Plain, (condition ? step.value.shown + ", as " : "= ") + step.numbers});
}

StepLine case_line(const ExplainedCase& one, bool faulty) {
  using State = ExplainedCase::State;
  const std::string why = one.reason.empty() || one.reason == one.condition ? "" : ": " + one.reason;
  switch (one.state) {
    case State::Applies:
      return {Weight::Plain, one.test ? "because " + one.condition + why : "because none of the other cases applies"};
    case State::DoesNotApply:
      return {Weight::Quiet, "does not apply: " + one.condition + (why.empty() ? "" : ", as " + one.reason)};
    case State::NotLookedAt:
      return {Weight::Quiet, "not looked at: " + one.condition +
                                 (faulty ? ", as an earlier case cannot be decided" : ", as an earlier case decides")};
    case State::Faulty:
      break;
  }
  return {Weight::Alarm, "cannot be decided: " + one.condition};
}

// The case that applies first, then the others in the order of the contract; an `otherwise` only where it applies.
void add_cases(const ExplainedStep& step, Lines& lines) {
  const bool faulty = std::any_of(step.cases.begin(), step.cases.end(),
                                  [](const ExplainedCase& each) { return each.state == ExplainedCase::State::Faulty; });
  for (const bool applying : {true, false})
    for (const ExplainedCase& each : step.cases)
      if ((each.state == ExplainedCase::State::Applies) == applying && (applying || each.test))
        lines.push_back(case_line(each, faulty));
}

// In the order of application, the value before and after each; those that did not apply with why.
void add_exceptions(const Explanation& told, const ExplainedStep& step, Lines& lines) {
  using State = ExplainedException::State;
  for (const ExplainedException& each : step.exceptions) {
    switch (each.state) {
      case State::Applies:
        lines.push_back({Weight::Plain, "exception: " + each.title + " [" + std::to_string(each.step + 1) +
                                            "]: " + effect(told, each)});
        break;
      case State::DoesNotApply:
        lines.push_back(
            {Weight::Quiet, "exception: " + each.title + " does not apply: " + each.condition + ", as " + each.reason});
        break;
      case State::NotLookedAt:
        lines.push_back({Weight::Quiet, "exception: " + each.title + " is not looked at, as a later one decides"});
        break;
      case State::Faulty:
        lines.push_back({Weight::Alarm, "exception: " + each.title + " cannot be decided: " + each.condition});
        break;
    }
  }
}

std::string choice_words(const ExplainedLimit::Choice& choice) {
  return choice.words == choice.value.shown ? choice.words : choice.words + ", " + choice.value.shown;
}

std::string limit_words(const ExplainedLimit& limit) {
  const ExplainedLimit::Choice& taken = limit.choices[limit.taken];
  if (limit.operation == "clamp") {
    const std::string amount = choice_words(limit.choices[0]);
    if (limit.taken == 0)
      return amount + ", is between " + choice_words(limit.choices[1]) + ", and " + choice_words(limit.choices[2]);
    return amount + ", is " + (limit.taken == 1 ? "below " : "above ") + choice_words(taken) + ", which counts instead";
  }
  const bool two = limit.choices.size() == 2;
  const std::string text = "the " + extreme_words(limit.operation == "min", two, is_day(taken.value)) + " is ";
  std::string others, left_out;
  for (std::size_t i = 0; i < limit.choices.size(); ++i) {
    std::string& list = limit.choices[i].value.missing ? left_out : others;
    if (i != limit.taken) list += (list.empty() ? "" : "; ") + choice_words(limit.choices[i]);
  }
  if (!left_out.empty()) left_out = "left out: " + left_out;
  if (others.empty()) return left_out + "; " + choice_words(taken) + " stays as it is";
  return text + choice_words(taken) + "; not " + others + (left_out.empty() ? "" : "; " + left_out);
}

void add_limits(const ExplainedStep& step, Lines& lines) {
  for (std::size_t i = 0; i < step.limits.size(); ++i) {
    const std::string number = step.limits.size() > 1 ? " " + std::to_string(i + 1) : "";
    lines.push_back({Weight::Plain, "limit" + number + ": " + limit_words(step.limits[i])});
  }
}

std::string rounding_words(const ExplainedRounding& rounding) {
  const std::string way = "rounded to " + rounding.to + ", " + rounding.mode + ": ";
  if (rounding.residue.exact == "0") return rounding.after.shown + ", " + way + "nothing to round";
  return rounding.before.shown + ", " + way + rounding.after.shown + " (" +
         moved(rounding.before, rounding.residue, !rounding.residue.exact.starts_with('-')) + ")";
}

// Of the whole value with an equals sign; where nothing was to be rounded the value stands above already.
void add_roundings(const ExplainedStep& step, Lines& lines) {
  for (const ExplainedRounding& each : step.roundings) {
    const bool nothing = each.residue.exact == "0";
    lines.push_back({nothing ? Weight::Quiet : Weight::Plain, (!each.whole ? "rounding: "
                                                               : nothing   ? ""
                                                                           : "= ") +
                                                                  rounding_words(each)});
  }
}

void add_origin(const ExplainedStep& step, Lines& lines) {
  if (step.unknown_limit)
    lines.push_back({Weight::Alarm, "rests on an assumption: a limit that is not known was left out"});
  if (step.set) lines.push_back({Weight::Plain, "given for this run, in place of what the contract says"});
  if (!step.assumed.empty()) lines.push_back({Weight::Plain, "assumed, because " + step.assumed});
  if (!step.origin.empty()) lines.push_back({Weight::Quiet, "from " + step.origin});
}

void add_source(const ExplainedStep& step, Lines& lines) {
  for (const std::string& cite : step.cites) lines.push_back({Weight::Quiet, "source: " + cite});
  const bool written = step.kind != ExplainedStep::Kind::Field && !step.place.file.empty();
  if (!written) return;
  const std::size_t slash = step.place.file.find_last_of('/');
  const std::string file = slash == std::string::npos ? step.place.file : step.place.file.substr(slash + 1);
  const std::string written_as = step.kind == ExplainedStep::Kind::Given ? "given as `" : "written as `";
  lines.push_back({Weight::Quiet, written_as + step.name + "`, " + file + " line " + std::to_string(step.place.line)});
}

// "unknown" or "waived", of a limit that the step left out; empty where there is none.
std::string limit_left_out(const ExplainedStep& step) {
  for (const ExplainedLimit& limit : step.limits)
    for (const ExplainedLimit::Choice& choice : limit.choices)
      if (choice.value.missing) return choice.value.shown;
  return {};
}

}  // namespace

std::string effect(const Explanation& told, const ExplainedException& exception) {
  if (exception.before.exact != exception.after.exact)
    return exception.before.shown + " becomes " + exception.after.shown +
           (exception.change.exact.empty()
                ? ""
                : ", " + moved(exception.before, exception.change, exception.change.exact.starts_with('-')));
  const ExplainedStep& step = told.steps[exception.step];
  const std::string stays = exception.after.shown + " stays as it is";
  if (const std::string why = limit_left_out(step); !why.empty()) return "the limit is " + why + ": " + stays;
  return stays + (step.limits.empty() ? "" : ": " + limit_words(step.limits.back()));
}

std::vector<StepLine> lines_of(const Explanation& told, std::size_t position) {
  const ExplainedStep& step = told.steps[position];
  Lines lines;
  if (!step.fault_here.empty()) lines.push_back({Weight::Alarm, step.fault_here});
  // A field that one column supplies is its own formula.
  if (step.origin.empty()) add_formula(step, lines);
  add_given_lines(step, lines);
  add_split_lines(step, lines);
  // As they were applied, one after the other.
  add_exceptions(told, step, lines);
  add_limits(step, lines);
  add_roundings(step, lines);
  add_cases(step, lines);
  add_populations(step, lines);
  add_figure_lines(step, lines);
  add_origin(step, lines);
  add_source(step, lines);
  return lines;
}

}  // namespace meruit::explain
