// Statements of the new version in the merged model's own ids, and that model with some of them taken.
#include "diff/merge.h"

namespace meruit::diff {

namespace {

using check::Expr;
using check::ExprId;

// To the fields of another record, where it is of that one now.
void move_field(check::Model& model, std::uint32_t field, check::RelationId to) {
  const check::RelationId from = model.fields[field].relation;
  if (from == to) return;
  std::erase(model.relations[from.index].fields, check::FieldId{field});
  model.relations[to.index].fields.push_back({field});
}

// Expressions that nothing needs any more may name nothing.
std::uint32_t placed(const Merge::Places& where, std::uint32_t index) {
  return index < where.size() ? where[index] : Id<void>::kNone;
}

}  // namespace

Merge::Merge(const Book& before, const Book& after, const Matching& matching)
    : before_(before), after_(after), matching_(matching), model_(before.model) {
  map_lists();
  map_inputs();
  map_definitions();
  map_parts();
  first_expr_ = static_cast<std::uint32_t>(model_.exprs.size());
  for (const Expr& one : after_.model.exprs) model_.exprs.push_back(own(one));
  append_definitions();
  (void)put_in_order(model_);
}

// ---- one definition in the merged model's ids -----------------------------------------------------------

check::Type Merge::own(check::Type one) const {
  if (one.kind == check::TypeKind::OneOf && one.list.given()) one.list = {lists_[one.list.index]};
  return one;
}

ExprId Merge::own(ExprId id) const { return id.given() ? ExprId{id.index + first_expr_} : id; }

Expr Merge::own(Expr one) const {
  one.type = own(one.type);
  for (ExprId& operand : one.operands) operand = own(operand);
  for (check::FieldId& key : one.keys) key = {placed(places_of(Kind::Field), key.index)};
  if (const auto kind = kind_named_by(one.op)) one.index = placed(places_of(*kind), one.index);
  if (one.op == check::Op::Input) one.index = placed(inputs_, one.index);
  return one;
}

std::vector<check::Rebinding> Merge::own(std::vector<check::Rebinding> given) const {
  for (check::Rebinding& one : given) {
    const Kind kind = one.kind == check::Rebinding::Kind::Rule    ? Kind::Rule
                      : one.kind == check::Rebinding::Kind::Field ? Kind::Field
                                                                  : Kind::Parameter;
    one.index = placed(places_of(kind), one.index);
    one.value = own(one.value);
  }
  return given;
}

check::Field Merge::own(check::Field one) const {
  one.type = own(one.type);
  one.value = own(one.value);
  if (one.instance_of.given()) one.instance_of = {places_of(Kind::Field)[one.instance_of.index]};
  one.given = own(std::move(one.given));
  return one;
}

check::Parameter Merge::own(check::Parameter one) const {
  one.type = own(one.type);
  for (check::DatedValue& value : one.values) value.value = own(value.value);
  if (one.unknown.given()) one.unknown = {places_of(Kind::Parameter)[one.unknown.index]};
  if (one.instance_of.given()) one.instance_of = {places_of(Kind::Parameter)[one.instance_of.index]};
  one.given = own(std::move(one.given));
  return one;
}

check::Table Merge::own(check::Table one) const {
  for (auto* columns : {&one.keys, &one.columns})
    for (check::Column& column : *columns) column.type = own(column.type);
  return one;
}

check::Bands Merge::own(check::Bands one) const {
  one.value = own(one.value);
  return one;
}

check::Rule Merge::own(check::Rule one) const {
  const auto place = [&](check::RuleId& id) {
    if (id.given()) id = {places_of(Kind::Rule)[id.index]};
  };
  one.type = own(one.type);
  one.body = own(one.body);
  for (check::RuleId* id : {&one.base, &one.part_of, &one.mark, &one.line_of, &one.instance_of}) place(*id);
  one.given = own(std::move(one.given));
  for (check::Exception& exception : one.exceptions)
    for (check::RuleId* id : {&exception.before, &exception.applies, &exception.value}) place(*id);
  return one;
}

// ---- definitions in the model ---------------------------------------------------------------------------

// What only the new version has.
void Merge::append_definitions() {
  const check::Model &old = before_.model, &other = after_.model;
  const auto append = [&](Kind kind, auto& to, const auto& from, std::size_t count) {
    for (std::uint32_t i = 0; i < from.size(); ++i)
      if (const std::uint32_t at = places_of(kind)[i]; at >= count) to[at] = own(from[i]);
  };
  append(Kind::Field, model_.fields, other.fields, old.fields.size());
  append(Kind::Parameter, model_.parameters, other.parameters, old.parameters.size());
  append(Kind::Table, model_.tables, other.tables, old.tables.size());
  append(Kind::Bands, model_.bands, other.bands, old.bands.size());
  append(Kind::Rule, model_.rules, other.rules, old.rules.size());
  for (const check::Relation& relation : other.relations)
    for (const check::FieldId id : relation.fields)
      if (const std::uint32_t at = places_of(Kind::Field)[id.index]; at >= old.fields.size())
        model_.relations[model_.fields[at].relation.index].fields.push_back({at});
  for (const check::RuleId id : other.outputs)
    if (const check::RuleId at = rule(id.index); at.index >= old.rules.size()) model_.outputs.push_back(at);
}

// A matched statement takes the words of the new version.
void Merge::take(check::Model& model, EntityId id) const {
  const Entity& entity = after_[id];
  const check::Model& other = after_.model;
  const std::uint32_t i = entity.index;
  const auto take_from = [&](Kind kind, auto& to, const auto& from, std::uint32_t index) {
    to[places_of(kind)[index]] = own(from[index]);
  };
  const auto take_rule = [&](check::RuleId rule) {
    if (rule.given()) take_from(Kind::Rule, model.rules, other.rules, rule.index);
  };
  switch (entity.kind) {
    case Kind::Field:
      move_field(model, places_of(Kind::Field)[i], other.fields[i].relation);
      return take_from(Kind::Field, model.fields, other.fields, i);
    case Kind::Parameter:
      return take_from(Kind::Parameter, model.parameters, other.parameters, i);
    case Kind::Table:
      return take_from(Kind::Table, model.tables, other.tables, i);
    case Kind::Bands:
      return take_from(Kind::Bands, model.bands, other.bands, i);
    case Kind::Rule:
      take_rule({i});
      return take_rule(other.rules[i].base);
    case Kind::Exception: {
      const check::Exception& one = other.rules[i].exceptions[entity.exception];
      for (const check::RuleId part : {one.before, one.applies, one.value}) take_rule(part);
    }
  }
}

std::optional<check::Model> Merge::with(const std::set<EntityId>& changed) const {
  check::Model model = model_;
  for (const EntityId id : changed) take(model, id);
  if (!put_in_order(model)) return std::nullopt;
  return model;
}

}  // namespace meruit::diff
