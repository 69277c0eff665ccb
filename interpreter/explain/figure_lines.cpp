// What is said of a figure: the row or the stretches that apply, and the days on which it holds.
#include <algorithm>

#include "explain/lines.h"
#include "explain/words.h"

namespace meruit::explain {

namespace {

using FigureWeight = StepLine::Weight;
using FigureLines = std::vector<StepLine>;

void add_block(const ExplainedStep& step, FigureLines& lines) {
  if (!step.block) return;
  const ExplainedBlock& block = *step.block;
  std::string text = "in force ";
  if (block.from.empty() && block.until.empty()) text = "no figure is in force";
  if (!block.from.empty()) text += "from " + block.from + (block.until.empty() ? " on" : " to " + block.until);
  if (block.from.empty() && !block.until.empty()) text += "until " + block.until;
  text += "; the date that counts is " + block.date;
  if (!block.decided_by.empty() && block.decided_by != block.date) text += ", " + block.decided_by;
  lines.push_back({FigureWeight::Plain, std::move(text)});
}

void add_row(const ExplainedStep& step, FigureLines& lines) {
  if (!step.row) return;
  std::string text;
  for (std::size_t i = 0; i < step.row->keys.size(); ++i) {
    const ExplainedRow::Key& key = step.row->keys[i];
    text += (text.empty() ? "the row for " : " and ") + write_words(step.expression->parts[i]) + ", " + key.value;
    if (key.label.empty()) text += " (no row fits)";
    if (!key.label.empty() && key.label != key.value) text += " (row “" + key.label + "”)";
  }
  lines.push_back({FigureWeight::Plain, std::move(text)});
}

void add_bands(const ExplainedStep& step, FigureLines& lines) {
  if (!step.bands) return;
  const ExplainedBands& bands = *step.bands;
  std::string text = "for " + bands.input;
  if (!bands.amount.shown.empty()) text += ", " + bands.amount.shown;
  if (!bands.base.shown.empty()) {
    text += bands.share.shown.empty() ? ", as a share of " : ", which is " + bands.share.shown + " of ";
    text += write_words(step.expression->parts[1]) + ", " + bands.base.shown;
  }
  lines.push_back({FigureWeight::Plain, std::move(text)});
  for (const ExplainedStretch& each : bands.stretches)
    if (!bands.graduated && !each.from.shown.empty())
      lines.push_back({FigureWeight::Plain, "on the straight line from " + each.figure.shown + " at " +
                                                each.from.shown + " to " + each.last_figure.shown + " at " +
                                                each.to.shown});
  if (bands.mirrored_loss)
    lines.push_back({FigureWeight::Plain, "a loss: cut into parts like savings of the same size, with a minus"});
  if (bands.loss_yields_nothing) lines.push_back({FigureWeight::Plain, "a loss: these bands give nothing for it"});
}

}  // namespace

void add_figure_lines(const ExplainedStep& step, std::vector<StepLine>& lines) {
  add_bands(step, lines);
  add_row(step, lines);
  add_block(step, lines);
}

Rows band_rows(const ExplainedBands& bands) {
  Rows result;
  result.product = bands.graduated;
  constexpr std::size_t kNear = 2;  // rows shown beside those reached, in long lists
  constexpr std::size_t kAll = 10;
  const auto& rows = bands.stretches;
  const auto near = [&](std::size_t i) {
    if (rows.size() <= kAll) return true;
    const std::size_t first = i < kNear ? 0 : i - kNear, last = std::min(rows.size(), i + kNear + 1);
    return std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(first),
                       rows.begin() + static_cast<std::ptrdiff_t>(last),
                       [](const ExplainedStretch& each) { return each.reached; });
  };
  result.heads = bands.graduated ? std::vector<std::string>{"row", "part of the amount", "size", "figure", "gives"}
                                 : std::vector<std::string>{"row", "figure", ""};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!near(i)) continue;
    const ExplainedStretch& each = rows[i];
    if (!bands.graduated) {
      const bool climbs = !each.last_figure.shown.empty();
      result.rows.push_back({each.range, each.figure.shown + (climbs ? " to " + each.last_figure.shown : ""),
                             each.reached ? "this one" : ""});
    } else if (!each.reached) {
      result.rows.push_back({each.range, "not reached", "", each.figure.shown, ""});
    } else {
      result.rows.push_back({each.range, each.from.shown + " to " + each.to.shown, each.width.shown, each.figure.shown,
                             each.gives.shown});
    }
  }
  return result;
}

}  // namespace meruit::explain
