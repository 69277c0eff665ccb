// Several relations laid out together: each in the order of its full key, the rows below one parent side by side, and
// parents and references known by row number. What leads nowhere and keys that occur twice are found here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/bind.h"
#include "data/key_match.h"
#include "data/problem.h"
#include "data/relation.h"

namespace meruit::data {

// By which of its columns (positions in Relation::columns) a relation's rows are known, and lead to rows of others.
struct Shape {
  struct Link {
    std::size_t to = 0;                  // position of the relation
    std::vector<std::uint32_t> columns;  // its full key, part by part: its parents' full keys, then its own key
  };
  std::string name;                  // "claim", for messages
  std::vector<std::string> columns;  // names by position in Relation::columns, for messages
  std::vector<std::uint32_t> keys;   // the own key, part by part; of rows without one: what they are ordered by
  bool no_key = false;               // rows alike are two rows, and nothing leads to them
  std::vector<Link> parents;         // never to itself, not even through others
  std::vector<Link> references;      // missing where a column is
};

// As it was read.
struct Unarranged {
  Relation relation;
  std::vector<bool> keyless;                // rows without a key of their own, by row; may be shorter
  std::vector<std::vector<bool>> bad = {};  // by column: cells that cannot be read, by row; may be shorter or empty
};

struct Linked {
  std::vector<Relation> relations;  // by position in the shapes; links are the parents, then the references, kNoRow
                                    // where one is missing. With problems not to be evaluated
  std::vector<Problems> problems;   // by position in the shapes; rows as they were read
};

// Of the model's relations, by RelationId, with their inputs as columns.
[[nodiscard]] std::vector<Shape> shapes_of(const check::Model&);

// A row that leads nowhere is not told where rows of that relation are in error, unless each row is to be told.
[[nodiscard]] Linked arrange(const std::vector<Shape>&, std::vector<Unarranged>, const BindOptions& = {});

// The same with records that are known to be sound, in place. Throws std::invalid_argument where they are not.
void arrange(const check::Model&, Records&);

}  // namespace meruit::data
