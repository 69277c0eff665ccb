#include "diff/records_alike.h"

#include <algorithm>

namespace meruit::diff {

namespace {

using check::LinkId;
using check::RelationId;

std::optional<RelationId> above(const check::Model& model, RelationId id) {
  const auto& parents = model.relations[id.index].parents;
  return parents.empty() ? std::nullopt : std::optional(model.links[parents.front().index].to);
}

std::string name_of(const check::Model& model, std::optional<RelationId> id) {
  return id ? "`" + model.relations[id->index].name + "`" : "nothing";
}

// Names and types of the full key.
std::string key_of(const check::Model& model, RelationId id) {
  std::string text;
  for (const check::FieldId field : model.relations[id.index].fields)
    if (const check::Field& one = model.fields[field.index]; one.key)
      text += (text.empty() ? "`" : ", `") + one.name + "`" +
              (one.type.kind == check::TypeKind::Text     ? ""
               : one.type.kind == check::TypeKind::Number ? " (a number)"
                                                          : " (a date)");
  return text;
}

std::string differing(const check::Model& before, const check::Model& after, const MatchedRecords& records,
                      RelationId old_one) {
  const std::string name = name_of(before, old_one);
  const auto& other = records.to_new[old_one.index];
  if (!other) return name + " is a record of the old version alone";
  const auto old_above = above(before, old_one), new_above = above(after, *other);
  const auto old_there = new_above ? records.to_old[new_above->index] : std::nullopt;
  if (old_above != old_there || old_above.has_value() != new_above.has_value())
    return name + " lies below " + name_of(before, old_above) + " in the old version and below " +
           name_of(after, new_above) + " in the new one";
  const std::string old_key = key_of(before, old_one), new_key = key_of(after, *other);
  if (old_key != new_key) return "the full key of " + name + " was " + old_key + " and is " + new_key;
  return {};
}

}  // namespace

std::string records_differ(const check::Model& before, const check::Model& after) {
  if (before.relations.size() == 1 && after.relations.size() == 1) return {};
  const MatchedRecords records = matched_records(before, after);
  for (std::uint32_t i = 0; i < before.relations.size(); ++i)
    if (std::string text = differing(before, after, records, {i}); !text.empty()) return text;
  for (std::uint32_t i = 0; i < after.relations.size(); ++i)
    if (!records.to_old[i]) return name_of(after, RelationId{i}) + " is a record of the new version alone";
  return {};
}

void number_records_alike(const check::Model& before, check::Model& after) {
  const MatchedRecords records = matched_records(before, after);
  std::vector<LinkId> links(after.links.size());
  for (std::uint32_t i = 0; i < after.links.size(); ++i) {
    const RelationId old_one = *records.to_old[after.links[i].from.index];
    links[i] = before.relations[old_one.index].parents.front();
  }
  const auto lead = [&](LinkId& id) { id = links[id.index]; };
  const auto number = [&](RelationId& id) { id = *records.to_old[id.index]; };
  const auto place = [&](check::Level& level) {
    if (check::of_rows(level)) number(level.relation);
  };
  const auto name = [&](check::Type& type) {
    if (type.kind == check::TypeKind::Row) number(type.rows);
  };

  std::vector<check::Relation> relations(after.relations.size());
  for (std::uint32_t i = 0; i < relations.size(); ++i) {
    check::Relation& one = after.relations[i];
    for (LinkId& parent : one.parents) lead(parent);
    relations[records.to_old[i]->index] = std::move(one);
  }
  after.relations = std::move(relations);
  std::vector<check::Link> leads(after.links.size());
  for (std::uint32_t i = 0; i < leads.size(); ++i) {
    check::Link& one = after.links[i];
    number(one.from);
    number(one.to);
    leads[links[i].index] = std::move(one);
  }
  after.links = std::move(leads);

  for (check::Expr& expr : after.exprs) {
    place(expr.level);
    name(expr.type);
    for (LinkId& link : expr.chain) lead(link);
    if (expr.op == check::Op::Link) expr.index = links[expr.index].index;
    if (expr.op == check::Op::Aggregate) expr.index = records.to_old[expr.index]->index;
  }
  for (check::Input& input : after.inputs) number(input.relation);
  for (check::Field& field : after.fields) number(field.relation);
  for (check::Rule& rule : after.rules) place(rule.level);
  for (check::Example& example : after.examples) {
    for (check::ExampleRow& row : example.rows) number(row.relation);
    for (check::Expectation& one : example.expect)
      if (one.row) number(one.row->relation);
  }
  for (check::Ordered& one : after.order)
    if (one.kind == check::Ordered::Kind::Relation) one.index = records.to_old[one.index]->index;
}

}  // namespace meruit::diff
