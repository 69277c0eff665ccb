// A rule and its exceptions: the checker made parts of them (what `is` says, the value so far, whether one applies,
// what it gives); a reader sees the rule, and below it each exception with the value before and after.
#include "explain/shapes.h"
#include "explain/trace.h"

namespace meruit::explain {

using check::Expr;
using check::ExprId;
using check::Op;
using check::Outcome;
using check::Value;

// The value of the last exception that applies, or of the rule's base; none when that cannot be said.
ExprId Trace::last_applying(ExprId cases) {
  const Expr& expr = model_[cases];
  if (expr.op != Op::Cases) return cases;  // the base, where there is nothing before it
  ExprId found;
  for (std::size_t i = 0; i + 1 < expr.operands.size(); i += 2) {
    const Outcome applies = outcome(expr.operands[i]);
    const auto* value = std::get_if<check::Value>(&applies);
    if (value == nullptr) return {};
    if (!std::get<bool>(*value)) continue;
    if (found.given()) return {};  // two at once
    found = expr.operands[i + 1];
    if (expr.first_that_applies) return found;
  }
  return found.given() ? found : expr.operands.back();
}

// Told by the exception or the base that gave it.
ExplainedPart Trace::value_so_far(check::RuleId id) {
  const check::Rule& before = model_.rules[id.index];
  const ExprId from = last_applying(before.body);
  ExplainedPart told;
  if (from.given()) {
    told = part(from);
  } else {
    told.kind = ExplainedPart::Kind::Operation;
    told.operation = "case";
    told.value = value(before.body);
  }
  return told;
}

void Trace::add_exception(const check::Exception& exception) {
  using State = ExplainedException::State;
  ExplainedException told;
  told.name = exception.name;
  told.title = exception.title.empty() ? exception.name : exception.title;
  told.cites = exception.cites;
  told.place = question_.place(exception.span);
  const auto of = [&](check::RuleId rule) { return oracle::evaluate_rule(scene_, rule, row_); };
  const check::Rule& whole = model_.rules[exception.value.index];
  const bool percent = percentages_.rule(exception.value);
  const Outcome applies = of(exception.applies);
  const auto* known = std::get_if<check::Value>(&applies);
  const ExprId condition = model_.rules[exception.applies.index].body;
  if (known == nullptr) {
    // Where a later exception decides alone, a fault of this one does not matter.
    const bool matters = !step_->value.fault.empty();
    told.state = matters ? State::Faulty : State::NotLookedAt;
    told.test = matters ? part(condition) : unseen(condition);
  } else if (!std::get<bool>(*known)) {
    told.test = part(condition);
  } else {
    told.state = State::Applies;
    const Outcome before = of(exception.before), after = of(exception.value);
    told.before = explained(model_, whole.type, percent, before);
    told.after = explained(model_, whole.type, percent, after);
    if (whole.type.kind == check::TypeKind::Number && !told.before.exact.empty() && !told.after.exact.empty())
      told.change = explained(model_, whole.type, percent,
                              Value(Rational(oracle::plain<Rational>(after) - oracle::plain<Rational>(before))));
    ExplainedPart reference;
    need(reference, subject({ExplainedStep::Kind::Exception, exception.value.index, {}, {}}));
    told.step = reference.step;
  }
  step_->exceptions.push_back(std::move(told));
}

ExplainedPart Trace::with_exceptions(ExprId id) {
  ExplainedPart told;
  told.kind = ExplainedPart::Kind::Operation;
  told.operation = "case";
  told.value = value(id);
  // The last that applies comes first among what the rule needs; below it the value that it changed.
  if (const ExprId from = last_applying(id); from.given()) told.parts.push_back(part(from));
  for (const check::Exception& each : model_.rules[rule_.index].exceptions) add_exception(each);
  step_->base = subject({ExplainedStep::Kind::Rule, model_[model_[id].operands.back()].index, {}, {}});
  return told;
}

}  // namespace meruit::explain
