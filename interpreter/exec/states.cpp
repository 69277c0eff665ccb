#include "exec/states.h"

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
    case AggregateKind::Count:
      return CountState{};
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
