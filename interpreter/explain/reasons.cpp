// Why a condition holds or not: what decided, as a sentence that is true.
#include <map>
#include <string_view>

#include "explain/words.h"

namespace meruit::explain {

namespace {

using Kind = ExplainedPart::Kind;

// The value of a side of a comparison, with how it came about where it is more than one number.
std::string side(const ExplainedPart& part) {
  const ExplainedPart& inner = through(part);
  const bool composed = inner.kind == Kind::Operation && inner.operation != "if missing";
  return part.value.shown + (composed ? " (" + write_numbers(inner) + ")" : "");
}

std::string_view opposite(std::string_view comparison) {
  static const std::map<std::string_view, std::string_view> opposites = {{"=", "≠"},  {"<>", "="}, {"<", "≥"},
                                                                         {"<=", ">"}, {">", "≤"},  {">=", "<"}};
  return opposites.at(comparison);
}

std::string comparison_reason(const ExplainedPart& part, bool holds) {
  const ExplainedPart& left = part.parts[0];
  const ExplainedPart& right = part.parts[1];
  if (is_word(right) || left.value.exact == "yes" || left.value.exact == "no")
    return write_subject(left) + " is " + left.value.shown;
  std::string sign = holds ? part.operation : std::string(opposite(part.operation));
  if (sign == "<=") sign = "≤";
  if (sign == ">=") sign = "≥";
  if (sign == "<>") sign = "≠";
  return side(left) + " " + sign + " " + side(right);
}

}  // namespace

std::string write_reason(const ExplainedPart& condition) {
  const ExplainedPart& part = through(condition);
  if (!part.value.fault.empty()) return "it " + part.value.shown;
  const bool holds = part.value.exact == "yes";
  const std::string& name = part.operation;
  if (part.kind != Kind::Operation) return write_words(part) + " is " + part.value.shown;
  if (name == "not") return write_reason(part.parts[0]);
  if (name == "and" || name == "or") {
    // What decided: the first no of `and`, the first yes of `or`; otherwise both.
    const bool both = holds == (name == "and");
    if (both) return write_reason(part.parts[0]) + " and " + write_reason(part.parts[1]);
    const bool left = (part.parts[0].value.exact == "yes") == holds;
    return write_reason(part.parts[left ? 0 : 1]);
  }
  if (name == "is given" || name == "is missing")
    return write_words(part.parts[0]) + " is " + part.parts[0].value.shown;
  if (name == "in" && part.parts.size() == 1) return write_subject(part.parts[0]) + " is " + part.parts[0].value.shown;
  if (name == "in" || name == "overlaps") {
    const std::string verb =
        name == "in" ? (holds ? " lies in " : " does not lie in ") : (holds ? " overlaps " : " does not overlap ");
    return side(part.parts[0]) + verb + side(part.parts[1]);
  }
  if (is_comparison(part)) return comparison_reason(part, holds);
  return write_numbers(part);
}

namespace {

// "Risk arrangement is global": that it is so needs no number, that it is not so only what it is.
bool is_about_a_word(const ExplainedPart& test) {
  return test.operation == "=" && test.value.exact == "no" && is_word(test.parts[1]) && test.parts[0].looked_at;
}

}  // namespace

std::string simple_reason(const ExplainedPart& test) {
  if (is_about_a_word(test)) return "it is " + test.parts[0].value.shown;
  const ExplainedPart& about = test.operation == "not" ? test.parts[0] : test;
  if (about.kind == Kind::Step) return test.value.exact == "yes" ? "" : "it is " + about.value.shown;
  const bool asks = test.operation == "is given" || test.operation == "is missing";
  if (!asks || test.parts[0].kind != Kind::Step) return write_reason(test);
  const bool plain_absence = test.operation == "is missing" && test.value.exact == "yes";
  return plain_absence ? "" : "it is " + test.parts[0].value.shown;
}

}  // namespace meruit::explain
