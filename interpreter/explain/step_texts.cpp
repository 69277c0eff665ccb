// What a step says in words: its formula, its numbers, its conditions and its limits.
#include "explain/words.h"
#include "number/rational.h"

namespace meruit::explain {

namespace {

using Kind = ExplainedPart::Kind;

bool is_limit(const ExplainedPart& part) {
  return part.kind == Kind::Operation &&
         (part.operation == "min" || part.operation == "max" || part.operation == "clamp");
}

Rational number_of(const ExplainedValue& value) {
  const std::size_t slash = value.exact.find('/');
  const Rational numerator = number::parse_decimal(value.exact.substr(0, slash)).value();
  return slash == std::string::npos ? numerator
                                    : Rational(numerator / *number::parse_decimal(value.exact.substr(slash + 1)));
}

// Which choice the value is. Where several are equal the first, as for a limit that is just reached.
std::size_t taken(const ExplainedPart& part) {
  constexpr std::size_t kHighEnd = 2;
  const auto is = [&](std::size_t i) { return part.parts[i].value.exact == part.value.exact; };
  if (part.operation == "clamp" && !is(0) && is(kHighEnd) && number_of(part.parts[0].value) > number_of(part.value))
    return kHighEnd;
  for (std::size_t i = 0; i < part.parts.size(); ++i)
    if (is(i)) return i;
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
    limit.choices.push_back({write_words(each), left_out ? each.parts[0].value : each.value});
  }
  limit.taken = taken(part);
  limits.push_back(std::move(limit));
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
    each.condition = write_words(*each.test);
    if (each.state == ExplainedCase::State::NotLookedAt) continue;
    each.reason = simple_reason(*each.test);
  }
  for (ExplainedException& each : step.exceptions) {
    if (!each.test) continue;
    each.condition = write_words(*each.test);
    if (each.state == ExplainedCase::State::DoesNotApply) each.reason = simple_reason(*each.test);
  }
  if (step.bands) step.bands->input = write_words(step.expression->parts.front());
  if (step.block && step.block->date_part) step.block->decided_by = write_words(*step.block->date_part);
  if (!step.expression) return;
  if (step.bands || step.row) return add_limits(*step.expression, step.limits);
  const ExplainedPart& inner = within_roundings(*step.expression);
  if (inner.operation == "case") return;  // none applied
  step.formula = write_words(inner);
  const bool condition = step.type == ValueKind::YesNo;
  if (inner.kind == Kind::Operation) step.numbers = condition ? write_reason(inner) : write_numbers(inner);
  add_limits(*step.expression, step.limits);
}

}  // namespace meruit::explain
