#include "diff/merge.h"

#include <algorithm>

namespace meruit::diff {

namespace {

using check::Expr;
using check::ExprId;
using check::Op;
using Kind = Entity::Kind;

constexpr std::uint32_t kUnset = Id<void>::kNone;

template <class Definition>
std::uint32_t append_copy(std::vector<Definition>& to, const Definition& one) {
  to.push_back(one);
  return static_cast<std::uint32_t>(to.size() - 1);
}

// Expressions that nothing needs any more may name nothing.
std::uint32_t placed(const std::vector<std::uint32_t>& where, std::uint32_t index) {
  return index < where.size() ? where[index] : kUnset;
}

}  // namespace

Merge::Merge(const Book& before, const Book& after, const Matching& matching)
    : before_(before), after_(after), matching_(matching), model_(before.model) {
  map_lists();
  map_inputs();
  map_definitions();
  map_parts();
  append_expressions();
  append_definitions();
  (void)put_in_order(model_);
}

void Merge::map_lists() {
  for (const check::List& list : after_.model.lists) {
    const auto like = std::find_if(model_.lists.begin(), model_.lists.end(),
                                   [&](const check::List& other) { return other.words == list.words; });
    lists_.push_back(like == model_.lists.end() ? append_copy(model_.lists, list)
                                                : static_cast<std::uint32_t>(like - model_.lists.begin()));
  }
}

void Merge::map_inputs() {
  for (const check::Input& input : after_.model.inputs) {
    check::Input own = input;
    own.type = type(input.type);
    const auto like = std::find_if(model_.inputs.begin(), model_.inputs.end(), [&](const check::Input& other) {
      return other.column == own.column && other.cast == own.cast && other.type == own.type && other.lazy == own.lazy;
    });
    inputs_.push_back(like == model_.inputs.end() ? append_copy(model_.inputs, own)
                                                  : static_cast<std::uint32_t>(like - model_.inputs.begin()));
  }
  if (model_.relations.empty()) return;
  model_.relations[0].inputs.clear();
  for (std::uint32_t i = 0; i < model_.inputs.size(); ++i) model_.relations[0].inputs.push_back({i});
}

// Where each statement will stand; what only the new version has gets a place at the end.
void Merge::map_definitions() {
  const check::Model& other = after_.model;
  fields_.assign(other.fields.size(), kUnset);
  parameters_.assign(other.parameters.size(), kUnset);
  tables_.assign(other.tables.size(), kUnset);
  bands_.assign(other.bands.size(), kUnset);
  rules_.assign(other.rules.size(), kUnset);
  const auto places = [&](Kind kind) -> std::vector<std::uint32_t>* {
    switch (kind) {
      case Kind::Field:
        return &fields_;
      case Kind::Parameter:
        return &parameters_;
      case Kind::Table:
        return &tables_;
      case Kind::Bands:
        return &bands_;
      case Kind::Rule:
        return &rules_;
      case Kind::Exception:
        break;
    }
    return nullptr;
  };
  for (EntityId id = 0; id < after_.entities.size(); ++id)
    if (auto* where = places(after_[id].kind); where != nullptr && matching_.to_old[id])
      (*where)[after_[id].index] = before_[*matching_.to_old[id]].index;
  const auto append_rest = [](std::vector<std::uint32_t>& where, auto& to, const auto& from) {
    for (std::uint32_t i = 0; i < where.size(); ++i)
      if (where[i] == kUnset) where[i] = append_copy(to, from[i]);
  };
  append_rest(fields_, model_.fields, other.fields);
  append_rest(parameters_, model_.parameters, other.parameters);
  append_rest(tables_, model_.tables, other.tables);
  append_rest(bands_, model_.bands, other.bands);
}

bool Merge::same_structure(EntityId old_rule, EntityId new_rule) const {
  const check::Rule &a = before_.model.rules[before_[old_rule].index], &b = after_.model.rules[after_[new_rule].index];
  if (a.base.given() != b.base.given() || a.exceptions.size() != b.exceptions.size()) return false;
  for (std::uint32_t k = 0; k < b.exceptions.size(); ++k) {
    const auto other = matching_.to_old[after_.of(Kind::Exception, after_[new_rule].index, k)];
    if (!other || before_[*other].index != before_[old_rule].index || before_[*other].exception != k) return false;
    if (a.exceptions[k].after != b.exceptions[k].after) return false;
  }
  return true;
}

// The parts of a rule stand for those of the matched one where its exceptions come in the same order.
void Merge::map_parts() {
  const check::Model &old = before_.model, &other = after_.model;
  for (std::uint32_t i = 0; i < other.rules.size(); ++i) {
    if (other.rules[i].part != check::Rule::Part::None || rules_[i] == kUnset) continue;
    const EntityId new_id = after_.of(Kind::Rule, i);
    if (!same_structure(*matching_.to_old[new_id], new_id)) continue;
    const check::Rule &a = old.rules[rules_[i]], &b = other.rules[i];
    if (b.base.given()) rules_[b.base.index] = a.base.index;
    for (std::size_t k = 0; k < b.exceptions.size(); ++k) {
      rules_[b.exceptions[k].before.index] = a.exceptions[k].before.index;
      rules_[b.exceptions[k].applies.index] = a.exceptions[k].applies.index;
      rules_[b.exceptions[k].value.index] = a.exceptions[k].value.index;
    }
  }
  for (std::uint32_t i = 0; i < rules_.size(); ++i)
    if (rules_[i] == kUnset) rules_[i] = append_copy(model_.rules, other.rules[i]);
}

check::Type Merge::type(check::Type one) const {
  if (one.kind == check::TypeKind::OneOf && one.list.given()) one.list = {lists_[one.list.index]};
  return one;
}

ExprId Merge::expr(ExprId id) const { return id.given() ? ExprId{id.index + first_expr_} : id; }

Expr Merge::expression(Expr one) const {
  one.type = type(one.type);
  for (ExprId& operand : one.operands) operand = expr(operand);
  for (check::FieldId& key : one.keys) key = {placed(fields_, key.index)};
  switch (one.op) {
    case Op::Input:
      one.index = placed(inputs_, one.index);
      break;
    case Op::Field:
      one.index = placed(fields_, one.index);
      break;
    case Op::Parameter:
      one.index = placed(parameters_, one.index);
      break;
    case Op::Rule:
      one.index = placed(rules_, one.index);
      break;
    case Op::Lookup:
      one.index = placed(tables_, one.index);
      break;
    case Op::Band:
      one.index = placed(bands_, one.index);
      break;
    default:
      break;
  }
  return one;
}

void Merge::append_expressions() {
  first_expr_ = static_cast<std::uint32_t>(model_.exprs.size());
  for (const Expr& one : after_.model.exprs) model_.exprs.push_back(expression(one));
}

void Merge::move(std::vector<check::Rebinding>& given) const {
  for (check::Rebinding& one : given) {
    const auto& where = one.kind == check::Rebinding::Kind::Rule    ? rules_
                        : one.kind == check::Rebinding::Kind::Field ? fields_
                                                                    : parameters_;
    one.index = placed(where, one.index);
    one.value = expr(one.value);
  }
}

check::Field Merge::field_of(check::Field one) const {
  one.type = type(one.type);
  one.value = expr(one.value);
  if (one.instance_of.given()) one.instance_of = {fields_[one.instance_of.index]};
  move(one.given);
  return one;
}

check::Parameter Merge::parameter_of(check::Parameter one) const {
  one.type = type(one.type);
  for (check::DatedValue& value : one.values) value.value = expr(value.value);
  if (one.unknown.given()) one.unknown = {parameters_[one.unknown.index]};
  if (one.instance_of.given()) one.instance_of = {parameters_[one.instance_of.index]};
  move(one.given);
  return one;
}

check::Rule Merge::rule_of(check::Rule one) const {
  const auto place = [&](check::RuleId& id) {
    if (id.given()) id = {rules_[id.index]};
  };
  one.type = type(one.type);
  one.body = expr(one.body);
  place(one.base);
  place(one.part_of);
  place(one.mark);
  place(one.line_of);
  place(one.instance_of);
  move(one.given);
  for (check::Exception& exception : one.exceptions) {
    place(exception.before);
    place(exception.applies);
    place(exception.value);
  }
  return one;
}

// What only the new version has, in the merged model's own ids.
void Merge::append_definitions() {
  const check::Model &old = before_.model, &other = after_.model;
  for (std::uint32_t i = 0; i < other.fields.size(); ++i)
    if (fields_[i] >= old.fields.size()) model_.fields[fields_[i]] = field_of(other.fields[i]);
  for (std::uint32_t i = 0; i < other.parameters.size(); ++i)
    if (parameters_[i] >= old.parameters.size()) model_.parameters[parameters_[i]] = parameter_of(other.parameters[i]);
  for (std::uint32_t i = 0; i < other.tables.size(); ++i)
    if (tables_[i] >= old.tables.size())
      for (auto* columns : {&model_.tables[tables_[i]].keys, &model_.tables[tables_[i]].columns})
        for (check::Column& column : *columns) column.type = type(column.type);
  for (std::uint32_t i = 0; i < other.bands.size(); ++i)
    if (bands_[i] >= old.bands.size()) model_.bands[bands_[i]].value = type(other.bands[i].value);
  for (std::uint32_t i = 0; i < other.rules.size(); ++i)
    if (rules_[i] >= old.rules.size()) model_.rules[rules_[i]] = rule_of(other.rules[i]);
  if (!model_.relations.empty() && !other.relations.empty())
    for (const check::FieldId id : other.relations[0].fields)
      if (fields_[id.index] >= old.fields.size()) model_.relations[0].fields.push_back({fields_[id.index]});
  for (const check::RuleId id : other.outputs)
    if (rules_[id.index] >= old.rules.size()) model_.outputs.push_back({rules_[id.index]});
}

// A matched statement takes the words of the new version.
void Merge::take(check::Model& model, EntityId id) const {
  const Entity& entity = after_[id];
  const check::Model& other = after_.model;
  const std::uint32_t i = entity.index;
  const auto take_rule = [&](check::RuleId rule) {
    if (rule.given()) model.rules[rules_[rule.index]] = rule_of(other.rules[rule.index]);
  };
  switch (entity.kind) {
    case Kind::Field:
      model.fields[fields_[i]] = field_of(other.fields[i]);
      break;
    case Kind::Parameter:
      model.parameters[parameters_[i]] = parameter_of(other.parameters[i]);
      break;
    case Kind::Table: {
      check::Table& table = model.tables[tables_[i]] = other.tables[i];
      for (auto* columns : {&table.keys, &table.columns})
        for (check::Column& column : *columns) column.type = type(column.type);
      break;
    }
    case Kind::Bands:
      model.bands[bands_[i]] = other.bands[i];
      model.bands[bands_[i]].value = type(other.bands[i].value);
      break;
    case Kind::Rule:
      take_rule({i});
      take_rule(other.rules[i].base);
      break;
    case Kind::Exception: {
      const check::Exception& one = other.rules[i].exceptions[entity.exception];
      for (const check::RuleId part : {one.before, one.applies, one.value}) take_rule(part);
      break;
    }
  }
}

std::optional<check::Model> Merge::with(const std::set<EntityId>& changed) const {
  check::Model model = model_;
  for (const EntityId id : changed) take(model, id);
  if (!put_in_order(model)) return std::nullopt;
  return model;
}

// Whether what uses the one can use the other without being checked anew.
bool Merge::same_shape(EntityId old_one, EntityId new_one) const {
  const auto same = [&](const check::Type& a, const check::Type& b) { return a == type(b); };
  const std::uint32_t i = before_[old_one].index, j = after_[new_one].index;
  const check::Model &old = before_.model, &other = after_.model;
  const auto columns = [&](const std::vector<check::Column>& a, const std::vector<check::Column>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const check::Column& x, const check::Column& y) { return same(x.type, y.type); });
  };
  switch (after_[new_one].kind) {
    case Kind::Field:
      return same(old.fields[i].type, other.fields[j].type) && old.fields[i].key == other.fields[j].key;
    case Kind::Parameter:
      return same(old.parameters[i].type, other.parameters[j].type);
    case Kind::Table: {
      const check::Table &a = old.tables[i], &b = other.tables[j];
      if (!columns(a.keys, b.keys) || !columns(a.columns, b.columns)) return false;
      const Namings names = namings(before_, after_, matching_);
      for (std::uint32_t c = 0; c < a.columns.size(); ++c)
        if (names.before.table_column(old_one, c) != names.after.table_column(new_one, c)) return false;
      return true;
    }
    case Kind::Bands: {
      const check::Bands &a = old.bands[i], &b = other.bands[j];
      return same(a.value, b.value) && a.inputs.size() == b.inputs.size() && a.share == b.share;
    }
    case Kind::Rule:
      return same(old.rules[i].type, other.rules[j].type) && old.rules[i].level == other.rules[j].level;
    case Kind::Exception:
      return true;
  }
  return false;
}

}  // namespace meruit::diff
