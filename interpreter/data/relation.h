// The typed columns of one relation, as read from a caller's Arrow data or made by a test: what the oracle and
// the engine evaluate. One column for each Input that the model still needs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/model.h"

namespace meruit::data {

// Numbers are numerators over one whole `denominator` (a power of ten for decimals), in the narrowest of three
// widths that holds the column; the others are empty. The spans view memory that `owner` (or the vectors of an
// owned column) keeps alive, so that a caller's int64 columns are used in place.
struct Column {
  check::TypeKind kind = check::TypeKind::Number;
  Integer denominator = 1;
  std::span<const std::int64_t> i64;
  std::span<const __int128> i128;
  std::vector<Integer> big;
  std::span<const std::uint8_t> yes;         // YesNo: 0 or 1
  std::span<const std::int32_t> ordinals;    // OneOf: word; Date: days; Period: first day
  std::span<const std::int32_t> lasts;       // Period: last day
  std::span<const std::string_view> texts;   // Text
  std::span<const std::uint8_t> present;     // one byte a row; empty: all present. Absent rows hold 0 or ""
  std::span<const std::uint8_t> unreadable;  // one byte a row, of a lazy Input; empty: none. Such rows hold 0 or ""
  std::shared_ptr<const void> owner;
};

struct Relation {
  check::RelationId id;
  std::size_t rows = 0;
  std::vector<Column> columns;       // by position of the InputId in the model's `inputs`; unused ones empty
  std::string origin;                // the file's name, for messages; may be empty
  std::vector<std::uint64_t> lines;  // the file's line of each row; may be empty
  // Of each row, its position among the rows that were read; empty where that is its own.
  std::vector<std::size_t> source_rows = {};
  // Once several relations are arranged (data/arrange.h): where each row leads, by link, then row; the rows below row p
  // of the first parent are [first_under[p], first_under[p + 1]). Of all rows: a selection has neither.
  std::vector<std::vector<std::uint32_t>> links = {};
  std::vector<std::uint32_t> first_under = {};
};

inline constexpr std::uint32_t kNoRow = UINT32_MAX;

// The relations of a run, by RelationId.
struct Records {
  std::vector<Relation> relations;
};

// That of a contract with one kind of record.
[[nodiscard]] const Relation& sole_relation(const Records&);
[[nodiscard]] Relation& sole_relation(Records&);

// How many values an expression of this level has.
[[nodiscard]] std::size_t rows_at(const Records&, const check::Level&);

[[nodiscard]] inline std::size_t source_row(const Relation& relation, std::size_t row) {
  return relation.source_rows.empty() ? row : relation.source_rows[row];
}

// The relation of these rows alone, in this order; `all` keeps its own.
[[nodiscard]] Relation select(const Relation& all, const std::vector<std::size_t>& rows);
// About how many bytes one row of a selection takes.
[[nodiscard]] std::size_t bytes_of_row(const Relation&);

// The same with all rows, as it is where the order is that in which they stand.
[[nodiscard]] Relation arranged(Relation, const std::vector<std::size_t>& order);

// Lays the rows, each of which has a key, out in the order of their keys, so that nothing from there on knows in which
// order they were read but what names a row of the file. `order` is key_order()'s, or empty where that is to be found.
void arrange(const check::Model&, Relation&, std::vector<std::size_t> order = {});

// The value at one row, for the oracle and for messages.
[[nodiscard]] check::Outcome at(const Column&, std::size_t row);

// Owned columns from plain vectors, for tests and for the readers. An outcome that is an Absence is missing.
[[nodiscard]] Column make_column(check::TypeKind, const std::vector<check::Outcome>&);

// The same column, with the rows that cannot be read marked: one byte a row, or empty for none.
[[nodiscard]] Column with_unreadable(Column, std::vector<std::uint8_t> rows);
[[nodiscard]] inline bool is_unreadable(const Column& column, std::size_t row) {
  return !column.unreadable.empty() && column.unreadable[row] != 0;
}

// -1, 0 or 1 as the cell of row a comes before, with or after that of row b in key order.
[[nodiscard]] int compare_cells(const Column&, std::size_t a, std::size_t b);

// Rows in the order of the record's key fields (text by bytes, numbers and dates by value). Key fields are always
// supplied by one Input each. `duplicates` receives pairs of rows (first, later) with equal keys, if any. Rows of
// `without` (by row; may be shorter) have no key and are left out.
[[nodiscard]] std::vector<std::size_t> key_order(const check::Model&, const Relation&,
                                                 std::vector<std::pair<std::size_t, std::size_t>>* duplicates = nullptr,
                                                 const std::vector<bool>& without = {});

}  // namespace meruit::data
