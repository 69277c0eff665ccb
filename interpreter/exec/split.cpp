#include "exec/split.h"

#include <algorithm>
#include <numeric>

namespace meruit::exec {

namespace {

// A part in quanta: rounded down, and what was cut off as a fraction of a quantum, `rest` over `by`.
struct Cut {
  Integer quanta, rest, by;
};

Cut cut_off(const Integer& n, const Integer& d) {
  Cut cut{0, 0, d};
  boost::multiprecision::divide_qr(n, d, cut.quanta, cut.rest);
  if (cut.rest < 0) {
    cut.rest += d;
    cut.quanta -= 1;
  }
  return cut;
}

// Which of two rows is given a quantum first.
class LeftOver {
 public:
  LeftOver(const plan::Split& split, const std::vector<Weight>& weights, const std::vector<Cut>& cuts,
           const data::Relation& relation)
      : by_weight_(split.by_weight), weights_(weights), cuts_(cuts) {
    for (const std::uint32_t input : split.keys) keys_.push_back(&relation.columns[input]);
  }
  bool operator()(std::size_t a, std::size_t b) const {
    const Integer mine = by_weight_ ? Integer(weights_[a].n * weights_[b].d) : Integer(cuts_[a].rest * cuts_[b].by);
    const Integer other = by_weight_ ? Integer(weights_[b].n * weights_[a].d) : Integer(cuts_[b].rest * cuts_[a].by);
    if (mine != other) return mine > other;
    for (const data::Column* key : keys_)
      if (const int order = data::compare_cells(*key, a, b); order != 0) return order < 0;
    return a < b;
  }

 private:
  bool by_weight_;
  const std::vector<Weight>& weights_;
  const std::vector<Cut>& cuts_;
  std::vector<const data::Column*> keys_;
};

FaultId fault_of_all(const plan::Split& split, const std::vector<Weight>& weights, const SlotValue& pool,
                     const SlotValue& total) {
  if (pool.fault != 0) return pool.fault;
  if (total.fault != 0) return total.fault;
  if (std::any_of(weights.begin(), weights.end(), [](const Weight& weight) { return weight.n < 0; }))
    return split.negative;
  if (total.n == 0) return split.no_weights;
  const Rational quanta = Rational(pool.n, pool.d) * split.pool_scale;
  return denominator(quanta) == 1 ? 0 : split.not_whole;
}

}  // namespace

template <class W>
void add_weights(const plan::Split& split, const Frame<W>& frame, std::vector<Weight>& weights) {
  const Column<W>& of = frame[split.weight];
  budget::take(frame.rows * sizeof(Weight));
  for (std::size_t i = 0; i < frame.rows; ++i)
    weights.push_back({exact(of.n[i]), of.d == nullptr ? Integer(1) : exact(of.d[i])});
}

SlotValue share_out(const plan::Split& split, const std::vector<Weight>& weights, const SlotValue& pool,
                    const SlotValue& total, const data::Relation& relation) {
  SlotValue slot;
  slot.fault = fault_of_all(split, weights, pool, total);
  if (slot.fault != 0) return slot;
  const Integer quanta(numerator(Rational(Rational(pool.n, pool.d) * split.pool_scale)));
  // Each part is its weight times this.
  const Rational each = Rational(quanta) * split.scale / (Rational(total.n, total.d) * split.total_scale);
  const Integer times(numerator(each)), by(denominator(each));

  const budget::Held held(weights.size() * (sizeof(Cut) + sizeof(std::size_t)));
  budget::take(weights.size() * sizeof(Integer));
  std::vector<Cut> cuts;
  cuts.reserve(weights.size());
  Integer left = quanta;
  for (const Weight& weight : weights) {
    budget::tick();
    cuts.push_back(cut_off(Integer(weight.n * times), Integer(weight.d * by)));
    left -= cuts.back().quanta;
  }
  // What is left over is less than a quantum a row.
  const auto count = static_cast<std::ptrdiff_t>(left);
  std::vector<std::size_t> rows(weights.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::partial_sort(rows.begin(), rows.begin() + count, rows.end(), LeftOver(split, weights, cuts, relation));
  for (std::ptrdiff_t i = 0; i < count; ++i) cuts[rows[static_cast<std::size_t>(i)]].quanta += 1;

  auto parts = std::make_shared<std::vector<Integer>>();
  parts->reserve(cuts.size());
  for (Cut& cut : cuts) parts->push_back(std::move(cut.quanta));
  slot.parts = std::move(parts);
  return slot;
}

#define MERUIT_MAKE(W) template void add_weights(const plan::Split&, const Frame<W>&, std::vector<Weight>&);
MERUIT_EACH_WIDTH(MERUIT_MAKE)
#undef MERUIT_MAKE

}  // namespace meruit::exec
