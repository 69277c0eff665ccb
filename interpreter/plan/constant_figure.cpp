#include "plan/constant_figure.h"

#include <algorithm>

#include "check/check.h"
#include "plan/constant.h"

namespace meruit::plan {

namespace {

using calendar::Date;
using check::Band;
using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Model;
using check::Outcome;
using check::Value;

Date date_of(const Model& model, const Expr& expr, const std::vector<Value>& values) {
  return expr.has_date ? std::get<Date>(values.back()) : date_of_term(model);
}

bool fits(const check::KeyCell& key, const Value& value) {
  return key.any || std::find(key.values.begin(), key.values.end(), value) != key.values.end();
}

// Parts of the input, each at the figure of its band; only parts that are there need a figure.
Outcome graduated(const check::BandBlock& block, ExprId id, const Rational& x, const Rational& base) {
  Rational sum = 0;
  for (const Band& band : block.bands) {
    const Rational part = part_within(band, x);
    if (part == 0) continue;
    if (!band.cell.value) return Fault{FaultKind::Unpublished, id};
    sum += part * std::get<Rational>(*band.cell.value);
  }
  return Value(Rational(sum * base));
}

}  // namespace

Outcome cell_value(const check::Cell& cell, ExprId id) {
  if (cell.value) return *cell.value;
  if (cell.absent != check::Cell::Absent::Unpublished) return check::Absence::Missing;
  return Fault{FaultKind::Unpublished, id};
}

Date date_of_term(const Model& model) { return model.term ? model.term->first : Date{}; }

bool lies_in(const Band& band, const Rational& x) {
  const bool above = !band.low || x > *band.low || (band.low_inside && x == *band.low);
  const bool below = !band.high || x < *band.high || (band.high_inside && x == *band.high);
  return above && below;
}

Rational part_within(const Band& band, const Rational& x) {
  const Rational low = std::min(Rational(0), x);
  const Rational high = std::max(Rational(0), x);
  const Rational from = band.low ? std::max(*band.low, low) : low;
  const Rational to = band.high ? std::min(*band.high, high) : high;
  if (from >= to) return 0;
  return x < 0 ? Rational(from - to) : Rational(to - from);
}

Outcome constant_parameter(const Model& model, ExprId id, const std::vector<Value>& values) {
  const Expr& expr = model[id];
  const auto* figure = check::in_force(model.parameters[expr.index].values, date_of(model, expr, values));
  if (figure == nullptr) return Fault{FaultKind::DateNotCovered, id};
  if (!figure->value.given()) return Fault{FaultKind::Unpublished, id};
  return evaluate_constant(model, figure->value);
}

Outcome constant_lookup(const Model& model, ExprId id, const std::vector<Value>& values) {
  const Expr& expr = model[id];
  const auto* block = check::in_force(model.tables[expr.index].blocks, date_of(model, expr, values));
  if (block == nullptr) return Fault{FaultKind::DateNotCovered, id};
  for (const check::TableRow& row : block->rows) {
    bool all = true;
    for (std::size_t i = 0; i < row.keys.size(); ++i) all = all && fits(row.keys[i], values[i]);
    if (all) return cell_value(row.cells[expr.column], id);
  }
  return Fault{FaultKind::NotFound, id};
}

Stretch line_of(const check::Bands& curve, const Band& band) {
  const Rational value = std::get<Rational>(*band.cell.value);
  if (!band.end) return {0, value, 1};
  const Rational step = curve.whole ? 1 : 0;
  const Rational low = *band.low + (band.low_inside ? Rational(0) : step);
  const Rational high = *band.high - (band.high_inside ? Rational(0) : step);
  return {*band.end - value, value * high - *band.end * low, high - low};
}

Outcome constant_band(const Model& model, ExprId id, const std::vector<Value>& values) {
  const Expr& expr = model[id];
  const check::Bands& bands = model.bands[expr.index];
  const auto* block = check::in_force(bands.blocks, date_of(model, expr, values));
  if (block == nullptr) return Fault{FaultKind::DateNotCovered, id};

  Rational x = std::get<Rational>(values[0]);
  const Rational base = bands.share ? std::get<Rational>(values[1]) : Rational(1);
  if (base <= 0) return Fault{FaultKind::BaseNotPositive, id};
  if (bands.whole && denominator(x) != 1) return Fault{FaultKind::NotWhole, id};
  x /= base;

  if (!bands.graduated) {
    const auto found =
        std::find_if(block->bands.begin(), block->bands.end(), [&](const Band& b) { return lies_in(b, x); });
    if (found == block->bands.end()) return Fault{FaultKind::NotFound, id};
    if (bands.curve && found->cell.value) {
      const Stretch line = line_of(bands, *found);
      return Value(Rational((line.slope * x + line.offset) / line.width));
    }
    return cell_value(found->cell, id);
  }
  if (x < 0 && bands.losses == ast::Losses::Unsaid) return Fault{FaultKind::NegativeInput, id};
  if (x < 0 && bands.losses == ast::Losses::None) return Value(Rational(0));
  if (x < 0 && bands.losses == ast::Losses::Mirrored) return graduated(*block, id, Rational(-x), Rational(-base));
  return graduated(*block, id, x, base);
}

}  // namespace meruit::plan
