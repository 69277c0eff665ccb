// Which records faults arose in, so that these can be set apart. A fault that a record has of its own is that record's.
// One that came to it through a value over all records is of the records that such values gather.
#include <algorithm>
#include <set>

#include "api/fault_reason.h"
#include "api/found_faults.h"
#include "oracle/scene.h"

namespace meruit::api {

namespace {

using check::ExprId;
using check::Op;

// Expressions that a value is made from, through rules and fields.
class Reached {
 public:
  explicit Reached(const check::Model& model) : model_(model) {}

  void from(ExprId id) {
    std::vector<ExprId> open{id};
    while (!open.empty()) {
      const ExprId next = open.back();
      open.pop_back();
      if (!next.given() || !all_.insert(next).second) continue;
      const check::Expr& expr = model_[next];
      open.insert(open.end(), expr.operands.begin(), expr.operands.end());
      if (expr.op == Op::Rule) open.push_back(model_.rules[expr.index].body);
      if (expr.op == Op::Field) open.push_back(model_.fields[expr.index].value);
    }
  }
  [[nodiscard]] const std::set<ExprId>& all() const { return all_; }

 private:
  const check::Model& model_;
  std::set<ExprId> all_;
};

bool gathers(const check::Expr& expr) { return expr.op == Op::Aggregate || expr.op == Op::Split; }

std::vector<ExprId> gathering(const check::Model& model) {
  Reached reached(model);
  for (const check::RuleId id : model.outputs) reached.from(model.rules[id.index].body);
  std::vector<ExprId> found;
  for (const ExprId id : reached.all())
    if (gathers(model[id])) found.push_back(id);
  return found;
}

// What is evaluated for every record: a fold's condition and body, a split's weights.
std::vector<ExprId> gathered(const check::Expr& expr) {
  if (expr.op == Op::Aggregate) return expr.operands;
  return {expr.operands.begin() + 1, expr.operands.end()};
}

// Whose rows a fold or a split goes through.
check::RelationId relation_gathered(const check::Expr& expr) {
  return expr.op == Op::Aggregate ? check::RelationId{expr.index} : expr.level.relation;
}

// A row of some kind of record.
struct RowOf {
  check::RelationId relation;
  std::size_t row = 0;
};

// The row whose expression failed, where it is that of `at` or one above it.
std::optional<RowOf> owner_of(const check::Model& model, const data::Records& records, const check::Fault& fault,
                              RowOf at) {
  const check::Level& level = model[fault.place].level;
  if (!check::of_rows(level)) return at;
  const auto chain = check::links_up(model, at.relation, level.relation);
  if (!chain) return std::nullopt;
  for (const check::LinkId link : *chain) {
    const check::RelationId from = model.links[link.index].from;
    const auto& links = model.relations[from.index].parents;
    const auto place = std::find(links.begin(), links.end(), link) - links.begin();
    at = {model.links[link.index].to, records.relations[from.index].links[static_cast<std::size_t>(place)][at.row]};
  }
  return at;
}

// The fault that one record brings into a fold or a split.
std::optional<check::Fault> brought(oracle::Scene& scene, ExprId id, std::size_t row) {
  const check::Expr& expr = scene.model[id];
  if (expr.op == Op::Aggregate && expr.has_where) {
    const check::Outcome where = oracle::evaluate(scene, expr.operands.back(), row);
    if (const check::Fault* fault = oracle::fault_of(where)) return *fault;
    if (!oracle::plain<bool>(where)) return std::nullopt;
  }
  for (const ExprId part : gathered(expr)) {
    const check::Outcome value = oracle::evaluate(scene, part, row);
    if (const check::Fault* fault = oracle::fault_of(value)) return *fault;
    if (expr.op == Op::Split && oracle::plain<Rational>(value) < 0)
      return check::Fault{check::FaultKind::NegativeWeight, id};
  }
  return std::nullopt;
}

class RowFaults {
 public:
  RowFaults(const check::Model& model, const source::Sources& sources, const RunState& state)
      : model_(model), sources_(sources), state_(state), rows_(model.relations.size()) {}

  // `output` is what could not be worked out; the record's own value, or one over all records.
  void add(const FoundFault& found, bool own) {
    std::vector<Fault>& faults = rows_[found.relation.index][found.row];
    const Fault& known = fault_of(found);
    const auto same = [&](const Fault& each) {
      return each.code == known.code && each.place.line == known.place.line && each.place.column == known.place.column;
    };
    if (std::any_of(faults.begin(), faults.end(), same)) return;
    Fault fault = known;
    const data::Relation& relation = state_.records.relations[found.relation.index];
    add_record(model_, relation, found, fault);
    const std::string why = known.reason + place_of_fault(found, known);
    const std::string lost = "`" + fault.rule + "` cannot be worked out";
    const std::string who = who_is(model_, relation, found.row) + ": ";
    fault.message = own ? who + lost + ": " + why : who + why + "; so " + lost;
    faults.push_back(std::move(fault));
  }
  [[nodiscard]] std::vector<FaultyRows> take() { return std::move(rows_); }

 private:
  using Key = std::pair<check::FaultKind, std::uint32_t>;

  // What is the same for all records.
  const Fault& fault_of(const FoundFault& found) {
    const auto [at, fresh] = known_.try_emplace(Key{found.fault.kind, found.fault.place.index});
    if (fresh) at->second = api::fault_at(model_, sources_, found.fault);
    return at->second;
  }
  const std::string& place_of_fault(const FoundFault& found, const Fault& fault) {
    const auto [at, fresh] = places_.try_emplace(Key{found.fault.kind, found.fault.place.index});
    if (fresh) at->second = in_place(model_, fault.place, found.fault.place);
    return at->second;
  }

  const check::Model& model_;
  const source::Sources& sources_;
  const RunState& state_;
  std::map<Key, Fault> known_;
  std::map<Key, std::string> places_;
  std::vector<FaultyRows> rows_;
};

// Of records that bring faults into what gathers them; `output` is one that lacks its value for it.
bool add_brought(const check::Model& model, const RunState& state, const std::vector<ExprId>& folds, std::size_t output,
                 RowFaults& rows) {
  oracle::Scene scene = oracle::make_scene(model, state.records);
  oracle::remember_rules(scene);
  bool any = false;
  for (const ExprId id : folds) {
    const check::RelationId over = relation_gathered(model[id]);
    for (std::size_t row = 0; row < state.records.relations[over.index].rows; ++row) {
      const auto fault = brought(scene, id, row);
      // What a fold over all brings into another fold is not this record's, nor what one over the rows below it does.
      if (!fault || model[fault->place].level == check::kOverall) continue;
      const std::optional<RowOf> owner = owner_of(model, state.records, *fault, {over, row});
      if (!owner) continue;
      rows.add({owner->relation, 0, owner->row, output, *fault}, false);
      any = true;
    }
  }
  return any;
}

}  // namespace

std::vector<FaultyRows> faulty_rows(const check::Model& model, const source::Sources& sources, const RunState& state) {
  RowFaults rows(model, sources, state);
  const std::vector<FoundFault> found = found_faults(model, state);
  const std::vector<ExprId> folds = gathering(model);
  Reached inside(model);
  for (const ExprId id : folds)
    for (const ExprId part : gathered(model[id])) inside.from(part);
  const auto may_be_brought = [&](const check::Fault& fault) {
    return inside.all().count(fault.place) > 0 || fault.kind == check::FaultKind::NegativeWeight;
  };
  const auto first =
      std::find_if(found.begin(), found.end(), [&](const FoundFault& each) { return may_be_brought(each.fault); });
  // These are taken out first: what is left of such faults afterwards is each record's own.
  const bool brought = first != found.end() && add_brought(model, state, folds, first->output, rows);
  for (const FoundFault& each : found) {
    const check::Expr& place = model[each.fault.place];
    const bool of_all = each.rank == FoundFault::kOverall || place.level == check::kOverall || place.op == Op::Split;
    if (of_all || (brought && may_be_brought(each.fault))) continue;
    const std::optional<RowOf> owner = owner_of(model, state.records, each.fault, {each.relation, each.row});
    if (!owner) continue;
    const bool own = owner->relation == each.relation;
    rows.add({owner->relation, each.rank, owner->row, each.output, each.fault}, own);
  }
  return rows.take();
}

namespace {

// Outputs that are made of what `counts`, and those over all records. A rule gathers when what it is made of does, and
// the rules before it in the model's order are known by then.
template <class Counts>
std::vector<std::string> outputs_gathering(const check::Model& model, Counts&& counts) {
  std::vector<bool> of_all(model.rules.size());
  for (const check::RuleId next : model.rules_in_order()) {
    std::vector<ExprId> open{model.rules[next.index].body};
    std::set<ExprId> seen;
    bool found = false;
    while (!open.empty() && !found) {
      const ExprId id = open.back();
      open.pop_back();
      if (!id.given() || !seen.insert(id).second) continue;
      const check::Expr& expr = model[id];
      found = (gathers(expr) && counts(expr)) || (expr.op == Op::Rule && of_all[expr.index]);
      open.insert(open.end(), expr.operands.begin(), expr.operands.end());
      if (expr.op == Op::Field) open.push_back(model.fields[expr.index].value);
    }
    of_all[next.index] = found;
  }
  std::vector<std::string> names;
  for (const check::RuleId id : model.outputs) {
    const check::Rule& rule = model.rules[id.index];
    if (check::is_result(rule) && (rule.level == check::kOverall || of_all[id.index])) names.push_back(rule.name);
  }
  return names;
}

}  // namespace

std::vector<std::string> over_all_records(const check::Model& model) {
  return outputs_gathering(model, [](const check::Expr&) { return true; });
}

// What a row above has of the rows below it is whole where each row that went took its row above along.
std::vector<std::string> incomplete_outputs(const check::Model& model, const std::vector<Accounting>& accounting,
                                            const std::vector<bool>& astray) {
  return outputs_gathering(model, [&](const check::Expr& expr) {
    if (!expr.chain.empty())
      return std::any_of(expr.chain.begin(), expr.chain.end(), [&](check::LinkId link) {
        return static_cast<bool>(astray[model.links[link.index].from.index]);
      });
    const std::string& name = model.relations[relation_gathered(expr).index].name;
    return std::any_of(accounting.begin(), accounting.end(), [&](const Accounting& each) {
      return each.relation == name && each.quarantined + each.undetermined + each.excluded > 0;
    });
  });
}

}  // namespace meruit::api
