#include "data/arrange.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "budget/budget.h"
#include "calendar/date.h"

namespace meruit::data {

namespace {

using Rows = std::vector<std::uint32_t>;

// The columns of a relation that hold its full key, as a link to it has them.
Rows full_key(const Shape& shape) {
  Rows columns;
  for (const Shape::Link& parent : shape.parents)
    columns.insert(columns.end(), parent.columns.begin(), parent.columns.end());
  columns.insert(columns.end(), shape.keys.begin(), shape.keys.end());
  return columns;
}

// A missing cell comes before all others.
int compare_any(const Column& column, std::size_t a, std::size_t b) {
  const auto is_there = [&](std::size_t row) { return column.present.empty() || column.present[row] != 0; };
  if (is_there(a) != is_there(b)) return is_there(a) ? 1 : -1;
  return is_there(a) ? compare_cells(column, a, b) : 0;
}

std::string cell_text(const Column& column, std::size_t row) {
  const check::Outcome cell = at(column, row);
  const auto* value = std::get_if<check::Value>(&cell);
  if (value == nullptr) return "nothing";
  if (const auto* text = std::get_if<std::string>(value)) return shown(*text);
  if (const auto* number = std::get_if<Rational>(value)) return shown(number::to_plain(*number));
  if (const auto* date = std::get_if<calendar::Date>(value)) return shown(calendar::to_text(*date));
  return "another value";
}

class Arranging {
 public:
  Arranging(const std::vector<Shape>& shapes, std::vector<Unarranged> read, const BindOptions& options)
      : shapes_(shapes),
        read_(std::move(read)),
        unreferred_(shapes.size()),
        each_row_(options.each_row),
        laid_out_(shapes.size(), false) {
    linked_.relations.resize(shapes.size());
    linked_.problems.assign(shapes.size(), Problems(options.limit));
  }

  Linked run() {
    for (std::size_t r = 0; r < shapes_.size(); ++r) lay_out(r);
    for (std::size_t r = 0; r < shapes_.size(); ++r) refer(r);
    return std::move(linked_);
  }

 private:
  // Parents first: their rows are numbered as they are laid out.
  void lay_out(std::size_t r) {
    if (laid_out_[r]) return;
    laid_out_[r] = true;
    const Shape& shape = shapes_[r];
    Relation& relation = read_[r].relation;
    std::vector<Rows> parents;
    for (const Shape::Link& parent : shape.parents) {
      lay_out(parent.to);
      parents.push_back(found(r, relation, parent, unreadable(r, parent)));
    }
    const std::vector<std::size_t> order = order_of(r, parents);
    if (!shape.no_key) find_duplicates(r, parents, order);
    for (const Shape::Link& reference : shape.references)
      unreferred_[r].push_back(gathered(unreadable(r, reference), order));
    Relation& made = linked_.relations[r];
    made = arranged(std::move(relation), order);
    if (!parents.empty()) made.first_under = offsets(parents.front(), shape.parents.front().to);
    for (const Rows& rows : parents) made.links.push_back(gathered(rows, order));
  }

  void refer(std::size_t r) {
    Relation& made = linked_.relations[r];
    const std::vector<Shape::Link>& references = shapes_[r].references;
    for (std::size_t i = 0; i < references.size(); ++i)
      made.links.push_back(found(r, made, references[i], unreferred_[r][i]));
  }

  [[nodiscard]] bool is_keyless(std::size_t r, std::size_t row) const {
    return row < read_[r].keyless.size() && read_[r].keyless[row];
  }

  // Rows of which a link's columns do not all say something.
  [[nodiscard]] std::vector<bool> unreadable(std::size_t r, const Shape::Link& link) const {
    std::vector<bool> rows(read_[r].relation.rows);
    for (const std::uint32_t column : link.columns) {
      if (column >= read_[r].bad.size()) continue;
      const std::vector<bool>& bad = read_[r].bad[column];
      for (std::size_t row = 0; row < bad.size() && row < rows.size(); ++row) rows[row] = rows[row] || bad[row];
    }
    return rows;
  }

  [[nodiscard]] bool has_rows_in_error(std::size_t r) const {
    const std::vector<bool>& keyless = read_[r].keyless;
    return !linked_.problems[r].empty() || std::find(keyless.begin(), keyless.end(), true) != keyless.end();
  }

  // Where a link of each row leads. Rows that lead nowhere are problems.
  Rows found(std::size_t r, const Relation& from, const Shape::Link& link, const std::vector<bool>& without) {
    const Relation& to = linked_.relations[link.to];
    const Rows held = full_key(shapes_[link.to]);
    std::vector<KeyPart> parts;
    for (std::size_t i = 0; i < held.size(); ++i)
      parts.emplace_back(from.columns[link.columns[i]], to.columns[held[i]]);
    budget::take(from.rows * sizeof(std::uint32_t));
    Rows rows = match_keys(parts, from.rows, to.rows, without);
    if (!each_row_ && has_rows_in_error(link.to)) return rows;
    for (std::size_t row = 0; row < from.rows; ++row) {
      const bool asked = !without[row] && std::none_of(parts.begin(), parts.end(),
                                                       [&](const KeyPart& part) { return part.is_missing(row); });
      if (asked && rows[row] == kNoRow) tell_lost(r, from, link, row);
    }
    return rows;
  }

  void tell_lost(std::size_t r, const Relation& from, const Shape::Link& link, std::size_t row) {
    const std::string& name = shapes_[link.to].name;
    const std::string& origin = linked_.relations[link.to].origin;
    linked_.problems[r].add({source_row(from, row), names(r, link.columns),
                             cells(from, link.columns, row) + ", which no row" + " of " +
                                 (origin.empty() ? "`" + name + "`" : origin) +
                                 (has_rows_in_error(link.to) ? " is known to have" : " has"),
                             "the key of a " + name + ": add that row" + (origin.empty() ? "" : " to " + origin) +
                                 ", or correct or remove this one"});
  }

  [[nodiscard]] std::string names(std::size_t r, const Rows& columns) const {
    std::string text;
    for (const std::uint32_t column : columns) text += (text.empty() ? "" : ", ") + shapes_[r].columns[column];
    return text;
  }
  [[nodiscard]] static std::string cells(const Relation& relation, const Rows& columns, std::size_t row) {
    std::string text;
    for (const std::uint32_t column : columns)
      text += (text.empty() ? "" : ", ") + cell_text(relation.columns[column], row);
    return text;
  }

  [[nodiscard]] int compare(std::size_t r, const std::vector<Rows>& parents, std::size_t a, std::size_t b) const {
    for (const Rows& rows : parents)
      if (rows[a] != rows[b]) return rows[a] < rows[b] ? -1 : 1;
    for (const std::uint32_t key : shapes_[r].keys)
      if (const int order = compare_any(read_[r].relation.columns[key], a, b); order != 0) return order;
    return 0;
  }

  // Rows as read in the order of their full keys. Data mostly come so.
  [[nodiscard]] std::vector<std::size_t> order_of(std::size_t r, const std::vector<Rows>& parents) const {
    std::vector<std::size_t> order(read_[r].relation.rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto before = [&](std::size_t a, std::size_t b) { return compare(r, parents, a, b) < 0; };
    if (std::is_sorted(order.begin(), order.end(), before)) return order;
    if (parents.empty()) {
      std::stable_sort(order.begin(), order.end(), before);
      return order;
    }
    // Dealt out to their parents first, so that only rows of one parent are compared.
    const Rows& parent = parents.front();
    const Rows starts = offsets(parent, shapes_[r].parents.front().to);
    Rows ends = starts;  // the last are those without a parent
    for (std::size_t row = 0; row < parent.size(); ++row)
      order[ends[std::min<std::size_t>(parent[row], ends.size() - 1)]++] = row;
    for (std::size_t p = 0; p < ends.size(); ++p) {
      budget::tick();
      std::stable_sort(order.begin() + starts[p], order.begin() + ends[p], before);
    }
    return order;
  }

  // Below row p of the parents are as many rows as lie between two neighbours.
  [[nodiscard]] Rows offsets(const Rows& parent, std::size_t to) const {
    Rows first(linked_.relations[to].rows + 1, 0);
    for (const std::uint32_t row : parent)
      if (row != kNoRow) ++first[row + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    return first;
  }

  template <class Values>
  [[nodiscard]] static Values gathered(const Values& rows, const std::vector<std::size_t>& order) {
    Values found;
    found.reserve(order.size());
    for (const std::size_t row : order) found.push_back(rows[row]);
    return found;
  }

  // No row of several with one key is the right one; each is told with another.
  void find_duplicates(std::size_t r, const std::vector<Rows>& parents, const std::vector<std::size_t>& order) {
    const Relation& relation = read_[r].relation;
    const auto has_key = [&](std::size_t row) {
      return !is_keyless(r, row) &&
             std::none_of(parents.begin(), parents.end(), [&](const Rows& rows) { return rows[row] == kNoRow; });
    };
    std::optional<std::size_t> first;
    for (const std::size_t row : order) {
      if (!has_key(row)) continue;
      if (!first || compare(r, parents, *first, row) != 0) {
        first = row;
        continue;
      }
      const bool by_line = !relation.lines.empty();
      const std::string place =
          by_line ? "line " + std::to_string(relation.lines[*first]) : "row " + std::to_string(*first + 1);
      linked_.problems[r].add({row, names(r, full_key(shapes_[r])),
                               cells(relation, full_key(shapes_[r]), row) + ", which " + place + " has too",
                               "every key once"});
      linked_.problems[r].note_row(*first);
    }
  }

  const std::vector<Shape>& shapes_;
  std::vector<Unarranged> read_;
  std::vector<std::vector<std::vector<bool>>> unreferred_;  // by relation and reference, by row as laid out
  bool each_row_;
  std::vector<bool> laid_out_;
  Linked linked_;
};

}  // namespace

Linked arrange(const std::vector<Shape>& shapes, std::vector<Unarranged> read, const BindOptions& options) {
  return Arranging(shapes, std::move(read), options).run();
}

}  // namespace meruit::data
