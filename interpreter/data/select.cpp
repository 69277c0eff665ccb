// Some rows of a relation as a relation: every column gathered, whatever its form.
#include <algorithm>

#include "budget/budget.h"
#include "data/relation.h"

namespace meruit::data {

namespace {

// What the spans of a gathered column view.
struct Gathered {
  std::vector<std::int64_t> i64;
  std::vector<__int128> i128;
  std::vector<std::uint8_t> yes, present, unreadable;
  std::vector<std::int32_t> ordinals, lasts;
  std::vector<std::string_view> texts;
  std::shared_ptr<const void> source;  // of the texts
};

template <class From, class T>
void gather(const From& from, const std::vector<std::size_t>& rows, std::vector<T>& into) {
  if (from.empty()) return;
  into.reserve(rows.size());
  for (const std::size_t row : rows) into.push_back(from[row]);
}

Column select(const Column& all, const std::vector<std::size_t>& rows) {
  auto kept = std::make_shared<Gathered>();
  Column column;
  column.kind = all.kind;
  column.denominator = all.denominator;
  gather(all.i64, rows, kept->i64);
  gather(all.i128, rows, kept->i128);
  gather(all.big, rows, column.big);
  gather(all.yes, rows, kept->yes);
  gather(all.ordinals, rows, kept->ordinals);
  gather(all.lasts, rows, kept->lasts);
  gather(all.texts, rows, kept->texts);
  gather(all.present, rows, kept->present);
  gather(all.unreadable, rows, kept->unreadable);
  column.i64 = kept->i64;
  column.i128 = kept->i128;
  column.yes = kept->yes;
  column.ordinals = kept->ordinals;
  column.lasts = kept->lasts;
  column.texts = kept->texts;
  column.present = kept->present;
  column.unreadable = kept->unreadable;
  kept->source = all.owner;
  column.owner = std::move(kept);
  return column;
}

}  // namespace

Relation arranged(Relation relation, const std::vector<std::size_t>& order) {
  if (std::is_sorted(order.begin(), order.end())) return relation;
  constexpr std::size_t kBytes = 16;  // of a cell in most columns; one column at a time is there twice
  const budget::Held held(order.size() * kBytes);
  std::vector<std::uint64_t> lines;
  gather(relation.lines, order, lines);
  relation.lines = std::move(lines);
  std::vector<std::size_t> source_rows;
  source_rows.reserve(order.size());
  for (const std::size_t row : order) source_rows.push_back(source_row(relation, row));
  relation.source_rows = std::move(source_rows);
  for (Column& column : relation.columns) {
    budget::tick(order.size());
    column = select(column, order);
  }
  return relation;
}

std::size_t bytes_of_row(const Relation& all) {
  std::size_t bytes = sizeof(std::uint64_t) + 2 * sizeof(std::size_t);  // its line, and its place twice
  for (const Column& column : all.columns) {
    const auto add = [&](const auto& cells) { bytes += cells.empty() ? 0 : sizeof(cells[0]); };
    add(column.i64);
    add(column.i128);
    add(column.big);
    add(column.yes);
    add(column.ordinals);
    add(column.lasts);
    add(column.texts);
    add(column.present);
    add(column.unreadable);
  }
  return bytes;
}

void arrange(const check::Model& model, Relation& relation, std::vector<std::size_t> order) {
  if (relation.rows == 0) return;
  if (order.empty()) order = key_order(model, relation);
  relation = arranged(std::move(relation), order);
}

Relation select(const Relation& all, const std::vector<std::size_t>& rows) {
  Relation some;
  some.id = all.id;
  some.rows = rows.size();
  some.origin = all.origin;
  gather(all.lines, rows, some.lines);
  for (const std::size_t row : rows) some.source_rows.push_back(source_row(all, row));
  for (const Column& column : all.columns) some.columns.push_back(select(column, rows));
  return some;
}

}  // namespace meruit::data
