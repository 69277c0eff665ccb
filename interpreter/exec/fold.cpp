#include "exec/fold.h"

#include <numeric>

namespace meruit::exec {

namespace {

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
void note_first_fault(const plan::Fold& fold, const Frame<W>& frame, Range rows, FaultAt& fault) {
  const FaultId* where = fold.where.given() ? frame[fold.where].faults : nullptr;
  const FaultId* body = fold.body.given() ? frame[fold.body].faults : nullptr;
  if (where == nullptr && body == nullptr) return;
  const Counted<W> counts(fold, frame);
  for (std::size_t i = rows.first; i < rows.after(); ++i) {
    const FaultId of_where = where != nullptr ? where[i] : 0;
    const FaultId of_body = body != nullptr && counts(i) ? body[i] : 0;
    if (of_where == 0 && of_body == 0) continue;
    fault.note(of_where != 0 ? of_where : of_body, static_cast<std::uint32_t>(frame.first_row + i));
    return;
  }
}

// Two lanes of 64 bits a term cannot overflow: at most 2^63 rows of a batch are added before they meet the total.
template <class W>
void add_sum(const Column<W>& body, const Counted<W>& counts, Range rows, Total& total) {
  if constexpr (std::is_same_v<W, std::int64_t>) {
    Int128 sum = 0;
    if (counts.all())
      for (std::size_t i = rows.first; i < rows.after(); ++i) sum += body.n[i];
    else
      for (std::size_t i = rows.first; i < rows.after(); ++i) sum += counts(i) ? body.n[i] : 0;
    total.add(sum);
  } else {
    for (std::size_t i = rows.first; i < rows.after(); ++i)
      if (counts(i)) total.add(body.n[i]);
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
void add_fractions(const Rational& scale, const Column<W>& body, const Counted<W>& counts, Range rows,
                   FractionTotals& totals) {
  const auto times = number::to_int64(Integer(numerator(scale)));
  const auto over = number::to_int64(Integer(denominator(scale)));
  for (std::size_t i = rows.first; i < rows.after(); ++i) {
    if (!counts(i)) continue;
    const W d = body.d != nullptr ? body.d[i] : W(1);
    if constexpr (std::is_same_v<W, std::int64_t>)
      if (times && over && add_narrow(body.n[i], d, *times, *over, totals)) continue;
    const Rational term = Rational(exact(body.n[i]), exact(d)) * scale;
    totals.add(Integer(numerator(term)), Integer(denominator(term)));
  }
}

// Rows of a batch into each kind of state. What is of rows at fault is lost in the end.

template <class W>
void add_part(const plan::Fold& fold, const Frame<W>& frame, Range rows, SumState& state) {
  if (state.fault.id == 0) add_sum(frame[fold.body], Counted<W>(fold, frame), rows, state.total);
}

template <class W>
void add_part(const plan::Fold& fold, const Frame<W>& frame, Range rows, FractionsState& state) {
  if (state.fault.id != 0) return;
  add_fractions(fold.scale, frame[fold.body], Counted<W>(fold, frame), rows, state.totals);
}

template <class W>
void add_part(const plan::Fold& fold, const Frame<W>& frame, Range rows, CountState& state) {
  const Counted<W> counts(fold, frame);
  for (std::size_t i = rows.first; i < rows.after() && !counts.all(); ++i) state.rows += counts(i) ? 1U : 0U;
  if (counts.all()) state.rows += rows.count;
}

template <class W>
void add_part(const plan::Fold& fold, const Frame<W>& frame, Range rows, ProductState& state) {
  if (state.fault.id != 0) return;
  const Column<W>& body = frame[fold.body];
  const Counted<W> counts(fold, frame);
  for (std::size_t i = rows.first; i < rows.after(); ++i) {
    if (!counts(i)) continue;
    budget::tick();
    state.n *= exact(body.n[i]);
    if (body.d != nullptr) state.d *= exact(body.d[i]);
    ++state.terms;
  }
}

template <class W>
void add_part(const plan::Fold& fold, const Frame<W>& frame, Range rows, ValuesState& state) {
  if (state.fault.id != 0) return;
  const Column<W>& body = frame[fold.body];
  const Counted<W> counts(fold, frame);
  for (std::size_t i = rows.first; i < rows.after(); ++i) {
    if (!counts(i)) continue;
    if (body.texts != nullptr)
      state.texts.add(body.texts[i]);
    else if (body.ordinals != nullptr)
      state.narrow.add(body.ordinals[i]);
    else if (std::is_same_v<W, std::int64_t> && body.d == nullptr)
      state.narrow.add(static_cast<std::int64_t>(body.n[i]));
    else
      state.take(exact(body.n[i]), body.d != nullptr ? exact(body.d[i]) : Integer(1));
  }
}

// Within a batch, rows without a denominator of their own are compared in the batch's width.
template <class W>
void add_part(const plan::Fold& fold, const Frame<W>& frame, Range rows, ExtremeState& state) {
  const Column<W>& body = frame[fold.body];
  const Counted<W> counts(fold, frame);
  const bool smallest = fold.kind == ast::AggregateKind::Smallest;
  std::optional<std::size_t> best;
  for (std::size_t i = rows.first; i < rows.after(); ++i) {
    if (!counts(i)) continue;
    if (body.d != nullptr)
      state.take(fold.kind, exact(body.n[i]), exact(body.d[i]));
    else if (!best || (smallest ? body.n[i] < body.n[*best] : body.n[*best] < body.n[i]))
      best = i;
  }
  if (best) state.take(fold.kind, exact(body.n[*best]), Integer(1));
}

template <class W>
void add_part(const plan::Fold& fold, const Frame<W>& frame, Range rows, ExtremeDayState& state) {
  const std::int32_t* days = frame[fold.body].ordinals;
  const Counted<W> counts(fold, frame);
  for (std::size_t i = rows.first; i < rows.after(); ++i)
    if (counts(i)) state.take(fold.kind, days[i]);
}

template <class W>
void add_part(const plan::Fold& fold, const Frame<W>& frame, Range rows, AnswersState& state) {
  const std::uint8_t* yes = frame[fold.body].yes;
  const Counted<W> counts(fold, frame);
  for (std::size_t i = rows.first; i < rows.after(); ++i) {
    if (!counts(i)) continue;
    state.any = state.any || yes[i] != 0;
    state.every = state.every && yes[i] != 0;
  }
}

}  // namespace

template <class W>
void add_rows(const plan::Fold& fold, const Frame<W>& frame, Range rows, FoldState& state) {
  std::visit(
      [&](auto& of_kind) {
        note_first_fault(fold, frame, rows, of_kind.fault);
        add_part(fold, frame, rows, of_kind);
      },
      state);
}

#define MERUIT_MAKE(W) template void add_rows(const plan::Fold&, const Frame<W>&, Range, FoldState&);
MERUIT_EACH_WIDTH(MERUIT_MAKE)
#undef MERUIT_MAKE

}  // namespace meruit::exec
