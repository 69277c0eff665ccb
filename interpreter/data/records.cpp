#include <cassert>

#include "data/relation.h"

namespace meruit::data {

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
