#include "recompute.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <optional>

namespace meruit::testing {

namespace {

using Fraction = boost::multiprecision::cpp_rational;
using Whole = boost::multiprecision::cpp_int;
using Kind = ExplainedPart::Kind;

// `-1250.07`, `1/3`; none for what is no number.
std::optional<Fraction> number(const ExplainedValue& value) {
  std::string text = value.exact;
  if (text.empty() || text.find_first_not_of("-0123456789./") != std::string::npos) return std::nullopt;
  const bool negative = text.front() == '-';
  if (negative) text.erase(0, 1);
  if (text.find('-') != std::string::npos) return std::nullopt;  // a date
  Fraction result;
  if (const std::size_t slash = text.find('/'); slash != std::string::npos) {
    result = Fraction(Whole(text.substr(0, slash)), Whole(text.substr(slash + 1)));
  } else {
    const std::size_t point = text.find('.');
    Whole scale = 1;
    if (point != std::string::npos) {
      for (std::size_t i = point + 1; i < text.size(); ++i) scale *= 10;
      text.erase(point, 1);
    }
    const std::size_t first = std::min(text.find_first_not_of('0'), text.size() - 1);  // a leading 0 means octal
    result = Fraction(Whole(text.substr(first)), scale);
  }
  return negative ? Fraction(-result) : result;
}

Fraction raised(const Fraction& x, int exponent) {
  Fraction result = 1;
  for (int i = 0; i < std::abs(exponent); ++i) result *= x;
  return exponent < 0 ? Fraction(1 / result) : result;
}

// Nearer to the root than what it is rounded to: the root of x[0] of degree x[1], rounded to x[2].
bool is_root(const Fraction& found, const std::vector<Fraction>& x) {
  const int degree = static_cast<int>(x[1]);
  const Fraction below = found - x[2];
  return denominator(Fraction(found / x[2])) == 1 && (below < 0 || raised(below, degree) < x[0]) &&
         x[0] < raised(Fraction(found + x[2]), degree);
}

std::optional<Fraction> computed(const std::string& operation, const std::vector<Fraction>& x) {
  if (operation == "-" && x.size() == 1) return Fraction(-x[0]);
  if (operation == "absolute") return x[0] < 0 ? Fraction(-x[0]) : x[0];
  if (operation == "min") return *std::min_element(x.begin(), x.end());
  if (operation == "max") return *std::max_element(x.begin(), x.end());
  if (operation == "clamp") return std::max(x[1], std::min(x[0], x[2]));
  if (operation == "required" || operation == "case" || operation == "if missing") return x[0];
  if (x.size() != 2) return std::nullopt;
  if (operation == "+") return Fraction(x[0] + x[1]);
  if (operation == "-") return Fraction(x[0] - x[1]);
  if (operation == "*" || operation == "converted") return Fraction(x[0] * x[1]);
  if (operation == "power") return raised(x[0], static_cast<int>(x[1]));
  if (operation == "/") return Fraction(x[0] / x[1]);
  return std::nullopt;
}

std::optional<bool> compared(const std::string& operation, const std::vector<Fraction>& x) {
  if (x.size() != 2) return std::nullopt;
  if (operation == "=") return x[0] == x[1];
  if (operation == "<>") return x[0] != x[1];
  if (operation == "<") return x[0] < x[1];
  if (operation == "<=") return x[0] <= x[1];
  if (operation == ">") return x[0] > x[1];
  if (operation == ">=") return x[0] >= x[1];
  return std::nullopt;
}

class Check {
 public:
  explicit Check(const Explanation& told) : told_(told) {}

  std::string run() {
    for (std::size_t i = 0; i < told_.steps.size() && wrong_.empty(); ++i) step(i);
    return wrong_;
  }

 private:
  void expect(bool holds, const std::string& what) {
    if (!holds && wrong_.empty()) wrong_ = told_.steps[at_].name + " [" + std::to_string(at_ + 1) + "]: " + what;
  }

  void operation(const ExplainedPart& part) {
    std::vector<Fraction> operands;
    for (const ExplainedPart& each : part.parts)
      if (const auto known = number(each.value); known && each.looked_at) operands.push_back(*known);
    const bool all = operands.size() == part.parts.size() || part.operation == "if missing";
    if (!all || operands.empty() || part.value.exact.empty()) return;
    if (const auto result = computed(part.operation, operands))
      expect(number(part.value) == *result,
             "`" + part.operation + "` gives " + result->str() + ", not " + part.value.exact);
    if (part.operation == "root") expect(is_root(*number(part.value), operands), "a root is not near the root");
    if (const auto result = compared(part.operation, operands))
      expect(part.value.exact == (*result ? "yes" : "no"), "`" + part.operation + "` is not " + part.value.exact);
  }

  void part(const ExplainedPart& one) {
    if (one.looked_at && one.kind == Kind::Step) {
      expect(one.step < told_.steps.size(), "a part names no step");
      if (!wrong_.empty()) return;
      const ExplainedValue& value = told_.steps[one.step].value;
      expect(one.value.exact == value.exact && one.value.missing == value.missing && one.value.fault == value.fault,
             "a part is " + one.value.exact + " and its step " + told_.steps[one.step].name + " is " + value.exact);
      const auto& needs = told_.steps[at_].needs;
      expect(std::find(needs.begin(), needs.end(), one.step) != needs.end(), "a part's step is not among the needs");
    }
    expect(one.kind == Kind::Operation || one.kind == Kind::Records || one.parts.empty(), "a leaf has parts");
    if (one.looked_at && one.kind == Kind::Operation) operation(one);
    for (const ExplainedPart& each : one.parts) part(each);
  }

  void bands(const ExplainedStep& step) {
    const auto whole = number(step.value);
    if (!step.bands || !whole || !step.bands->graduated) return;
    Fraction sum = 0;
    for (const ExplainedStretch& each : step.bands->stretches)
      if (each.reached) sum += number(each.gives).value_or(Fraction(0));
    expect(sum == *whole, "the stretches of the bands do not add up");
  }

  void lines(const ExplainedStep& step) {
    if (step.lines.empty() || step.value.exact.empty()) return;
    Fraction sum = 0;
    for (const ExplainedLine& each : step.lines) {
      sum += *number(each.value);
      expect(each.value.exact == told_.steps[each.step].value.exact, "a line is not what its step says");
    }
    const bool rounded = !step.roundings.empty() && step.roundings.back().whole;
    expect(sum == *number(rounded ? step.roundings.back().before : step.value), "the lines do not add up");
  }

  // Rows of a sum add up with those that are not named, and no row is told twice or forgotten.
  void populations(const ExplainedStep& step) {
    for (const ExplainedPopulation& each : step.populations) {
      if (!each.named || each.value.exact.empty()) continue;
      expect(each.rows.size() + each.further <= each.counted && each.rows.size() <= 5, "too many rows count");
      expect(each.left_out.size() <= each.records - each.counted, "too many rows are left out");
      expect(each.counted == each.records || each.has_where, "rows are left out by nothing");
      if (each.operation != "sum") continue;
      Fraction sum = number(each.together).value_or(Fraction(0));
      for (const ExplainedRecord& row : each.rows) sum += *number(row.value);
      expect(each.rows.size() + each.further == each.counted, "rows of a sum are missing");
      expect(sum == *number(each.value), "the rows do not add up");
    }
  }

  void split(const ExplainedStep& step) {
    if (!step.split) return;
    const ExplainedSplit& told = *step.split;
    const Fraction quantum = *number(told.quantum), exact = *number(told.exact), down = *number(told.rounded_down);
    expect(exact == *number(told.amount) * *number(told.own) / *number(told.total), "a part is not its share");
    expect(down <= exact && exact < down + quantum && denominator(Fraction(down / quantum)) == 1,
           "a part is not rounded down");
    expect(*number(told.left_over) == quantum * told.given_out && told.given_out < told.records,
           "what is left over is not given out");
    const bool more = told.place <= told.given_out;
    expect(*number(step.expression->value) == down + (more ? quantum : Fraction(0)), "a part is not given its due");
  }

  void given(const ExplainedStep& step) {
    for (const ExplainedGiven& each : step.given)
      if (each.step != kNoStep)
        expect(each.value.exact == told_.steps[each.step].value.exact, "a given value is not what its step says");
  }

  void roundings(const ExplainedStep& step) {
    for (const ExplainedRounding& each : step.roundings)
      expect(*number(each.before) - *number(each.after) == *number(each.residue),
             "a residue is not what was taken off");
  }

  void cases(const ExplainedStep& step) {
    for (const ExplainedCase& each : step.cases) {
      if (!each.test) continue;
      part(*each.test);
      if (each.state == ExplainedCase::State::Applies)
        expect(each.test->value.exact == "yes", "a case applies that does not");
      if (each.state == ExplainedCase::State::DoesNotApply)
        expect(each.test->value.exact == "no", "a case applies unseen");
    }
  }

  void step(std::size_t i) {
    at_ = i;
    const ExplainedStep& one = told_.steps[i];
    expect(one.parent == kNoStep || (one.parent < i && one.depth == told_.steps[one.parent].depth + 1),
           "it does not stand below the step that needs it");
    if (one.expression) part(*one.expression);
    const bool called = one.bands || one.row;
    if (one.expression && !called && !one.value.exact.empty())
      expect(number(one.value) == number(one.expression->value), "its value is not its expression's");
    bands(one);
    lines(one);
    populations(one);
    split(one);
    given(one);
    roundings(one);
    cases(one);
    expect(!one.value.shown.empty(), "it shows neither a value nor why there is none");
  }

  const Explanation& told_;
  std::size_t at_ = 0;
  std::string wrong_;
};

}  // namespace

std::string first_wrong(const Explanation& told) { return Check(told).run(); }

}  // namespace meruit::testing
