#include "explain/lines.h"

#include <algorithm>

#include "explain/words.h"

namespace meruit::explain {

std::string numbered(const Explanation& told, std::size_t step) {
  return told.steps[step].title + " [" + std::to_string(step + 1) + "]";
}

namespace {

using Weight = StepLine::Weight;
using Lines = std::vector<StepLine>;

bool is_only_records(const ExplainedStep& step) {
  return step.expression && step.expression->kind == ExplainedPart::Kind::Records;
}

// A condition: whether it holds, and why. A sum over all records is told with what went into it.
void add_formula(const ExplainedStep& step, Lines& lines) {
  if (step.formula.empty() || step.formula == step.value.shown || is_only_records(step)) return;
  const bool condition = step.type == ValueKind::YesNo && !step.numbers.empty();
  lines.push_back({Weight::Plain, (condition ? "whether " : "= ") + step.formula});
  if (step.numbers.empty() || step.numbers == step.formula) return;
  const bool told_by_rounding =
      !step.roundings.empty() && step.roundings.back().whole && step.roundings.back().before.shown == step.numbers;
  if (told_by_rounding && step.roundings.back().residue.exact != "0") return;
  lines.push_back({Weight::Plain, (condition ? step.value.shown + ", as " : "= ") + step.numbers});
}

StepLine case_line(const ExplainedCase& one) {
  using State = ExplainedCase::State;
  const std::string why = one.reason.empty() || one.reason == one.condition ? "" : ": " + one.reason;
  switch (one.state) {
    case State::Applies:
      return {Weight::Plain, one.test ? "because " + one.condition + why : "because none of the other cases applies"};
    case State::DoesNotApply:
      return {Weight::Quiet, "does not apply: " + one.condition + (why.empty() ? "" : ", as " + one.reason)};
    case State::NotLookedAt:
      return {Weight::Quiet, "not looked at: " + one.condition + ", as an earlier case decides"};
    case State::Faulty:
      break;
  }
  return {Weight::Alarm, "cannot be decided: " + one.condition};
}

// The case that applies first, then the others in the order of the contract; an `otherwise` only where it applies.
void add_cases(const ExplainedStep& step, Lines& lines) {
  for (const bool applying : {true, false})
    for (const ExplainedCase& each : step.cases)
      if ((each.state == ExplainedCase::State::Applies) == applying && (applying || each.test))
        lines.push_back(case_line(each));
}

// In the order of application, the value before and after each; those that did not apply with why.
void add_exceptions(const Explanation& told, const ExplainedStep& step, Lines& lines) {
  using State = ExplainedException::State;
  for (const ExplainedException& each : step.exceptions) {
    switch (each.state) {
      case State::Applies: {
        const bool same = each.before.exact == each.after.exact;
        lines.push_back({Weight::Plain, "exception: " + numbered(told, each.step) + ": " +
                                            (same ? "applies, and leaves " + each.after.shown + " as it is"
                                                  : each.before.shown + " becomes " + each.after.shown)});
        break;
      }
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
  std::string text = limit.operation == "min" ? (two ? "the smaller is " : "the smallest is ")
                                              : (two ? "the larger is " : "the largest is ");
  text += choice_words(taken) + "; not ";
  std::string others;
  for (std::size_t i = 0; i < limit.choices.size(); ++i)
    if (i != limit.taken) others += (others.empty() ? "" : "; ") + choice_words(limit.choices[i]);
  return text + others;
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
  std::string residue = rounding.residue.shown;
  const std::size_t minus = residue.find("−");
  if (minus != std::string::npos) residue.erase(minus, std::string("−").size());
  return rounding.before.shown + ", " + way + rounding.after.shown + " (" +
         (minus != std::string::npos ? "adds " : "takes off ") + residue + ")";
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

void add_block(const ExplainedStep& step, Lines& lines) {
  if (!step.block) return;
  const ExplainedBlock& block = *step.block;
  std::string text = "in force ";
  if (block.from.empty() && block.until.empty()) text = "no figure is in force";
  if (!block.from.empty()) text += "from " + block.from + (block.until.empty() ? " on" : " to " + block.until);
  if (block.from.empty() && !block.until.empty()) text += "until " + block.until;
  text += "; the date that counts is " + block.date;
  if (!block.decided_by.empty() && block.decided_by != block.date) text += ", " + block.decided_by;
  lines.push_back({Weight::Plain, std::move(text)});
}

void add_row(const ExplainedStep& step, Lines& lines) {
  if (!step.row) return;
  std::string text;
  for (std::size_t i = 0; i < step.row->keys.size(); ++i) {
    const ExplainedRow::Key& key = step.row->keys[i];
    text += (text.empty() ? "the row for " : " and ") + write_words(step.expression->parts[i]) + ", " + key.value;
    if (key.label.empty()) text += " (no row fits)";
    if (!key.label.empty() && key.label != key.value) text += " (row “" + key.label + "”)";
  }
  lines.push_back({Weight::Plain, std::move(text)});
}

void add_bands(const ExplainedStep& step, Lines& lines) {
  if (!step.bands) return;
  const ExplainedBands& bands = *step.bands;
  std::string text = "for " + bands.input;
  if (!bands.amount.shown.empty()) text += ", " + bands.amount.shown;
  if (!bands.base.shown.empty()) {
    text += bands.share.shown.empty() ? ", as a share of " : ", which is " + bands.share.shown + " of ";
    text += write_words(step.expression->parts[1]) + ", " + bands.base.shown;
  }
  lines.push_back({Weight::Plain, std::move(text)});
  if (bands.curve)
    lines.push_back({Weight::Plain, "on the straight line between the two figures of the row in which it lies"});
  if (bands.mirrored_loss)
    lines.push_back({Weight::Plain, "a loss: cut into parts like savings of the same size, with a minus"});
  if (bands.loss_yields_nothing) lines.push_back({Weight::Plain, "a loss: these bands give nothing for it"});
}

void add_populations(const ExplainedStep& step, Lines& lines) {
  for (const ExplainedPopulation& each : step.populations) {
    std::string text = is_only_records(step) ? "= " + each.words : each.words + " is " + each.value.shown;
    text += ": " + std::to_string(each.records) + (each.records == 1 ? " record" : " records") + " went in";
    if (each.has_where) text += ", " + std::to_string(each.counted) + " of them counted";
    if (!each.own.shown.empty()) text += "; this record's own part: " + each.own.shown;
    lines.push_back({Weight::Plain, std::move(text)});
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
  lines.push_back(
      {Weight::Quiet, "written as `" + step.name + "`, " + file + " line " + std::to_string(step.place.line)});
}

}  // namespace

std::vector<StepLine> lines_of(const Explanation& told, std::size_t position) {
  const ExplainedStep& step = told.steps[position];
  Lines lines;
  if (!step.fault_here.empty()) lines.push_back({Weight::Alarm, step.fault_here});
  // A field that one column supplies is its own formula.
  if (step.origin.empty()) add_formula(step, lines);
  // As they were applied, one after the other.
  add_exceptions(told, step, lines);
  add_limits(step, lines);
  add_roundings(step, lines);
  add_cases(step, lines);
  add_populations(step, lines);
  add_bands(step, lines);
  add_row(step, lines);
  add_block(step, lines);
  add_origin(step, lines);
  add_source(step, lines);
  return lines;
}

BandRows band_rows(const ExplainedBands& bands) {
  BandRows result;
  constexpr std::size_t kNear = 2;  // rows shown beside those reached, in long lists
  constexpr std::size_t kAll = 10;
  const auto& rows = bands.stretches;
  const auto near = [&](std::size_t i) {
    if (rows.size() <= kAll) return true;
    const std::size_t first = i < kNear ? 0 : i - kNear, last = std::min(rows.size(), i + kNear + 1);
    return std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(first),
                       rows.begin() + static_cast<std::ptrdiff_t>(last),
                       [](const ExplainedStretch& each) { return each.reached; });
  };
  result.heads = bands.graduated ? std::vector<std::string>{"row", "part of the amount", "size", "figure", "gives"}
                                 : std::vector<std::string>{"row", "figure", ""};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!near(i)) continue;
    const ExplainedStretch& each = rows[i];
    if (!bands.graduated) {
      const bool climbs = !each.last_figure.shown.empty();
      result.rows.push_back({each.range, each.figure.shown + (climbs ? " to " + each.last_figure.shown : ""),
                             each.reached ? "this one" : ""});
    } else if (!each.reached) {
      result.rows.push_back({each.range, "not reached", "", each.figure.shown, ""});
    } else {
      result.rows.push_back({each.range, each.from.shown + " to " + each.to.shown, each.width.shown, each.figure.shown,
                             each.gives.shown});
    }
  }
  return result;
}

namespace {

// The step at or below `root` in which the fault arose.
std::size_t origin_of_fault(const Explanation& told, std::size_t root) {
  std::vector<std::size_t> waiting{root};
  std::vector<bool> seen(told.steps.size());
  while (!waiting.empty()) {
    const std::size_t at = waiting.back();
    waiting.pop_back();
    if (seen[at] || told.steps[at].value.fault.empty()) continue;
    seen[at] = true;
    if (!told.steps[at].fault_here.empty()) return at;
    waiting.insert(waiting.end(), told.steps[at].needs.rbegin(), told.steps[at].needs.rend());
  }
  return root;
}

}  // namespace

std::string answer(const Explanation& told, std::size_t root) {
  const ExplainedStep& step = told.steps[root];
  if (!step.value.fault.empty()) {
    const std::size_t origin = origin_of_fault(told, root);
    return step.title + " cannot be worked out: " + told.steps[origin].fault_here +
           (origin == root ? "" : ", in " + numbered(told, origin)) + ".";
  }
  const bool payment = step.kind == ExplainedStep::Kind::Payment;
  if (payment && step.owed_by.empty()) return "Nothing is owed (" + step.title + ").";
  if (!payment) return step.title + ": " + step.value.shown;
  std::string amount = step.value.shown;
  if (amount.starts_with("−")) amount.erase(0, std::string("−").size());
  return step.owed_by + " owes " + step.owed_to + " " + amount + " (" + step.title + ").";
}

std::string subject_line(const Explanation& told) {
  if (told.key.empty()) return "over all " + std::to_string(told.records) + " records";
  std::string text = told.relation + " " + told.key;
  if (!told.file.empty()) text += ", " + told.file + (told.line > 0 ? " line " + std::to_string(told.line) : "");
  return text;
}

std::vector<std::string> closing(const Explanation& told) {
  std::vector<std::string> lines;
  for (const Assumption& each : told.assumptions)
    lines.push_back("Assumed: " + each.field + " is " + each.value + ", because " + each.because + ".");
  for (const std::string& each : told.open_questions) lines.push_back("Open question of the contract: " + each);
  for (const std::string& each : told.problems)
    lines.push_back("This record breaks its declaration, and a run would stop: " + each + ".");
  for (const Setting& each : told.settings)
    lines.push_back("Set for this run: " + each.name + " = " + each.value + ".");
  lines.push_back(
      "All arithmetic is exact: nothing was rounded but where a line says so. Where ≈ stands, digits are left out of "
      "the "
      "print only.");
  lines.push_back(told.faulty() ? "The engine that settles all records stops at this record for the same reason."
                                : "The engine that settles all records gives the same result for this one.");
  lines.push_back("Contract " + told.contract + (told.version.empty() ? "" : " " + told.version) + ", fingerprint " +
                  told.fingerprint.substr(0, 12) + ", meruit " + told.engine + ".");
  return lines;
}

}  // namespace meruit::explain
