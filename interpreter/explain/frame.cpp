// What stands before and after the steps: the answer, whose it is, and what it rests on.
#include "explain/lines.h"
#include "number/rational.h"
#include "source/wording.h"

namespace meruit::explain {

std::string numbered(const Explanation& told, std::size_t step) {
  return title_of(told, step) + " [" + std::to_string(step + 1) + "]";
}

std::string title_of(const Explanation& told, std::size_t position) {
  const ExplainedStep& step = told.steps[position];
  const bool own = step.record == told.relation && step.key == told.key;
  return step.title + (step.record.empty() || own ? "" : ", of " + step.record + " " + step.key);
}

std::string answer(const Explanation& told, std::size_t root) {
  const ExplainedStep& step = told.steps[root];
  if (!step.value.fault.empty()) {
    const std::size_t origin = step.fault_step;
    return step.title + " cannot be worked out: " + told.steps[origin].fault_here +
           (origin == root ? "" : ", in " + numbered(told, origin)) + ".";
  }
  const bool payment = step.kind == ExplainedStep::Kind::Payment;
  if (payment && step.owed_by.empty()) return step.title + ": nothing is owed.";
  if (!payment) return step.title + ": " + step.value.shown;
  std::string amount = step.value.shown;
  if (amount.starts_with("−")) amount.erase(0, std::string("−").size());
  return step.owed_by + " owes " + step.owed_to + " " + amount + " (" + step.title + ")" +
         (step.unknown_limit ? ", a limit that is not known left out." : ".");
}

namespace {

// "over all 12 members and 7 claims".
std::string over_all(const Explanation& told) {
  std::string text;
  for (std::size_t i = 0; i < told.kinds.size(); ++i) {
    const ExplainedKind& kind = told.kinds[i];
    text += i == 0 ? "" : i + 1 == told.kinds.size() ? " and " : ", ";
    text += number::to_grouped(Rational(kind.records)) + " " + (kind.records == 1 ? kind.relation : kind.plural);
  }
  return (told.records == 1 ? "over " : "over all ") + text;
}

}  // namespace

std::string subject_line(const Explanation& told) {
  if (told.key.empty()) return over_all(told);
  std::string text = told.relation + " " + told.key;
  if (!told.file.empty()) text += ", " + told.file + (told.line > 0 ? " line " + std::to_string(told.line) : "");
  return text;
}

namespace {

// What of an amendment takes effect only when the term is over.
std::string after_term(const AmendmentInfo& amendment) {
  std::string text;
  for (const AmendedStatement& change : amendment.changes)
    if (change.after_term) text += (text.empty() ? "" : ", ") + change.statement + " from " + change.from;
  return text.empty() ? "" : "; after the term: " + text;
}

std::string amendment_line(const Explanation& told, const AmendmentInfo& one) {
  const std::string named = one.title + (one.model.empty() ? "" : " of " + one.model) + ", signed " + one.signed_on;
  if (!one.in_force) return "Signed after " + told.as_of + ", not applied: " + named + ".";
  return (told.as_of.empty() ? "Applied: " : "Signed by " + told.as_of + ": ") + named + after_term(one) + ".";
}

}  // namespace

std::vector<std::string> closing(const Explanation& told) {
  std::vector<std::string> lines;
  for (const Assumption& each : told.assumptions)
    lines.push_back("Assumed: " + each.field + " is " + each.value + ", because " + each.because + ".");
  for (const std::string& each : told.open_questions) lines.push_back("Open question of the contract: " + each);
  for (const AmendmentInfo& each : told.amendments) lines.push_back(amendment_line(told, each));
  for (const std::string& each : told.problems)
    lines.push_back("This record breaks its declaration, and a run would stop: " + each + ".");
  if (!told.undetermined.empty())
    lines.push_back("Set apart by a run, as it cannot be worked out: " + told.undetermined + ".");
  if (told.set_apart > 0)
    lines.push_back(source::counted(told.set_apart, told.key.empty() ? "row" : "other row") +
                    " of the data set apart: what is worked out from all records is worked out without " +
                    (told.set_apart == 1 ? "it." : "them."));
  for (const Setting& each : told.settings)
    lines.push_back("Set for this run: " + each.name + " = " + each.value + ".");
  lines.push_back(
      "All arithmetic is exact: nothing was rounded but where a line says so. Where ≈ stands, digits are left out of "
      "the print only.");
  lines.push_back(
      told.faulty()
          ? "Worked out twice: the engine that settles all records stops at this record for the same reason."
          : "Worked out twice, step by step and by the engine that settles all records, with the same result.");
  lines.push_back("Contract " + told.contract + (told.version.empty() ? "" : " " + told.version) + ", fingerprint " +
                  told.fingerprint.substr(0, 12) + ", meruit " + told.engine + ".");
  return lines;
}

}  // namespace meruit::explain
