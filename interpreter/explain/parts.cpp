// Expressions as parts with their values. What the oracle skips (the right side of a decided `and`, the case that
// does not apply, what stands behind a fault) is written down without a value.
#include <algorithm>

#include "explain/shapes.h"
#include "explain/trace.h"
#include "explain/words.h"

namespace meruit::explain {

using check::Expr;
using check::ExprId;
using check::Op;
using check::Outcome;

namespace {

// "99th", "97.5th", "1st".
std::string ordinal(const Rational& number) {
  const std::string text = number::to_plain(number);
  const bool teen = text.size() > 1 && text[text.size() - 2] == '1';
  if (teen || denominator(number) != 1) return text + "th";
  return text + (text.back() == '1' ? "st" : text.back() == '2' ? "nd" : text.back() == '3' ? "rd" : "th");
}

std::string aggregate_words(const Expr& expr) {
  if (expr.aggregate != ast::AggregateKind::Percentile) return ast::word(expr.aggregate);
  if (expr.quantum == Rational(1, 2) && expr.method == ast::PercentileMethod::Averaged) return "median";
  return ordinal(Rational(expr.quantum * 100)) + " percentile (" + ast::word(expr.method) + ")";
}

// "member's Born", of what a row is led to.
ExplainedPart with_owner(const check::Model& model, ExprId at, ExplainedPart told) {
  const check::Link& link = model.links[model[model[at].operands[0]].index];
  if (told.kind == ExplainedPart::Kind::Step) told.title = link.name + "'s " + told.title;
  return told;
}

}  // namespace

Outcome Trace::outcome(ExprId id) { return oracle::evaluate(scene_, id, row_); }

ExplainedValue Trace::value(ExprId id) {
  const Outcome found = outcome(id);
  ExplainedValue result = explained(model_, model_[id].type, percentages_.expression(id), found);
  // The fault is told where it arose: in the step whose expression holds the place. Others that the walk meets do not
  // count, as the order of evaluation is not that in which things are told.
  const auto* fault = std::get_if<check::Fault>(&found);
  if (fault != nullptr && fault->place == id && fault_ == *fault)
    step_->fault_here = fault_words(model_, sources_, *fault);
  return result;
}

void Trace::need(ExplainedPart& part, std::size_t subject) {
  part.step = subject;
  if (std::find(needs_.begin(), needs_.end(), subject) == needs_.end()) needs_.push_back(subject);
}

// The part without values and operands.
ExplainedPart Trace::shape(ExprId id) const {
  using Kind = ExplainedPart::Kind;
  const Expr& expr = model_[id];
  ExplainedPart part;
  const auto names = [&](Kind kind, const std::string& name, const std::string& title) {
    part.kind = kind;
    part.name = name;
    part.title = title.empty() ? name : title;
  };
  switch (expr.op) {
    case Op::Literal:
      part.kind = Kind::Literal;
      part.title = calculation_words(sources_, expr);
      break;
    case Op::Missing:
      part.kind = Kind::Literal;
      break;
    case Op::Term:
      part.kind = Kind::Term;
      break;
    case Op::Input:
      names(Kind::Column, model_.inputs[expr.index].column, {});
      break;
    case Op::Field: {
      const Name field = field_name(model_, {expr.index});
      names(Kind::Step, field.name, field.title);
      break;
    }
    case Op::Rule: {
      const Name rule = rule_name(model_, {expr.index});
      names(Kind::Step, rule.name, rule.title);
      break;
    }
    case Op::Parameter: {
      const Name parameter = parameter_name(model_, {expr.index});
      names(Kind::Step, parameter.name, parameter.title);
      break;
    }
    case Op::Lookup:
      names(Kind::Step, model_.tables[expr.index].name, table_title(model_.tables[expr.index], expr.column));
      break;
    case Op::Band:
      names(Kind::Step, model_.bands[expr.index].name, model_.bands[expr.index].title);
      break;
    case Op::Aggregate:
      part.kind = Kind::Records;
      part.operation = aggregate_words(expr);
      part.name = (expr.chain.empty() ? "" : "its ") + model_.relations[expr.index].plural;
      part.title = (expr.chain.empty() ? "all " : "") + part.name;
      break;
    default:
      part.kind = Kind::Operation;
      part.operation = is_conversion(model_, id) ? "converted" : check::words(expr);
      if (expr.op == Op::Round || expr.op == Op::Root)
        part.title = rounding_words(model_, expr, percentages_.expression(id));
      if (expr.op == Op::InSet) part.title = set_words(model_, expr, percentages_.expression(expr.operands[0]));
      if (expr.op == Op::IsMissing || expr.op == Op::IfMissing)
        part.title = model_[expr.operands[0]].type.waived ? "waived" : "missing";
  }
  return part;
}

ExplainedPart Trace::unseen(ExprId id) const {
  if (const check::Rule* rule = part_of_exceptions(model_, id); rule != nullptr) {
    if (rule->part == check::Rule::Part::Applies) return unseen(rule->body);
    ExplainedPart so_far = shape(id);
    so_far.title = so_far_title(model_, *rule);
    so_far.looked_at = false;
    return so_far;
  }
  if (const ExprId inner = given_only(model_, id); inner.given()) return unseen(inner);
  if (model_[id].op == Op::At) return with_owner(model_, id, unseen(model_[id].operands[1]));
  ExplainedPart part = shape(id);
  const Expr& expr = model_[id];
  part.looked_at = false;
  if (expr.op == Op::Literal) {
    part.looked_at = true;
    part.value = explained(model_, expr.type, percentages_.expression(id), expr.items.front());
  }
  if (part.kind == ExplainedPart::Kind::Operation || part.kind == ExplainedPart::Kind::Records)
    for (const ExprId operand : expr.operands) part.parts.push_back(unseen(operand));
  add_constants(id, part);
  return part;
}

// What a power and a root hang on besides the number: the exponent or degree, and to what a root is rounded.
void Trace::add_constants(ExprId id, ExplainedPart& part) const {
  const Expr& expr = model_[id];
  if (expr.op != Op::Power && expr.op != Op::Root) return;
  const auto add = [&](ExplainedValue value) {
    part.parts.emplace_back();
    part.parts.back().value = std::move(value);
  };
  add({std::to_string(expr.exponent), std::to_string(expr.exponent), false, {}});
  if (expr.op == Op::Root) add(explained(model_, expr.type, percentages_.expression(id), check::Value(expr.quantum)));
}

ExplainedPart Trace::part(ExprId id) {
  if (given_only(model_, id).given()) return where_given(id);
  const Expr& expr = model_[id];
  if (const check::Rule* rule = part_of_exceptions(model_, id); rule != nullptr)
    return rule->part == check::Rule::Part::Applies ? this->part(rule->body) : value_so_far({expr.index});
  if (expr.op == Op::Cases) return expr.of_exceptions ? with_exceptions(id) : chosen(id);
  if (expr.op == Op::At) return of_row_above(id);
  ExplainedPart part = shape(id);
  part.value = value(id);
  if (part.kind == ExplainedPart::Kind::Step) need(part, subject_of(id));
  if (part.kind == ExplainedPart::Kind::Operation) add_operands(id, part);
  if (expr.op == Op::Split) add_split(id, part);
  if (part.kind == ExplainedPart::Kind::Records) add_population(id, part);
  if (expr.op == Op::Round) add_rounding(id, part);
  return part;
}

void Trace::add_operands(ExprId id, ExplainedPart& part) {
  const Expr& expr = model_[id];
  bool decided = false;
  for (const ExprId operand : expr.operands) {
    part.parts.push_back(decided ? unseen(operand) : this->part(operand));
    if (is_limit_left_out(model_, expr, operand)) part.parts.back().operation = "limit";
    const ExplainedValue& found = part.parts.back().value;
    decided = decided || !found.fault.empty() || (expr.op == Op::And && found.exact == "no") ||
              (expr.op == Op::Or && found.exact == "yes") || (expr.op == Op::IfMissing && !found.missing);
  }
  add_constants(id, part);
}

// An operation that the checker wrote around a value that may be missing: the operation where the value is there.
ExplainedPart Trace::where_given(ExprId id) {
  const Expr& expr = model_[id];
  const Outcome there = outcome(expr.operands[0]);
  const auto* value = std::get_if<check::Value>(&there);
  return part(value != nullptr && std::get<bool>(*value) ? expr.operands[1] : given_only(model_, id));
}

// The value of the row that this one is led to, told by a step of its own.
ExplainedPart Trace::of_row_above(ExprId id) {
  const Expr& expr = model_[id];
  const std::size_t own = std::exchange(row_, oracle::row_led_to(scene_, expr.operands[0], row_));
  ExplainedPart told = with_owner(model_, id, part(expr.operands[1]));
  row_ = own;
  return told;
}

// Writes one condition down; the position of its case.
std::size_t Trace::add_case(ExprId condition) {
  ExplainedPart test = part(condition);
  using State = ExplainedCase::State;
  const State state = !test.value.fault.empty()   ? State::Faulty
                      : test.value.exact == "yes" ? State::Applies
                                                  : State::DoesNotApply;
  step_->cases.push_back({state, {}, {}, std::move(test)});
  return step_->cases.size() - 1;
}

// Under `the first that applies` no condition behind the first that holds is looked at; without, all are.
ExplainedPart Trace::chosen(ExprId id) {
  using State = ExplainedCase::State;
  const Expr& expr = model_[id];
  ExplainedPart part;
  part.kind = ExplainedPart::Kind::Operation;
  part.operation = "case";
  part.value = value(id);
  step_->first_case_wins = step_->first_case_wins || expr.first_that_applies;
  ExprId value_of;
  bool decided = false;
  const std::size_t first = step_->cases.size();
  for (std::size_t i = 0; i + 1 < expr.operands.size(); i += 2) {
    if (decided) {
      step_->cases.push_back({State::NotLookedAt, {}, {}, unseen(expr.operands[i])});
      continue;
    }
    const std::size_t added = add_case(expr.operands[i]);
    const State state = step_->cases[added].state;
    if (state == State::Applies) value_of = expr.operands[i + 1];
    decided = state == State::Faulty || (state == State::Applies && expr.first_that_applies);
  }
  if (expr.has_otherwise) {
    const bool applies = !value_of.given() && !decided;
    step_->cases.push_back({applies                        ? State::Applies
                            : decided && !value_of.given() ? State::NotLookedAt
                                                           : State::DoesNotApply,
                            "otherwise",
                            {},
                            std::nullopt});
    if (applies) value_of = expr.operands.back();
  }
  // A condition at fault, or two that hold, leave no value to go on with.
  const auto in_state = [&](State state) {
    return std::count_if(step_->cases.begin() + static_cast<std::ptrdiff_t>(first), step_->cases.end(),
                         [&](const ExplainedCase& each) { return each.state == state; });
  };
  if (in_state(State::Applies) == 1 && in_state(State::Faulty) == 0 && value_of.given())
    part.parts.push_back(this->part(value_of));
  return part;
}

void Trace::add_rounding(ExprId id, const ExplainedPart& part) {
  if (part.value.exact.empty()) return;
  const Expr& expr = model_[id];
  const bool percent = percentages_.expression(id);
  const Rational before = oracle::plain<Rational>(outcome(expr.operands[0]));
  const Rational after = oracle::plain<Rational>(outcome(id));
  ExplainedRounding rounding;
  rounding.to = quantum_words(model_, expr, percent);
  rounding.mode = number::words(expr.mode);
  rounding.before = explained(model_, expr.type, percent, check::Value(before));
  rounding.after = part.value;
  rounding.residue = explained(model_, expr.type, percent, check::Value(Rational(before - after)));
  rounding.whole = spine_.contains(id);
  step_->roundings.push_back(std::move(rounding));
}

}  // namespace meruit::explain
