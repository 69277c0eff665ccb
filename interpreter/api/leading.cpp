// Rows of several kinds led to the rows above them, as they were read.
#include "api/run_state.h"
#include "data/arrange.h"

namespace meruit::api {

namespace {

// What rows are known by alone, so that the order of the others is left as it is.
std::vector<data::Unarranged> keys_alone(const RunState& state, const std::vector<data::Shape>& shapes) {
  std::vector<data::Unarranged> keys;
  for (std::size_t r = 0; r < shapes.size(); ++r) {
    const data::Relation& all = state.records.relations[r];
    data::Relation& some = keys.emplace_back().relation;
    some.id = all.id;
    some.rows = all.rows;
    some.origin = all.origin;
    some.lines = all.lines;
    some.columns.resize(all.columns.size());
    const auto add = [&](const std::vector<std::uint32_t>& columns) {
      for (const std::uint32_t column : columns) some.columns[column] = all.columns[column];
    };
    add(shapes[r].keys);
    for (const data::Shape::Link& parent : shapes[r].parents) add(parent.columns);
    keys.back().keyless = state.read[r].bound.keyless;
    keys.back().bad = state.read[r].bound.bad;
  }
  return keys;
}

// By row as it was read, that above it as it was read.
std::vector<std::uint32_t> rows_above(const data::Relation& relation, const data::Relation& parents) {
  std::vector<std::uint32_t> above(relation.rows, data::kNoRow);
  for (std::size_t row = 0; row < relation.rows; ++row) {
    const std::uint32_t parent = relation.links.front()[row];
    if (parent != data::kNoRow)
      above[data::source_row(relation, row)] = static_cast<std::uint32_t>(data::source_row(parents, parent));
  }
  return above;
}

}  // namespace

void lead_up(const check::Model& model, RunState& state, const data::BindOptions& options) {
  const data::Linked linked = data::arrange(data::shapes_of(model), keys_alone(state, data::shapes_of(model)), options);
  for (std::size_t r = 0; r < state.read.size(); ++r) {
    const check::Relation& relation = model.relations[r];
    if (relation.parents.empty()) continue;
    const std::size_t parent = model.links[relation.parents.front().index].to.index;
    state.read[r].above = rows_above(linked.relations[r], linked.relations[parent]);
    state.read[r].bound.problems.absorb(linked.problems[r]);
  }
}

data::Relation no_rows_of(const check::Model& model, check::RelationId id) {
  data::Relation none;
  none.id = id;
  for (const check::Input& input : model.inputs) none.columns.emplace_back().kind = input.type.kind;
  return none;
}

}  // namespace meruit::api
