// What a run asks of its kinds of records.
#include <algorithm>
#include <set>

#include "api/run_state.h"

namespace meruit::api {

namespace {

// Kinds of records that the outputs, with what these are made of, live at or go through, and those that they add up to
// the row above.
class RelationsUnder {
 public:
  explicit RelationsUnder(const check::Model& model)
      : model_(model), found_(model.relations.size()), added_up_(found_) {
    for (const check::RuleId id : model.outputs) {
      at(model.rules[id.index].level);
      from(model.rules[id.index].body);
    }
  }
  [[nodiscard]] std::vector<bool> found() && { return std::move(found_); }
  [[nodiscard]] std::vector<bool> added_up() && { return std::move(added_up_); }

 private:
  void from(check::ExprId first) {
    std::vector<check::ExprId> open{first};
    while (!open.empty()) {
      const check::ExprId id = open.back();
      open.pop_back();
      if (!id.given() || !seen_.insert(id).second) continue;
      const check::Expr& expr = model_[id];
      at(expr.level);
      if (expr.op == check::Op::Aggregate) found_[expr.index] = true;
      for (const check::LinkId link : expr.chain) added_up_[model_.links[link.index].from.index] = true;
      if (expr.op == check::Op::Rule) open.push_back(model_.rules[expr.index].body);
      if (expr.op == check::Op::Field) open.push_back(model_.fields[expr.index].value);
      open.insert(open.end(), expr.operands.begin(), expr.operands.end());
    }
  }
  void at(const check::Level& level) {
    if (check::of_rows(level)) found_[level.relation.index] = true;
  }

  const check::Model& model_;
  std::vector<bool> found_, added_up_;
  std::set<check::ExprId> seen_;
};

}  // namespace

std::vector<bool> needed_relations(const check::Model& model, const std::vector<bool>& there) {
  if (model.relations.size() == 1) return {true};
  std::vector<bool> needed = RelationsUnder(model).found();
  const std::vector<check::RelationId> order = parents_first(model);
  for (auto id = order.rbegin(); id != order.rend(); ++id) {
    if (!needed[id->index] && !there[id->index]) continue;
    for (const check::LinkId link : model.relations[id->index].parents) needed[model.links[link.index].to.index] = true;
  }
  return needed;
}

std::vector<bool> added_up(const check::Model& model) { return RelationsUnder(model).added_up(); }

std::vector<check::RelationId> parents_first(const check::Model& model) {
  std::vector<check::RelationId> order;
  std::vector<bool> done(model.relations.size());
  while (order.size() < done.size()) {
    const std::size_t before = order.size();
    for (std::uint32_t r = 0; r < done.size(); ++r) {
      const auto& parents = model.relations[r].parents;
      const bool ready = std::all_of(parents.begin(), parents.end(), [&](check::LinkId link) {
        return static_cast<bool>(done[model.links[link.index].to.index]);
      });
      if (done[r] || !ready) continue;
      done[r] = true;
      order.push_back({r});
    }
    if (order.size() == before) break;  // the checker lets no record lie below itself
  }
  return order;
}

std::vector<check::Violation> violations_of(const check::Model& model, const std::vector<check::Violation>& all,
                                            check::RelationId id) {
  if (model.relations.size() == 1) return all;
  std::vector<check::Violation> own;
  for (const check::Violation& each : all) {
    const check::RelationId of = each.kind == check::Violation::Kind::Expectation
                                     ? model[model.expectations[each.index]].level.relation
                                     : model.fields[each.index].relation;
    if (of == id) own.push_back(each);
  }
  return own;
}

namespace {

// The kind of record that a control total names, and its column.
struct NamedColumn {
  std::string relation, column;
};
NamedColumn named_column(const check::Model& model, const std::string& text) {
  if (model.relations.size() == 1) return {model.relations.front().name, text};
  const std::size_t dot = text.find('.');
  return dot == std::string::npos ? NamedColumn{"", text} : NamedColumn{text.substr(0, dot), text.substr(dot + 1)};
}

std::string names_of(const check::Model& model, const std::string& before, const std::string& after) {
  std::string names;
  for (const check::Relation& each : model.relations)
    names += (names.empty() ? "`" : ", `") + before + each.name + after + "`";
  return names;
}

}  // namespace

Result<void> controls_fit(const check::Model& model, const RunOptions& options) {
  if (options.expected_rows && model.relations.size() > 1)
    return plain_error(ErrorKind::Usage, "control-count",
                       "a control count is of one kind of record: " + names_of(model, "--expect-rows ", "=COUNT"));
  for (const ControlCount& each : options.expected_rows_of)
    if (!relation_called(model, each.relation))
      return plain_error(ErrorKind::Usage, "control-count",
                         "a control count is given for `" + each.relation + "`, and the contract has the records " +
                             names_of(model, "", ""));
  for (const ControlTotal& each : options.expected_totals)
    if (!relation_called(model, named_column(model, each.column).relation))
      return plain_error(ErrorKind::Usage, "control-total",
                         "a control total is given for `" + each.column + "`; say of which records: " +
                             names_of(model, "", "." + named_column(model, each.column).column));
  return {};
}

Controls controls_of(const check::Model& model, const RunOptions& options, check::RelationId id) {
  const std::string& name = model.relations[id.index].name;
  Controls controls;
  controls.rows = options.expected_rows;
  for (const ControlCount& each : options.expected_rows_of)
    if (each.relation == name) controls.rows = each.rows;
  for (const ControlTotal& each : options.expected_totals)
    if (const NamedColumn named = named_column(model, each.column); named.relation == name)
      controls.totals.push_back({named.column, each.total});
  return controls;
}

Error joined(std::vector<Error> errors, std::size_t limit) {
  if (errors.size() == 1) return std::move(errors.front());
  Error all = plain_error(ErrorKind::Data, errors.front().code, "");
  std::size_t count = 0;
  for (Error& each : errors) {
    count += each.problems.size() + each.not_shown;
    for (DataProblem& problem : each.problems)
      if (all.problems.size() < limit) all.problems.push_back(std::move(problem));
  }
  for (const DataProblem& each : all.problems) all.message += (all.message.empty() ? "" : "\n") + each.message;
  all.not_shown = count - all.problems.size();
  if (all.not_shown > 0) all.message += "\n… and " + std::to_string(all.not_shown) + " more";
  return all;
}

}  // namespace meruit::api
