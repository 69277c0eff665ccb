// From the columns a caller bound to the relation a specialised model reads: columns found by name, cells cast,
// keys looked at. Whatever is wrong is collected; with problems the relation is not to be evaluated.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/arrow_table.h"
#include "data/problem.h"
#include "data/relation.h"

namespace meruit::data {

struct Bound {
  Relation relation;               // its rows as they were read
  std::vector<std::size_t> order;  // of rows, by key; empty when there are problems
  Problems problems;
  std::vector<Problem> doubts;         // what may be right and should be looked at; by column
  std::vector<std::vector<bool>> bad;  // by input: its cells that were not, by row; may be shorter or empty
  std::vector<bool> keyless;  // rows without a key of their own: one that cannot be read or that another row has too
  std::size_t bytes = 0;      // of the columns, taken from the call's budget
};

struct BindOptions {
  std::size_t limit = 20;  // problems that are kept; further ones are counted
  bool each_row = false;   // every row that something is wrong with has a problem of its own
};

// `contract` is the model before it was specialised: its columns are the known ones, `model`'s the needed ones.
[[nodiscard]] Bound bind(const check::Model& contract, const check::Model& model, check::RelationId,
                         const std::shared_ptr<const ArrowTable>&, std::string origin, std::vector<std::uint64_t> lines,
                         const BindOptions& = {});

}  // namespace meruit::data
