#include "diff/figure_facets.h"

#include <algorithm>

#include "check/print_figures.h"
#include "source/one_line.h"

namespace meruit::diff {

namespace {

using check::Cell;
using Kind = Entity::Kind;

std::string date_of(const std::optional<calendar::Date>& from) { return from ? calendar::to_text(*from) : ""; }
std::string from_words(const std::optional<calendar::Date>& from) { return from ? "from " + date_of(from) : ""; }
std::string joined(const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + ", " + b; }

std::string text_of(const Book& book, const Cell& cell, const check::Type& type) {
  const std::string text = source::one_line(book.sources, cell.span);
  return text.empty() ? check::cell_text(book.model, cell, type) : text;
}

// What stands before a row's figures on its line, without the colon.
std::string label_of(const Book& book, source::Span cell) {
  if (!cell.given()) return {};
  const std::string& text = book.sources[cell.source].text;
  const std::size_t line = text.rfind('\n', cell.begin == 0 ? 0 : cell.begin - 1);
  const std::size_t first = text.find_first_not_of(" \t", line == std::string::npos ? 0 : line + 1);
  if (first == std::string::npos || first >= cell.begin) return {};
  const std::size_t colon = text.find(':', first);
  source::Span span{cell.source, static_cast<std::uint32_t>(first),
                    static_cast<std::uint32_t>(std::min<std::size_t>(colon, cell.begin))};
  return source::one_line(book.sources, span);
}

// ---- tables ---------------------------------------------------------------------------------------------

// `a or b` is `b or a`.
std::string sorted_key(const check::Model& model, check::KeyCell key, const check::Type& type) {
  std::sort(key.values.begin(), key.values.end(), [&](const check::Value& a, const check::Value& b) {
    return check::value_text(model, a, type) < check::value_text(model, b, type);
  });
  return check::key_text(model, key, type);
}

std::string row_text(const check::Model& model, const check::Table& table, const check::TableRow& row) {
  std::string text;
  for (std::size_t i = 0; i < row.keys.size(); ++i)
    text += (i > 0 ? " and " : "") + sorted_key(model, row.keys[i], table.keys[i].type);
  return text;
}

std::string shape_of(const Book& book, EntityId id, const Naming& naming) {
  const check::Table& table = book.model.tables[book[id].index];
  std::string text = "keys";
  for (const check::Column& key : table.keys) text += ", " + check::type_text(book.model, key.type);
  std::vector<std::string> columns;
  for (std::uint32_t i = 0; i < table.columns.size(); ++i)
    if (!table.columns[i].beside)
      columns.push_back(naming.table_column(id, i) + ": " + check::type_text(book.model, table.columns[i].type));
  std::sort(columns.begin(), columns.end());
  text += "; columns";
  for (const std::string& column : columns) text += ", " + column;
  return text;
}

}  // namespace

void parameter_facets(const Book& book, const check::Parameter& parameter, const Naming& naming,
                      std::vector<Facet>& found) {
  const std::string type = check::type_text(book.model, parameter.type);
  found.push_back({"unit", "unit", type, type, parameter.span, {}});
  if (parameter.values.empty()) found.push_back({"figure", "figure", "required", "required", parameter.span, {}});
  for (const check::DatedValue& value : parameter.values) {
    const std::string date = date_of(value.from);
    const source::Span span = value.value.given() ? book.model[value.value].span : value.span;
    const std::string content = value.value.given() ? meaning(book, value.value, naming) : "unpublished";
    std::string text = value.value.given() ? source::one_line(book.sources, span) : "unpublished";
    Facet facet{
        date.empty() ? "figure" : from_words(value.from), "figure" + date, content, std::move(text), span, value.value};
    facet.group = "figure";
    facet.block = date;
    facet.without = content;
    found.push_back(std::move(facet));
  }
}

void table_facets(const Book& book, EntityId id, const Naming& naming, std::vector<Facet>& found) {
  const check::Table& table = book.model.tables[book[id].index];
  const std::string shape = shape_of(book, id, naming);
  found.push_back({"keys and columns", "shape", shape, shape, table.span, {}});
  const char* first = table.first_that_applies ? "the first row that applies" : "the one row that fits";
  found.push_back({"choice", "choice", first, first, table.span, {}});
  for (const check::TableBlock& block : table.blocks) {
    const std::string date = date_of(block.from);
    std::string order;
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      const check::TableRow& row = block.rows[r];
      const std::string label = row_text(book.model, table, row);
      order += (order.empty() ? "" : "; ") + label;
      for (std::uint32_t c = 0; c < row.cells.size() && c < table.columns.size(); ++c) {
        if (table.columns[c].beside) continue;
        const std::string column = table.columns.size() > 1 ? table.columns[c].name : "";
        const std::string content = check::cell_text(book.model, row.cells[c], table.columns[c].type);
        Facet facet{joined(joined(from_words(block.from), label), column),
                    date + "|" + label + "|" + naming.table_column(id, c),
                    content,
                    text_of(book, row.cells[c], table.columns[c].type),
                    row.cells[c].span,
                    {}};
        facet.group = date + "|" + naming.table_column(id, c);
        facet.block = date;
        facet.without = content;
        found.push_back(std::move(facet));
      }
    }
    if (table.first_that_applies)
      found.push_back({joined(from_words(block.from), "order of rows"),
                       date + "|order",
                       order,
                       order,
                       block.span,
                       {},
                       true,
                       {},
                       date});
  }
}

void bands_facets(const Book& book, const check::Bands& bands, std::vector<Facet>& found) {
  const std::string type = check::type_text(book.model, bands.value);
  found.push_back({"unit", "unit", type, type, bands.span, {}});
  const std::string kind = check::kind_text(bands) + ", of " + std::to_string(bands.inputs.size());
  found.push_back({"kind", "kind", kind, kind, bands.span, {}});
  if (bands.blocks.empty()) found.push_back({"rows", "rows", "required", "required", bands.span, {}});
  for (const check::BandBlock& block : bands.blocks) {
    const std::string date = date_of(block.from);
    for (std::size_t r = 0; r < block.bands.size(); ++r) {
      const check::Band& band = block.bands[r];
      const std::string label = label_of(book, band.cell.span);
      const std::string content = check::figure_text(book.model, bands, band);
      std::string text = text_of(book, band.cell, bands.value);
      if (band.end) text += " to " + check::value_text(book.model, *band.end, bands.value);
      Facet facet{joined(from_words(block.from), label),
                  date + "|" + (r == 0 ? check::stretch_text(band) : check::last_end_text(band)),
                  content,
                  std::move(text),
                  band.cell.span,
                  {}};
      facet.group = date + "|row";
      facet.block = date;
      facet.without = content;
      found.push_back(std::move(facet));
    }
  }
}

}  // namespace meruit::diff
