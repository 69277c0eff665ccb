#include "exec/states.h"

#include <algorithm>

#include "number/root.h"

namespace meruit::exec {

namespace {

using ast::AggregateKind;

template <class T>
bool is_better(AggregateKind kind, const T& value, const T& than) {
  return kind == AggregateKind::Smallest ? value < than : than < value;
}

void merge_values(const plan::Fold&, const SumState& from, SumState& into) { into.total.add(from.total); }
void merge_values(const plan::Fold&, const FractionsState& from, FractionsState& into) {
  into.totals.merge(from.totals);
}
void merge_values(const plan::Fold&, const ProductState& from, ProductState& into) {
  into.n *= from.n;
  into.d *= from.d;
  into.terms += from.terms;
}
void merge_values(const plan::Fold&, const ValuesState& from, ValuesState& into) {
  into.narrow.add(from.narrow);
  into.wide.add(from.wide);
  into.texts.add(from.texts);
}
void merge_values(const plan::Fold&, const CountState& from, CountState& into) { into.rows += from.rows; }
void merge_values(const plan::Fold& fold, const ExtremeState& from, ExtremeState& into) {
  if (from.best) into.take(fold.kind, from.best->first, from.best->second);
}
void merge_values(const plan::Fold& fold, const ExtremeDayState& from, ExtremeDayState& into) {
  if (from.best) into.take(fold.kind, *from.best);
}
void merge_values(const plan::Fold&, const AnswersState& from, AnswersState& into) {
  into.any = into.any || from.any;
  into.every = into.every && from.every;
}

template <class T>
std::uint64_t different(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  return static_cast<std::uint64_t>(std::unique(values.begin(), values.end()) - values.begin());
}

// The value at a rank, counted from 0, and the next one: the same where there is none.
template <class T>
std::pair<T, T> at_rank(std::vector<T> values, std::size_t rank) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(values.begin(), at, values.end());
  return {*at, at + 1 == values.end() ? *at : *std::min_element(at + 1, values.end())};
}

std::pair<Rational, Rational> at_rank(const ValuesState& state, std::size_t rank) {
  if (state.wide.values().empty()) {
    const auto [value, next] = at_rank(state.narrow.values(), rank);
    return {Rational(value), Rational(next)};
  }
  std::vector<Rational> all = state.wide.values();
  all.insert(all.end(), state.narrow.values().begin(), state.narrow.values().end());
  return at_rank(std::move(all), rank);
}

// In the fold's parts.
Rational percentile(const plan::Fold& fold, const ValuesState& state) {
  using Method = ast::PercentileMethod;
  const Integer over = denominator(fold.share);
  const bool line = fold.method == Method::Interpolated;
  const auto many = static_cast<std::uint64_t>(state.narrow.values().size() + state.wide.values().size());
  const Integer place = numerator(fold.share) * (line ? many - 1 : many);
  const auto whole = static_cast<std::size_t>(Integer(place / over));
  const Integer rest = place % over;
  if (line) {
    const auto [value, next] = at_rank(state, whole);
    return value * Rational(Integer(over - rest)) + next * Rational(rest);
  }
  const auto [value, next] = at_rank(state, rest == 0 ? whole - 1 : whole);
  return fold.method == Method::NearestRank ? value : rest == 0 ? Rational(value + next) : Rational(value * 2);
}

// Of states without fault.
void set_value(const plan::Fold&, const SumState& state, SlotValue& value) { value.n = state.total.value(); }
void set_value(const plan::Fold& fold, const FractionsState& state, SlotValue& value) {
  if (state.totals.too_many()) {
    value.fault = fold.too_many;
    return;
  }
  const Rational sum = state.totals.value();
  value.n = numerator(sum);
  value.d = denominator(sum);
}
void set_value(const plan::Fold& fold, const ProductState& state, SlotValue& value) {
  Rational product(state.n, state.d);
  if (state.terms > 0) product *= number::power(fold.scale, static_cast<int>(state.terms));
  value.n = numerator(product);
  value.d = denominator(product);
}
void set_value(const plan::Fold& fold, const ValuesState& state, SlotValue& value) {
  if (fold.kind == AggregateKind::Distinct) {
    value.n = different(state.narrow.values()) + different(state.wide.values()) + different(state.texts.values());
    return;
  }
  if (state.narrow.values().empty() && state.wide.values().empty()) {
    value.fault = fold.empty;
    return;
  }
  const Rational found = percentile(fold, state);
  value.n = numerator(found);
  value.d = denominator(found);
}
void set_value(const plan::Fold&, const CountState& state, SlotValue& value) { value.n = state.rows; }
void set_value(const plan::Fold& fold, const ExtremeState& state, SlotValue& value) {
  if (!state.best) {
    value.fault = fold.empty;
    return;
  }
  value.n = state.best->first;
  value.d = state.best->second;
}
void set_value(const plan::Fold& fold, const ExtremeDayState& state, SlotValue& value) {
  if (!state.best) value.fault = fold.empty;
  value.ordinal = state.best.value_or(0);
}
void set_value(const plan::Fold& fold, const AnswersState& state, SlotValue& value) {
  value.yes = fold.kind == AggregateKind::Any ? state.any : state.every;
}

}  // namespace

// Equal numbers are kept alike.
void ValuesState::take(const Integer& n, const Integer& d) {
  const Rational number(n, d);
  const auto whole = denominator(number) == 1 ? number::to_int64(Integer(numerator(number))) : std::nullopt;
  if (whole)
    narrow.add(*whole);
  else
    wide.add(number);
}

void ExtremeState::take(AggregateKind kind, const Integer& n, const Integer& d) {
  if (!best || is_better(kind, Integer(n * best->second), Integer(best->first * d))) best = {n, d};
}

void ExtremeDayState::take(AggregateKind kind, std::int32_t day) {
  if (!best || is_better(kind, day, *best)) best = day;
}

FoldState state_of(const plan::Fold& fold) {
  switch (fold.kind) {
    case AggregateKind::Sum:
      if (fold.pair) return FractionsState{FractionTotals(fold.most_denominators), {}};
      break;
    case AggregateKind::Product:
      return ProductState{};
    case AggregateKind::Count:
      return CountState{};
    case AggregateKind::Distinct:
    case AggregateKind::Percentile:
      return ValuesState{};
    case AggregateKind::Smallest:
    case AggregateKind::Largest:
      if (fold.type == check::TypeKind::Date) return ExtremeDayState{};
      return ExtremeState{};
    case AggregateKind::Any:
    case AggregateKind::Every:
      return AnswersState{};
  }
  return SumState{};
}

std::vector<FoldState> states_of(const plan::Pass& pass) {
  std::vector<FoldState> states;
  states.reserve(pass.folds.size());
  for (const plan::Fold& fold : pass.folds) states.push_back(state_of(fold));
  return states;
}

void merge(const plan::Fold& fold, const FoldState& from, FoldState& into) {
  std::visit(
      [&](auto& of_kind) {
        const auto& other = std::get<std::remove_cvref_t<decltype(of_kind)>>(from);
        merge_values(fold, other, of_kind);
        of_kind.fault.note(other.fault);
      },
      into);
}

SlotValue finish(const plan::Fold& fold, const FoldState& state) {
  SlotValue value;
  std::visit(
      [&](const auto& of_kind) {
        value.fault = of_kind.fault.id;
        if (value.fault == 0) set_value(fold, of_kind, value);
      },
      state);
  return value;
}

}  // namespace meruit::exec
