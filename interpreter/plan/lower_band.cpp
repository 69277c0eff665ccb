// Bands: edges scaled once so that a row is placed by comparisons alone, shares by cross-multiplying with the base.
// A graduated band is, on each stretch, a slope and an offset.
#include <algorithm>

#include "check/check.h"
#include "plan/constant.h"
#include "plan/constant_figure.h"
#include "plan/lowering.h"

namespace meruit::plan {

using check::Band;
using check::BandBlock;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Outcome;
using check::TypeKind;

namespace {

std::vector<const BandBlock*> blocks_of(const check::Model& model, const check::Bands& bands, bool dated) {
  std::vector<const BandBlock*> blocks;
  if (dated) {
    for (const BandBlock& block : bands.blocks) blocks.push_back(&block);
  } else if (const auto* block = check::in_force(bands.blocks, date_of_term(model))) {
    blocks.push_back(block);
  }
  return blocks;
}

BelowZero below_zero(const check::Bands& bands) {
  if (!bands.graduated) return BelowZero::Asis;
  switch (bands.losses) {
    case ast::Losses::Mirrored:
      return BelowZero::Mirrored;
    case ast::Losses::None:
      return BelowZero::None;
    case ast::Losses::Separate:
      return BelowZero::Asis;
    case ast::Losses::Unsaid:
      break;
  }
  return BelowZero::Refused;
}

// Edges between the bands of a block, brought to whole numbers by `scale`. A graduated value is the same from both
// sides of an edge, so there an edge goes with the side of zero: a row on it needs no figure from beyond.
EdgeBlock edges_of(const BandBlock& block, bool graduated, const Rational& scale, std::int32_t first) {
  EdgeBlock edges{{}, first};
  for (std::size_t i = 0; i + 1 < block.bands.size(); ++i) {
    const Rational& at = *block.bands[i].high;
    edges.edges.push_back({whole_times(at, scale), graduated ? at > 0 : block.bands[i].high_inside});
  }
  return edges;
}

// On the stretch of band `j`, the graduated value is slope * x + offset * base; nothing when it needs an unpublished
// figure, which one between zero and the stretch is enough for.
struct Piece {
  Rational slope, offset;
};
std::optional<Piece> piece_of(const BandBlock& block, std::size_t j) {
  const Band& band = block.bands[j];
  // The end of the stretch that is nearer to zero; zero itself where the stretch holds it.
  Rational from = 0;
  if (band.low && *band.low > 0) from = *band.low;
  if (band.high && *band.high < 0) from = *band.high;
  if (!band.cell.value) return std::nullopt;
  Piece piece{std::get<Rational>(*band.cell.value), 0};
  piece.offset = -piece.slope * from;
  for (const Band& other : block.bands) {
    const Rational part = part_within(other, from);
    if (part == 0) continue;
    if (!other.cell.value) return std::nullopt;
    piece.offset += part * std::get<Rational>(*other.cell.value);
  }
  return piece;
}

}  // namespace

Operand Lowering::bands(ExprId id) {
  const check::Expr& e = expr(id);
  const check::Bands& bands = context_.model.bands[e.index];
  const auto blocks = blocks_of(context_.model, bands, e.has_date);
  if (blocks.empty()) return constant(e.type, Fault{FaultKind::DateNotCovered, id});

  const Operand input = materialise(lower(e.operands[0]));
  std::optional<Operand> base;
  if (bands.share) base = materialise(lower(e.operands[1]));
  FindBand step;
  if (e.has_date) {
    std::vector<std::optional<calendar::Date>> starts;
    for (const BandBlock* block : blocks) starts.push_back(block->from);
    step.block = find_block(e.operands.back(), starts);
  }

  // Edges over one denominator; then input against edges, or input against edges times base.
  Integer denominators = 1;
  for (const BandBlock* block : blocks)
    for (std::size_t i = 0; i + 1 < block->bands.size(); ++i)
      denominators = lcm(denominators, Integer(denominator(*block->bands[i].high)));
  const Rational edge_scale(1, denominators);
  const Rational base_scale = (base ? base->scale : Rational(1)) * edge_scale;
  const Rational scale = common_scale(input.scale, base_scale);
  step.input = {input.of, whole_times(input.scale, scale)};
  step.base = {base ? base->of : RegisterId{}, whole_times(base_scale, scale)};

  std::int32_t first = 0;
  for (const BandBlock* block : blocks) {
    step.blocks.push_back(edges_of(*block, bands.graduated, edge_scale, first));
    first += static_cast<std::int32_t>(block->bands.size());
  }
  step.below_zero = below_zero(bands);
  step.whole = bands.whole;
  step.whole_times = Whole(Integer(numerator(input.scale)));
  step.whole_unit = Whole(Integer(denominator(input.scale)));
  step.negative = site(FaultKind::NegativeInput, id);
  step.base_not_positive = site(FaultKind::BaseNotPositive, id);
  step.not_whole = site(FaultKind::NotWhole, id);
  step.not_covered = site(FaultKind::DateNotCovered, id);
  step.out = fresh(TypeKind::OneOf);
  emit(step);
  if (bands.curve) return interpolate(id, step, blocks, input);
  if (bands.graduated) return graduate(id, step, blocks, input, base ? &*base : nullptr);

  std::vector<Outcome> cells;
  for (const BandBlock* block : blocks)
    for (const Band& band : block->bands)
      cells.push_back(band.cell.value ? Outcome(*band.cell.value) : Outcome(Fault{FaultKind::Unpublished, id}));
  return gather(step.out, e.type, cells, id);
}

// (slope * x + offset) / width, by stretch. The widths are divided out beforehand where one denominator of moderate
// size serves all stretches; a row then needs no division, and the value no denominator of its own.
Operand Lowering::interpolate(ExprId id, const FindBand& found, const std::vector<const BandBlock*>& blocks,
                              const Operand& input) {
  constexpr std::int64_t kLargest = 1'000'000'000'000;
  const check::Bands& curve = context_.model.bands[expr(id).index];
  std::vector<std::optional<Stretch>> lines;
  Integer shared = 1;
  for (const BandBlock* block : blocks)
    for (const Band& band : block->bands) {
      lines.push_back(band.cell.value ? std::optional(line_of(curve, band)) : std::nullopt);
      if (!lines.back()) continue;
      const Stretch& line = *lines.back();
      for (const Rational& one : {Rational(line.slope * input.scale / line.width), Rational(line.offset / line.width)})
        if (shared < kLargest) shared = lcm(shared, Integer(denominator(one)));
    }
  const bool divided = shared >= kLargest;
  if (!divided)
    for (auto& line : lines)
      if (line) *line = {line->slope / line->width, line->offset / line->width, 1};

  Rational scale = 0;
  for (const auto& line : lines)
    if (line) scale = common_scale(common_scale(scale, line->slope * input.scale), line->offset);
  if (scale == 0) scale = 1;
  Graduate step{fresh(TypeKind::Number, input.pair), found.out, input.of, {}, BelowZero::Asis, false, {}, {}, {}};
  for (const auto& line : lines) {
    step.slopes.push_back(line ? whole_times(Rational(line->slope * input.scale), scale) : Whole());
    step.offsets.push_back(line ? whole_times(line->offset, scale) : Whole());
    step.sites.push_back(line ? 0 : site(FaultKind::Unpublished, id));
  }
  const RegisterId above = step.out;
  emit(std::move(step));
  const check::Type& type = expr(id).type;
  if (!divided) return number_column(type, above, scale);

  std::vector<Outcome> cells;
  for (const auto& line : lines) cells.emplace_back(check::Value(line ? line->width : Rational(1)));
  const Operand widths = gather(found.out, type, cells, id);
  const RegisterId out = fresh(TypeKind::Number, true);
  emit(Product{out, {above}, Whole(Integer(1)), widths.of, site(FaultKind::DivisionByZero, id), {}});
  return number_column(type, out, scale / widths.scale);
}

Operand Lowering::graduate(ExprId id, const FindBand& found, const std::vector<const BandBlock*>& blocks,
                           const Operand& input, const Operand* base) {
  std::vector<std::optional<Piece>> pieces;
  Rational scale = 0;
  const Rational base_scale = base != nullptr ? base->scale : Rational(1);
  for (const BandBlock* block : blocks) {
    for (std::size_t j = 0; j < block->bands.size(); ++j) {
      pieces.push_back(piece_of(*block, j));
      if (!pieces.back()) continue;
      scale = common_scale(scale, Rational(pieces.back()->slope * input.scale));
      scale = common_scale(scale, Rational(pieces.back()->offset * base_scale));
    }
  }
  if (scale == 0) scale = 1;

  const bool pair = input.pair || (base != nullptr && base->pair);
  Graduate step{fresh(TypeKind::Number, pair),
                found.out,
                input.of,
                base != nullptr ? base->of : RegisterId{},
                found.below_zero,
                true,
                {},
                {},
                {}};
  for (const auto& piece : pieces) {
    step.slopes.push_back(piece ? whole_times(Rational(piece->slope * input.scale), scale) : Whole());
    step.offsets.push_back(piece ? whole_times(Rational(piece->offset * base_scale), scale) : Whole());
    step.sites.push_back(piece ? 0 : site(FaultKind::Unpublished, id));
  }
  check::Type type = expr(id).type;
  const Operand made = number_column(type, step.out, scale);
  emit(std::move(step));
  return made;
}

}  // namespace meruit::plan
