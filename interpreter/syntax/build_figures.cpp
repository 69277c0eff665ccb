// Parameters, tables and bands: figures in rows, plain or in dated blocks.
#include "syntax/build.h"

namespace meruit::syntax {

namespace {

ast::ExprId key_value(Build& build, G::Key_valueContext* context) {
  const ast::Span where = span(build, context);
  if (context->name() != nullptr) return add(build, where, ast::Reference{name(build, context->name())});
  if (context->TEXT() != nullptr) return add(build, where, ast::TextLiteral{text(build, context->TEXT()).value});
  if (context->DATE() != nullptr) return add(build, where, ast::DateLiteral{date(build, context->DATE())});
  if (context->number() == nullptr) return add(build, where, ast::YesNoLiteral{context->YES() != nullptr});
  ast::NumberLiteral literal = number(build, context->number(), context->unit_suffix());
  if (context->UNARY_MINUS() != nullptr) literal.value = -literal.value;
  return add(build, where, std::move(literal));
}

ast::TableBlock table_block(Build& build, G::Table_blockContext* context) {
  ast::TableBlock block;
  block.from = date(build, context->DATE());
  for (G::Table_rowContext* row : context->table_row()) block.rows.push_back(table_row(build, row));
  block.span = span(build, context);
  return block;
}

// An edge that is a date would let a lost word turn a dated block into a band.
ast::ExprId edge_value(Build& build, G::OperationContext* context) {
  const ast::ExprId id = operation(build, context);
  if (std::holds_alternative<ast::DateLiteral>(build.file[id].node))
    refuse(build, span(build, context), "the edge of a band is a number, and this is a date",
           "a block of bands from a date on is `from DATE` without a colon, and its bands follow");
  return id;
}

ast::Band band(Build& build, G::BandContext* context) {
  ast::Band band{};
  edge(build, band, context->edge());
  band.cell = operation(build, context->operation());
  band.span = span(build, context);
  return band;
}

// What a parameter has besides dated rows.
template <class Context>
ast::Parameter undated(Build& build, Context* context) {
  ast::Parameter parameter;
  parameter.name = name(build, context->name());
  parameter.title = title(build, context->title());
  parameter.unit = in_unit(build, context->in_unit());
  parameter.required = context->REQUIRED() != nullptr;
  if (context->whole() != nullptr)
    parameter.values.push_back({std::nullopt, whole(build, context->whole()), span(build, context->whole())});
  parameter.cites = cites(build, context->cites());
  antlr4::tree::TerminalNode* word = context->IS() != nullptr ? context->IS() : context->REQUIRED();
  if (word != nullptr) parameter.head = head(build, context, word->getSymbol());
  parameter.span = span(build, context);
  return parameter;
}

void band_modifier(Build& build, ast::Bands& bands, G::Band_modifierContext* context) {
  const bool losses = context->LOSSES() != nullptr;
  if (losses ? bands.losses != ast::Losses::Unsaid : bands.whole)
    refuse(build, span(build, context), losses ? "`losses` is said twice" : "`whole` is said twice",
           "keep one of them");
  if (!losses) bands.whole = true;
  if (context->MIRRORED() != nullptr) bands.losses = ast::Losses::Mirrored;
  if (context->SEPARATE() != nullptr) bands.losses = ast::Losses::Separate;
  if (context->NONE() != nullptr) bands.losses = ast::Losses::None;
}

}  // namespace

ast::KeyCell key_cell(Build& build, G::Key_cellContext* context) {
  ast::KeyCell cell;
  cell.any = context->ANY() != nullptr;
  for (G::Key_valueContext* value : context->key_value()) cell.values.push_back(key_value(build, value));
  cell.span = span(build, context);
  return cell;
}

ast::TableRow table_row(Build& build, G::Table_rowContext* context) {
  ast::TableRow row;
  const std::vector<G::Key_cellContext*> keys = context->key_cell();
  for (G::Key_cellContext* key : keys) {
    row.keys.push_back(key_cell(build, key));
    if (keys.size() > 1 && row.keys.back().values.size() > 1 && key->LPAREN() == nullptr)
      refuse(build, span(build, key), "`or` beside `and` in the label of a row reads two ways",
             "put the choice in parentheses, as in `(a or b) and c`", source::DiagnosticKind::TwoReadings);
  }
  for (G::OperationContext* cell : context->operation()) row.cells.push_back(operation(build, cell));
  row.span = span(build, context);
  return row;
}

void edge(Build& build, ast::Band& band, G::EdgeContext* context) {
  if (auto* below = dynamic_cast<G::BelowEdgeContext*>(context)) {
    band.kind = ast::EdgeKind::Below;
    band.high = edge_value(build, below->operation());
  } else if (auto* up_to = dynamic_cast<G::UpToEdgeContext*>(context)) {
    band.kind = ast::EdgeKind::UpTo;
    band.high = edge_value(build, up_to->operation());
  } else if (auto* above = dynamic_cast<G::AboveEdgeContext*>(context)) {
    band.kind = ast::EdgeKind::Above;
    band.low = edge_value(build, above->operation());
  } else if (auto* at_least = dynamic_cast<G::AtLeastEdgeContext*>(context)) {
    band.kind = ast::EdgeKind::AtLeast;
    band.low = edge_value(build, at_least->operation());
  } else if (auto* from_to = dynamic_cast<G::FromToEdgeContext*>(context)) {
    band.kind = from_to->UNDER() != nullptr ? ast::EdgeKind::FromToUnder : ast::EdgeKind::FromTo;
    band.low = edge_value(build, from_to->operation(0));
    band.high = operation(build, from_to->operation(1));
  }
}

namespace {

// Of `up to 10: 1% to 2%`: "`up to FIGURE: 1%`, then `from FIGURE to 10: 1% to 2%`".
std::string sloped_rows(const Build& build, G::StretchContext* context) {
  const auto text = [&](antlr4::ParserRuleContext* part) {
    const ast::Span where = span(build, part);
    return std::string(build.text.substr(where.begin, where.end - where.begin));
  };
  const std::string one = text(context->operation(0)), other = text(context->operation(1));
  const std::string label = text(context->edge());
  const auto edge = [&](auto* written) { return text(written->operation()); };
  const auto lower = [&](const std::string& end) {
    return "`" + label.substr(0, label.size() - end.size()) + "FIGURE: " + one + "`, then `from FIGURE to " + end +
           ": " + one + " to " + other + "`";
  };
  const auto upper = [&](const std::string& end) {
    return "`from " + end + " to FIGURE: " + one + " to " + other + "`, then `above FIGURE: " + other + "`";
  };
  std::string rows;
  if (auto* below = dynamic_cast<G::BelowEdgeContext*>(context->edge())) rows = lower(edge(below));
  if (auto* up_to = dynamic_cast<G::UpToEdgeContext*>(context->edge())) rows = lower(edge(up_to));
  if (auto* above = dynamic_cast<G::AboveEdgeContext*>(context->edge())) rows = upper(edge(above));
  if (auto* at_least = dynamic_cast<G::AtLeastEdgeContext*>(context->edge())) rows = upper(edge(at_least));
  return "write two rows, the flat part and the sloped one: " + rows + "; the contract says where they meet";
}

}  // namespace

// An open row is flat, and so is one that names one value.
ast::Band stretch(Build& build, G::StretchContext* context) {
  ast::Band band{};
  edge(build, band, context->edge());
  band.cell = operation(build, context->operation(0));
  if (context->TO() != nullptr) band.end = operation(build, context->operation(1));
  band.span = span(build, context);
  if (band.end.given() && !(band.low.given() && band.high.given()))
    refuse(build, band.span,
           "a row without " + std::string(band.low.given() ? "an upper" : "a lower") +
               " end has one value, and this one runs from one to another",
           sloped_rows(build, context));
  return band;
}

void parameter(Build& build, G::ParameterContext* context) {
  ast::Parameter parameter = undated(build, context);
  for (G::Dated_cellContext* cell : context->dated_cell())
    parameter.values.push_back({date(build, cell->DATE()), operation(build, cell->operation()), span(build, cell)});
  if (!context->dated_cell().empty()) parameter.head = head(build, context, context->dated_cell(0)->start);
  build.file.parameters.push_back(std::move(parameter));
}

void figure(Build& build, G::FigureContext* context) { build.file.parameters.push_back(undated(build, context)); }

void table(Build& build, G::TableContext* context) {
  ast::Table table;
  const std::vector<G::NameContext*> names = context->name();
  table.name = name(build, names.front());
  for (std::size_t at = 1; at < names.size(); ++at) table.keys.push_back(name(build, names[at]));
  table.title = title(build, context->title());
  table.unit = in_unit(build, context->in_unit());
  table.first_that_applies = !context->first_that_applies().empty();
  if (context->first_that_applies().size() > 1)
    refuse(build, span(build, context->first_that_applies(1)), "`the first that applies` is said twice",
           "keep one of them");
  for (G::Table_blockContext* block : context->table_block()) table.blocks.push_back(table_block(build, block));
  if (!context->table_row().empty()) {
    ast::TableBlock block;
    for (G::Table_rowContext* row : context->table_row()) block.rows.push_back(table_row(build, row));
    block.span = source::join(block.rows.front().span, block.rows.back().span);
    table.blocks.push_back(std::move(block));
  }
  table.cites = cites(build, context->cites());
  const bool dated = !context->table_block().empty();
  table.head = head(build, context, dated ? context->table_block(0)->start : context->table_row(0)->start);
  table.span = span(build, context);
  build.file.tables.push_back(std::move(table));
}

void bands(Build& build, G::BandsContext* context) {
  ast::Bands bands;
  const bool share = context->ON() != nullptr;
  std::vector<ast::Name> names;
  for (G::NameContext* one : context->name()) names.push_back(name(build, one));
  if (share) {
    bands.share_of = names[names.size() - 2];
    bands.share_base = names.back();
    names.resize(names.size() - 2);
  }
  bands.name = names.front();
  bands.inputs.assign(names.begin() + 1, names.end());
  bands.title = title(build, context->title());
  bands.graduated = context->GRADUATED() != nullptr;
  bands.unit = in_unit(build, context->in_unit());
  for (G::Band_modifierContext* modifier : context->band_modifier()) band_modifier(build, bands, modifier);
  bands.required = context->REQUIRED() != nullptr;
  for (G::Band_blockContext* written : context->band_block()) {
    ast::BandBlock block;
    block.from = date(build, written->DATE());
    for (G::BandContext* one : written->band()) block.bands.push_back(band(build, one));
    block.span = span(build, written);
    bands.blocks.push_back(std::move(block));
  }
  if (!context->band().empty()) {
    ast::BandBlock block;
    for (G::BandContext* one : context->band()) block.bands.push_back(band(build, one));
    block.span = source::join(block.bands.front().span, block.bands.back().span);
    bands.blocks.push_back(std::move(block));
  }
  bands.cites = cites(build, context->cites());
  bands.head = head(build, context,
                    bands.required                   ? context->REQUIRED()->getSymbol()
                    : !context->band_block().empty() ? context->band_block(0)->start
                                                     : context->band(0)->start);
  bands.span = span(build, context);
  build.file.bands.push_back(std::move(bands));
}

void curve(Build& build, G::CurveContext* context) {
  ast::Bands curve;
  curve.curve = true;
  const std::vector<G::NameContext*> names = context->name();
  curve.name = name(build, names.front());
  for (std::size_t at = 1; at < names.size(); ++at) curve.inputs.push_back(name(build, names[at]));
  curve.title = title(build, context->title());
  curve.unit = in_unit(build, context->in_unit());
  curve.whole = !context->whole_ends().empty();
  if (context->whole_ends().size() > 1)
    refuse(build, span(build, context->whole_ends(1)), "`whole ends included` is said twice", "keep one of them");
  curve.required = context->REQUIRED() != nullptr;
  for (G::Curve_blockContext* written : context->curve_block()) {
    ast::BandBlock block;
    block.from = date(build, written->DATE());
    for (G::StretchContext* one : written->stretch()) block.bands.push_back(stretch(build, one));
    block.span = span(build, written);
    curve.blocks.push_back(std::move(block));
  }
  if (!context->stretch().empty()) {
    ast::BandBlock block;
    for (G::StretchContext* one : context->stretch()) block.bands.push_back(stretch(build, one));
    block.span = source::join(block.bands.front().span, block.bands.back().span);
    curve.blocks.push_back(std::move(block));
  }
  curve.cites = cites(build, context->cites());
  curve.head = head(build, context,
                    curve.required                    ? context->REQUIRED()->getSymbol()
                    : !context->curve_block().empty() ? context->curve_block(0)->start
                                                      : context->stretch(0)->start);
  curve.span = span(build, context);
  build.file.bands.push_back(std::move(curve));
}

}  // namespace meruit::syntax
