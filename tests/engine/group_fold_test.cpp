// Folds by groups of neighbouring rows against the fold of each group's rows alone, in every width and cut.
#include "exec/group_fold.h"

#include <doctest/doctest.h>

#include <array>
#include <random>

#include "engine_case.h"
#include "exec/partition.h"

using namespace meruit;
using namespace meruit::engine_test;

namespace {

using Offsets = std::vector<std::uint32_t>;

// Some groups without rows, at the ends too.
Offsets random_groups(std::uint32_t rows, std::mt19937_64& random) {
  Offsets offsets(1 + random() % 3, 0);
  for (std::uint32_t at = 0; at < rows;) {
    at = std::min<std::uint32_t>(rows, at + static_cast<std::uint32_t>(random() % 5));
    offsets.push_back(at);
  }
  offsets.resize(offsets.size() + random() % 3, rows);
  return offsets;
}

template <class W>
std::vector<exec::Kept> folded(const plan::Pass& pass, const data::Relation& relation, const Offsets& offsets,
                               std::size_t batch, bool& overflow) {
  std::vector<exec::GroupFold> folds;
  for (const plan::Fold& fold : pass.folds) folds.emplace_back(fold, offsets);
  exec::Frame<W> frame(pass.section, &relation, {}, batch);
  for (std::size_t first = 0; first < relation.rows; first += batch) {
    frame.begin(first, std::min(batch, relation.rows - first));
    exec::run_block(pass.section.blocks.front(), frame);
    overflow = frame.overflow;
    if (overflow) return {};
    for (exec::GroupFold& fold : folds) fold.add(frame);
  }
  std::vector<exec::Kept> kept;
  for (exec::GroupFold& fold : folds) kept.push_back(fold.finish());
  return kept;
}

void hold(const plan::Plan& plan, const data::Records& records, const Offsets& offsets,
          const std::vector<exec::Kept>& found) {
  const plan::Pass& pass = plan.stages.front().passes.front();
  for (std::size_t group = 0; group + 1 < offsets.size(); ++group) {
    const exec::Range rows{offsets[group], offsets[group + 1] - offsets[group]};
    exec::Part part = part_of(plan, records, rows);
    const exec::Partial alone = exec::run_partition(plan, 0, part, {}, {});
    for (std::size_t f = 0; f < pass.folds.size(); ++f) {
      CAPTURE(f);
      CAPTURE(group);
      const exec::SlotValue wanted = exec::finish(pass.folds[f], alone.passes[0].folds[f]);
      const exec::SlotValue value = found[f].at(group);
      CHECK(value.fault == wanted.fault);
      if (wanted.fault != 0) continue;
      CHECK(Rational(value.n, value.d) == Rational(wanted.n, wanted.d));
      CHECK(value.yes == wanted.yes);
      CHECK(value.ordinal == wanted.ordinal);
    }
  }
  for (const exec::Kept& kept : found) CHECK(kept.rows() + 1 == offsets.size());
}

Case random_case(std::mt19937_64& random) {
  const std::vector<std::string> numbers_of{"0", "1", "-3", "12.5", "7", "9000000000000000000", "-8999999999999999999"};
  const std::size_t rows = random() % 40;
  const bool wide = random() % 3 == 0;
  std::vector<std::string> a, b;
  for (std::size_t i = 0; i < rows; ++i) {
    a.push_back(numbers_of[random() % (wide ? 7 : 5)]);
    b.push_back(random() % 12 == 0 ? "0" : std::to_string(1 + random() % 9));
  }
  return make_case("  a: number\n  b: number",
                   "rule total overall is sum of a over acos\n"
                   "rule quotients overall is sum of a / b over acos where b > 2\n"
                   "rule faults overall is sum of a / b over acos\n"
                   "rule counted overall is count of acos where a / b > 1\n"
                   "rule rows overall is count of acos\n"
                   "rule least overall is smallest of a over acos\n"
                   "rule most overall is largest of a / (b + 1) over acos\n"
                   "rule high overall is any acos where a > 10\n"
                   "rule sound overall is every aco has b > 0",
                   {{"a", numbers(a)}, {"b", numbers(b)}});
}

}  // namespace

TEST_CASE("groups of neighbouring rows are folded as if each were alone, wherever batches end") {
  std::mt19937_64 random(5);
  std::size_t groups = 0, narrow = 0;
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const Case of = random_case(random);
    const plan::Plan plan = plan::lower(of.model, of.records);
    REQUIRE(plan.stages.size() == 1);
    const plan::Pass& pass = plan.stages.front().passes.front();
    const Offsets offsets = random_groups(static_cast<std::uint32_t>(of.relation().rows), random);
    groups += offsets.size() - 1;
    for (const std::size_t batch : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{64}}) {
      CAPTURE(batch);
      bool overflow = false, never = false;
      const std::vector<exec::Kept> small = folded<std::int64_t>(pass, of.relation(), offsets, batch, overflow);
      if (!overflow) hold(plan, of.records, offsets, small);
      narrow += overflow ? 0 : 1;
      hold(plan, of.records, offsets, folded<Integer>(pass, of.relation(), offsets, batch, never));
    }
  }
  CHECK(groups > 500);
  CHECK(narrow > 100);
}

TEST_CASE("a kept column is as wide as its widest number, and knows what is absent or at fault") {
  exec::KeptBuilder builder(check::TypeKind::Number, true);
  const std::vector<Integer> numbers{5, Integer(1) << 70, -7, Integer(1) << 200, 9};
  for (const Integer& number : numbers) {
    exec::SlotValue value;
    value.n = number;
    value.d = 3;
    builder.add(value);
  }
  exec::SlotValue absent, faulty;
  absent.present = false;
  absent.n = 4;
  faulty.fault = 2;
  builder.add(faulty);
  builder.add(absent);
  const exec::Kept kept = builder.finish();
  REQUIRE(kept.rows() == 7);
  CHECK(kept.column.big.size() == 7);
  CHECK(kept.denominators.i64.size() == 7);
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    CHECK(kept.at(row).n == numbers[row]);
    CHECK(kept.at(row).d == 3);
    CHECK(kept.at(row).present);
    CHECK(kept.at(row).fault == 0);
  }
  CHECK(kept.at(5).fault == 2);
  CHECK(kept.at(5).d == 1);
  CHECK(!kept.at(6).present);
  CHECK(kept.at(6).n == 0);

  exec::KeptBuilder texts(check::TypeKind::Text, false);
  exec::SlotValue text;
  text.text = "north";
  texts.add(text);
  text.present = false;
  texts.add(text);
  const exec::Kept regions = texts.finish();
  CHECK(regions.at(0).text == "north");
  CHECK(regions.at(1).text.empty());
  CHECK(!regions.at(1).present);
}
