// Computes each expression with Meruit's numbers and compares with what the case expects; each step also goes through
// every physical form.
#include "literals.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "calculator.h"
#include "check_forms.h"
#include "decimal_text.h"
#include "rows.h"

namespace meruit::suites {

namespace {

using Expected = std::variant<Rational, bool>;

std::optional<Expected> number_expected(const std::string& text) {
  const std::optional<DecimalText> number = parse_general_decimal(text);
  return number ? std::optional<Expected>(value_of(*number)) : std::nullopt;
}

// Where other languages keep 34 digits or fewer and Meruit all.
bool cut_off(const Rational& value) {
  const std::optional<int> places = number::decimal_places(value);
  constexpr std::size_t kDigits = 34;
  return !places ||
         Integer(abs(numerator(value)) * number::power_of_ten(static_cast<unsigned>(*places)) / denominator(value))
                 .str()
                 .size() > kDigits;
}

std::string shown(const Computed& value) {
  if (const Rational* number = std::get_if<Rational>(&value)) return number::to_plain(*number);
  return std::get<bool>(value) ? "yes" : "no";
}

// `place` says which case it is, for the list of failures.
void run_case(const std::string& place, const std::string& expression, const std::optional<Expected>& expected,
              Report& report) {
  std::string wrong;
  const Computed found = compute(expression, [&](const Task& task) {
    if (wrong.empty()) wrong = check_forms(task, report.counts);
  });
  if (const NotComputed* not_computed = std::get_if<NotComputed>(&found)) {
    ++report.left_out[not_computed->reason];
    return;
  }
  if (!expected) {
    ++report.left_out["an expected value that is neither a number nor yes or no (null, an error)"];
    return;
  }
  const Rational* number = std::get_if<Rational>(&found);
  const bool same_kind = (number != nullptr) == std::holds_alternative<Rational>(*expected);
  const bool same = same_kind && (number != nullptr ? *number == std::get<Rational>(*expected)
                                                    : std::get<bool>(found) == std::get<bool>(*expected));
  if (wrong.empty() && same) {
    ++report.passed;
  } else if (wrong.empty() && number != nullptr && cut_off(*number)) {
    ++report.left_out["an unrounded quotient, which that language cuts off"];
  } else {
    report.failures.push_back(place + ": " + expression + (wrong.empty() ? " gives " + shown(found) : ": " + wrong));
  }
}

// What `assert-eq:8 | assert-type:xs:integer` or `8` expects.
std::optional<Expected> qt3_expected(const std::string& kind, const std::string& expected) {
  if (kind == "assert-true") return true;
  if (kind == "assert-false") return false;
  if (kind == "assert-eq" || kind == "assert-string-value") return number_expected(expected);
  const std::string mark = "assert-eq:";
  if (kind != "all-of" || !expected.starts_with(mark)) return std::nullopt;
  return number_expected(expected.substr(mark.size(), expected.find(' ') - mark.size()));
}

bool about_numbers(const std::string& set) {
  if (set.starts_with("op/numeric-")) return true;
  const char* functions[] = {
      "fn/abs", "fn/ceiling", "fn/floor", "fn/max", "fn/min", "fn/round", "fn/round-half-to-even", "fn/sum"};
  return std::any_of(std::begin(functions), std::end(functions), [&](const char* name) { return set == name; });
}

}  // namespace

Report run_dmn(const std::filesystem::path& folder) {
  Report report;
  report.suite = "dmn_tck";
  const std::optional<Rows> rows = Rows::read(folder / "feel_literal_cases.tsv");
  if (!rows) report.failures.push_back("cannot read feel_literal_cases.tsv in " + folder.string());
  for (std::size_t i = 0; rows && i < rows->size(); ++i) {
    const std::string text = rows->at(i, "expected");
    const std::string type = rows->at(i, "expected_type");
    const bool truth = type == "boolean" && (text == "true" || text == "false");
    const std::optional<Expected> expected = truth ? Expected(text == "true") : number_expected(text);
    run_case(rows->at(i, "test") + " " + rows->at(i, "case"), rows->at(i, "feel_expression"),
             type == "decimal" || truth ? expected : std::nullopt, report);
  }
  return report;
}

Report run_qt3(const std::filesystem::path& folder) {
  Report report;
  report.suite = "qt3";
  const std::optional<Rows> rows = Rows::read(folder / "qt3_cases.tsv");
  if (!rows) report.failures.push_back("cannot read qt3_cases.tsv in " + folder.string());
  for (std::size_t i = 0; rows && i < rows->size(); ++i) {
    if (!about_numbers(rows->at(i, "set"))) {
      ++report.left_out["a set of cases that is not about numbers"];
      continue;
    }
    run_case(rows->at(i, "test"), rows->at(i, "expression"),
             qt3_expected(rows->at(i, "assert_kind"), rows->at(i, "expected")), report);
  }
  return report;
}

}  // namespace meruit::suites
