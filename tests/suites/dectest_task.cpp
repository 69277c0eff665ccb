// Classifies rows by their operation, their conditions and their operands.
#include "dectest_task.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "decimal_text.h"

namespace meruit::suites {

namespace {

using number::RoundingMode;

// Numbers of a million digits say nothing that numbers of a hundred thousand do not.
constexpr long kMostDigits = 100'000;

std::optional<Operation> operation_of(const std::string& name) {
  constexpr std::pair<const char*, Operation> kNames[] = {{"abs", Operation::Absolute},
                                                          {"add", Operation::Add},
                                                          {"compare", Operation::Compare},
                                                          {"divide", Operation::Divide},
                                                          {"divideint", Operation::Divide},
                                                          {"max", Operation::Max},
                                                          {"min", Operation::Min},
                                                          {"minus", Operation::Negate},
                                                          {"multiply", Operation::Multiply},
                                                          {"plus", Operation::Keep},
                                                          {"quantize", Operation::Keep},
                                                          {"reduce", Operation::Keep},
                                                          {"remainder", Operation::Remainder},
                                                          {"subtract", Operation::Subtract},
                                                          {"tointegral", Operation::Keep},
                                                          {"tointegralx", Operation::Keep}};
  for (const auto& [known, operation] : kNames) {
    if (name == known) return operation;
  }
  return std::nullopt;
}

std::optional<RoundingMode> mode_of(const std::string& name) {
  constexpr std::pair<const char*, RoundingMode> kNames[] = {
      {"half_up", RoundingMode::HalfUp},  {"half_even", RoundingMode::HalfEven}, {"half_down", RoundingMode::HalfDown},
      {"up", RoundingMode::AwayFromZero}, {"down", RoundingMode::TowardZero},    {"ceiling", RoundingMode::Ceiling},
      {"floor", RoundingMode::Floor}};
  for (const auto& [known, mode] : kNames) {
    if (name == known) return mode;
  }
  return std::nullopt;
}

bool needs_two(Operation operation) {
  return operation != Operation::Keep && operation != Operation::Negate && operation != Operation::Absolute;
}

// The decimal as a whole number over a power of ten, as a column of its own scale holds it.
Operand operand(const DecimalText& text) {
  if (text.exponent >= 0) return {numerator(value_of(text)), 1};
  return {text.coefficient, number::power_of_ten(static_cast<unsigned>(-text.exponent))};
}

Rational power(long exponent) { return value_of({1, exponent}); }

// The exponent of the first digit: 10^k <= |value| < 10^(k+1); value is not zero.
long leading_place(const Rational& value) {
  const Rational size = abs(value);
  long place = static_cast<long>(numerator(size).str().size()) - static_cast<long>(denominator(size).str().size());
  while (power(place) > size) --place;
  while (power(place + 1) <= size) ++place;
  return place;
}

struct Row {
  std::string name;  // of the operation
  std::string conditions;
  std::string rounding;
  std::array<std::string, 2> arguments;
  std::string expected;
  long precision = 0;
  long min_exponent = 0;

  [[nodiscard]] bool has(const char* condition) const { return conditions.find(condition) != std::string::npos; }
};

Row read_row(const Rows& rows, std::size_t i) {
  return {rows.at(i, "op"),
          rows.at(i, "conditions"),
          rows.at(i, "rounding"),
          {rows.at(i, "arg1"), rows.at(i, "arg2")},
          rows.at(i, "expected"),
          std::atol(rows.at(i, "precision").c_str()),
          std::atol(rows.at(i, "min_exponent").c_str())};
}

// Where the conditions tell already that there is no value to compare.
std::optional<Reason> no_value(const Row& row) {
  if (row.has("Division_by_zero") || row.has("Division_undefined")) return "a division by zero, a fault in Meruit";
  if (row.has("Division_impossible")) return "precision in significant digits: the whole quotient has more";
  if (row.has("Invalid_operation")) return "precision in significant digits: the quantized value has more";
  if (row.has("Overflow")) return "an upper limit of exponents, which Meruit does not have";
  return std::nullopt;
}

struct Terms {
  DecimalText a;
  DecimalText b;  // zero where the operation has one operand
  DecimalText expected;
};

// nullopt when one of them is not a finite decimal.
std::optional<Terms> read_terms(const Row& row, Operation operation) {
  const bool two = needs_two(operation) || row.name == "quantize";
  const std::optional<DecimalText> a = parse_general_decimal(row.arguments[0]);
  const std::optional<DecimalText> b = two ? parse_general_decimal(row.arguments[1]) : DecimalText{};
  const std::optional<DecimalText> expected = parse_general_decimal(row.expected);
  if (!a || !b || !expected) return std::nullopt;
  return Terms{*a, *b, *expected};
}

bool small(const Terms& terms) {
  const auto within = [](const DecimalText& text) { return std::labs(text.exponent) <= kMostDigits; };
  return within(terms.a) && within(terms.b) && within(terms.expected);
}

void shift(DecimalText& text, long places) {
  if (text.coefficient != 0) text.exponent += places;
}

// Numbers with huge exponents are moved by powers of ten to where they can be written out: a product or a quotient
// by the sum or the difference of the operands' moves, everything else (the remainder and quantize too) along with
// its operands. A column does the same: the power of ten is its denominator and never meets the numerator. False
// where that does not help, because the operands lie too far apart or the row names a place that cannot move.
bool bring_near(const Row& row, Operation operation, Terms& terms) {
  for (DecimalText* text : {&terms.a, &terms.b, &terms.expected}) {
    const bool is_place = row.name == "quantize" && text == &terms.b;
    if (text->coefficient == 0 && !is_place) text->exponent = 0;
  }
  if (small(terms) || row.name.starts_with("tointegral")) return small(terms);
  const long a = terms.a.exponent;
  const long b = terms.b.exponent;
  const bool one_by_one = operation == Operation::Multiply || (operation == Operation::Divide && row.name == "divide");
  if (one_by_one) {
    shift(terms.a, -a);
    shift(terms.b, -b);
    shift(terms.expected, operation == Operation::Multiply ? -a - b : b - a);
    return small(terms);
  }
  const bool only_b = terms.a.coefficient == 0;
  const bool only_a = terms.b.coefficient == 0 && row.name != "quantize";
  const long lower = only_a ? a : only_b ? b : std::min(a, b);
  shift(terms.a, -lower);
  if (!only_a) terms.b.exponent -= lower;
  if (operation != Operation::Compare && row.name != "divideint") shift(terms.expected, -lower);
  return small(terms);
}

// The place that the row itself names: the second operand of quantize, the units of tointegral and divideint.
std::optional<long> named_place(const Row& row, const Terms& terms) {
  if (row.name == "quantize") return terms.b.exponent;
  if (row.name.starts_with("tointegral") || row.name == "divideint") return 0;
  return std::nullopt;
}

Task plain_task(Operation operation, const Terms& terms) {
  return {operation, operand(terms.a), operand(terms.b), std::nullopt, value_of(terms.expected)};
}

Rational exact_result(const Task& task) {
  ExactForm exact;
  if (task.operation == Operation::Divide) return exact.load(task.a) / exact.load(task.b);
  return evaluate(exact, task);
}

// The digits end `precision` places after the first one, or where the smallest exponent cuts them off.
long last_significant_place(const Rational& value, const Row& row) {
  const long smallest = row.min_exponent - row.precision + 1;
  return value == 0 ? smallest : std::max(leading_place(value) - row.precision + 1, smallest);
}

// Rounded to so many digits: outside the language, but for a place that is worked out from the exact result.
std::variant<Task, SignificantDigits, Reason> significant_digits(const Row& row, Operation operation,
                                                                 const Terms& terms) {
  const std::optional<RoundingMode> mode = mode_of(row.rounding);
  if (!mode) return "precision in significant digits, and the rounding mode " + row.rounding;
  if (!small(terms)) return "precision in significant digits";
  Task task = plain_task(operation, terms);
  task.rounding = Rounding{power(last_significant_place(exact_result(task), row)), *mode};
  return SignificantDigits{std::move(task)};
}

}  // namespace

std::variant<Task, SignificantDigits, Reason> dectest_task(const Rows& rows, std::size_t i) {
  const Row row = read_row(rows, i);
  const std::optional<Operation> operation = operation_of(row.name);
  if (!operation) return "the operation " + row.name;
  if (const std::optional<Reason> reason = no_value(row)) return *reason;
  std::optional<Terms> terms = read_terms(row, *operation);
  if (!terms) return "a special value (NaN, infinity)";
  const bool divides = *operation == Operation::Divide || *operation == Operation::Remainder;
  if (divides && terms->b.coefficient == 0) return "a division by zero, a fault in Meruit";
  const bool names_place = named_place(row, *terms).has_value();
  if (row.has("Inexact") && !names_place) return significant_digits(row, *operation, *terms);
  if (!bring_near(row, *operation, *terms)) return "numbers more than 100,000 digits apart";

  Task task = plain_task(*operation, *terms);
  const std::optional<RoundingMode> mode = mode_of(row.rounding);
  if (names_place) {
    // divideint cuts toward zero whatever mode stands in the row.
    const std::optional<RoundingMode> used = row.name == "divideint" ? RoundingMode::TowardZero : mode;
    if (!used) return "the rounding mode " + row.rounding;
    task.rounding = Rounding{power(*named_place(row, *terms)), *used};
  } else if (*operation == Operation::Divide) {
    // An exact quotient is asked for at its own last place, where every mode must find it.
    const long last = -number::decimal_places(task.expected).value_or(0);
    task.rounding = Rounding{power(last), mode.value_or(RoundingMode::HalfUp)};
  }
  return task;
}

}  // namespace meruit::suites
