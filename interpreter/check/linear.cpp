#include "check/linear.h"

#include <algorithm>

#include "budget/budget.h"
#include "number/rounding.h"

namespace meruit::check {

namespace {

using Sense = Constraint::Sense;

constexpr std::size_t kMostConstraints = 600;

struct Bound {
  Rational at;
  bool inside = false;
};

const Rational* factor_of(const Constraint& one, Unknown unknown) {
  const auto at = one.form.terms.find(unknown);
  return at == one.form.terms.end() ? nullptr : &at->second;
}

// `one` without the unknown, by means of `other`, which bounds it from the other side or equals it.
Constraint without(const Constraint& one, const Constraint& other, Unknown unknown) {
  budget::tick();
  const Rational mine = *factor_of(one, unknown), its = *factor_of(other, unknown);
  const bool equality = other.sense == Sense::Zero;
  const Rational times = equality ? Rational(-mine / its) : Rational(abs(mine) / abs(its));
  const bool strict = one.sense == Sense::BelowZero || other.sense == Sense::BelowZero;
  return {one.sense == Sense::Zero ? Sense::Zero
          : strict                 ? Sense::BelowZero
                                   : Sense::AtMostZero,
          sum(one.form, other.form, times)};
}

// The constraints that remain for the other unknowns; `used` are those that mention this one.
bool eliminate(Unknown unknown, std::vector<Constraint>& all, std::vector<Constraint>& used) {
  std::vector<Constraint> rest;
  for (Constraint& one : all) (factor_of(one, unknown) != nullptr ? used : rest).push_back(std::move(one));
  const auto equality =
      std::find_if(used.begin(), used.end(), [](const Constraint& one) { return one.sense == Sense::Zero; });
  if (equality != used.end()) {
    for (auto one = used.begin(); one != used.end(); ++one)
      if (one != equality) rest.push_back(without(*one, *equality, unknown));
  } else {
    for (const Constraint& upper : used)
      for (const Constraint& lower : used)
        if (*factor_of(upper, unknown) > 0 && *factor_of(lower, unknown) < 0)
          rest.push_back(without(upper, lower, unknown));
  }
  all = std::move(rest);
  return all.size() <= kMostConstraints;
}

void tighten(std::optional<Bound>& bound, const Rational& at, bool inside, bool upper) {
  const bool tighter = !bound || (upper ? at < bound->at : at > bound->at) || (at == bound->at && !inside);
  if (tighter) bound = Bound{at, inside};
}

Rational whole_of(const Rational& value, number::RoundingMode mode) { return number::round_to(value, 1, mode); }

bool lies_in(const Rational& value, const std::optional<Bound>& low, const std::optional<Bound>& high) {
  if (low && (low->inside ? value < low->at : value <= low->at)) return false;
  return !high || (high->inside ? value <= high->at : value < high->at);
}

// A number of the stretch that reads well: few decimals, near the middle.
Rational pick(const std::optional<Bound>& low, const std::optional<Bound>& high, bool whole) {
  using number::RoundingMode;
  constexpr unsigned kMostPlaces = 6;
  if (!low && !high) return 100;
  const auto reads_well = [&](const Bound& bound) {
    const auto places = number::decimal_places(bound.at);
    return bound.inside && places && *places <= (whole ? 0 : static_cast<int>(kMostPlaces));
  };
  if (!high) return reads_well(*low) ? low->at : Rational(whole_of(low->at, RoundingMode::Floor) + 1);
  if (!low) return reads_well(*high) ? high->at : Rational(whole_of(high->at, RoundingMode::Ceiling) - 1);
  const Rational middle = (low->at + high->at) / 2;
  for (unsigned places = 0; places <= kMostPlaces; ++places)
    for (const RoundingMode mode : {RoundingMode::HalfUp, RoundingMode::Floor, RoundingMode::Ceiling}) {
      const Rational plain = number::round_to(middle, Rational(1, number::power_of_ten(places)), mode);
      if (lies_in(plain, low, high)) return plain;
    }
  return middle;
}

Rational choose(Unknown unknown, const std::vector<Constraint>& used, const std::vector<Rational>& values, bool whole) {
  std::optional<Bound> low, high;
  for (const Constraint& one : used) {
    const Rational factor = *factor_of(one, unknown);
    Linear others = one.form;
    others.terms.erase(unknown);
    const Rational at = -value_of(others, values) / factor;
    const bool inside = one.sense != Sense::BelowZero;
    if (one.sense == Sense::Zero || factor > 0) tighten(high, at, inside, true);
    if (one.sense == Sense::Zero || factor < 0) tighten(low, at, inside, false);
  }
  return pick(low, high, whole);
}

}  // namespace

bool holds_without_unknowns(const Constraint& one) {
  const int sign = one.form.constant.sign();
  return one.sense == Sense::Zero ? sign == 0 : one.sense == Sense::BelowZero ? sign < 0 : sign <= 0;
}

Linear scaled(const Linear& form, const Rational& times) { return sum(Linear(), form, times); }

Linear sum(const Linear& a, const Linear& b, const Rational& times) {
  Linear result = a;
  result.constant += b.constant * times;
  for (const auto& [unknown, factor] : b.terms) {
    const auto at = result.terms.emplace(unknown, 0).first;
    at->second += factor * times;
    if (at->second == 0) result.terms.erase(at);
  }
  return result;
}

Rational value_of(const Linear& form, const std::vector<Rational>& values) {
  Rational value = form.constant;
  for (const auto& [unknown, factor] : form.terms) value += factor * values[unknown];
  return value;
}

Solution solve(std::vector<Constraint> all, const std::vector<bool>& whole) {
  std::vector<std::vector<Constraint>> used(whole.size());
  // The last unknown goes first, so that the first is chosen first.
  for (Unknown unknown = whole.size(); unknown-- > 0;)
    if (!eliminate(unknown, all, used[unknown])) return {Solvable::TooLarge, {}};
  if (!std::all_of(all.begin(), all.end(), holds_without_unknowns)) return {Solvable::No, {}};
  Solution found{Solvable::Yes, std::vector<Rational>(whole.size())};
  for (Unknown unknown = 0; unknown < whole.size(); ++unknown)
    found.values[unknown] = choose(unknown, used[unknown], found.values, whole[unknown]);
  return found;
}

}  // namespace meruit::check
