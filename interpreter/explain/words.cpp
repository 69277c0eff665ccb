#include "explain/words.h"

#include <map>
#include <string_view>

namespace meruit::explain {

namespace {

using Kind = ExplainedPart::Kind;

enum class Fill { Words, Numbers };

// How tightly an operator binds; what is looser stands in parentheses.
enum Tightness { Condition, Comparison, Sum, Product, Atom };

Tightness tightness(const ExplainedPart& part) {
  static const std::map<std::string_view, Tightness> kTightness = {{"and", Condition},
                                                                   {"or", Condition},
                                                                   {"not", Condition},
                                                                   {"=", Comparison},
                                                                   {"<>", Comparison},
                                                                   {"<", Comparison},
                                                                   {"<=", Comparison},
                                                                   {">", Comparison},
                                                                   {">=", Comparison},
                                                                   {"in", Comparison},
                                                                   {"overlaps", Comparison},
                                                                   {"is given", Comparison},
                                                                   {"is missing", Comparison},
                                                                   {"+", Sum},
                                                                   {"-", Sum},
                                                                   {"*", Product},
                                                                   {"/", Product}};
  if (part.kind != Kind::Operation) return Atom;
  const auto found = kTightness.find(part.operation);
  return found == kTightness.end() ? Atom : found->second;
}

std::string write(const ExplainedPart& part, Fill fill);

bool is_transparent(const ExplainedPart& part) {
  return part.kind == Kind::Operation && !part.parts.empty() &&
         (part.operation == "converted" || part.operation == "required" || part.operation == "case");
}

const ExplainedPart& through(const ExplainedPart& part) {
  return is_transparent(part) ? through(part.parts.front()) : part;
}

// A number below zero, or an approximate one, stands in parentheses behind a sign.
std::string operand(const ExplainedPart& part, Fill fill, Tightness least, bool behind_sign = false) {
  const std::string text = write(part, fill);
  const bool signed_number = behind_sign && text.starts_with("−");
  return tightness(through(part)) < least || signed_number ? "(" + text + ")" : text;
}

std::string list(const ExplainedPart& part, Fill fill) {
  std::string text;
  for (const ExplainedPart& each : part.parts) text += (text.empty() ? "" : "; ") + write(each, fill);
  return text;
}

// A word of a list, yes, no or a text.
bool is_word(const ExplainedPart& part) {
  if (part.kind != Kind::Literal || part.value.shown.empty()) return false;
  const bool lower = part.value.shown.front() >= 'a' && part.value.shown.front() <= 'z';
  return part.value.shown.starts_with("“") || (lower && part.value.shown == part.value.exact);
}

std::string infix(const ExplainedPart& part, Fill fill) {
  static const std::map<std::string_view, std::string_view> kSigns = {{"*", " × "},  {"/", " ÷ "},  {"-", " − "},
                                                                      {"<>", " ≠ "}, {"<=", " ≤ "}, {">=", " ≥ "}};
  const Tightness own = tightness(part);
  const bool words = is_word(part.parts[1]);
  const auto sign = kSigns.find(part.operation);
  const std::string between = words && part.operation == "="    ? " is "
                              : words && part.operation == "<>" ? " is not "
                              : sign != kSigns.end()            ? std::string(sign->second)
                                                                : " " + part.operation + " ";
  // a − (b + c), a ÷ (b × c): the right side of these is not free.
  const bool strict = part.operation == "-" || part.operation == "/";
  const auto right = static_cast<Tightness>(own + (strict || own <= Comparison ? 1 : 0));
  const auto left = own <= Comparison ? static_cast<Tightness>(own + 1) : own;
  return operand(part.parts[0], fill, left) + between + operand(part.parts[1], fill, right, own >= Sum);
}

std::string records(const ExplainedPart& part) {
  const auto words = [&](std::size_t i) { return write(part.parts[i], Fill::Words); };
  if (part.operation == "any") return "whether any of all " + part.title + " has " + words(0);
  if (part.operation == "every") return "whether each of all " + part.title + " has " + words(0);
  const bool count = part.operation == "count";
  std::string text = count ? "the number of " + part.title : "the " + part.operation + " of ";
  if (!count) text += operand(part.parts[0], Fill::Words, Product) + " over all " + part.title;
  const std::size_t where = count ? 0 : 1;
  return part.parts.size() > where ? text + " where " + words(where) : text;
}

std::string operation(const ExplainedPart& part, Fill fill) {
  const std::string& name = part.operation;
  const auto one = [&](std::size_t i) { return write(part.parts[i], fill); };
  if (name == "min") return (part.parts.size() == 2 ? "smaller of (" : "smallest of (") + list(part, fill) + ")";
  if (name == "max") return (part.parts.size() == 2 ? "larger of (" : "largest of (") + list(part, fill) + ")";
  if (name == "clamp") return "(" + one(0) + ", kept between " + one(1) + " and " + one(2) + ")";
  if (name == "absolute") return "size of (" + one(0) + ")";
  if (name == "rounded") return "(" + one(0) + " " + part.title + ")";
  if (name == "to" && part.parts.size() == 2) return one(0) + " to " + one(1);
  if (name == "start of" || name == "end of" || name == "year of")
    return name + " " + operand(part.parts[0], fill, Atom);
  if (name == "not") return "not " + operand(part.parts[0], fill, Comparison);
  if (name == "is given") return operand(part.parts[0], Fill::Words, Sum) + " is given";
  if (name == "is missing") return operand(part.parts[0], Fill::Words, Sum) + " is " + part.title;
  // A limit that is waived or unknown is left out.
  if (name == "limit") return write(part.parts[0], fill);
  if (name == "if missing") {
    if (fill == Fill::Numbers) return part.value.shown;
    return "(" + one(0) + ", or " + one(1) + " if " + part.title + ")";
  }
  if (name == "in" && part.parts.size() == 1) return operand(part.parts[0], fill, Sum) + " is " + part.title;
  if (name == "-" && part.parts.size() == 1) return "−" + operand(part.parts[0], fill, Atom, true);
  if (part.parts.size() == 2 && tightness(part) < Atom) return infix(part, fill);
  return name + " (" + list(part, fill) + ")";
}

std::string write(const ExplainedPart& part, Fill fill) {
  if (is_transparent(part)) return write(part.parts.front(), fill);
  const bool numbers = fill == Fill::Numbers;
  if (numbers && !part.looked_at) return "(not looked at)";
  switch (part.kind) {
    case Kind::Literal:
      return part.value.shown.empty() ? "missing" : part.value.shown;
    case Kind::Term:
      return numbers ? part.value.shown : "the term";
    case Kind::Column:
      return numbers ? part.value.shown : "column `" + part.name + "`";
    case Kind::Records:
      return numbers ? part.value.shown : records(part);
    case Kind::Step:
      if (numbers) return part.value.shown;
      return part.step == kNoStep ? part.title : part.title + " [" + std::to_string(part.step + 1) + "]";
    case Kind::Operation:
      return part.parts.empty() ? part.value.shown : operation(part, fill);
  }
  return {};
}

// The value of a side of a comparison, with how it came about where it is more than one number.
std::string side(const ExplainedPart& part) {
  const ExplainedPart& inner = through(part);
  const bool composed = inner.kind == Kind::Operation && inner.operation != "if missing";
  return part.value.shown + (composed ? " (" + write(inner, Fill::Numbers) + ")" : "");
}

std::string_view opposite(std::string_view comparison) {
  static const std::map<std::string_view, std::string_view> kOpposites = {{"=", "≠"},  {"<>", "="}, {"<", "≥"},
                                                                          {"<=", ">"}, {">", "≤"},  {">=", "<"}};
  return kOpposites.at(comparison);
}

std::string comparison_reason(const ExplainedPart& part, bool holds) {
  const ExplainedPart& left = part.parts[0];
  const ExplainedPart& right = part.parts[1];
  if (is_word(right) || left.value.exact == "yes" || left.value.exact == "no")
    return operand(left, Fill::Words, Sum) + " is " + left.value.shown;
  std::string sign = holds ? part.operation : std::string(opposite(part.operation));
  if (sign == "<=") sign = "≤";
  if (sign == ">=") sign = "≥";
  if (sign == "<>") sign = "≠";
  return side(left) + " " + sign + " " + side(right);
}

}  // namespace

std::string write_words(const ExplainedPart& part) { return write(part, Fill::Words); }
std::string write_numbers(const ExplainedPart& part) { return write(part, Fill::Numbers); }

std::string write_reason(const ExplainedPart& condition) {
  const ExplainedPart& part = through(condition);
  if (!part.value.fault.empty()) return "it " + part.value.shown;
  const bool holds = part.value.exact == "yes";
  const std::string& name = part.operation;
  if (part.kind != Kind::Operation) return write(part, Fill::Words) + " is " + part.value.shown;
  if (name == "not") return write_reason(part.parts[0]);
  if (name == "and" || name == "or") {
    // What decided: the first no of `and`, the first yes of `or`; otherwise both.
    const bool both = holds == (name == "and");
    if (both) return write_reason(part.parts[0]) + " and " + write_reason(part.parts[1]);
    const bool left = (part.parts[0].value.exact == "yes") == holds;
    return write_reason(part.parts[left ? 0 : 1]);
  }
  if (name == "is given" || name == "is missing")
    return write(part.parts[0], Fill::Words) + " is " + part.parts[0].value.shown;
  if (name == "in" && part.parts.size() == 1)
    return operand(part.parts[0], Fill::Words, Sum) + " is " + part.parts[0].value.shown;
  if (name == "in" || name == "overlaps") {
    const std::string verb =
        name == "in" ? (holds ? " lies in " : " does not lie in ") : (holds ? " overlaps " : " does not overlap ");
    return side(part.parts[0]) + verb + side(part.parts[1]);
  }
  if (part.parts.size() == 2 && tightness(part) == Comparison) return comparison_reason(part, holds);
  return write(part, Fill::Numbers);
}

namespace {

bool is_limit(const ExplainedPart& part) {
  return part.kind == Kind::Operation &&
         (part.operation == "min" || part.operation == "max" || part.operation == "clamp");
}

// Which choice the value is. Where several are equal the first, as for a limit that is just reached.
std::size_t taken(const ExplainedPart& part) {
  for (std::size_t i = 0; i < part.parts.size(); ++i)
    if (part.parts[i].value.exact == part.value.exact) return i;
  return 0;
}

// Operands before the operation: the order in which limits were applied.
void add_limits(const ExplainedPart& part, std::vector<ExplainedLimit>& limits) {
  for (const ExplainedPart& each : part.parts) add_limits(each, limits);
  if (!is_limit(part) || part.value.exact.empty()) return;
  ExplainedLimit limit;
  limit.operation = part.operation;
  for (const ExplainedPart& each : part.parts) {
    const bool left_out = each.operation == "limit" && each.parts[0].value.missing;
    limit.choices.push_back({write(each, Fill::Words), left_out ? each.parts[0].value : each.value});
  }
  limit.taken = taken(part);
  limits.push_back(std::move(limit));
}

// "Risk arrangement is global": that it is so needs no number, that it is not so only what it is.
bool is_about_a_word(const ExplainedPart& test) {
  return test.operation == "=" && test.value.exact == "no" && is_word(test.parts[1]) && test.parts[0].looked_at;
}

// What a condition is about, where it is about one thing only: a field or rule that is yes or no, or something given.
std::string simple_reason(const ExplainedPart& test) {
  if (is_about_a_word(test)) return "it is " + test.parts[0].value.shown;
  const ExplainedPart& about = test.operation == "not" ? test.parts[0] : test;
  if (about.kind == Kind::Step) return test.value.exact == "yes" ? "" : "it is " + about.value.shown;
  const bool asks = test.operation == "is given" || test.operation == "is missing";
  if (!asks || test.parts[0].kind != Kind::Step) return write_reason(test);
  const bool plain_absence = test.operation == "is missing" && test.value.exact == "yes";
  return plain_absence ? "" : "it is " + test.parts[0].value.shown;
}

// Without the roundings of the whole, which are told apart.
const ExplainedPart& within_roundings(const ExplainedPart& part) {
  const ExplainedPart& inner = through(part);
  const bool rounded = inner.kind == Kind::Operation && inner.operation == "rounded";
  return rounded ? within_roundings(inner.parts.front()) : inner;
}

}  // namespace

void write_texts(ExplainedStep& step) {
  for (ExplainedCase& each : step.cases) {
    if (!each.test) continue;
    each.condition = write(*each.test, Fill::Words);
    if (each.state == ExplainedCase::State::NotLookedAt) continue;
    each.reason = simple_reason(*each.test);
  }
  for (ExplainedException& each : step.exceptions) {
    if (!each.test) continue;
    each.condition = write(*each.test, Fill::Words);
    if (each.state == ExplainedCase::State::DoesNotApply) each.reason = simple_reason(*each.test);
  }
  if (step.bands) step.bands->input = write(step.expression->parts.front(), Fill::Words);
  if (step.block && step.block->date_part) step.block->decided_by = write(*step.block->date_part, Fill::Words);
  if (!step.expression) return;
  if (step.bands || step.row) return add_limits(*step.expression, step.limits);
  const ExplainedPart& inner = within_roundings(*step.expression);
  if (inner.operation == "case") return;  // none applied
  step.formula = write(inner, Fill::Words);
  const bool condition = step.type == ValueKind::YesNo;
  if (inner.kind == Kind::Operation) step.numbers = condition ? write_reason(inner) : write(inner, Fill::Numbers);
  add_limits(*step.expression, step.limits);
}

}  // namespace meruit::explain
