#include "check/record_trials.h"

#include <algorithm>

#include "check/plain_values.h"

namespace meruit::check {

bool is_source(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  return expr.op == Op::Input || (expr.op == Op::Field && !b.model.fields[expr.index].value.given());
}

RecordTrials::RecordTrials(const Builder& b, const ConditionSpace& space, const Point& point,
                           std::vector<Choice> choices, std::function<bool(ExprId)> above_zero)
    : b_(b),
      space_(space),
      point_(point),
      choices_(std::move(choices)),
      above_zero_(std::move(above_zero)),
      at_(choices_.size(), 0) {}

void RecordTrials::add_number(std::size_t subject, const Sources& rests_on) {
  Number number{subject, {}, {}};
  for (std::size_t i = 0; i < choices_.size(); ++i)
    if (rests_on.count(choices_[i].source) > 0) number.choices.push_back(i);
  numbers_.push_back(std::move(number));
}

bool RecordTrials::next() {
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    if (++at_[i] < choices_[i].values.size()) return true;
    at_[i] = 0;
  }
  return false;
}

std::optional<SourceValues> RecordTrials::record(const SourceValues& pinned) {
  if (std::any_of(numbers_.begin(), numbers_.end(), [&](const Number& number) { return known_misplaced(number); }))
    return std::nullopt;
  SourceValues values = pinned;
  for (std::size_t i = 0; i < choices_.size(); ++i) values[choices_[i].source] = choices_[i].values[at_[i]];
  std::vector<Constraint> constraints;
  for (Number& number : numbers_) {
    const Placed& placed = place(number, values);
    if (!placed) return std::nullopt;
    constraints.insert(constraints.end(), placed->begin(), placed->end());
  }
  return solve_numbers(std::move(constraints), values) ? std::optional(std::move(values)) : std::nullopt;
}

std::vector<std::size_t> RecordTrials::chosen(const Number& number) const {
  std::vector<std::size_t> positions;
  for (const std::size_t choice : number.choices) positions.push_back(at_[choice]);
  return positions;
}

bool RecordTrials::known_misplaced(const Number& number) const {
  const auto at = number.placed.find(chosen(number));
  return at != number.placed.end() && !at->second;
}

const RecordTrials::Placed& RecordTrials::place(Number& number, const SourceValues& values) {
  const auto [at, fresh] = number.placed.try_emplace(chosen(number));
  if (fresh) at->second = read(space_.subjects[number.subject], point_[number.subject], values);
  return at->second;
}

RecordTrials::Placed RecordTrials::read(const Subject& subject, std::size_t position, const SourceValues& values) {
  LinearReading reading(b_, &values);
  Linear number = reading.read(subject.expr);
  if (subject.less.given()) number = sum(number, reading.read(subject.less), -1);
  std::vector<Unknown> shared;  // by the reading's own
  for (const ExprId id : reading.unknowns()) {
    if (!is_source(b_, id)) return std::nullopt;
    shared.push_back(unknown(id));
  }
  Linear form{{}, number.constant - subject.offset};
  for (const auto& [own, factor] : number.terms) form.terms.emplace(shared[own], factor);
  std::vector<Constraint> constraints;
  add_position(subject, position, scaled(form, 1 / subject.times), constraints);
  if (!form.is_constant()) return constraints;
  if (!std::all_of(constraints.begin(), constraints.end(), holds_without_unknowns)) return std::nullopt;
  return std::vector<Constraint>();
}

Unknown RecordTrials::unknown(ExprId source) {
  const auto [at, fresh] = known_.emplace(source_of(b_.expr(source)), unknowns_.size());
  if (fresh) unknowns_.push_back(source);
  return at->second;
}

// The numbers that are not fixed yet, so that each subject lies at its position.
bool RecordTrials::solve_numbers(std::vector<Constraint> constraints, SourceValues& values) const {
  for (Constraint& one : declared_of(b_, unknowns_)) constraints.push_back(std::move(one));
  for (Unknown unknown = 0; unknown < unknowns_.size(); ++unknown)
    if (above_zero_(unknowns_[unknown]))
      constraints.push_back({Constraint::Sense::BelowZero, {{{unknown, Rational(-1)}}, 0}});
  const Solution solution = solve(std::move(constraints), whole_ones(b_, unknowns_));
  if (solution.solvable != Solvable::Yes) return false;
  for (Unknown unknown = 0; unknown < unknowns_.size(); ++unknown)
    if (!take(unknowns_[unknown], solution.values[unknown], values)) return false;
  return true;
}

// False for what no file could hold.
bool RecordTrials::take(ExprId source, const Rational& value, SourceValues& values) const {
  const bool date = b_.type(source).kind == TypeKind::Date;
  const bool fits = !date || (denominator(value) == 1 && value > -700'000 && value < 2'900'000);
  if (!fits || !allowed(b_, source, value)) return false;
  values[source_of(b_.expr(source))] =
      date ? Value(calendar::Date{static_cast<std::int32_t>(numerator(value))}) : Value(value);
  return true;
}

}  // namespace meruit::check
