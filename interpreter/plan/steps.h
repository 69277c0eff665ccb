// The steps of a section: each turns registers (columns of a batch) into one register, whole batch at a time.
// Scales are settled before: a number in a register is `n * scale`, or `n / d * scale` for a pair, where the scale
// is known to the planner alone; steps only see the whole multipliers (`times`) that bring their operands together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "check/model.h"
#include "plan/whole.h"

namespace meruit::plan {

using RegisterId = Id<struct RegisterTag>;
using BlockId = Id<struct BlockTag>;
using SlotId = Id<struct SlotTag>;      // a value from all records, carried from one stage to the next
using ColumnId = Id<struct ColumnTag>;  // a column that a pass keeps for later ones

// Position + 1 in Plan::sites; 0: cannot fault.
using SiteId = std::uint32_t;

// A register of numbers and the whole multiplier that brings it to the step's common scale.
struct Term {
  RegisterId of;
  Whole times;
};

// ---- sources --------------------------------------------------------------------------------------------

struct Load {
  RegisterId out;
  std::uint32_t input = 0;
  SiteId required = 0;
  SiteId unreadable = 0;
  Whole denominator;
};  // an Input
struct Fill {
  RegisterId out;
  check::Outcome value;
  Whole number;
  SiteId site = 0;
};  // a constant
struct Broadcast {
  RegisterId out;
  SlotId slot;
};
struct TakePart {
  RegisterId out;
  SlotId slot;
};  // each row's part of a split

// ---- other relations ------------------------------------------------------------------------------------
// In a section's own block only: rows of a branch are not neighbours.

struct LoadColumn {
  RegisterId out;
  ColumnId column;
};  // of the section's own rows
// The rows that a link leads to, as positions; absent where it leads nowhere.
struct LoadLink {
  RegisterId out;
  std::uint32_t link = 0;  // among the relation's
};
// What the rows that a register of positions names hold; absent where it names none.
struct GatherColumn {
  RegisterId out, row;
  ColumnId column;
};
struct GatherInput {
  RegisterId out, row;
  check::RelationId relation;
  std::uint32_t input = 0;
  SiteId required = 0;
  SiteId unreadable = 0;
  Whole denominator;
};

// ---- numbers --------------------------------------------------------------------------------------------

// constant + sum of times * operand.
struct Affine {
  RegisterId out;
  std::vector<Term> terms;
  Whole constant;
};

// Rounding of n / divisor to a whole number.
struct Rounding {
  Whole divisor;
  number::RoundingMode mode{};
};
// times * product of factors [/ by], rounded or as it is. Without rounding, a row denominator anywhere makes a pair.
struct Product {
  RegisterId out;
  std::vector<RegisterId> factors;  // none: one
  Whole times;
  RegisterId by;  // divisor, if any
  SiteId by_zero = 0;
  std::optional<Rounding> rounding;
};

// The root of of * times / divisor, rounded to a whole number; a radicand below zero faults.
struct Root {
  RegisterId out, of;
  Whole times, divisor;
  unsigned degree = 2;
  number::RoundingMode mode{};
  SiteId negative = 0;
};
struct Absolute {
  RegisterId out, of;
};
struct MinMax {
  RegisterId out;
  std::vector<Term> operands;
  bool largest = false;
};
struct Clamp {
  RegisterId out;
  Term of, low, high;
};

// ---- conditions -----------------------------------------------------------------------------------------

enum class Comparison : std::uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

// Numbers, cross-multiplied. Without a right side: against `right.times`.
struct CompareNumbers {
  RegisterId out;
  Comparison is{};
  Term left, right;
};
struct CompareOthers {
  RegisterId out;
  Comparison is{};
  RegisterId left, right;
};  // all other kinds; order: dates

// Distinct values, sorted, that a column is looked up in. One of the vectors by kind; numbers at the scale of the
// column times `times`.
struct Keys {
  check::TypeKind kind{};
  Whole times;
  std::vector<Whole> numbers;
  std::vector<std::int32_t> ordinals;  // words, dates, no and yes
  std::vector<std::string> texts;
  std::vector<calendar::Period> periods;
};
struct InSet {
  RegisterId out, of;
  Keys keys;
};
struct InPeriod {
  RegisterId out, date, period;
};
struct Overlaps {
  RegisterId out, left, right;
};
struct Not {
  RegisterId out, of;
};
struct AndOr {
  RegisterId out, left, right;
  bool is_or = false;
};

// ---- absences -------------------------------------------------------------------------------------------

struct IsGiven {
  RegisterId out, of;
  bool negated = false;
};
struct IfMissing {
  RegisterId out;
  Term of, fallback;
};  // `times` of numbers only
struct Required {
  RegisterId out, of;
  SiteId site = 0;
};

// ---- dates ----------------------------------------------------------------------------------------------

struct MakePeriod {
  RegisterId out, first, last;
  SiteId reversed = 0;
};
struct EndOfPeriod {
  RegisterId out, of;
  bool last = false;
};
struct YearOf {
  RegisterId out, of;
  SiteId spans_years = 0;
};

// A number of days, months or years: of * times / divisor, which faults where it is not whole.
struct Count {
  RegisterId of;
  Whole times, divisor;
};
struct MoveDate {
  RegisterId out, date;
  Count by;
  calendar::Measure measure{};
  bool earlier = false;
  SiteId not_whole = 0, outside = 0;
};
// So many days, months or years that end or start on a date; fewer than one fault.
struct CountPeriod {
  RegisterId out;
  Count count;
  RegisterId date;
  calendar::Measure measure{};
  bool ending = false;
  SiteId not_whole = 0, reversed = 0, outside = 0;
};
struct CalendarPart {
  RegisterId out, of;
  calendar::Measure measure{};
};
struct DaysOf {
  RegisterId out, of;
};
struct Elapsed {
  RegisterId out, first, last;
  calendar::Measure measure{};
  SiteId reversed = 0;
};
struct SharedDays {
  RegisterId out, left, right;
};

// ---- figures --------------------------------------------------------------------------------------------

// Marks in registers of positions, below 0.
constexpr std::int32_t kNotFound = -1;
constexpr std::int32_t kNotCovered = -2;

// Position of a value among keys, or kNotFound.
struct FindKey {
  RegisterId out, of;
  Keys keys;
};
// Position of the last of `from` on or before the date, or kNotCovered. Unset: since ever; first only.
struct FindBlock {
  RegisterId out, date;
  std::vector<std::int32_t> from;
};

// Which row of a table fits: positions of keys to the table's row, all blocks in one numbering.
struct RowFinder {
  std::vector<std::uint32_t> sizes;  // per key: number of distinct values; position kNotFound counts as one more
  std::uint32_t blocks = 1;
  std::vector<std::int32_t> dense;  // [block][key]…[key]; empty: too many combinations, scan
  struct Row {
    std::uint32_t block;
    std::int32_t row;
    std::vector<std::vector<std::int32_t>> keys;
  };                      // no key: any
  std::vector<Row> rows;  // in order
};
struct FindRow {
  RegisterId out;
  std::vector<RegisterId> keys;
  RegisterId block;
  RowFinder finder;
};

// Cells by position; one of the vectors by kind. site 0: a value.
struct Cells {
  check::TypeKind kind{};
  std::vector<Whole> numbers;
  std::vector<std::int32_t> ordinals, lasts;  // words, dates, no and yes, periods
  std::vector<std::string> texts;
  std::vector<SiteId> sites;
  std::vector<std::uint8_t> absent;  // 1: the cell is an absence
  bool any_absent = false;
};
struct Gather {
  RegisterId out, position;
  Cells cells;
  SiteId not_found = 0, not_covered = 0;
};

// The stretch of the line in which times * input (against times * base, for shares) lies. Edges ascend; the
// position is the block's first plus the number of edges that are passed. A block has one edge fewer than bands.
struct Edge {
  Whole at;
  bool inside_below = false;
};  // inside_below: the edge itself belongs to the band below
struct EdgeBlock {
  std::vector<Edge> edges;
  std::int32_t first = 0;
};
enum class BelowZero : std::uint8_t { Asis, Mirrored, None, Refused };
struct FindBand {
  RegisterId out;
  Term input, base;  // base: shares only
  RegisterId block;  // none: blocks[0]
  std::vector<EdgeBlock> blocks;
  BelowZero below_zero{};
  bool whole = false;
  Whole whole_unit, whole_times;  // input is whole when n * whole_times is a multiple of d * whole_unit
  SiteId negative = 0, base_not_positive = 0, not_whole = 0, not_covered = 0;
};
// slope[position] * input + offset[position] * (base, or one); below zero as FindBand says.
struct Graduate {
  RegisterId out, position;
  RegisterId input, base;
  BelowZero below_zero{};
  bool through_zero = true;  // of zero comes zero, whatever the figures; not so on a curve
  std::vector<Whole> slopes, offsets;
  std::vector<SiteId> sites;
};

// ---- choice ---------------------------------------------------------------------------------------------

// A condition or a value: a register after its block has run. No block: a register of the block around.
struct Branch {
  BlockId block;
  Term of;
};
// first: conditions on undecided rows only. Otherwise every condition is looked at.
struct Cases {
  RegisterId out;
  std::vector<Branch> conditions, values;
  Branch otherwise;  // given if otherwise.of.of is
  bool first = false;
  SiteId no_case = 0, two_cases = 0;
};

using Step =
    std::variant<Load, Fill, Broadcast, TakePart, LoadColumn, LoadLink, GatherColumn, GatherInput, Affine, Product,
                 Root, Absolute, MinMax, Clamp, CompareNumbers, CompareOthers, InSet, InPeriod, Overlaps, Not, AndOr,
                 IsGiven, IfMissing, Required, MakePeriod, EndOfPeriod, YearOf, MoveDate, CountPeriod, CalendarPart,
                 DaysOf, Elapsed, SharedDays, FindKey, FindBlock, FindRow, Gather, FindBand, Graduate, Cases>;

}  // namespace meruit::plan
