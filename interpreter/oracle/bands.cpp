// Bands: a stepped band's value is the cell of the band that holds the input; a graduated one's is the integral
// of the rate from zero to the input, so that each part of an amount earns the rate of the band it lies in.
// Edges that are shares of a base stand at that share times the base.
#include <algorithm>

#include "check/check.h"
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using check::Band;
using check::Bands;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Outcome;
using check::Value;

struct Input {
  Rational amount;
  Rational base = 1;  // what the edges are multiplied by
};

Outcome stepped(const check::BandBlock& block, ExprId id, const Input& input) {
  for (const Band& band : block.bands) {
    if (!holds(band, input.amount, input.base)) continue;
    return band.cell.value ? Outcome(*band.cell.value) : Fault{FaultKind::Unpublished, id};
  }
  std::abort();  // stepped bands cover the line
}

// On the straight line between the values at the two ends, both of which are included.
Rational between(const Bands& curve, const Band& band, const Rational& x) {
  const Rational one = curve.whole ? 1 : 0;  // to the next whole number inside
  const Rational first = band.low_inside ? *band.low : Rational(*band.low + one);
  const Rational last = band.high_inside ? *band.high : Rational(*band.high - one);
  const Rational from = std::get<Rational>(*band.cell.value);
  return from + (*band.end - from) * (x - first) / (last - first);
}

Outcome on_curve(const Bands& curve, const check::BandBlock& block, ExprId id, const Input& input) {
  for (const Band& band : block.bands) {
    if (!holds(band, input.amount, input.base)) continue;
    if (!band.cell.value) return Fault{FaultKind::Unpublished, id};
    return band.end ? Outcome(Value(between(curve, band, input.amount))) : Outcome(*band.cell.value);
  }
  std::abort();  // curves cover the line
}

// An unpublished rate matters only when the amount enters the inside of its band.
Outcome integral(const check::BandBlock& block, ExprId id, const Rational& from, const Rational& to,
                 const Rational& base) {
  Rational sum = 0;
  for (const Band& band : block.bands) {
    const Rational width = width_inside(band, from, to, base);
    if (width == 0) continue;
    if (!band.cell.value) return Fault{FaultKind::Unpublished, id};
    sum += width * std::get<Rational>(*band.cell.value);
  }
  return Value(sum);
}

Outcome negated(const Outcome& outcome) {
  if (fault_of(outcome)) return outcome;
  return Value(Rational(-plain<Rational>(outcome)));
}

// Losses mirrored: f(-x) = -f(x). None: a loss yields zero. Separate: the rows below zero are integrated too,
// from zero down. Nothing said: no meaning below zero.
Outcome graduated(const Bands& bands, const check::BandBlock& block, ExprId id, const Input& input) {
  const Rational& x = input.amount;
  if (x >= 0) return integral(block, id, 0, x, input.base);
  switch (bands.losses) {
    case ast::Losses::Mirrored:
      return negated(integral(block, id, 0, -x, input.base));
    case ast::Losses::Separate:
      return negated(integral(block, id, x, 0, input.base));
    case ast::Losses::None:
      return Value(Rational(0));
    case ast::Losses::Unsaid:
      break;
  }
  return Fault{FaultKind::NegativeInput, id};
}

}  // namespace

bool holds(const Band& band, const Rational& amount, const Rational& base) {
  if (band.low) {
    const Rational low = *band.low * base;
    if (band.low_inside ? amount < low : amount <= low) return false;
  }
  if (band.high) {
    const Rational high = *band.high * base;
    if (band.high_inside ? amount > high : amount >= high) return false;
  }
  return true;
}

// An edge alone has no width.
Rational width_inside(const Band& band, const Rational& from, const Rational& to, const Rational& base) {
  const Rational low = band.low ? std::max(from, Rational(*band.low * base)) : from;
  const Rational high = band.high ? std::min(to, Rational(*band.high * base)) : to;
  return high > low ? Rational(high - low) : Rational(0);
}

Outcome bands(const Scene& scene, ExprId id, calendar::Date date, const std::vector<Value>& values) {
  const Bands& bands = scene.model.bands[scene.model[id].index];
  const check::BandBlock* block = check::in_force(bands.blocks, date);
  if (block == nullptr) return Fault{FaultKind::DateNotCovered, id};

  Input input{std::get<Rational>(values[0])};
  if (bands.share) input.base = std::get<Rational>(values[1]);
  if (input.base <= 0) return Fault{FaultKind::BaseNotPositive, id};
  if (bands.whole && denominator(input.amount) != 1) return Fault{FaultKind::NotWhole, id};
  if (bands.curve) return on_curve(bands, *block, id, input);
  return bands.graduated ? graduated(bands, *block, id, input) : stepped(*block, id, input);
}

}  // namespace meruit::oracle
