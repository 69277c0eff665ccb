// What is said of a value worked out with other values of some names, of a record's part of a pool, and of the lines
// of a payment.
#include "explain/lines.h"

namespace meruit::explain {

namespace {

using SplitWeight = StepLine::Weight;

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

void add_given_lines(const ExplainedStep& step, std::vector<StepLine>& lines) {
  for (const ExplainedGiven& each : step.given) {
    std::string text = "worked out with " + each.title + " " + each.value.shown;
    if (each.step != kNoStep) text += " [" + std::to_string(each.step + 1) + "]";
    if (!each.instead_of.shown.empty()) text += ", in place of " + each.instead_of.shown;
    lines.push_back({SplitWeight::Plain, std::move(text)});
  }
}

void add_split_lines(const ExplainedStep& step, std::vector<StepLine>& lines) {
  if (!step.split) return;
  const ExplainedSplit& split = *step.split;
  lines.push_back({SplitWeight::Plain, "the exact part: " + split.amount.shown + " × " + split.own.shown + " ÷ " +
                                           split.total.shown + " = " + split.exact.shown + "; " + split.total.shown +
                                           " is " + split.weight + " of all " +
                                           counted(split.records, split.relation, split.plural) + " together"});
  lines.push_back(
      {SplitWeight::Plain, "rounded down to " + split.to + ", as each part is: " + split.rounded_down.shown});
  if (split.given_out == 0) {
    lines.push_back({SplitWeight::Plain, "the parts rounded down come to " + split.amount.shown +
                                             " exactly, so that nothing is left over"});
    return;
  }
  lines.push_back({SplitWeight::Plain, "the parts rounded down leave " + split.left_over.shown + " of " +
                                           split.amount.shown + " over, which goes to " +
                                           counted(split.given_out, split.relation, split.plural) + ", " +
                                           split.quantum.shown + " each: " + split.order});
  const bool more = split.place <= split.given_out;
  lines.push_back({SplitWeight::Plain, "in that order this record is number " + std::to_string(split.place) + " of " +
                                           std::to_string(split.records) + ", and gets " +
                                           (more ? split.quantum.shown + " more" : "no more") + ": " +
                                           step.value.shown});
}

Rows line_rows(const ExplainedStep& step) {
  Rows told;
  told.heads = {"line", "amount"};
  for (const ExplainedLine& each : step.lines)
    told.rows.push_back({each.title + " [" + std::to_string(each.step + 1) + "]", each.value.shown});
  const bool rounded = !step.roundings.empty() && step.roundings.back().whole;
  told.rows.push_back({"in all", (rounded ? step.roundings.back().before : step.value).shown});
  return told;
}

}  // namespace meruit::explain
