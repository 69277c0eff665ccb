// Bands: the header against the rows, the edges as numbers in one unit, the figures of each dated block.
#include "check/figures.h"
#include "check/print_figures.h"
#include "check/resolve.h"
#include "source/wording.h"

namespace meruit::check {

namespace {

// What one statement of bands is made from, gathered over its blocks.
struct BandShape {
  const ast::Bands& bands;
  const ast::File& file;
  ScopeId scope;
  BandsId id;
};

bool refuse(Builder& b, Span span, std::string message, std::string help) {
  report(b, DiagnosticKind::BandForm, span, std::move(message), std::move(help));
  return false;
}

bool header_fits(Builder& b, const BandShape& shape) {
  const ast::Bands& bands = shape.bands;
  const bool share = bands.share_of.given();
  if (share) {
    const std::string form =
        "write `" + bands.name.text + "(" + bands.share_of.text + ", " + bands.share_base.text + ")`";
    if (bands.inputs.size() != 2 || bands.inputs[0].text != bands.share_of.text ||
        bands.inputs[1].text != bands.share_base.text)
      return refuse(b, join(bands.share_of.span, bands.share_base.span),
                    "a share is of two inputs, the part and then its base", form);
  } else if (bands.inputs.size() != 1) {
    return refuse(b, bands.name.span,
                  in_ticks(bands.name.text) + " has " + source::counted(bands.inputs.size(), "input") + "; " +
                      (bands.curve ? "a curve has one" : "bands have one"),
                  bands.curve ? "keep the one that the figures depend on"
                              : "a second input is the base of a share: `on PART as a share of BASE`");
  }
  if (!bands.curve && !bands.graduated && bands.losses != ast::Losses::Unsaid)
    return refuse(b, bands.name.span, "stepped bands cover losses by rows of their own",
                  "take `" + std::string(ast::modifier(bands.losses)) + "` away; it belongs to graduated bands");
  if (!bands.required && bands.blocks.empty())
    return refuse(b, bands.name.span, in_ticks(bands.name.text) + " has no rows", "");
  return true;
}

// The values of a curve are numbers, and a row has both or none.
bool check_curve_cells(Builder& b, const BandShape& shape, const Figures& cells) {
  if (cells.type.kind != TypeKind::Number)
    return refuse(b, shape.bands.name.span, "a curve runs from number to number, and here is " + words(b, cells.type),
                  "use `bands … stepped` to pick one of them");
  for (const ast::BandBlock& block : shape.bands.blocks)
    for (const ast::Band& band : block.bands) {
      const bool first = is_unpublished(b, shape.scope, band.cell);
      if (band.end.given() && (first || is_unpublished(b, shape.scope, band.end)))
        return refuse(b, band.span, "a row of a curve is unpublished as a whole",
                      "write `unpublished` alone, without `to`");
    }
  return true;
}

bool check_cells(Builder& b, const BandShape& shape, Figures& cells) {
  cells.scope = shape.scope;
  if (shape.bands.unit) {
    cells.declared = declared_type(b, shape.scope, *shape.bands.unit);
    cells.declared_span = shape.bands.unit->span;
  }
  for (const ast::BandBlock& block : shape.bands.blocks)
    for (const ast::Band& band : block.bands) cells.written.push_back(band.cell);
  for (const ast::BandBlock& block : shape.bands.blocks)
    for (const ast::Band& band : block.bands)
      if (band.end.given()) cells.written.push_back(band.end);
  if (!check_figures(b, cells)) return false;
  if (shape.bands.curve) return check_curve_cells(b, shape, cells);
  if (!shape.bands.graduated || cells.type.kind == TypeKind::Number) return true;
  return refuse(b, shape.bands.name.span,
                "graduated bands add parts up, and " + words(b, cells.type) + " does not add up",
                "use `stepped` to pick one of them");
}

// All edges, low and high by turns, with holes where a row has none.
bool check_edges(Builder& b, const BandShape& shape, std::vector<ExprId>& edges) {
  std::vector<ExprId> written;
  for (const ast::BandBlock& block : shape.bands.blocks)
    for (const ast::Band& band : block.bands)
      for (const ast::ExprId edge : {band.low, band.high}) {
        edges.push_back(check_figure(b, shape.scope, edge, nullptr));
        if (edge.given() && !edges.back().given()) return false;
        if (edges.back().given()) written.push_back(edges.back());
      }
  Type type;
  if (written.empty()) return true;
  if (!unify(b, written, nullptr, false, type)) return false;
  if (type.kind != TypeKind::Number) return refuse(b, b.expr(written[0]).span, "the edges of bands are numbers", "");
  if (shape.bands.share_of.given() && !type.unit.plain())
    return refuse(b, b.expr(written[0]).span,
                  "the edges are shares, and " + in_ticks(b, b.expr(written[0]).span) + " is " + words(b, type),
                  "write percentages, or take `as a share of` away");
  if (!type.unit.plain()) {
    b.bands[shape.id.index].input = type.unit;
    b.bands[shape.id.index].input_span = b.expr(written[0]).span;
  }
  std::size_t next = 0;
  for (ExprId& edge : edges)
    if (edge.given()) edge = written[next++];
  return true;
}

void check_bands(Builder& b, BandsId id) {
  const BandsSource source = b.bands[id.index];
  const BandShape shape{*source.bands, *b.scope(source.scope).file, source.scope, id};
  Figures cells;
  std::vector<ExprId> edges;
  b.at = shape.bands.name.span;
  if (!few_rows(b, shape.bands.name, shape.bands.blocks, [](const ast::BandBlock& one) { return one.bands.size(); }))
    return;
  if (!header_fits(b, shape) || !dates_ascend(b, shape.bands.blocks, shape.bands.name.text) ||
      !check_cells(b, shape, cells) || !check_edges(b, shape, edges))
    return;
  b.model.bands[id.index].value = cells.type;
  const auto number = [&](ExprId edge) {
    return edge.given() ? std::optional(std::get<Rational>(b.expr(edge).items[0])) : std::nullopt;
  };
  std::size_t next = 0;
  std::size_t end = edges.size() / 2;  // of the cells, behind those at the first ends
  bool good = true;
  for (const ast::BandBlock& written : shape.bands.blocks) {
    std::vector<BandFigures> rows;
    for (std::size_t i = 0; i < written.bands.size(); ++i, ++next) {
      rows.push_back({number(edges[2 * next]), number(edges[2 * next + 1]), cells.cells[next], std::nullopt});
      if (written.bands[i].end.given()) rows.back().end = std::get<Rational>(*cells.cells[end++].value);
    }
    BandBlock block{written.from, {}, written.span};
    good = check_band_block(b, shape.file, shape.bands, written, rows, block) && good;
    b.model.bands[id.index].blocks.push_back(std::move(block));
  }
  b.bands[id.index].known = good;
}

// ---- bands that a user of the model gives ------------------------------------------------------------------

std::optional<BandsId> bands_given(Builder& b, const Override& instead) {
  const Scope& scope = b.scope(instead.scope);
  const ast::Expr& value = (*scope.file)[instead.given->value];
  const auto* reference = std::get_if<ast::Reference>(&value.node);
  const Symbol* found = reference == nullptr ? nullptr : resolve(scope, reference->name.text);
  if (found != nullptr && found->kind == Symbol::Kind::Bands) return BandsId{found->index};
  report(b, DiagnosticKind::WrongType, value.span, in_ticks(b, value.span) + " is no bands and no curve",
         "define some here and give their name, as in `given rate: our_rate`");
  return std::nullopt;
}

// The rows of the user's bands in place of those that are required.
void take_bands(Builder& b, BandsId id) {
  const BandsSource source = b.bands[id.index];
  const BandShape shape{*source.bands, *b.scope(source.scope).file, source.scope, id};
  Figures wanted;
  if (!header_fits(b, shape) || !check_cells(b, shape, wanted)) return;
  const std::optional<BandsId> found = bands_given(b, source.instead);
  if (!found) return;
  b.bands[found->index].used = true;
  if (!b.bands[found->index].known) return;
  const Bands& from = b.model.bands[found->index];
  Bands& to = b.model.bands[id.index];
  const bool same_kind = kind_text(from) == kind_text(to);
  if (!same_kind || from.value != wanted.type) {
    Diagnostic& d =
        report(b, DiagnosticKind::UseConflict, source.instead.given->span,
               in_ticks(from.name) + (same_kind ? " gives " + words(b, from.value) : " is " + kind_text(from)) + "; " +
                   in_ticks(to.name) + (same_kind ? " gives " + words(b, wanted.type) : " is " + kind_text(to)),
               "the header of what is given says the same as that of what is required");
    label(d, to.span, "what is required");
    label(d, from.span, "what is given");
    return;
  }
  to.value = from.value;
  to.blocks = from.blocks;
  to.cites.insert(to.cites.end(), from.cites.begin(), from.cites.end());
  b.bands[id.index].input = b.bands[found->index].input;
  b.bands[id.index].input_span = b.bands[found->index].input_span;
  b.bands[id.index].known = true;
}

}  // namespace

void check_all_bands(Builder& b) {
  for (std::uint32_t i = 0; i < b.bands.size(); ++i)
    if (b.bands[i].instead.given == nullptr) check_bands(b, {i});
  // A model's bands come before its user's, whose own may be given from further out.
  for (auto i = static_cast<std::uint32_t>(b.bands.size()); i-- > 0;)
    if (b.bands[i].instead.given != nullptr) take_bands(b, {i});
}

}  // namespace meruit::check
