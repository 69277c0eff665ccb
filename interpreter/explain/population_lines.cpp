// What is said of the rows behind an aggregate: how many, the ones that decide with what they come to, and those that
// are left out.
#include "explain/lines.h"
#include "number/rational.h"

namespace meruit::explain {

namespace {

std::string number_of_rows(std::size_t count) { return number::to_grouped(Rational(count)); }

// What of those that count decides, where not all of them do.
std::string deciding_rows(const ExplainedPopulation& told) {
  const std::string count = number_of_rows(told.rows.size() + told.further);
  if (told.rows.empty()) return {};
  if (told.operation == "any") return "it holds for " + count;
  if (told.operation == "every") return "it does not hold for " + count;
  return {};
}

std::string head_line(const ExplainedPopulation& told, bool alone) {
  std::string text = alone ? "= " + told.words : told.words + " is " + told.value.shown;
  std::string more;
  const auto add = [&](const std::string& said) { more += (said.empty() || more.empty() ? "" : "; ") + said; };
  if (told.has_where && told.value.fault.empty())
    add(number_of_rows(told.counted) + " counted, " + number_of_rows(told.records - told.counted) + " left out");
  add(deciding_rows(told));
  if (!told.own.shown.empty()) add("the part of " + told.relation + " " + told.own_key + ": " + told.own.shown);
  return text + (more.empty() ? "" : ": " + more);
}

Rows deciding(const ExplainedPopulation& told) {
  Rows found;
  const std::string file = told.file.substr(told.file.find_last_of('/') + 1);
  found.heads = {told.relation, "read from", "value"};
  for (const ExplainedRecord& each : told.rows)
    found.rows.push_back(
        {each.key, each.line == 0 ? file : file + " line " + std::to_string(each.line), each.value.shown});
  if (told.further == 0) return found;
  const bool sum = !told.together.shown.empty();
  found.rows.push_back(
      {"and " + number_of_rows(told.further) + " more" + (sum ? ", together" : ""), "", told.together.shown});
  return found;
}

std::string left_out_line(const ExplainedPopulation& told) {
  std::string text;
  for (const ExplainedRecord& each : told.left_out) text += (text.empty() ? "left out: " : "; ") + each.key;
  const std::size_t further = told.records - told.counted - told.left_out.size();
  return text + (further == 0 ? "" : "; and " + number_of_rows(further) + " more");
}

}  // namespace

void add_populations(const ExplainedStep& step, std::vector<StepLine>& lines) {
  for (const ExplainedPopulation& each : step.populations) {
    lines.push_back({StepLine::Weight::Plain, head_line(each, is_only_records(step)), deciding(each)});
    if (!each.left_out.empty()) lines.push_back({StepLine::Weight::Quiet, left_out_line(each)});
  }
}

}  // namespace meruit::explain
