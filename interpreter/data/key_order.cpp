// The order of a relation's rows by the record's key, in which folds see rows and results come out.
#include <algorithm>
#include <numeric>

#include "data/relation.h"

namespace meruit::data {

namespace {

using check::TypeKind;

// -1, 0 or 1 as one row's cell comes before, with or after another's. Words go by their place in the list.
template <class T>
int compare(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

// A key that a `given` fixed is the same in all rows and orders nothing.
std::vector<const Column*> key_columns(const check::Model& model, const Relation& relation) {
  std::vector<const Column*> columns;
  for (const check::FieldId id : model.relations[relation.id.index].fields) {
    const check::Field& field = model.fields[id.index];
    if (!field.key) continue;
    const check::Expr& value = model[field.value];
    if (value.op == check::Op::Input) columns.push_back(&relation.columns[value.index]);
  }
  return columns;
}

}  // namespace

int compare_cells(const Column& column, std::size_t a, std::size_t b) {
  switch (column.kind) {
    case TypeKind::Number:
      // One denominator a column, so numerators decide.
      if (!column.i64.empty()) return compare(column.i64[a], column.i64[b]);
      if (!column.i128.empty()) return compare(column.i128[a], column.i128[b]);
      return compare(column.big[a], column.big[b]);
    case TypeKind::YesNo:
      return compare(column.yes[a], column.yes[b]);
    case TypeKind::Text:
      return compare(column.texts[a], column.texts[b]);
    case TypeKind::Date:
    case TypeKind::Row:
    case TypeKind::OneOf:
      return compare(column.ordinals[a], column.ordinals[b]);
    case TypeKind::Period: {
      const int first = compare(column.ordinals[a], column.ordinals[b]);
      return first != 0 ? first : compare(column.lasts[a], column.lasts[b]);
    }
  }
  return 0;
}

std::vector<std::size_t> key_order(const check::Model& model, const Relation& relation,
                                   std::vector<std::pair<std::size_t, std::size_t>>* duplicates,
                                   const std::vector<bool>& without) {
  std::vector<std::size_t> order(relation.rows);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!without.empty()) std::erase_if(order, [&](std::size_t row) { return row < without.size() && without[row]; });
  if (order.size() < 2) return order;

  const std::vector<const Column*> columns = key_columns(model, relation);
  const auto compare_keys = [&](std::size_t a, std::size_t b) {
    for (const Column* column : columns)
      if (const int c = compare_cells(*column, a, b); c != 0) return c;
    return 0;
  };
  // Data mostly comes in key order already.
  const auto before = [&](std::size_t a, std::size_t b) { return compare_keys(a, b) < 0; };
  if (!std::is_sorted(order.begin(), order.end(), before)) std::stable_sort(order.begin(), order.end(), before);

  if (duplicates != nullptr) {
    std::size_t first = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (compare_keys(order[first], order[i]) == 0)
        duplicates->emplace_back(order[first], order[i]);
      else
        first = i;
    }
  }
  return order;
}

}  // namespace meruit::data
