// Formulas: infix where people write infix, words elsewhere, parentheses where they are needed.
#include "explain/words.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace meruit::explain {

namespace {

using Kind = ExplainedPart::Kind;

bool is_transparent(const ExplainedPart& part) {
  return part.kind == Kind::Operation && !part.parts.empty() &&
         (part.operation == "converted" || part.operation == "required" || part.operation == "case");
}

}  // namespace

const ExplainedPart& through(const ExplainedPart& part) {
  return is_transparent(part) ? through(part.parts.front()) : part;
}

bool is_word(const ExplainedPart& part) {
  if (part.kind != Kind::Literal || part.value.shown.empty()) return false;
  const bool lower = part.value.shown.front() >= 'a' && part.value.shown.front() <= 'z';
  return part.value.shown.starts_with("“") || (lower && part.value.shown == part.value.exact);
}

namespace {

enum class Fill { Words, Numbers };

// How tightly an operator binds; what is looser stands in parentheses.
enum Tightness { Condition, Comparison, Sum, Product, Atom };

// Of a calculation that the contract writes in place of a number: what stands in brackets binds as one.
Tightness of_calculation(std::string_view text) {
  std::string open;
  int depth = 0;
  for (const char c : text) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth == 0) open += c;
  }
  const auto has = [&](std::string_view sign) { return open.find(sign) != std::string::npos; };
  return has("+") || has("−") ? Sum : has("×") || has("÷") ? Product : Atom;
}

Tightness tightness(const ExplainedPart& part) {
  static const std::map<std::string_view, Tightness> by_operation = {{"and", Condition},
                                                                     {"or", Condition},
                                                                     {"not", Condition},
                                                                     {"root", Condition},
                                                                     {"to", Condition},
                                                                     {"ending on", Condition},
                                                                     {"starting on", Condition},
                                                                     {"days from", Condition},
                                                                     {"months from", Condition},
                                                                     {"years from", Condition},
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
  if (part.kind == Kind::Literal) return of_calculation(part.title);
  if (part.kind != Kind::Operation) return Atom;
  const auto found = by_operation.find(part.operation);
  return found == by_operation.end() ? Atom : found->second;
}

std::string write(const ExplainedPart& part, Fill fill);

// A period that is written out.
bool is_two_days(std::string_view text) {
  constexpr std::size_t kDay = 10;  // 2023-01-31
  constexpr std::string_view kTo = " to ";
  return text.size() == 2 * kDay + kTo.size() && text.substr(kDay, kTo.size()) == kTo;
}

// A number below zero, or an approximate one, stands in parentheses behind a sign.
std::string operand(const ExplainedPart& part, Fill fill, Tightness least, bool behind_sign = false) {
  const std::string text = write(part, fill);
  const bool signed_number = behind_sign && text.starts_with("−");
  const ExplainedPart& inner = through(part);
  const bool one_number = fill == Fill::Numbers && inner.kind == Kind::Literal;
  const bool loose = (!one_number && tightness(inner) < least) || (least > Condition && is_two_days(text));
  return loose || signed_number ? "(" + text + ")" : text;
}

std::string list(const ExplainedPart& part, Fill fill) {
  std::string text;
  for (const ExplainedPart& each : part.parts) text += (text.empty() ? "" : "; ") + write(each, fill);
  return text;
}

std::string infix(const ExplainedPart& part, Fill fill) {
  static const std::map<std::string_view, std::string_view> signs = {{"*", " × "},  {"/", " ÷ "},  {"-", " − "},
                                                                     {"<>", " ≠ "}, {"<=", " ≤ "}, {">=", " ≥ "}};
  const Tightness own = tightness(part);
  const bool words = is_word(part.parts[1]);
  const auto sign = signs.find(part.operation);
  const std::string between = words && part.operation == "="    ? " is "
                              : words && part.operation == "<>" ? " is not "
                              : sign != signs.end()             ? std::string(sign->second)
                                                                : " " + part.operation + " ";
  // a − (b + c), a ÷ (b × c): the right side of these is not free.
  const bool strict = part.operation == "-" || part.operation == "/";
  const auto right = static_cast<Tightness>(own + (strict || own <= Comparison ? 1 : 0));
  const auto left = own <= Comparison ? static_cast<Tightness>(own + 1) : own;
  return operand(part.parts[0], fill, left) + between + operand(part.parts[1], fill, right, own >= Sum);
}

std::string records(const ExplainedPart& part) {
  const auto words = [&](std::size_t i) { return write(part.parts[i], Fill::Words); };
  if (part.operation == "any") return "whether any of " + part.title + " has " + words(0);
  if (part.operation == "every") return "whether each of " + part.title + " has " + words(0);
  const bool count = part.operation == "count";
  std::string text = count ? "the number of " + part.name : "the " + part.operation + " of ";
  if (!count) text += operand(part.parts[0], Fill::Words, Product) + " over " + part.title;
  const std::size_t where = count ? 0 : 1;
  return part.parts.size() > where ? text + " where " + words(where) : text;
}

// (Trend [2])², (103.5%)⁻⁵; a bare number needs no parentheses.
std::string power(const ExplainedPart& part, Fill fill) {
  static constexpr const char* kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  const std::string base = write(part.parts[0], fill);
  const bool bare = base.find_first_not_of("0123456789.,") == std::string::npos;
  std::string text = bare ? base : "(" + base + ")";
  for (const char c : part.parts[1].value.exact) text += c == '-' ? "⁻" : kDigits[c - '0'];
  return text;
}

std::string root(const ExplainedPart& part, Fill fill) {
  const std::string& degree = part.parts[1].value.exact;
  const std::string name = degree == "2" ? "square root" : degree == "3" ? "cube root" : "root of degree " + degree;
  return name + " of " + operand(part.parts[0], fill, Atom) + ", " + part.title;
}

bool is_about_days(const ExplainedPart& part) {
  return is_day(part.value) || std::any_of(part.parts.begin(), part.parts.end(), is_about_days);
}

bool is_period(std::string_view operation) {
  return operation == "to" || operation == "ending on" || operation == "starting on";
}

std::string operation(const ExplainedPart& part, Fill fill) {
  const std::string& name = part.operation;
  const auto one = [&](std::size_t i) { return write(part.parts[i], fill); };
  if (name == "min" || name == "max")
    return extreme_words(name == "min", part.parts.size() == 2, is_about_days(part)) + " of (" + list(part, fill) + ")";
  if (name == "clamp") return "(" + one(0) + ", kept between " + one(1) + " and " + one(2) + ")";
  if (name == "absolute") return "size of (" + one(0) + ")";
  if (name == "rounded") return "(" + one(0) + " " + part.title + ")";
  if (name == "power") return power(part, fill);
  if (name == "root") return root(part, fill);
  if (name == "split") return one(0) + ", split by " + one(1);
  if (is_period(name)) return operand(part.parts[0], fill, Sum) + " " + name + " " + operand(part.parts[1], fill, Sum);
  if (name.ends_with(" from"))
    return name + " " + operand(part.parts[0], fill, Sum) + " to " + operand(part.parts[1], fill, Sum);
  if (name.ends_with(" of")) return name + " " + operand(part.parts[0], fill, Atom);
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
      if (!numbers && !part.title.empty()) return part.title;
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

}  // namespace

std::string write_words(const ExplainedPart& part) { return write(part, Fill::Words); }
std::string write_numbers(const ExplainedPart& part) { return write(part, Fill::Numbers); }
std::string write_subject(const ExplainedPart& part) { return operand(part, Fill::Words, Sum); }
std::string extreme_words(bool least, bool of_two, bool of_days) {
  if (of_days) return std::string(least ? "earli" : "lat") + (of_two ? "er" : "est");
  return std::string(least ? "small" : "larg") + (of_two ? "er" : "est");
}
bool is_day(const ExplainedValue& value) {
  const std::string_view text = value.exact;
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && text == value.shown;
}
bool is_comparison(const ExplainedPart& part) { return part.parts.size() == 2 && tightness(part) == Comparison; }

}  // namespace meruit::explain
