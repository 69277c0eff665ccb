#include "exec/fold.h"

#include <numeric>

namespace meruit::exec {

using ast::AggregateKind;

KeyOrder::KeyOrder(const plan::Plan& plan, const data::Relation& relation) {
  for (const std::uint32_t input : plan.keys) {
    const data::Column& key = relation.columns[input];
    const bool is_number = !key.i64.empty() || !key.i128.empty() || !key.big.empty();
    if (is_number || !key.texts.empty() || !key.ordinals.empty() || !key.yes.empty()) keys_.push_back(&key);
  }
}

bool KeyOrder::before(std::size_t a, std::size_t b) const {
  for (const data::Column* key : keys_)
    if (const int order = data::compare_cells(*key, a, b); order != 0) return order < 0;
  return a < b;
}

namespace {

void note_fault(FaultId fault, std::size_t row, const KeyOrder& order, FoldState& state) {
  if (state.fault != 0 && !order.before(row, state.fault_row)) return;
  state.fault = fault;
  state.fault_row = row;
}

// Rows that count: all, or those where the condition holds. A fault of the condition, or of the body where it
// counts, is noted.
template <class W>
class Counted {
 public:
  Counted(const plan::Fold& fold, const Frame<W>& frame)
      : where_(fold.where.given() ? frame[fold.where].yes : nullptr) {}
  [[nodiscard]] bool all() const { return where_ == nullptr; }
  [[nodiscard]] bool operator()(std::size_t i) const { return where_ == nullptr || where_[i] != 0; }

 private:
  const std::uint8_t* where_;
};

template <class W>
void note_faults(const plan::Fold& fold, const Frame<W>& frame, const KeyOrder& order, FoldState& state) {
  const FaultId* where = fold.where.given() ? frame[fold.where].faults : nullptr;
  const FaultId* body = fold.body.given() ? frame[fold.body].faults : nullptr;
  if (where == nullptr && body == nullptr) return;
  const Counted<W> counts(fold, frame);
  for (std::size_t i = 0; i < frame.rows; ++i) {
    const FaultId of_where = where != nullptr ? where[i] : 0;
    const FaultId of_body = body != nullptr && counts(i) ? body[i] : 0;
    if (of_where != 0 || of_body != 0)
      note_fault(of_where != 0 ? of_where : of_body, frame.first_row + i, order, state);
  }
}

// Two lanes of 64 bits a term cannot overflow: at most 2^63 rows of a batch are added before they meet the total.
template <class W>
void add_sum(const Column<W>& body, const Counted<W>& counts, std::size_t rows, FoldState& state) {
  if constexpr (std::is_same_v<W, std::int64_t>) {
    Int128 sum = 0;
    if (counts.all())
      for (std::size_t i = 0; i < rows; ++i) sum += body.n[i];
    else
      for (std::size_t i = 0; i < rows; ++i) sum += counts(i) ? body.n[i] : 0;
    state.total.add(sum);
  } else {
    for (std::size_t i = 0; i < rows; ++i)
      if (counts(i)) state.total.add(body.n[i]);
  }
}

// Reduced in 64 bits where that holds the scaled term. Terms at one scale have no denominator in their column.
bool add_narrow(std::int64_t n, std::int64_t d, std::int64_t times, std::int64_t over, FractionTotals& totals) {
  bool overflow = false;
  n = multiply(n, times, overflow);
  d = multiply(d, over, overflow);
  if (overflow) return false;
  // At most d, so that it fits.
  const auto divisor = static_cast<std::int64_t>(std::gcd(number::magnitude(n), number::magnitude(d)));
  totals.add(n / divisor, number::magnitude(d / divisor));
  return true;
}

template <class W>
void add_fractions(const Rational& scale, const Column<W>& body, const Counted<W>& counts, std::size_t rows,
                   FoldState& state) {
  const auto times = number::to_int64(Integer(numerator(scale)));
  const auto over = number::to_int64(Integer(denominator(scale)));
  for (std::size_t i = 0; i < rows; ++i) {
    if (!counts(i)) continue;
    const W d = body.d != nullptr ? body.d[i] : W(1);
    if constexpr (std::is_same_v<W, std::int64_t>)
      if (times && over && add_narrow(body.n[i], d, *times, *over, state.fractions)) continue;
    const Rational term = Rational(exact(body.n[i]), exact(d)) * scale;
    state.fractions.add(Integer(numerator(term)), Integer(denominator(term)));
  }
}

bool more_extreme(AggregateKind kind, const Integer& n, const Integer& d, const std::pair<Integer, Integer>& best) {
  const Integer left = n * best.second;
  const Integer right = best.first * d;
  return kind == AggregateKind::Smallest ? left < right : left > right;
}

void take_extreme(AggregateKind kind, const Integer& n, const Integer& d, FoldState& state) {
  if (!state.extreme || more_extreme(kind, n, d, *state.extreme)) state.extreme = {n, d};
}

void take_day(AggregateKind kind, std::int32_t day, FoldState& state) {
  const bool better =
      !state.extreme_day || (kind == AggregateKind::Smallest ? day < *state.extreme_day : day > *state.extreme_day);
  if (better) state.extreme_day = day;
}

template <class W>
void add_extreme(AggregateKind kind, const Column<W>& body, const Counted<W>& counts, std::size_t rows,
                 FoldState& state) {
  if (body.n == nullptr) {
    for (std::size_t i = 0; i < rows; ++i)
      if (counts(i)) take_day(kind, body.ordinals[i], state);
    return;
  }
  // Within a batch, rows without a denominator of their own are compared in the batch's width.
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < rows; ++i) {
    if (!counts(i)) continue;
    if (body.d != nullptr)
      take_extreme(kind, exact(body.n[i]), exact(body.d[i]), state);
    else if (!best || (kind == AggregateKind::Smallest ? body.n[i] < body.n[*best] : body.n[i] > body.n[*best]))
      best = i;
  }
  if (best) take_extreme(kind, exact(body.n[*best]), Integer(1), state);
}

template <class W>
void add_answers(const std::uint8_t* yes, const Counted<W>& counts, std::size_t rows, FoldState& state) {
  for (std::size_t i = 0; i < rows; ++i) {
    if (!counts(i)) continue;
    state.any = state.any || yes[i] != 0;
    state.every = state.every && yes[i] != 0;
  }
}

}  // namespace

template <class W>
void add_rows(const plan::Fold& fold, const Frame<W>& frame, const KeyOrder& order, FoldState& state) {
  note_faults(fold, frame, order, state);
  const Counted<W> counts(fold, frame);
  const std::size_t rows = frame.rows;
  if (counts.all())
    state.count += rows;
  else
    for (std::size_t i = 0; i < rows; ++i) state.count += counts(i) ? 1U : 0U;
  if (!fold.body.given()) return;

  const Column<W>& body = frame[fold.body];
  switch (fold.kind) {
    case AggregateKind::Sum:
      if (state.fault != 0) break;  // the sum is lost already
      if (fold.pair)
        add_fractions(fold.scale, body, counts, rows, state);
      else
        add_sum(body, counts, rows, state);
      break;
    case AggregateKind::Smallest:
    case AggregateKind::Largest:
      add_extreme(fold.kind, body, counts, rows, state);
      break;
    case AggregateKind::Any:
    case AggregateKind::Every:
      add_answers(body.yes, counts, rows, state);
      break;
    case AggregateKind::Count:
      break;
  }
}

void merge(const plan::Fold& fold, const FoldState& from, const KeyOrder& order, FoldState& into) {
  into.count += from.count;
  into.total.add(from.total);
  into.fractions.merge(from.fractions);
  into.any = into.any || from.any;
  into.every = into.every && from.every;
  if (from.extreme) take_extreme(fold.kind, from.extreme->first, from.extreme->second, into);
  if (from.extreme_day) take_day(fold.kind, *from.extreme_day, into);
  if (from.fault != 0) note_fault(from.fault, from.fault_row, order, into);
}

SlotValue finish(const plan::Fold& fold, const FoldState& state) {
  SlotValue value;
  value.fault = state.fault;
  if (value.fault != 0) return value;
  switch (fold.kind) {
    case AggregateKind::Sum:
      if (!fold.pair) {
        value.n = state.total.value();
      } else if (state.fractions.too_many()) {
        value.fault = fold.too_many;
      } else {
        const Rational sum = state.fractions.value();
        value.n = numerator(sum);
        value.d = denominator(sum);
      }
      break;
    case AggregateKind::Count:
      value.n = state.count;
      break;
    case AggregateKind::Smallest:
    case AggregateKind::Largest:
      if (state.count == 0) {
        value.fault = fold.empty;
      } else if (state.extreme) {
        value.n = state.extreme->first;
        value.d = state.extreme->second;
      } else {
        value.ordinal = state.extreme_day.value_or(0);
      }
      break;
    case AggregateKind::Any:
      value.yes = state.any;
      break;
    case AggregateKind::Every:
      value.yes = state.every;
      break;
  }
  return value;
}

#define MERUIT_MAKE(W) template void add_rows(const plan::Fold&, const Frame<W>&, const KeyOrder&, FoldState&);
MERUIT_EACH_WIDTH(MERUIT_MAKE)
#undef MERUIT_MAKE

}  // namespace meruit::exec
