// A checked model as the public structs that describe it.
#include "api/inside.h"
#include "api/values.h"
#include "explain/amounts.h"
#include "number/unit.h"

namespace meruit::api {

std::string unit_of(const check::Model& model, const check::Type& type) {
  if (type.kind != check::TypeKind::Number || type.unit.plain()) return {};
  return number::to_words(type.unit, model.currency);
}

namespace {

std::string party_title(const check::Model& model, const std::string& name) {
  for (const auto& [party, title] : model.parties)
    if (party == name) return title.empty() ? party : title;
  for (const check::Relation& relation : model.relations)
    if (relation.name == name && !relation.title.empty()) return relation.title;
  return name;
}

}  // namespace

std::vector<RelationInfo> relations_of(const check::Model& model) {
  std::vector<RelationInfo> result;
  for (const check::Relation& relation : model.relations) {
    RelationInfo info{relation.name, relation.plural, relation.title, {}, {}, {}};
    for (const check::LinkId id : relation.parents)
      info.parents.push_back(model.relations[model.links[id.index].to.index].name);
    for (const check::FieldId id : relation.fields)
      if (model.fields[id.index].key) info.keys.push_back(model.fields[id.index].name);
    for (const check::InputId id : relation.inputs) {
      const check::Input& input = model.inputs[id.index];
      info.columns.push_back({input.column, explain::public_kind(input.type.kind), input.type.may_be_missing});
    }
    result.push_back(std::move(info));
  }
  return result;
}

std::vector<OutputInfo> outputs_of(const check::Model& model, const source::Sources& sources) {
  std::vector<OutputInfo> result;
  for (const check::Rule& rule : model.rules) {
    if (!check::is_result(rule)) continue;
    OutputInfo info;
    info.name = rule.name;
    info.title = rule.title;
    info.kind = explain::public_kind(rule.type.kind);
    info.unit = unit_of(model, rule.type);
    info.money = is_money(model, rule.type);
    info.overall = !check::of_rows(rule.level);
    if (!info.overall) info.relation = model.relations[rule.level.relation.index].name;
    info.reported = rule.reported || rule.payment;
    info.payment = rule.payment;
    if (rule.line_of.given() && model.rules[rule.line_of.index].payment)
      info.line_of = model.rules[rule.line_of.index].name;
    info.payer = rule.payer;
    info.payee = rule.payee;
    info.payer_title = party_title(model, rule.payer);
    info.payee_title = party_title(model, rule.payee);
    info.cites = rule.cites;
    info.place = place_of(sources, rule.span);
    result.push_back(std::move(info));
  }
  return result;
}

std::vector<Assumption> assumptions_of(const check::Model& model, const source::Sources& sources) {
  std::vector<Assumption> result;
  for (const check::Field& field : model.fields) {
    if (field.assumed.empty()) continue;
    const check::Expr& value = model[field.value];
    std::string text = value.op == check::Op::Missing   ? "missing"
                       : value.op == check::Op::Literal ? human(model, value.type, value.items.front())
                       : value.span.given()             ? std::string(sources.text(value.span))
                                                        : "";
    result.push_back({field.name, std::move(text), field.assumed});
  }
  return result;
}

}  // namespace meruit::api
