// Operations that do not look at all their operands: what they skip cannot fault.
#include "oracle/scene.h"

namespace meruit::oracle {

namespace {

using check::Absence;
using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Op;
using check::Outcome;
using check::Value;

// Conditions and values alternate; the value of `otherwise` comes last and alone.
std::size_t case_count(const Expr& expr) { return expr.operands.size() / 2; }
ExprId condition_of(const Expr& expr, std::size_t i) { return expr.operands[2 * i]; }
ExprId value_of(const Expr& expr, std::size_t i) { return expr.operands[2 * i + 1]; }

Outcome no_case(Scene& scene, ExprId id, std::size_t row) {
  const Expr& expr = scene.model[id];
  if (expr.has_otherwise) return evaluate(scene, expr.operands.back(), row);
  return Fault{FaultKind::NoCaseHolds, id};
}

// Conditions in order, up to the first that holds; later ones are not looked at.
Outcome first_that_applies(Scene& scene, ExprId id, std::size_t row) {
  const Expr& expr = scene.model[id];
  for (std::size_t i = 0; i < case_count(expr); ++i) {
    const Outcome condition = evaluate(scene, condition_of(expr, i), row);
    if (fault_of(condition)) return condition;
    if (plain<bool>(condition)) return evaluate(scene, value_of(expr, i), row);
  }
  return no_case(scene, id, row);
}

// Every condition is looked at before any value: one that faults is the result even where others hold.
Outcome the_only_case(Scene& scene, ExprId id, std::size_t row) {
  const Expr& expr = scene.model[id];
  std::vector<std::size_t> holding;
  for (std::size_t i = 0; i < case_count(expr); ++i) {
    const Outcome condition = evaluate(scene, condition_of(expr, i), row);
    if (fault_of(condition)) return condition;
    if (plain<bool>(condition)) holding.push_back(i);
  }
  if (holding.empty()) return no_case(scene, id, row);
  if (holding.size() > 1)
    return Fault{expr.of_exceptions ? FaultKind::TwoExceptionsApply : FaultKind::TwoCasesHold, id};
  return evaluate(scene, value_of(expr, holding.front()), row);
}

// `and` looks right when the left is yes, `or` when it is no.
Outcome both_or_either(Scene& scene, ExprId id, std::size_t row) {
  const Expr& expr = scene.model[id];
  const Outcome left = evaluate(scene, expr.operands[0], row);
  if (fault_of(left) || plain<bool>(left) != (expr.op == Op::And)) return left;
  return evaluate(scene, expr.operands[1], row);
}

// What the value's absence, seen or not, leads to. A fault is neither given nor missing.
Outcome by_absence(Scene& scene, ExprId id, std::size_t row) {
  const Expr& expr = scene.model[id];
  const Outcome value = evaluate(scene, expr.operands[0], row);
  if (fault_of(value)) return value;
  const bool missing = std::holds_alternative<Absence>(value);
  switch (expr.op) {
    case Op::IsGiven:
      return Value(!missing);
    case Op::IsMissing:
      return Value(missing);
    case Op::IfMissing:
      return missing ? evaluate(scene, expr.operands[1], row) : value;
    default:
      return missing ? Outcome(Fault{FaultKind::RequiredMissing, id}) : value;  // Required
  }
}

}  // namespace

Outcome choice(Scene& scene, ExprId id, std::size_t row) {
  const Expr& expr = scene.model[id];
  if (expr.op == Op::And || expr.op == Op::Or) return both_or_either(scene, id, row);
  if (expr.op != Op::Cases) return by_absence(scene, id, row);
  return expr.first_that_applies ? first_that_applies(scene, id, row) : the_only_case(scene, id, row);
}

}  // namespace meruit::oracle
