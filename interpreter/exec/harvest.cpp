#include "exec/harvest.h"

namespace meruit::exec {

namespace {

template <class T>
std::vector<T> copied(const T* from, std::size_t rows) {
  if (from == nullptr) return {};
  budget::take(rows * sizeof(T));
  return {from, from + rows};
}

// Whether rows of the column have a plain value.
template <class W>
bool has_value(const Column<W>& of, std::size_t i) {
  return (of.faults == nullptr || of.faults[i] == 0) && (of.present == nullptr || of.present[i] != 0);
}

template <class W>
void set_numbers(const Column<W>& of, std::size_t rows, Chunk& chunk) {
  std::vector<W> n = copied(of.n, rows);
  std::vector<W> d = copied(of.d, rows);
  for (std::size_t i = 0; i < rows && (of.faults != nullptr || of.present != nullptr); ++i) {
    if (has_value(of, i)) continue;
    n[i] = 0;
    if (!d.empty()) d[i] = 1;
  }
  if constexpr (kIsBig<W>) {
    chunk.big = std::move(n);
    chunk.row_big = std::move(d);
  } else if constexpr (std::is_same_v<W, std::int64_t>) {
    chunk.i64 = std::move(n);
    chunk.row_i64 = std::move(d);
  } else {
    chunk.i128 = std::move(n);
    chunk.row_i128 = std::move(d);
  }
}

// n * times is a multiple of d * unit, or lies between d * low and d * high.
template <class W>
class Test {
 public:
  Test(const plan::Check& check, Frame<W>& frame) : check_(check), of_(frame[check.of]), overflow_(frame.overflow) {
    times_ = constant<W>(check.times, overflow_);
    unit_ = constant<W>(check.unit, overflow_);
    if (check.low) low_ = constant<W>(*check.low, overflow_);
    if (check.high) high_ = constant<W>(*check.high, overflow_);
  }
  [[nodiscard]] bool holds(std::size_t i) const {
    const W value = multiply(of_.n[i], times_, overflow_);
    if (check_.kind == check::Violation::Kind::Range)
      return (!check_.low || value >= over(low_, i)) && (!check_.high || value <= over(high_, i));
    const W unit = over(unit_, i);
    return overflow_ || is_multiple(value, unit);
  }

 private:
  [[nodiscard]] W over(const W& limit, std::size_t i) const {
    return of_.d == nullptr ? limit : multiply(limit, of_.d[i], overflow_);
  }
  const plan::Check& check_;
  const Column<W>& of_;
  bool& overflow_;
  W times_{}, unit_{}, low_{}, high_{};
};

// The value at one row, reduced; `denominator` as in plan::Check.
template <class W>
check::Outcome outcome_at(const Column<W>& of, check::TypeKind kind, const Integer& denominator, std::size_t i,
                          const plan::Plan& plan) {
  using check::TypeKind;
  if (of.faults != nullptr && of.faults[i] != 0) return plan.sites[of.faults[i] - 1];
  if (of.present != nullptr && of.present[i] == 0) return check::Absence::Missing;
  switch (kind) {
    case TypeKind::Number: {
      const Integer d = of.d == nullptr ? denominator : Integer(denominator * exact(of.d[i]));
      return check::Value(Rational(exact(of.n[i]), d));
    }
    case TypeKind::YesNo:
      return check::Value(of.yes[i] != 0);
    case TypeKind::Text:
      return check::Value(std::string(of.texts[i]));
    case TypeKind::Date:
      return check::Value(calendar::Date{of.ordinals[i]});
    case TypeKind::Period:
      return check::Value(calendar::Period{{of.ordinals[i]}, {of.lasts[i]}});
    case TypeKind::OneOf:
    case TypeKind::Row:  // no result is a row
      break;
  }
  return check::Value(check::Word{static_cast<std::uint32_t>(of.ordinals[i])});
}

}  // namespace

template <class W>
Chunk chunk_of(const plan::Output& output, const Frame<W>& frame) {
  const Column<W>& of = frame[output.of];
  Chunk chunk;
  chunk.rows = frame.rows;
  chunk.width = kWidth<W>;
  if (of.n != nullptr) set_numbers(of, frame.rows, chunk);
  chunk.yes = copied(of.yes, frame.rows);
  chunk.ordinals = copied(of.ordinals, frame.rows);
  chunk.lasts = copied(of.lasts, frame.rows);
  chunk.texts = copied(of.texts, frame.rows);
  chunk.present = copied(of.present, frame.rows);
  chunk.faults = copied(of.faults, frame.rows);
  return chunk;
}

template <class W>
void find_violations(const plan::Plan& plan, const plan::Check& check, check::RelationId relation, Frame<W>& frame,
                     std::vector<Partial::Found>& found) {
  const Column<W>& of = frame[check.of];
  const auto violated = [&](std::size_t i) {
    const check::Outcome outcome = outcome_at(of, check.type.kind, check.denominator, i, plan);
    found.push_back({relation, check.order, {check.kind, check.index, frame.first_row + i, outcome}});
  };
  if (check.kind == check::Violation::Kind::Expectation) {
    for (std::size_t i = 0; i < frame.rows; ++i)
      if (!has_value(of, i) || of.yes[i] == 0) violated(i);
    return;
  }
  if (check.kind == check::Violation::Kind::Unreadable) {
    for (std::size_t i = 0; i < frame.rows && of.faults != nullptr; ++i)
      if (of.faults[i] != 0 && plan.sites[of.faults[i] - 1].kind == check::FaultKind::Unreadable) violated(i);
    return;
  }
  const Test<W> test(check, frame);
  for (std::size_t i = 0; i < frame.rows && !frame.overflow; ++i)
    if (has_value(of, i) && !test.holds(i)) violated(i);
}

#define MERUIT_MAKE(W)                                                                               \
  template Chunk chunk_of(const plan::Output&, const Frame<W>&);                                     \
  template void find_violations(const plan::Plan&, const plan::Check&, check::RelationId, Frame<W>&, \
                                std::vector<Partial::Found>&);
MERUIT_EACH_WIDTH(MERUIT_MAKE)
#undef MERUIT_MAKE

}  // namespace meruit::exec
