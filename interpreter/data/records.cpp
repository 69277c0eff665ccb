#include <cassert>
#include <stdexcept>

#include "data/arrange.h"
#include "data/relation.h"

namespace meruit::data {

namespace {

// Keys are read from one column each where there are several kinds of records.
std::vector<std::uint32_t> columns_of_keys(const check::Model& model, const std::vector<check::FieldId>& fields) {
  std::vector<std::uint32_t> columns;
  for (const check::FieldId id : fields) {
    const check::Expr& value = model[model.fields[id.index].value];
    assert(value.op == check::Op::Input);
    columns.push_back(value.index);
  }
  return columns;
}

Shape shape_of(const check::Model& model, const check::Relation& relation) {
  Shape shape;
  shape.name = relation.name;
  for (const check::Input& input : model.inputs) shape.columns.push_back(input.column);
  std::vector<check::FieldId> own;
  for (const check::FieldId id : relation.fields)
    if (model.fields[id.index].key && !model.fields[id.index].of_parent) own.push_back(id);
  shape.keys = columns_of_keys(model, own);
  for (const check::LinkId id : relation.parents) {
    const check::Link& link = model.links[id.index];
    shape.parents.push_back({link.to.index, columns_of_keys(model, link.columns)});
  }
  return shape;
}

}  // namespace

std::vector<Shape> shapes_of(const check::Model& model) {
  std::vector<Shape> shapes;
  for (const check::Relation& relation : model.relations) shapes.push_back(shape_of(model, relation));
  return shapes;
}

void arrange(const check::Model& model, Records& records) {
  if (records.relations.size() == 1) return arrange(model, records.relations.front());
  std::vector<Unarranged> rows;
  for (Relation& relation : records.relations) rows.push_back({std::move(relation), {}});
  Linked linked = arrange(shapes_of(model), std::move(rows));
  for (const Problems& problems : linked.problems)
    if (!problems.empty()) throw std::invalid_argument("records of which one leads nowhere or has the key of another");
  records.relations = std::move(linked.relations);
}

const Relation& sole_relation(const Records& records) {
  assert(records.relations.size() == 1);
  return records.relations.front();
}

Relation& sole_relation(Records& records) {
  assert(records.relations.size() == 1);
  return records.relations.front();
}

std::size_t rows_at(const Records& records, const check::Level& level) {
  return check::of_rows(level) ? records.relations[level.relation.index].rows : 1;
}

}  // namespace meruit::data
