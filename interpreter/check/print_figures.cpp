#include "check/print_figures.h"

#include "number/rational.h"

namespace meruit::check {

namespace {

std::string from_text(const std::optional<calendar::Date>& date) {
  return date ? "from " + calendar::to_text(*date) + ": " : "";
}

std::string parameters(const Model& model) {
  std::string text;
  for (const Parameter& parameter : model.parameters) {
    text += "parameter " + titled(parameter.name, parameter.title) + ": " + type_text(model, parameter.type);
    if (parameter.values.empty()) text += " required";
    text += "\n";
    for (const DatedValue& value : parameter.values)
      text +=
          "  " + from_text(value.from) + (value.value.given() ? expr_text(model, value.value) : "unpublished") + "\n";
    text += cited(parameter.cites);
  }
  return text;
}

std::string row_text(const Model& model, const Table& table, const TableRow& row) {
  std::string text;
  for (std::size_t i = 0; i < row.keys.size(); ++i)
    text += (i > 0 ? " and " : "") + key_text(model, row.keys[i], table.keys[i].type);
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    text += (i > 0 ? ", " : ": ") + cell_text(model, row.cells[i], table.columns[i].type);
  return text;
}

std::string tables(const Model& model) {
  std::string text;
  for (const Table& table : model.tables) {
    text += "table " + titled(table.name, table.title) + (table.first_that_applies ? ", the first that applies" : "") +
            "\n";
    for (const Column& key : table.keys) text += "  key " + key.name + ": " + type_text(model, key.type) + "\n";
    for (const Column& column : table.columns)
      text += "  column " + column.name + ": " + type_text(model, column.type) + "\n";
    for (const TableBlock& block : table.blocks) {
      if (block.from) text += "  " + from_text(block.from) + "\n";
      for (const TableRow& row : block.rows) text += "  " + row_text(model, table, row) + "\n";
    }
    text += cited(table.cites);
  }
  return text;
}

std::string all_bands(const Model& model) {
  std::string text;
  for (const Bands& bands : model.bands) {
    text += (bands.curve ? "curve " : "bands ") + titled(bands.name, bands.title) + " " + kind_text(bands) + ": " +
            type_text(model, bands.value) + (bands.blocks.empty() ? " required" : "") + "\n";
    for (const BandBlock& block : bands.blocks) {
      if (block.from) text += "  " + from_text(block.from) + "\n";
      for (const Band& band : block.bands)
        text += "  " + stretch_text(band) + ": " + figure_text(model, bands, band) + "\n";
    }
    text += cited(bands.cites);
  }
  return text;
}

}  // namespace

std::string titled(const std::string& name, const std::string& title) {
  return title.empty() ? name : name + " \"" + title + "\"";
}

std::string cited(const std::vector<std::string>& cites) {
  std::string text;
  for (const std::string& cite : cites) text += "  cites: \"" + cite + "\"\n";
  return text;
}

std::string cell_text(const Model& model, const Cell& cell, const Type& type) {
  if (cell.value) return value_text(model, *cell.value, type);
  switch (cell.absent) {
    case Cell::Absent::Unpublished:
      return "unpublished";
    case Cell::Absent::Waived:
      return "waived";
    case Cell::Absent::Unknown:
      return "unknown";
  }
  return "";
}

std::string key_text(const Model& model, const KeyCell& key, const Type& type) {
  std::string text = key.any ? "any" : "";
  for (const Value& value : key.values) text += (text.empty() ? "" : " or ") + value_text(model, value, type);
  return text;
}

std::string kind_text(const Bands& bands) {
  const char* kind = bands.curve ? "linear" : bands.graduated ? "graduated" : "stepped";
  return std::string(kind) + (bands.share ? " on a share" : "") + ast::modifier(bands.losses) +
         (bands.whole ? ", whole" : "");
}

std::string last_end_text(const Band& band) {
  return (band.high ? number::to_plain(*band.high) : std::string("…")) + (band.high_inside ? "]" : ")");
}

std::string stretch_text(const Band& band) {
  return (band.low_inside ? "[" : "(") + (band.low ? number::to_plain(*band.low) : std::string("…")) + ", " +
         last_end_text(band);
}

std::string figure_text(const Model& model, const Bands& bands, const Band& band) {
  return cell_text(model, band.cell, bands.value) +
         (band.end ? " to " + value_text(model, *band.end, bands.value) : "");
}

std::string figures_text(const Model& model) { return parameters(model) + tables(model) + all_bands(model); }

}  // namespace meruit::check
