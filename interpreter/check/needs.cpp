// A walk from outputs to everything they reach.
#include "check/needs.h"

#include <algorithm>

namespace meruit::check {

namespace {

using source::DiagnosticKind;

struct Walk {
  const Model& model;
  const Rebound& instead;
  Needs needs;
  std::vector<bool> seen;
  std::vector<ExprId> open;

  void reach(ExprId id) {
    if (!id.given() || seen[id.index]) return;
    seen[id.index] = true;
    open.push_back(id);
  }
};

bool first_time(std::vector<bool>& marks, std::uint32_t index) {
  if (marks[index]) return false;
  marks[index] = true;
  return true;
}

// What is replaced is replaced in its instances too.
template <class T>
std::uint32_t origin(const std::vector<T>& all, std::uint32_t index) {
  return all[index].instance_of.given() ? all[index].instance_of.index : index;
}

ExprId replaced(const std::unordered_map<std::uint32_t, ExprId>& instead, std::uint32_t index, ExprId own) {
  const auto found = instead.find(index);
  return found == instead.end() ? own : found->second;
}

// Undated use takes the block of the term, which is not known here: all blocks are followed. They are literals, or
// one expression.
void reach_parameter(Walk& walk, ExprId id) {
  const std::uint32_t index = walk.model[id].index;
  const auto instead = walk.instead.parameters.find(origin(walk.model.parameters, index));
  const Parameter& parameter = walk.model.parameters[index];
  const bool given = instead != walk.instead.parameters.end();
  if (!given && !parameter.values.empty() && parameter.values.front().from) walk.needs.figures.push_back(id);
  if (!first_time(walk.needs.parameters, index)) return;
  if (given) return walk.reach(instead->second);
  if (parameter.values.empty()) walk.needs.required.push_back(id);
  for (const DatedValue& value : parameter.values) walk.reach(value.value);
}

void reach_uses(Walk& walk, ExprId id) {
  const Expr& expr = walk.model[id];
  for (const ExprId operand : expr.operands) walk.reach(operand);
  switch (expr.op) {
    case Op::Rule:
      if (first_time(walk.needs.rules, expr.index))
        walk.reach(
            replaced(walk.instead.rules, origin(walk.model.rules, expr.index), walk.model.rules[expr.index].body));
      break;
    case Op::Field:
      if (first_time(walk.needs.fields, expr.index))
        walk.reach(
            replaced(walk.instead.fields, origin(walk.model.fields, expr.index), walk.model.fields[expr.index].value));
      break;
    case Op::Input:
      walk.needs.inputs[expr.index] = true;
      break;
    case Op::Parameter:
      reach_parameter(walk, id);
      break;
    case Op::Lookup:
      if (!walk.model.tables[expr.index].blocks.empty() && walk.model.tables[expr.index].blocks.front().from)
        walk.needs.figures.push_back(id);
      break;
    case Op::Band:
      if (walk.model.bands[expr.index].blocks.empty())
        walk.needs.required.push_back(id);
      else if (walk.model.bands[expr.index].blocks.front().from)
        walk.needs.figures.push_back(id);
      break;
    case Op::Term:
      if (!walk.needs.term.given()) walk.needs.term = id;
      break;
    default:
      break;
  }
}

}  // namespace

Rebound rebound(const std::vector<Rebinding>& rebindings) {
  Rebound result;
  for (const Rebinding& one : rebindings) {
    if (one.kind == Rebinding::Kind::Rule) result.rules[one.index] = one.value;
    if (one.kind == Rebinding::Kind::Field) result.fields[one.index] = one.value;
    if (one.kind == Rebinding::Kind::Parameter) result.parameters[one.index] = one.value;
  }
  return result;
}

Needs find_needs(const Model& model, const std::vector<RuleId>& outputs, const std::vector<ExprId>& others,
                 const Rebound& instead) {
  Walk walk{model, instead, {}, std::vector<bool>(model.exprs.size()), {}};
  walk.needs.rules.resize(model.rules.size());
  walk.needs.fields.resize(model.fields.size());
  walk.needs.parameters.resize(model.parameters.size());
  walk.needs.inputs.resize(model.inputs.size());
  for (const ExprId other : others) walk.reach(other);
  for (const RuleId rule : outputs)
    if (first_time(walk.needs.rules, rule.index))
      walk.reach(replaced(instead.rules, rule.index, model.rules[rule.index].body));
  while (!walk.open.empty()) {
    const ExprId id = walk.open.back();
    walk.open.pop_back();
    reach_uses(walk, id);
  }
  const auto by_place = [&](ExprId a, ExprId b) { return a.index < b.index; };
  std::sort(walk.needs.figures.begin(), walk.needs.figures.end(), by_place);
  return std::move(walk.needs);
}

bool parameters_end(const Model& model, const Rebound& instead, source::Diagnostics& sink) {
  for (const auto& [index, value] : instead.parameters) {
    const Needs needs = find_needs(model, {}, {value}, instead);
    if (!needs.parameters[index]) continue;
    sink.add(DiagnosticKind::Cycle, model[value].span,
             "`" + model.parameters[index].name + "` is given by a value that uses it again", "give a plain figure");
    return false;
  }
  return true;
}

}  // namespace meruit::check
