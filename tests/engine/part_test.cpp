// Rows that read what other relations hold, by links and by columns that earlier passes kept; partitions of records
// that lie below others.
#include "exec/part.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

#include "engine_case.h"
#include "exec/group_fold.h"

using namespace meruit;
using namespace meruit::engine_test;
using check::TypeKind;
using plan::RegisterId;

namespace {

using Offsets = std::vector<std::uint32_t>;

struct Records {
  std::vector<data::Relation> relations;         // members, claims
  std::vector<std::vector<Outcome>> of_members;  // by column: amount, region, since, active
};

// Links of claims: the member that they lie below, and another one or none.
Records random_records(std::mt19937_64& random) {
  Records made;
  made.relations.resize(2);
  const std::size_t members = 1 + random() % 12;
  made.of_members.resize(4);
  for (std::size_t i = 0; i < members; ++i) {
    const bool wide = random() % 40 == 0;
    made.of_members[0].push_back(
        num(wide ? "123456789012345678901234567890.25" : std::to_string(random() % 900) + ".5"));
    made.of_members[1].push_back(random() % 4 == 0 ? Outcome(Absence::Missing)
                                                   : Value("region " + std::to_string(random() % 3)));
    made.of_members[2].push_back(Value(calendar::Date{static_cast<std::int32_t>(random() % 20'000)}));
    made.of_members[3].push_back(Value(random() % 2 == 0));
  }
  made.relations[0].rows = members;
  const std::array<TypeKind, 4> kinds{TypeKind::Number, TypeKind::Text, TypeKind::Date, TypeKind::YesNo};
  for (std::size_t c = 0; c < kinds.size(); ++c)
    made.relations[0].columns.push_back(data::make_column(kinds[c], made.of_members[c]));

  data::Relation& claims = made.relations[1];
  claims.links.resize(2);
  claims.first_under = {0};
  std::vector<Outcome> paid;
  for (std::uint32_t member = 0; member < members; ++member) {
    for (std::size_t count = random() % 5; count > 0; --count) {
      claims.links[0].push_back(member);
      claims.links[1].push_back(random() % 3 == 0 ? data::kNoRow : static_cast<std::uint32_t>(random() % members));
      paid.push_back(num(std::to_string(random() % 1000) + ".01"));
    }
    claims.first_under.push_back(static_cast<std::uint32_t>(paid.size()));
  }
  claims.rows = paid.size();
  claims.columns.push_back(data::make_column(TypeKind::Number, paid));
  return made;
}

RegisterId fresh(plan::Section& section, TypeKind kind, bool pair = false) {
  section.registers.push_back({kind, pair});
  return {static_cast<std::uint32_t>(section.registers.size() - 1)};
}

void emit(plan::Section& section, plan::Step step) {
  if (section.blocks.empty()) section.blocks.emplace_back();
  section.blocks[0].steps.push_back(std::move(step));
  section.blocks[0].places.emplace_back();
  section.blocks[0].releases.emplace_back();
}

Outcome outcome_at(TypeKind kind, const exec::SlotValue& value, const Integer& denominator) {
  if (!value.present) return Absence::Missing;
  switch (kind) {
    case TypeKind::Number:
      return Value(Rational(value.n, Integer(value.d * denominator)));
    case TypeKind::Text:
      return Value(value.text);
    case TypeKind::Date:
      return Value(calendar::Date{value.ordinal});
    default:
      return Value(value.yes);
  }
}

// Calls look(row, frame) for every row of a section; false where a batch does not fit the width.
template <class W, class Look>
bool each_row(const plan::Section& section, const data::Relation& relation, const exec::Part& part, std::size_t batch,
              Look&& look) {
  exec::Frame<W> frame(section, &relation, {}, batch, &part);
  for (std::size_t first = 0; first < relation.rows; first += batch) {
    frame.begin(first, std::min(batch, relation.rows - first));
    exec::run_block(section.blocks.front(), frame);
    if (frame.overflow) return false;
    for (std::size_t i = 0; i < frame.rows; ++i) look(first + i, i, frame);
  }
  return true;
}

template <class W>
void hold_inputs(const Records& records, std::size_t batch) {
  const exec::Part part{records.relations, {}, {}};
  const std::vector<data::Column>& columns = records.relations[0].columns;
  for (std::uint32_t link = 0; link < 2; ++link) {
    plan::Section section;
    const RegisterId row = fresh(section, TypeKind::OneOf);
    emit(section, plan::LoadLink{row, link});
    std::vector<RegisterId> outs;
    for (std::uint32_t c = 0; c < columns.size(); ++c) {
      outs.push_back(fresh(section, columns[c].kind));
      const Integer finer(columns[c].denominator * 2);
      emit(section, plan::GatherInput{outs.back(), row, {0}, c, 0, 0, plan::Whole(finer)});
    }
    (void)each_row<W>(section, records.relations[1], part, batch, [&](std::size_t claim, std::size_t i, auto& frame) {
      const std::uint32_t member = records.relations[1].links[link][claim];
      for (std::uint32_t c = 0; c < columns.size(); ++c) {
        const Outcome wanted = member == data::kNoRow ? Outcome(Absence::Missing) : records.of_members[c][member];
        CHECK(outcome_at(columns[c].kind, value_at(frame[outs[c]], i), Integer(columns[c].denominator * 2)) == wanted);
      }
    });
  }
}

// Kept by members: what their claims come to, or a fault, or nothing; read by members and, up their links, by claims.
template <class W>
void hold_columns(const Records& records, std::size_t batch, bool pair, std::mt19937_64& random) {
  exec::KeptBuilder builder(TypeKind::Number, pair);
  std::vector<exec::SlotValue> wanted;
  for (std::size_t member = 0; member < records.relations[0].rows; ++member) {
    exec::SlotValue value;
    value.n = random() % 30 == 0 ? Integer(Integer(1) << 90) : Integer(random() % 1000);
    if (pair) value.d = Integer(1 + random() % 7);
    if (random() % 5 == 0) value.fault = 3;
    if (value.fault == 0 && random() % 5 == 0) value.present = false;
    builder.add(value);
    wanted.push_back(std::move(value));
  }
  const exec::Part part{records.relations, {}, {builder.finish()}};
  const auto same = [&](const exec::SlotValue& found, const exec::SlotValue& other) {
    CHECK(found.fault == other.fault);
    if (other.fault != 0) return;
    CHECK(found.present == other.present);
    if (other.present) CHECK(Rational(found.n, found.d) == Rational(other.n, other.d));
    CHECK(found.d > 0);
  };
  plan::Section members;
  const RegisterId own = fresh(members, TypeKind::Number, pair);
  emit(members, plan::LoadColumn{own, {0}});
  (void)each_row<W>(members, records.relations[0], part, batch, [&](std::size_t member, std::size_t i, auto& frame) {
    same(value_at(frame[own], i), wanted[member]);
  });
  for (std::uint32_t link = 0; link < 2; ++link) {
    plan::Section claims;
    const RegisterId row = fresh(claims, TypeKind::OneOf);
    const RegisterId up = fresh(claims, TypeKind::Number, pair);
    emit(claims, plan::LoadLink{row, link});
    emit(claims, plan::GatherColumn{up, row, {0}});
    exec::SlotValue nothing;
    nothing.present = false;
    (void)each_row<W>(claims, records.relations[1], part, batch, [&](std::size_t claim, std::size_t i, auto& frame) {
      const std::uint32_t member = records.relations[1].links[link][claim];
      same(value_at(frame[up], i), member == data::kNoRow ? nothing : wanted[member]);
    });
  }
}

}  // namespace

TEST_CASE("rows read cells of the rows that they lead to, in every width and cut") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const Records records = random_records(random);
    for (const std::size_t batch : {std::size_t{1}, std::size_t{3}, std::size_t{64}}) {
      hold_inputs<std::int64_t>(records, batch);
      hold_inputs<Int128>(records, batch);
      hold_inputs<Integer>(records, batch);
      for (const bool pair : {false, true}) {
        hold_columns<std::int64_t>(records, batch, pair, random);
        hold_columns<Int128>(records, batch, pair, random);
        hold_columns<Integer>(records, batch, pair, random);
      }
    }
  }
}

TEST_CASE("what members' claims come to is a column that the members read") {
  std::mt19937_64 random(9);
  const Records records = random_records(random);
  const data::Relation& claims = records.relations[1];
  plan::Section section;
  const RegisterId paid = fresh(section, TypeKind::Number);
  emit(section, plan::Load{paid, 0, 0, 0, plan::Whole(Integer(100))});
  plan::Fold fold;
  fold.kind = ast::AggregateKind::Sum;
  fold.type = TypeKind::Number;
  fold.body = paid;
  exec::GroupFold groups(fold, claims.first_under);
  exec::Frame<std::int64_t> frame(section, &claims, {}, 2);
  for (std::size_t first = 0; first < claims.rows; first += 2) {
    frame.begin(first, std::min<std::size_t>(2, claims.rows - first));
    exec::run_block(section.blocks.front(), frame);
    groups.add(frame);
  }
  const exec::Part part{records.relations, {}, {groups.finish()}};
  plan::Section members;
  const RegisterId sum = fresh(members, TypeKind::Number);
  emit(members, plan::LoadColumn{sum, {0}});
  std::size_t seen = 0;
  CHECK(
      each_row<std::int64_t>(members, records.relations[0], part, 4, [&](std::size_t member, std::size_t i, auto& of) {
        Integer wanted = 0;
        for (std::uint32_t row = claims.first_under[member]; row < claims.first_under[member + 1]; ++row)
          wanted += Integer(claims.columns[0].i64[row]) * Integer(100) / claims.columns[0].denominator;
        CHECK(exec::exact(of[sum].n[i]) == wanted);
        ++seen;
      }));
  CHECK(seen == records.relations[0].rows);
}

TEST_CASE("partitions hold the rows below theirs, all rows once, and about as many each") {
  std::mt19937_64 random(17);
  const auto below = [&](std::size_t parents) {
    data::Relation made;
    made.first_under = {0};
    for (std::size_t p = 0; p < parents; ++p)
      made.first_under.push_back(made.first_under.back() + static_cast<std::uint32_t>(random() % 7));
    made.rows = made.first_under.back();
    return made;
  };
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    // 0 lies below 2, 1 stands alone, 2 below 3, 3 is the root, 4 below it too.
    std::vector<data::Relation> relations(5);
    relations[3].rows = random() % 60;
    relations[1].rows = 5;
    relations[2] = below(relations[3].rows);
    relations[0] = below(relations[2].rows);
    relations[4] = below(relations[3].rows);
    const std::array<std::size_t, 4> of_tree{0, 2, 3, 4};
    const std::vector<check::RelationId> parents{{2}, {}, {3}, {}, {3}};
    const exec::Tree tree{relations, parents, {3}};
    const std::size_t parts = 1 + random() % 8;
    const std::vector<exec::Range> cuts = exec::cut_roots(tree, parts);
    CHECK(cuts.size() <= parts);
    std::vector<std::size_t> next(relations.size(), 0);
    std::size_t all = 0;
    for (const std::size_t r : of_tree) all += relations[r].rows;
    for (const exec::Range& roots : cuts) {
      const std::vector<exec::Range> rows = exec::rows_below(tree, roots);
      std::size_t count = 0;
      for (const std::size_t r : of_tree) {
        CHECK(rows[r].first == next[r]);
        next[r] = rows[r].after();
        count += rows[r].count;
      }
      CHECK(rows[1].count == 0);
      CHECK(roots.count > 0);
      // One member more than its share at most, with at most 6 children that have 6 each, and 6 others.
      CHECK(count <= all / parts + 1 + 6 + 36 + 6 + 1);
      for (const std::size_t r : {std::size_t{2}, std::size_t{4}})
        CHECK(rows[r].count == relations[r].first_under[roots.after()] - relations[r].first_under[roots.first]);
    }
    for (const std::size_t r : of_tree) CHECK(next[r] == relations[r].rows);
    const exec::Part part{relations, exec::rows_below(tree, {0, relations[3].rows}), {}};
    const std::vector<std::uint32_t> first = exec::first_below(part, parents, {3}, {0});
    REQUIRE(first.size() == relations[3].rows + 1);
    for (std::size_t root = 0; root < relations[3].rows; ++root)
      CHECK(first[root] == exec::rows_below(tree, {root, 1})[0].first);
    CHECK(first.back() == relations[0].rows);
  }
}
