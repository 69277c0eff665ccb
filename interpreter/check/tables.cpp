// Tables: the header row, the types of keys and columns, the rows of each dated block.
#include <algorithm>

#include "check/figures.h"
#include "source/wording.h"

namespace meruit::check {

namespace {

using source::counted;

bool names_keys(const ast::File& file, const ast::Table& table, const ast::TableRow& row) {
  if (row.keys.size() != table.keys.size()) return false;
  for (std::size_t i = 0; i < row.keys.size(); ++i) {
    const ast::KeyCell& key = row.keys[i];
    if (key.any || key.values.size() != 1) return false;
    const auto* reference = std::get_if<ast::Reference>(&file[key.values[0]].node);
    if (reference == nullptr || reference->name.text != table.keys[i].text) return false;
  }
  return true;
}

// What one table is made from, gathered over its blocks.
struct TableShape {
  const ast::Table& table;
  const ast::File& file;
  ScopeId scope;
  TableId id;
  const ast::TableRow* header = nullptr;
  std::vector<std::vector<const ast::TableRow*>> rows;  // by block, headers taken out
  std::vector<std::string> columns;
  std::vector<Span> column_spans;
};

bool read_header(Builder& b, TableShape& shape) {
  for (const ast::TableBlock& block : shape.table.blocks) {
    shape.rows.emplace_back();
    for (const ast::TableRow& row : block.rows) {
      const bool header = &row == &block.rows.front() && names_keys(shape.file, shape.table, row);
      if (!header) shape.rows.back().push_back(&row);
      if (header && shape.header == nullptr) shape.header = &row;
    }
  }
  if (shape.header == nullptr) {
    shape.columns = {shape.table.name.text};
    shape.column_spans = {shape.table.name.span};
    return true;
  }
  for (const ast::ExprId cell : shape.header->cells) {
    const auto* reference = std::get_if<ast::Reference>(&shape.file[cell].node);
    if (reference == nullptr) {
      report(b, DiagnosticKind::TableForm, shape.file[cell].span,
             "the header row names the columns, and " + in_ticks(b, shape.file[cell].span) + " is not a name",
             "write a name for each column, as in `" + shape.table.keys.front().text + ": first, second`");
      return false;
    }
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
      if (shape.columns[i] != reference->name.text) continue;
      Diagnostic& d = report(b, DiagnosticKind::DuplicateName, reference->name.span,
                             "two columns are called " + in_ticks(reference->name.text));
      label(d, shape.column_spans[i], "the first");
      return false;
    }
    shape.columns.push_back(reference->name.text);
    shape.column_spans.push_back(reference->name.span);
  }
  return true;
}

bool has_rows(Builder& b, const TableShape& shape) {
  for (std::size_t i = 0; i < std::max<std::size_t>(shape.rows.size(), 1); ++i) {
    if (i < shape.rows.size() && !shape.rows[i].empty()) continue;
    const bool dated = i < shape.rows.size() && shape.table.blocks[i].from;
    report(b, DiagnosticKind::TableForm, dated ? shape.table.blocks[i].span : shape.table.name.span,
           in_ticks(shape.table.name.text) + (dated ? " has no rows from this date on" : " has no rows"),
           "write a row for each key: `KEY: FIGURE`");
    return false;
  }
  return true;
}

std::vector<std::string> key_names(const ast::Table& table) {
  std::vector<std::string> names;
  for (const ast::Name& key : table.keys) names.push_back(key.text);
  return names;
}

bool rows_fit(Builder& b, const TableShape& shape) {
  for (const auto& block : shape.rows)
    for (const ast::TableRow* row : block) {
      if (row->keys.size() != shape.table.keys.size()) {
        Diagnostic& d = report(b, DiagnosticKind::TableForm, row->span,
                               "this row is labelled with " + counted(row->keys.size(), "key") + "; " +
                                   in_ticks(shape.table.name.text) + " has " + std::to_string(shape.table.keys.size()),
                               shape.table.keys.size() == 1
                                   ? "label it with one value; further keys stand in the header, `" +
                                         shape.table.name.text + "(" + shape.table.keys[0].text + ", …)`"
                                   : "join one value of each key by `and`: " + joined(key_names(shape.table)));
        label(d, shape.table.name.span, "the table");
        return false;
      }
      if (row->cells.size() == shape.columns.size()) continue;
      Diagnostic& d =
          report(b, DiagnosticKind::CellCount, row->span,
                 "this row has " + counted(row->cells.size(), "cell") + "; the table has " +
                     counted(shape.columns.size(), "column"),
                 shape.header == nullptr ? "name the columns in a first row, `" + joined(key_names(shape.table)) +
                                               ": FIRST, SECOND`, or take out what is too much"
                                         : "write one cell for each of " + joined(shape.columns));
      label(d, shape.header != nullptr ? shape.header->span : shape.table.name.span,
            shape.header != nullptr ? "the columns" : "the table");
      return false;
    }
  return true;
}

// ---- keys -------------------------------------------------------------------------------------------------

// Words are of the list or one-of field that the key is named like.
std::optional<Type> key_list(Builder& b, const TableShape& shape, std::size_t position) {
  const auto& lists = b.scope(shape.scope).lists;
  const auto list = lists.find(shape.table.keys[position].text);
  if (list == lists.end()) return std::nullopt;
  Type type = plain_type(TypeKind::OneOf);
  type.list = list->second;
  return type;
}

bool has_word_key(const TableShape& shape, std::size_t position, Span& first) {
  for (const auto& block : shape.rows)
    for (const ast::TableRow* row : block)
      for (const ast::ExprId value : row->keys[position].values)
        if (std::holds_alternative<ast::Reference>(shape.file[value].node)) {
          first = shape.file[value].span;
          return true;
        }
  return false;
}

bool key_figures(Builder& b, const TableShape& shape, std::size_t position, const std::optional<Type>& list,
                 std::vector<ExprId>& figures) {
  bool good = true;
  for (const auto& block : shape.rows)
    for (const ast::TableRow* row : block)
      for (const ast::ExprId value : row->keys[position].values) {
        ExprId figure = check_figure(b, shape.scope, value, list ? &*list : nullptr);
        if (list)
          figure = fit(b, figure, {*list, shape.table.keys[position].span, "the key is " + words(b, *list), false});
        good = good && figure.given();
        figures.push_back(figure);
      }
  return good;
}

bool check_key_column(Builder& b, const TableShape& shape, std::size_t position, std::vector<ExprId>& figures,
                      Column& column) {
  const ast::Name& name = shape.table.keys[position];
  column.name = name.text;
  const std::optional<Type> list = key_list(b, shape, position);
  Span word;
  if (!list && has_word_key(shape, position, word)) {
    std::vector<std::string> known;
    for (const auto& entry : b.scope(shape.scope).lists) known.push_back(entry.first);
    const std::string near = did_you_mean(name.text, known);
    Diagnostic& d = report(
        b, DiagnosticKind::TableForm, name.span,
        "the rows are labelled with words, and no list or one-of field is called " + in_ticks(name.text),
        near.empty()
            ? "give the key the name of the field or list that has these words; if they are texts, put them in quotes"
            : near);
    label(d, word, "a word");
    return false;
  }
  if (!key_figures(b, shape, position, list, figures)) return false;
  column.type = list.value_or(number_type());
  if (list) return true;
  if (figures.empty()) {
    report(b, DiagnosticKind::TableForm, name.span, "nothing says what kind of key " + in_ticks(name.text) + " is",
           "name it like a list or a one-of field, or write its values in the rows");
    return false;
  }
  std::vector<ExprId> same = figures;
  if (!unify(b, same, nullptr, false, column.type)) return false;
  figures = same;
  if (column.type.kind == TypeKind::Number && !column.type.unit.plain())
    b.tables[shape.id.index].keys[position] = {column.type.unit, b.expr(figures.front()).span};
  return true;
}

// ---- rows -------------------------------------------------------------------------------------------------

bool check_columns(Builder& b, const TableShape& shape, std::vector<Figures>& columns) {
  for (std::size_t c = 0; c < shape.columns.size(); ++c) {
    Figures figures;
    figures.scope = shape.scope;
    figures.limits = true;
    if (shape.table.unit) {
      figures.declared = declared_type(b, shape.scope, *shape.table.unit);
      figures.declared_span = shape.table.unit->span;
    } else if (const auto list = b.scope(shape.scope).lists.find(shape.columns[c]);
               list != b.scope(shape.scope).lists.end()) {
      figures.declared = plain_type(TypeKind::OneOf);
      figures.declared->list = list->second;
      figures.declared_span = shape.column_spans[c];
    }
    for (const auto& block : shape.rows)
      for (const ast::TableRow* row : block) figures.written.push_back(row->cells[c]);
    columns.push_back(std::move(figures));
    if (!check_figures(b, columns.back())) return false;
  }
  return true;
}

void fill_blocks(Builder& b, const TableShape& shape, const std::vector<std::vector<ExprId>>& keys,
                 const std::vector<Figures>& columns) {
  Table& table = b.model.tables[shape.id.index];
  std::vector<std::size_t> next(keys.size(), 0);
  std::size_t row_number = 0;
  for (std::size_t i = 0; i < shape.rows.size(); ++i) {
    TableBlock block{shape.table.blocks[i].from, {}, shape.table.blocks[i].span};
    for (const ast::TableRow* written : shape.rows[i]) {
      TableRow row{{}, {}, written->span};
      for (std::size_t k = 0; k < keys.size(); ++k) {
        KeyCell key{written->keys[k].any, {}};
        for (std::size_t v = 0; v < written->keys[k].values.size(); ++v)
          key.values.push_back(b.expr(keys[k][next[k]++]).items[0]);
        row.keys.push_back(std::move(key));
      }
      for (const Figures& column : columns) row.cells.push_back(column.cells[row_number]);
      for (const Figures& column : columns) {
        const Cell& cell = column.cells[row_number];
        const bool unknown = !cell.value && cell.absent == Cell::Absent::Unknown;
        if (column.type.unknown) row.cells.push_back({Value(unknown), cell.span});
      }
      ++row_number;
      block.rows.push_back(std::move(row));
    }
    table.blocks.push_back(std::move(block));
  }
}

}  // namespace

void check_table(Builder& b, TableId id) {
  const TableSource source = b.tables[id.index];
  TableShape shape{*source.table, *b.scope(source.scope).file, source.scope, id, nullptr, {}, {}, {}};
  b.tables[id.index].keys.resize(shape.table.keys.size());
  if (!few_rows(b, shape.table.name, shape.table.blocks, [](const ast::TableBlock& one) { return one.rows.size(); }))
    return;
  if (!dates_ascend(b, shape.table.blocks, shape.table.name.text) || !read_header(b, shape) || !has_rows(b, shape) ||
      !rows_fit(b, shape))
    return;
  std::vector<std::vector<ExprId>> keys(shape.table.keys.size());
  std::vector<Column> key_columns(shape.table.keys.size());
  for (std::size_t k = 0; k < keys.size(); ++k)
    if (!check_key_column(b, shape, k, keys[k], key_columns[k])) return;
  std::vector<Figures> columns;
  if (!check_columns(b, shape, columns)) return;
  Table& table = b.model.tables[id.index];
  table.keys = std::move(key_columns);
  for (std::size_t c = 0; c < columns.size(); ++c) table.columns.push_back({shape.columns[c], columns[c].type});
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns[c].type.unknown) continue;
    table.columns[c].unknown = static_cast<std::uint32_t>(table.columns.size());
    table.columns.push_back({shape.columns[c] + " is unknown", plain_type(TypeKind::YesNo)});
    table.columns.back().beside = true;
  }
  fill_blocks(b, shape, keys, columns);
  b.tables[id.index].known = true;
  for (const TableBlock& block : b.model.tables[id.index].blocks)
    check_table_coverage(b, b.model.tables[id.index], block);
  const auto& known = b.model.tables[id.index].keys;
  const bool covered = std::all_of(known.begin(), known.end(), [](const Column& key) {
    return key.type.kind == TypeKind::OneOf || key.type.kind == TypeKind::YesNo;
  });
  if (source.scope.index == 0 && !covered) warn_of_table_rows(b, source.scope, b.model.tables[id.index]);
}

}  // namespace meruit::check
