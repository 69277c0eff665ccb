#include "oracle/origin.h"

#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using check::Expr;
using check::ExprId;
using check::kOverall;
using check::Op;

// Of which row an expression is asked.
struct Spot {
  std::size_t row = 0;
  check::RelationId relation;
  bool shared = false;  // an overall rule has been met on the way, and no fold over its records since
};

struct Search {
  Scene& scene;
  const check::Fault& fault;

  [[nodiscard]] bool has(ExprId id, std::size_t row) {
    const check::Outcome outcome = evaluate(scene, id, row);
    const check::Fault* found = fault_of(outcome);
    return found != nullptr && *found == fault;
  }

  // Not of other records, and not what the contract does not name.
  void read_by(ExprId id, std::size_t row, Origin& origin) {
    const Expr& expr = scene.model[id];
    if (expr.op == Op::Aggregate || expr.op == Op::Split || expr.op == Op::At) return;
    if (expr.op != Op::Field && expr.op != Op::Rule) {
      for (const ExprId operand : expr.operands) read_by(operand, row, origin);
      return;
    }
    if (expr.op == Op::Rule &&
        (scene.model.rules[expr.index].hidden || scene.model.rules[expr.index].part != check::Rule::Part::None))
      return;
    for (const auto& [known, value] : origin.read)
      if (scene.model[known].op == expr.op && scene.model[known].index == expr.index) return;
    origin.read.emplace_back(id, evaluate(scene, id, row));
  }

  [[nodiscard]] std::vector<ExprId> holding(const Expr& cases, std::size_t row) {
    std::vector<ExprId> found;
    for (std::size_t i = 0; i + 1 < cases.operands.size(); i += 2)
      if (evaluate(scene, cases.operands[i], row) == check::Outcome(check::Value(true)))
        found.push_back(cases.operands[i]);
    return found;
  }

  Origin here(ExprId id, const Spot& spot) {
    const Expr& expr = scene.model[id];
    const std::size_t row = spot.row;
    Origin origin;
    if (!spot.shared) {
      origin.row = row;
      origin.relation = spot.relation;
      read_by(id, row, origin);
      if (expr.op == Op::Cases) origin.holding = holding(expr, row);
    }
    if (expr.op != Op::Parameter && expr.op != Op::Lookup && expr.op != Op::Band) return origin;
    for (const ExprId operand : expr.operands) {
      const check::Outcome outcome = evaluate(scene, operand, row);
      if (const auto* value = std::get_if<check::Value>(&outcome)) origin.operands.push_back(*value);
    }
    if (scene.model.term) origin.day = scene.model.term->first;
    if (!expr.has_date) return origin;
    origin.day.reset();
    if (origin.operands.size() < expr.operands.size()) return origin;
    origin.day = std::get<calendar::Date>(origin.operands.back());
    origin.operands.pop_back();
    return origin;
  }

  // What the value of an expression is made from, besides its operands.
  [[nodiscard]] std::vector<ExprId> below(const Expr& expr) const {
    if (expr.op == Op::Field) return {scene.model.fields[expr.index].value};
    if (expr.op == Op::Rule) return {scene.model.rules[expr.index].body};
    std::vector<ExprId> all = expr.operands;
    if (expr.op == Op::Parameter)
      for (const check::DatedValue& value : scene.model.parameters[expr.index].values)
        if (value.value.given()) all.push_back(value.value);
    return all;
  }

  // A weight below zero spoils all parts of a split: the record that has it.
  [[nodiscard]] std::size_t origin_row(ExprId id, std::size_t row) {
    if (scene.model[id].op != Op::Split || fault.kind != check::FaultKind::NegativeWeight) return row;
    for (const std::size_t each : rows_gathered(scene, scene.model[id], row))
      if (plain<Rational>(evaluate(scene, scene.model[id].operands[1], each)) < 0) return each;
    return row;
  }

  // Where the value of an expression is made from those of other rows.
  [[nodiscard]] Spot there(const Expr& expr, Spot spot) const {
    if (expr.op == Op::Rule) {
      const check::Level level = scene.model.rules[expr.index].level;
      if (level == kOverall) spot.shared = true;
      if (of_rows(level)) spot.relation = level.relation;
    }
    if (expr.op == Op::At) {
      spot.row = row_led_to(scene, expr.operands[0], spot.row);
      spot.relation = scene.model.links[scene.model[expr.operands[0]].index].to;
    }
    if (expr.op == Op::Aggregate || expr.op == Op::Split) {
      spot.shared = false;
      spot.relation = expr.op == Op::Split ? expr.level.relation : check::RelationId{expr.index};
    }
    return spot;
  }

  std::optional<Origin> find(ExprId id, const Spot& spot) {
    if (!has(id, spot.row)) return std::nullopt;
    const Expr& expr = scene.model[id];
    if (id == fault.place) {
      Spot origin = spot;
      origin.row = origin_row(id, spot.row);
      return here(id, origin);
    }
    Spot next = there(expr, spot);
    if (expr.op == Op::At) return find(expr.operands[1], next);
    // What is split is one for all; the weights are those of all records.
    if (expr.op == Op::Split)
      if (auto found = find(expr.operands[0], spot)) return found;
    const bool gathers = expr.op == Op::Aggregate || expr.op == Op::Split;
    const std::vector<std::size_t> own{spot.row};
    for (const std::size_t each : gathers ? rows_gathered(scene, expr, spot.row) : own) {
      next.row = each;
      for (const ExprId part : below(expr))
        if (auto found = find(part, next)) return found;
    }
    return std::nullopt;
  }
};

}  // namespace

std::optional<Origin> origin_of(Scene& scene, check::ExprId id, std::size_t row, const check::Fault& fault) {
  const check::Level& level = scene.model[id].level;
  return Search{scene, fault}.find(id, {row, level.relation, !of_rows(level)});
}

}  // namespace meruit::oracle
