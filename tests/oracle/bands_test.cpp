// What bands mean: edges, losses, shares of a base, whole numbers, cells that are not published.
#include <doctest/doctest.h>

#include "model_builder.h"

using namespace meruit;
using namespace meruit::oracle_test;

namespace {

check::Band band(const char* low, const char* high, const char* cell, bool low_inside = false,
                 bool high_inside = true) {
  check::Band result;
  if (low) result.low = num(low);
  if (high) result.high = num(high);
  result.low_inside = low_inside;
  result.high_inside = high_inside;
  if (cell) result.cell.value = Value(num(cell));
  return result;
}

// 100 % up to 10, 50 % up to 20, an unpublished rate above.
check::Bands three_bands(bool graduated) {
  check::Bands bands;
  bands.graduated = graduated;
  bands.blocks.resize(1);
  bands.blocks[0].bands = {band(nullptr, "10", "1"), band("10", "20", "0.5"), band("20", nullptr, nullptr)};
  return bands;
}

struct Bench : Builder {
  explicit Bench(check::Bands bands) : Builder(1) { model.bands.push_back(std::move(bands)); }
  Outcome at(const char* input) { return outcome(named(Op::Band, 0, {number(input)})); }
  Outcome at(const char* input, const char* base) { return outcome(named(Op::Band, 0, {number(input), number(base)})); }
  static FaultKind kind(const Outcome& outcome) { return std::get<Fault>(outcome).kind; }
};

}  // namespace

TEST_CASE("a stepped band's value is the cell of the band that holds the input") {
  Bench b(three_bands(false));
  CHECK(b.at("-3") == value("1"));
  CHECK(b.at("10") == value("1"));
  CHECK(b.at("10.01") == value("0.5"));
  CHECK(b.kind(b.at("20.01")) == FaultKind::Unpublished);
}

TEST_CASE("a graduated band pays each part at the rate of its band, and an edge alone enters none") {
  Bench b(three_bands(true));
  CHECK(b.at("0") == value("0"));
  CHECK(b.at("4") == value("4"));
  CHECK(b.at("14") == value("12"));
  CHECK(b.at("20") == value("15"));
  CHECK(b.kind(b.at("20.01")) == FaultKind::Unpublished);
}

TEST_CASE("losses mirrored, none, separate and unsaid") {
  check::Bands bands = three_bands(true);
  CHECK(Bench::kind(Bench(bands).at("-14")) == FaultKind::NegativeInput);
  bands.losses = ast::Losses::Mirrored;
  CHECK(Bench(bands).at("-14") == value("-12"));
  CHECK(Bench::kind(Bench(bands).at("-21")) == FaultKind::Unpublished);
  bands.losses = ast::Losses::None;
  CHECK(Bench(bands).at("-14") == value("0"));
  bands.losses = ast::Losses::Separate;
  bands.blocks[0].bands.insert(bands.blocks[0].bands.begin(), band(nullptr, "-5", "0.1"));
  bands.blocks[0].bands[1].low = num("-5");
  CHECK(Bench(bands).at("-14") == value("-5.9"));
  CHECK(Bench(bands).at("14") == value("12"));
}

TEST_CASE("edges that are shares stand at that share of the base, which must be above zero") {
  check::Bands bands = three_bands(true);
  bands.share = true;
  CHECK(Bench(bands).at("28", "2") == value("24"));
  CHECK(Bench::kind(Bench(bands).at("28", "0")) == FaultKind::BaseNotPositive);
  bands.graduated = false;
  CHECK(Bench(bands).at("20", "2") == value("1"));
  CHECK(Bench(bands).at("20.5", "2") == value("0.5"));
}

TEST_CASE("whole-number bands take whole numbers only") {
  check::Bands bands = three_bands(false);
  bands.whole = true;
  CHECK(Bench(bands).at("11") == value("0.5"));
  CHECK(Bench::kind(Bench(bands).at("10.5")) == FaultKind::NotWhole);
}
