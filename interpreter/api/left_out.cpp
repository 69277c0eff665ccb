// Limits that are not known: which outputs rest on them, for how many records.
#include <algorithm>
#include <set>

#include "api/run_state.h"

namespace meruit::api {

namespace {

// Whether the run brings the figure.
bool is_given(const check::Model& model, const check::Parameter& parameter) {
  return parameter.values.size() == 1 && !parameter.values[0].from && parameter.values[0].value.given() &&
         model[parameter.values[0].value].op != check::Op::Missing;
}

// The figures that a mark asks about, through the marks of other rules.
std::vector<std::string> figures_of(const check::Model& model, check::ExprId mark) {
  std::set<std::string> names;
  std::set<std::uint32_t> seen;
  std::vector<check::ExprId> open{mark};
  while (!open.empty()) {
    const check::ExprId id = open.back();
    open.pop_back();
    if (!id.given() || !seen.insert(id.index).second) continue;
    const check::Expr& expr = model[id];
    open.insert(open.end(), expr.operands.begin(), expr.operands.end());
    if (expr.op == check::Op::Rule && model.rules[expr.index].part == check::Rule::Part::Mark)
      open.push_back(model.rules[expr.index].body);
    if (expr.op == check::Op::Lookup) {
      const check::Table& table = model.tables[expr.index];
      for (const check::Column& column : table.columns)
        if (column.unknown == expr.column)
          names.insert(column.name == table.name ? "`" + table.name + "`"
                                                 : "`" + column.name + "` of `" + table.name + "`");
    }
    if (expr.op == check::Op::Parameter)
      for (const check::Parameter& parameter : model.parameters)
        if (parameter.unknown.given() && parameter.unknown.index == expr.index && !is_given(model, parameter))
          names.insert("`" + parameter.name + "`");
  }
  return {names.begin(), names.end()};
}

std::uint64_t marked(const exec::OutputColumn& column) {
  std::uint64_t count = 0;
  for (const exec::Chunk& chunk : column.chunks())
    count += static_cast<std::uint64_t>(std::count(chunk.yes.begin(), chunk.yes.end(), std::uint8_t{1}));
  return count;
}

}  // namespace

void add_marks(const check::Model& model, check::Scenario& scenario) {
  std::vector<check::RuleId> outputs = scenario.outputs.empty() ? model.outputs : scenario.outputs;
  const std::size_t asked = outputs.size();
  for (std::size_t i = 0; i < asked; ++i)
    if (const check::RuleId mark = model.rules[outputs[i].index].mark; mark.given()) outputs.push_back(mark);
  if (outputs.size() > asked) scenario.outputs = std::move(outputs);
  const std::vector<check::Rebinding> rebindings = scenario.rebindings;
  for (const check::Rebinding& one : rebindings) {
    if (one.kind != check::Rebinding::Kind::Rule) continue;
    for (std::uint32_t i = 0; i < model.rules.size(); ++i) {
      const check::RuleId mark = model.rules[i].mark;
      const bool is_set = i == one.index || model.rules[i].instance_of == check::RuleId{one.index};
      if (is_set && mark.given())
        scenario.rebindings.push_back({check::Rebinding::Kind::Rule, mark.index, model.never, one.span});
    }
  }
}

std::vector<LeftOut> left_out(const check::Model& model, const exec::Results& results) {
  std::vector<LeftOut> found;
  for (std::size_t i = 0; i < model.outputs.size(); ++i) {
    const check::Rule& rule = model.rules[model.outputs[i].index];
    if (rule.part != check::Rule::Part::Mark) continue;
    const std::uint64_t records = marked(results.outputs[i]);
    if (records > 0) found.push_back({model.rules[rule.part_of.index].name, records, figures_of(model, rule.body)});
  }
  return found;
}

}  // namespace meruit::api
