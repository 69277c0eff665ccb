// Figures that contracts publish: parameters and tables here, bands in bands.cpp; each in the block in force on the
// date named, or at the start of the term (where a figure changes inside the term the date must be named, so the start
// stands for all of it).
#include <algorithm>

#include "check/check.h"
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using calendar::Date;
using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Op;
using check::Outcome;
using check::Value;

// Without a term only figures that hold at all times can be meant, and any day finds them.
Date date_of(const Scene& scene, const Expr& expr, const std::vector<Value>& values) {
  if (expr.has_date) return std::get<Date>(values.back());
  return scene.model.term ? scene.model.term->first : Date{};
}

// A parameter's own expression uses parameters and the term only: no row.
Outcome parameter(Scene& scene, ExprId id, Date date) {
  const check::Parameter& parameter = scene.model.parameters[scene.model[id].index];
  const check::DatedValue* figure = check::in_force(parameter.values, date);
  if (figure == nullptr) return Fault{FaultKind::DateNotCovered, id};
  if (!figure->value.given()) return Fault{FaultKind::Unpublished, id};
  return evaluate(scene, figure->value, 0);
}

// At most one row fits, or the first that does is meant: either way the first.
Outcome lookup(const Scene& scene, ExprId id, Date date, const std::vector<Value>& values) {
  const Expr& expr = scene.model[id];
  const check::TableBlock* block = check::in_force(scene.model.tables[expr.index].blocks, date);
  if (block == nullptr) return Fault{FaultKind::DateNotCovered, id};
  for (const check::TableRow& row : block->rows) {
    if (!fits(row, values)) continue;
    const check::Cell& cell = row.cells[expr.column];
    if (cell.value) return *cell.value;
    if (cell.absent != check::Cell::Absent::Unpublished) return check::Absence::Missing;
    return Fault{FaultKind::Unpublished, id};
  }
  return Fault{FaultKind::NotFound, id};
}

}  // namespace

bool fits(const check::TableRow& row, const std::vector<Value>& values) {
  for (std::size_t i = 0; i < row.keys.size(); ++i) {
    const check::KeyCell& key = row.keys[i];
    if (!key.any && std::find(key.values.begin(), key.values.end(), values[i]) == key.values.end()) return false;
  }
  return true;
}

Outcome figure(Scene& scene, ExprId id, const std::vector<Value>& values) {
  const Expr& expr = scene.model[id];
  const Date date = date_of(scene, expr, values);
  if (expr.op == Op::Parameter) return parameter(scene, id, date);
  if (expr.op == Op::Lookup) return lookup(scene, id, date, values);
  return bands(scene, id, date, values);
}

}  // namespace meruit::oracle
