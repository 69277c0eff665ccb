// Figures of the contract: which block is in force and what decided it, which row of a table fits, and which
// stretches of bands an amount lies in.
#include <algorithm>

#include "check/check.h"
#include "explain/shapes.h"
#include "explain/trace.h"

namespace meruit::explain {

using check::Band;
using check::ExprId;
using check::Outcome;
using check::Value;

namespace {

ExplainedPart called(const char* operation, ExplainedValue value) {
  ExplainedPart part;
  part.kind = ExplainedPart::Kind::Operation;
  part.operation = operation;
  part.value = std::move(value);
  return part;
}

// The arguments' values; none when one of them is no plain value.
std::optional<std::vector<Value>> plain_values(const std::vector<Outcome>& outcomes) {
  std::vector<Value> values;
  for (const Outcome& outcome : outcomes) {
    const auto* value = std::get_if<Value>(&outcome);
    if (value == nullptr) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

}  // namespace

std::optional<calendar::Date> Trace::date_of(ExprId call) {
  const check::Expr& expr = model_[call];
  if (!expr.has_date) return model_.term ? std::optional(model_.term->first) : calendar::Date{};
  const Outcome found = outcome(expr.operands.back());
  const auto* value = std::get_if<Value>(&found);
  return value != nullptr ? std::optional(std::get<calendar::Date>(*value)) : std::nullopt;
}

template <class Block>
void Trace::note_block(ExprId call, const std::vector<Block>& blocks, ExplainedStep& step) {
  const bool dated = std::any_of(blocks.begin(), blocks.end(), [](const Block& each) { return each.from.has_value(); });
  const check::Expr& expr = model_[call];
  ExplainedBlock block;
  if (expr.has_date) block.date_part = part(expr.operands.back());
  const auto date = date_of(call);
  if (!dated) return;
  if (date) {
    block.date = calendar::to_text(*date);
    const Block* found = check::in_force(blocks, *date);
    const Block* next = found == nullptr ? (blocks.empty() ? nullptr : blocks.data()) : found + 1;
    if (found != nullptr && found->from) block.from = calendar::to_text(*found->from);
    if (next != nullptr && next != blocks.data() + blocks.size() && next->from)
      block.until = calendar::to_text(calendar::Date{next->from->days - 1});
  }
  if (!expr.has_date) block.decided_by = "start of the term";
  step.block = std::move(block);
}

template void Trace::note_block(ExprId, const std::vector<check::DatedValue>&, ExplainedStep&);

std::size_t Trace::subject_of(ExprId id) {
  using Kind = ExplainedStep::Kind;
  const check::Expr& expr = model_[id];
  const auto texts = [&](const std::vector<ExprId>& ids) {
    std::vector<std::string> result;
    for (const ExprId each : ids) {
      const Outcome found = outcome(each);
      const auto* known = std::get_if<Value>(&found);
      result.push_back(known != nullptr ? exact(model_, model_[each].type, *known)
                                        : "#" + std::to_string(each.index) + "@" + std::to_string(row_));  // its own
    }
    return result;
  };
  switch (expr.op) {
    case check::Op::Rule: {
      const check::Rule& rule = model_.rules[expr.index];
      const bool exception = rule.part == check::Rule::Part::Result;
      return subject({exception ? Kind::Exception : rule.payment ? Kind::Payment : Kind::Rule, expr.index, {}, {}});
    }
    case check::Op::Field: {
      // The field of a used model that is the user's own field is one step.
      std::uint32_t field = expr.index;
      while (model_[model_.fields[field].value].op == check::Op::Field)
        field = model_[model_.fields[field].value].index;
      return subject({Kind::Field, field, {}, {}});
    }
    case check::Op::Parameter:
      return subject({Kind::Parameter, expr.index, id, texts(expr.operands)});
    case check::Op::Lookup:
      return subject({Kind::Table, expr.index, id, texts(expr.operands)}, expr.column);
    default:
      return subject({Kind::Bands, expr.index, id, texts(expr.operands)});
  }
}

void Trace::build_lookup(const Subject& subject, ExplainedStep& step) {
  const check::Table& table = model_.tables[subject.index];
  const check::Expr& expr = model_[subject.call];
  describe(step, table.name, table_title(table, expr.column), table.span, expr.type);
  step.percent = percentages_.column(subject.index, expr.column);
  have_value(step, expr.type, outcome(subject.call), subject.call);
  step.expression = called("table", step.value);
  step.row.emplace();
  step.row->column = table.columns[expr.column].name;
  std::vector<Outcome> arguments;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    step.expression->parts.push_back(part(expr.operands[i]));
    arguments.push_back(outcome(expr.operands[i]));
    step.row->keys.push_back({table.keys[i].name, step.expression->parts.back().value.shown, {}});
  }
  note_block(subject.call, table.blocks, step);
  const auto date = date_of(subject.call);
  const check::TableBlock* block = date ? check::in_force(table.blocks, *date) : nullptr;
  const auto keys = plain_values(arguments);
  if (block == nullptr || !keys) return say_source(step, table.cites, table.span, {table.span});
  const auto row = std::find_if(block->rows.begin(), block->rows.end(),
                                [&](const check::TableRow& each) { return oracle::fits(each, *keys); });
  say_source(step, table.cites, table.span, {row == block->rows.end() ? table.span : row->span});
  if (row == block->rows.end()) return;
  if (row->cells[expr.column].absent == check::Cell::Absent::Unknown) step.value.shown = "unknown";
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    std::string& label = step.row->keys[i].label;
    if (row->keys[i].any) label = "any";
    for (const Value& each : row->keys[i].values)
      label += (label.empty() ? "" : " or ") + shown(model_, table.keys[i].type, false, each);
  }
}

namespace {

// Bands of one call: the amount, the base that edges are multiplied by, and how all of these are shown.
struct Call {
  const check::Model& model;
  const check::Bands& bands;
  const check::Type& input;
  const check::Type& result;
  bool percent_input, percent_figure, percent_result;
  Rational amount, base;

  [[nodiscard]] ExplainedValue of_input(const Rational& x) const {
    return explained(model, input, percent_input, Value(x));
  }
  [[nodiscard]] std::string edge(const Rational& x) const {
    return bands.share ? shown(model, check::Type{}, true, Value(x)) : of_input(x).shown;
  }
};

// A row of whole numbers from the first to the last that are inside.
Band with_ends_inside(Band band) {
  if (band.low && !band.low_inside) *band.low += 1;
  if (band.high && !band.high_inside) *band.high -= 1;
  band.low_inside = band.high_inside = true;
  return band;
}

std::string range_words(const Call& call, const Band& written) {
  const Band band = call.bands.whole ? with_ends_inside(written) : written;
  const bool from_zero = call.bands.graduated && call.bands.losses != ast::Losses::Separate && band.low == Rational(0);
  const bool open_low = !band.low || from_zero;
  if (open_low && !band.high) return "any amount";
  if (open_low) return (band.high_inside || call.bands.graduated ? "up to " : "below ") + call.edge(*band.high);
  if (!band.high) return (band.low_inside ? "from " : "above ") + call.edge(*band.low);
  if (call.bands.graduated) return call.edge(*band.low) + " to " + call.edge(*band.high);
  return (band.low_inside ? "from " : "above ") + call.edge(*band.low) + (band.high_inside ? " to " : " to under ") +
         call.edge(*band.high);
}

ExplainedValue figure_of(const Call& call, const Band& band) {
  if (band.cell.value) return explained(call.model, call.bands.value, call.percent_figure, *band.cell.value);
  ExplainedValue value;
  value.shown = "unpublished";
  value.fault = check::code(check::FaultKind::Unpublished);
  return value;
}

// The part of the amount in this row, and what it gives. A loss is cut like savings of its size where rows are
// mirrored, and from zero down where losses have rows of their own; either way it gives a negative amount.
void add_stretch(const Call& call, const Band& band, ExplainedStretch& stretch) {
  const bool loss = call.amount < 0;
  const bool mirrored = loss && call.bands.losses == ast::Losses::Mirrored;
  const Rational from = loss && !mirrored ? call.amount : Rational(0);
  const Rational to = mirrored ? Rational(-call.amount) : loss ? Rational(0) : call.amount;
  const Rational width = oracle::width_inside(band, from, to, call.base);
  stretch.reached = width > 0;
  if (!stretch.reached) return;
  const Rational low = band.low ? std::max(from, Rational(*band.low * call.base)) : from;
  stretch.from = call.of_input(low);
  stretch.to = call.of_input(Rational(low + width));
  stretch.width = call.of_input(width);
  if (!band.cell.value) return;
  const Rational gives = width * std::get<Rational>(*band.cell.value) * (loss ? -1 : 1);
  stretch.gives = explained(call.model, call.result, call.percent_result, Value(gives));
}

}  // namespace

void Trace::build_bands(const Subject& subject, ExplainedStep& step) {
  const check::Bands& bands = model_.bands[subject.index];
  const check::Expr& expr = model_[subject.call];
  describe(step, bands.name, bands.title, bands.span, expr.type);
  step.percent = percentages_.expression(subject.call);
  have_value(step, expr.type, outcome(subject.call), subject.call);
  step.expression = called("bands", step.value);
  ExplainedBands& told = step.bands.emplace();
  told.graduated = bands.graduated;
  told.curve = bands.curve;
  std::vector<Outcome> arguments;
  for (std::size_t i = 0; i < (bands.share ? 2U : 1U); ++i) {
    step.expression->parts.push_back(part(expr.operands[i]));
    arguments.push_back(outcome(expr.operands[i]));
  }
  told.amount = step.expression->parts[0].value;
  if (bands.share) told.base = step.expression->parts[1].value;
  note_block(subject.call, bands.blocks, step);

  const auto date = date_of(subject.call);
  const check::BandBlock* block = date ? check::in_force(bands.blocks, *date) : nullptr;
  const auto values = plain_values(arguments);
  if (block == nullptr || !values) return say_source(step, bands.cites, bands.span, {bands.span});
  Call call{model_,
            bands,
            model_[expr.operands[0]].type,
            expr.type,
            percentages_.expression(expr.operands[0]),
            percentages_.bands(subject.index),
            step.percent,
            std::get<Rational>(values->front()),
            1};
  if (bands.share) call.base = std::get<Rational>(values->back());
  if (call.base <= 0) return say_source(step, bands.cites, bands.span, {bands.span});
  if (bands.share) told.share = explained(model_, check::Type{}, true, Value(Rational(call.amount / call.base)));
  told.mirrored_loss = bands.graduated && call.amount < 0 && bands.losses == ast::Losses::Mirrored;
  told.loss_yields_nothing = bands.graduated && call.amount < 0 && bands.losses == ast::Losses::None;
  std::vector<source::Span> used;
  for (const Band& band : block->bands) {
    ExplainedStretch& stretch = told.stretches.emplace_back();
    stretch.range = range_words(call, band);
    stretch.figure = figure_of(call, band);
    if (bands.curve && band.end)
      stretch.last_figure = explained(model_, bands.value, call.percent_figure, Value(*band.end));
    if (!bands.graduated) stretch.reached = oracle::holds(band, call.amount, call.base);
    if (bands.curve && band.end && stretch.reached) {
      const Band ends = bands.whole ? with_ends_inside(band) : band;
      stretch.from = call.of_input(Rational(*ends.low * call.base));
      stretch.to = call.of_input(Rational(*ends.high * call.base));
    }
    if (bands.graduated && !told.loss_yields_nothing) add_stretch(call, band, stretch);
    if (stretch.reached) used.push_back(band.cell.span);
  }
  if (used.empty()) used.push_back(bands.span);
  say_source(step, bands.cites, bands.span, used);
}

}  // namespace meruit::explain
