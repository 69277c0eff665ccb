// A specialised model turned into stages of sections over columns. Immutable, shared by threads. What a Plan says
// of widths is only what its constants need: the width of data is found batch by batch.
//
// Stage k runs its passes, one after the other, on each partition of the records (any cut between rows that lie below
// nothing; what lies below them goes with them). A pass goes once through the rows of one relation: it yields partial
// states of its folds and outputs, and columns that later passes over the same partition read. Partial states are
// merged in any order; then the `overall` section runs once, on one row, and fills slots that later stages broadcast.
// Nothing else crosses between partitions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/model.h"
#include "data/relation.h"
#include "plan/steps.h"

namespace meruit::plan {

struct Register {
  check::TypeKind kind{};
  bool pair = false;  // Number: a denominator a row
};

// Straight-line steps. An inner block (a branch of cases) runs on some of the rows: what it uses from around is
// copied first, so that its steps run on dense columns like any others.
struct Block {
  struct Capture {
    RegisterId outer, inner;
  };
  std::vector<Capture> captures;
  std::vector<Step> steps;
  std::vector<check::ExprId> places;              // by step: the expression that it is part of
  std::vector<std::vector<RegisterId>> releases;  // by step: registers nobody reads after it
};

struct Section {
  std::vector<Register> registers;
  std::vector<Block> blocks;  // the first is the section itself
};

// A fold of the rows of one pass: over all records into a slot, or by groups into a column.
struct Fold {
  ast::AggregateKind kind{};
  check::TypeKind type{};  // of the result
  bool pair = false;       // a number that carries its denominator, in what it comes to if not in `body`
  RegisterId body;         // what is taken of a row; of Any, Every: the condition
  RegisterId where;        // none: all rows
  Rational scale = 1;      // Sum of pairs, Product: of a term; what it comes to has scale 1
  Rational share;          // Percentile: 99/100
  ast::PercentileMethod method{};
  Integer parts = 1;  // Percentile: from one rank to the next it goes by so many, in which it counts
  SiteId empty = 0, too_many = 0;
  std::uint64_t most_denominators = 0;  // Sum of pairs
  SlotId slot;                          // none: by groups
};

// A fold for each row of a relation above, of the rows that lie below it: they are neighbours.
struct GroupFold {
  Fold fold;
  ColumnId into;
};

// A register of the pass that later passes read.
struct Keep {
  RegisterId of;
  ColumnId into;
};

// An amount split among all rows of a pass, after the stage's overall section. A pool is a slot, n / d of which times
// pool_scale is the number of quanta to give out.
struct Split {
  RegisterId weight;
  Rational scale = 1;  // of the weights
  SlotId total;        // their sum, a fold of this pass
  Rational total_scale = 1;
  SlotId pool;
  Rational pool_scale = 1;
  bool by_weight = false;  // what is left over goes to the largest weights, otherwise to the largest remainders
  std::vector<std::uint32_t> keys;  // then by these inputs, lowest first
  SiteId negative = 0, no_weights = 0, not_whole = 0;
  SlotId slot;
};

// A register of one row into a slot, as it is: the scale is known where the slot is read.
struct Export {
  RegisterId of;
  SlotId slot;
};

// An output: a register of one of the stage's passes or, if overall, of its `overall` section.
struct Output {
  check::RuleId rule;
  check::Type type;
  bool overall = false;
  std::uint32_t stage = 0;
  RegisterId of;
  bool pair = false;
  Integer denominator = 1;  // the value is n / (denominator * d)
};

// A constraint of a field or an expectation, checked on every row of a pass. The value of a number is
// n / (denominator * d).
struct Check {
  check::Violation::Kind kind{};
  std::uint32_t index = 0;  // of the field or the expectation
  std::uint32_t order = 0;  // among all checks of a row
  check::Type type;
  RegisterId of;
  bool pair = false;
  Integer denominator = 1;
  Whole times;  // Whole, Places: n * times must be a multiple of d * unit; Range: n * times
  Whole unit;   //   must be from d * low to d * high
  std::optional<Whole> low, high;
};

// One way through the rows of a relation.
struct Pass {
  check::RelationId relation;
  Section section;
  std::vector<Check> checks;
  std::vector<Fold> folds;
  std::vector<GroupFold> groups;
  std::vector<Keep> keeps;
  std::vector<Split> splits;
  std::vector<std::uint32_t> outputs;  // positions in the plan's
};

struct Stage {
  std::vector<Pass> passes;  // each after those whose columns it reads
  Section overall;
  std::vector<Export> exports;
};

struct SlotInfo {
  check::TypeKind kind{};
  bool pair = false;
};

// What a pass makes for later ones, of the whole run.
struct ColumnInfo {
  check::RelationId relation;
  check::TypeKind kind{};
  bool pair = false;
};

struct Plan {
  std::vector<check::RelationId> parents;  // by relation: the one that it lies below; none: nothing
  std::vector<Stage> stages;
  std::vector<Output> outputs;  // by position in the model's outputs
  std::vector<SlotInfo> slots;
  std::vector<ColumnInfo> columns;    // by ColumnId
  std::vector<check::Fault> sites;    // by SiteId - 1
  std::vector<Integer> denominators;  // by InputId: what a column's own denominator must divide
};

struct Options {
  bool all_pairs = false;  // every number read carries a denominator a row: for tests of that form
  bool no_fusing = false;  // one step an operation: for tests
};

// For the columns of these records: their denominators decide the plan's scales. Any records whose columns'
// denominators divide these can be run with the plan.
[[nodiscard]] Plan lower(const check::Model& specialised, const data::Records&, const Options& = {});

// Without data: as if every number column had its field's declared places, or cents. For printing.
[[nodiscard]] Plan lower(const check::Model& specialised, const Options& = {});

// The plan as text, for `meruit debug plan` and golden tests.
[[nodiscard]] std::string print(const Plan&, const check::Model&);

}  // namespace meruit::plan
