#include "explain/slice.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace meruit::explain {

using check::ExprId;
using check::Op;
using check::RelationId;
using check::RuleId;

namespace {

// What an expression is made from, through rules, fields and figures.
struct Reach {
  const check::Model& model;
  std::set<std::pair<Op, std::uint32_t>> seen = {};
  std::vector<ExprId> waiting = {};

  void add(ExprId id) {
    if (id.given()) waiting.push_back(id);
  }
  void add_rule(RuleId id) {
    if (!id.given() || !seen.emplace(Op::Rule, id.index).second) return;
    const check::Rule& rule = model.rules[id.index];
    add(rule.body);
    add_rule(rule.mark);
    add_given(rule.given);
  }
  void add_field(std::uint32_t field) {
    if (!seen.emplace(Op::Field, field).second) return;
    add(model.fields[field].value);
    add_given(model.fields[field].given);
  }
  void add_parameter(std::uint32_t parameter) {
    if (!seen.emplace(Op::Parameter, parameter).second) return;
    for (const check::DatedValue& each : model.parameters[parameter].values) add(each.value);
    add_given(model.parameters[parameter].given);
  }
  // Beside the value given the explanation tells what the name is worth otherwise.
  void add_given(const std::vector<check::Rebinding>& given) {
    for (const check::Rebinding& each : given) {
      add(each.value);
      if (each.kind == check::Rebinding::Kind::Rule) add_rule({each.index});
      if (each.kind == check::Rebinding::Kind::Field) add_field(each.index);
      if (each.kind == check::Rebinding::Kind::Parameter) add_parameter(each.index);
    }
  }

  // Whether something on the way looks at all rows.
  bool finds_all() {
    while (!waiting.empty()) {
      const check::Expr& expr = model[waiting.back()];
      waiting.pop_back();
      if (expr.op == Op::Split || (expr.op == Op::Aggregate && expr.chain.empty())) return true;
      for (const ExprId operand : expr.operands) add(operand);
      if (expr.op == Op::Rule) add_rule({expr.index});
      if (expr.op == Op::Field) add_field(expr.index);
      if (expr.op == Op::Parameter) add_parameter(expr.index);
    }
    return false;
  }
};

// Where the rows of a relation below another lead, in the order of their keys and so ascending.
const std::vector<std::uint32_t>& parents_of(const data::Relation& relation) { return relation.links.front(); }

// Of a relation the rows that lie below the stretches of others; a relation's parents come before it.
void add_below(const check::Model& model, const data::Records& records, std::vector<Stretch>& found) {
  for (std::size_t round = 0; round < found.size(); ++round) {
    for (std::size_t i = 0; i < found.size(); ++i) {
      const check::Relation& relation = model.relations[i];
      if (relation.parents.empty() || found[i].first < found[i].last || records.relations[i].rows == 0) continue;
      const Stretch& above = found[model.links[relation.parents.front().index].to.index];
      const std::vector<std::uint32_t>& up = parents_of(records.relations[i]);
      found[i].first = static_cast<std::size_t>(std::lower_bound(up.begin(), up.end(), above.first) - up.begin());
      found[i].last = static_cast<std::size_t>(std::lower_bound(up.begin(), up.end(), above.last) - up.begin());
    }
  }
}

}  // namespace

bool needs_all_records(const check::Model& model, const std::vector<RuleId>& rules) {
  Reach reach{model};
  for (const RuleId rule : rules) reach.add_rule(rule);
  return reach.finds_all();
}

std::vector<Stretch> family_of(const check::Model& model, const data::Records& records, RelationId relation,
                               std::size_t row) {
  std::vector<Stretch> found(model.relations.size());
  found[relation.index] = {row, row + 1};
  add_below(model, records, found);
  while (!model.relations[relation.index].parents.empty()) {
    row = parents_of(records.relations[relation.index])[row];
    relation = model.links[model.relations[relation.index].parents.front().index].to;
    found[relation.index] = {row, row + 1};
  }
  return found;
}

std::vector<Stretch> household_of(const check::Model& model, const data::Records& records, RelationId relation,
                                  std::size_t row) {
  while (!model.relations[relation.index].parents.empty()) {
    row = parents_of(records.relations[relation.index])[row];
    relation = model.links[model.relations[relation.index].parents.front().index].to;
  }
  return family_of(model, records, relation, row);
}

data::Records slice(const check::Model& model, const data::Records& records, const std::vector<Stretch>& stretches) {
  data::Records some;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const data::Relation& all = records.relations[i];
    std::vector<std::size_t> rows(stretches[i].last - stretches[i].first);
    std::iota(rows.begin(), rows.end(), stretches[i].first);
    data::Relation& selected = some.relations.emplace_back(data::select(all, rows));
    for (std::size_t link = 0; link < all.links.size(); ++link) {
      const RelationId to = model.links[model.relations[i].parents[link].index].to;
      std::vector<std::uint32_t>& up = selected.links.emplace_back();
      for (const std::size_t row : rows)
        up.push_back(all.links[link][row] - static_cast<std::uint32_t>(stretches[to.index].first));
    }
  }
  return some;
}

}  // namespace meruit::explain
