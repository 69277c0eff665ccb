// sum of (a * b * c rounded to cents) over all rows: the engine, from the contract's text, against a loop written
// by hand for exactly this, with an overflow flag. Both read the same int64 columns in the same run.
#include <algorithm>
#include <cstdio>
#include <random>
#include <vector>

#include "bench.h"
#include "data/relation.h"
#include "exec/run.h"

namespace meruit::bench {

namespace {

constexpr const char* kContract = R"(contract product_sum for each claim
  term: 2023-01-01 to 2023-12-31
  currency: USD
  rounding: half up
record claim
  key id: text
  price: money
  weight: number
  factor: number
rule total "Prices by weight and factor" overall, reported is
  sum of (price * weight * factor rounded to cents) over claims
)";

struct Columns {
  std::vector<std::int64_t> price, weight, factor;  // over 100, 10,000, 1,000
};

Columns make_columns(std::size_t rows) {
  Columns columns;
  std::mt19937_64 random(20'230'101);
  columns.price.resize(rows);
  columns.weight.resize(rows);
  columns.factor.resize(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint64_t bits = random();
    columns.price[i] = static_cast<std::int64_t>(bits % 20'000'000) - 1'000'000;
    columns.weight[i] = static_cast<std::int64_t>((bits >> 25) % 30'000);
    columns.factor[i] = static_cast<std::int64_t>((bits >> 45) % 2'000);
  }
  return columns;
}

data::Records records_of(const check::Model& model, const Columns& columns) {
  data::Records records;
  data::Relation& relation = records.relations.emplace_back();
  relation.id = {0};
  relation.rows = columns.price.size();
  relation.columns.resize(model.inputs.size());
  for (std::size_t i = 0; i < model.inputs.size(); ++i) {
    data::Column& column = relation.columns[i];
    column.kind = model.inputs[i].type.kind;
    const std::string& name = model.inputs[i].column;
    if (name == "price") column.i64 = columns.price, column.denominator = 100;
    if (name == "weight") column.i64 = columns.weight, column.denominator = 10'000;
    if (name == "factor") column.i64 = columns.factor, column.denominator = 1'000;
  }
  return records;
}

// In cents. The product is over 10^9; cents are over 10^2; ties go away from zero.
std::int64_t by_hand(const Columns& columns, bool& overflow) {
  constexpr std::int64_t kDivisor = 10'000'000;
  std::int64_t total = 0;
  const std::size_t rows = columns.price.size();
  const std::int64_t* price = columns.price.data();
  const std::int64_t* weight = columns.weight.data();
  const std::int64_t* factor = columns.factor.data();
  bool raised = false;
  for (std::size_t i = 0; i < rows; ++i) {
    std::int64_t product = 0, biased = 0;
    raised |= __builtin_mul_overflow(price[i], weight[i], &product);
    raised |= __builtin_mul_overflow(product, factor[i], &product);
    raised |= __builtin_add_overflow(product, product < 0 ? -kDivisor / 2 : kDivisor / 2, &biased);
    raised |= __builtin_add_overflow(total, biased / kDivisor, &total);
  }
  overflow = raised;
  return total;
}

}  // namespace

bool product_sum(std::size_t rows) {
  constexpr int kRounds = 7;
  constexpr double kTarget = 2.0;
  const Columns columns = make_columns(rows);
  const auto model = compiled(kContract);
  if (!model) return false;
  const data::Records records = records_of(*model, columns);

  // In turns, so that both see the same machine; the fastest of each counts.
  Milliseconds hand{1e300}, engine{1e300}, two_threads{1e300};
  std::int64_t expected = 0;
  bool overflow = false;
  check::Outcome found;
  for (int round = 0; round < kRounds; ++round) {
    hand = std::min(hand, time([&] { expected = by_hand(columns, overflow); }));
    const auto settle = [&](int threads) {
      const plan::Plan plan = plan::lower(*model, records);
      exec::Settings settings;
      settings.threads = threads;
      found = exec::run(plan, records, settings).outputs.front().at(0);
    };
    two_threads = std::min(two_threads, time([&] { settle(2); }));
    engine = std::min(engine, time([&] { settle(1); }));
  }
  const bool equal = !overflow && found == check::Outcome(check::Value(Rational(expected, 100)));
  const double ratio = engine / hand;
  std::printf("multiply, multiply, round to cents, sum; %zu rows\n", rows);
  std::printf("  loop by hand          %8.1f ms\n", hand.count());
  std::printf("  engine, one thread    %8.1f ms   ratio %.2f (target: at most %.1f)\n", engine.count(), ratio, kTarget);
  std::printf("  engine, two threads   %8.1f ms   ratio %.2f\n", two_threads.count(), two_threads / hand);
  std::printf("  totals %s: %lld cents\n", equal ? "equal" : "DIFFER", static_cast<long long>(expected));
  return equal && ratio <= kTarget;
}

}  // namespace meruit::bench
