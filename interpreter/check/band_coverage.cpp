// Rows of bands to stretches of the line that ascend, touch and reach both ends; a gap, an overlap or an open end
// is shown with a number that falls into it.
#include "check/figures.h"
#include "number/rational.h"

namespace meruit::check {

namespace {

struct Line {
  Builder& b;
  const ast::Bands& bands;
  const ast::File& file;
  bool from_zero = false;  // graduated bands that do not speak of losses row by row

  // As its row writes its edge: a share as a percentage, money with its sign.
  [[nodiscard]] std::string shown(const Rational& edge, const ast::Band& like) const {
    const ast::ExprId written = like.low.given() ? like.low : like.high;
    const std::string_view text = b.files.sources.text(file[written].span);
    if (text.find('%') != std::string_view::npos || bands.share_of.given()) return number::to_grouped(edge * 100) + "%";
    return (text.find('$') != std::string_view::npos ? "$" : "") + number::to_grouped(edge);
  }
};

bool low_is_inside(ast::EdgeKind kind) { return kind != ast::EdgeKind::Above; }
bool high_is_inside(ast::EdgeKind kind) { return kind == ast::EdgeKind::UpTo || kind == ast::EdgeKind::FromTo; }

// Ends that are shared, or are whole numbers one apart, are a curve's own.
bool stretch_fits(const Line& line, const ast::Band& row, const BandFigures& figures) {
  if (line.bands.whole && row.kind == ast::EdgeKind::FromToUnder) {
    report(line.b, DiagnosticKind::BandForm, row.span, "whole ends are included, and this row leaves its last one out",
           "write `from A to B` with the last whole number that it covers");
    return false;
  }
  if (!figures.end || *figures.low < *figures.high) return true;
  report(line.b, DiagnosticKind::BandForm, row.span, "the row begins and ends at one number, and has two values there",
         "keep the value that the contract says, or let the row end at a higher number");
  return false;
}

// `from 1 to 5` in bands that are not whole: whose is 5, and whose is 5.5?
void refuse_both_ends(const Line& line, const ast::Band& row, const BandFigures& figures, bool first) {
  const bool whole = denominator(*figures.low) == 1 && denominator(*figures.high) == 1;
  const std::string high = line.shown(*figures.high, row);
  const std::string share = line.shown(Rational(1), row);
  const bool counts = whole && share.find('%') == std::string::npos;
  report(line.b, DiagnosticKind::BandForm, row.span,
         "`from " + line.shown(*figures.low, row) + " to " + high +
             "` has both ends, which only bands of whole numbers have: what lies between rows would belong to none",
         "write `up to " + high + "` if " + high + " belongs to this row, " +
             (first ? "`below " + high : "`from " + line.shown(*figures.low, row) + " to under " + high) +
             "` if it belongs to the next" +
             (counts ? "; or `, whole` in the header where only whole numbers come"
                     : "; if the contract rounds first, round in a rule and let each row end where the next begins"));
}

bool row_fits(const Line& line, const ast::Band& row, const BandFigures& figures, bool first) {
  if (row.kind == ast::EdgeKind::FromTo && !line.bands.whole && !line.bands.curve) {
    refuse_both_ends(line, row, figures, first);
    return false;
  }
  if (line.bands.whole)
    for (const auto& end : {figures.low, figures.high})
      if (end && denominator(*end) != 1) {
        report(line.b, DiagnosticKind::BandForm, row.span,
               std::string("the ") + (line.bands.curve ? "ends are" : "bands are of") + " whole numbers, and " +
                   line.shown(*end, row) + " is not whole");
        return false;
      }
  const std::optional<Rational>&low = figures.low, &high = figures.high;
  const bool empty = low && high && (*high < *low || (*low == *high && !high_is_inside(row.kind)));
  if (empty)
    report(line.b, DiagnosticKind::PeriodBackwards, row.span, "this row ends before it begins",
           "write the smaller edge first");
  return !empty && (!line.bands.curve || stretch_fits(line, row, figures));
}

// Two rows of a curve that both include the edge where they meet must agree there.
bool meets(const Line& line, const Band& before, const ast::Band& first, Band& band, const ast::Band& row) {
  band.low_inside = false;
  const auto value = [](const Band& of, bool last) -> std::optional<Rational> {
    if (last && of.end) return of.end;
    return of.cell.value ? std::optional(std::get<Rational>(*of.cell.value)) : std::nullopt;
  };
  const std::optional<Rational> there = value(before, true), here = value(band, false);
  if (there && here && *there == *here) return true;
  const auto said = [&](const std::optional<Rational>& one, ast::ExprId written) {
    return one ? in_ticks(line.b, line.file[written].span) : std::string("`unpublished`");
  };
  const std::string edge = line.shown(*band.low, row);
  const std::string ends = first.kind == ast::EdgeKind::UpTo
                               ? "`below " + edge + "`"
                               : "`from " + line.shown(*before.low, first) + " to under " + edge + "`";
  Diagnostic& d = report(
      line.b, DiagnosticKind::CurveJump, row.span,
      "at " + edge + " the curve " + in_ticks(line.bands.name.text) + " is " +
          said(there, first.end.given() ? first.end : first.cell) + " by the row before, and " + said(here, row.cell) +
          " by this one",
      "write " + ends + " in the row before, so that this one holds at " + edge +
          (row.kind == ast::EdgeKind::AtLeast ? ", or `above " + edge + "` here, so that the row before does" : "") +
          (there && here ? "; or give both the same value there" : "") + "; the contract decides");
  label(d, first.span, "the row before");
  return false;
}

// The edge of a row when it starts where the one before ends, and of the one before when it ends where this starts.
std::string started(const Line& line, const Band& before, const ast::Band& row, const Band& band) {
  const bool after = before.high_inside;
  if (row.kind == ast::EdgeKind::Above || row.kind == ast::EdgeKind::AtLeast)
    return (after ? "`above " : "`at least ") + line.shown(*before.high, row) + "`";
  if (row.kind == ast::EdgeKind::FromTo)
    return "`from " + line.shown(after && line.bands.whole ? Rational(*before.high + 1) : *before.high, row) + " to " +
           line.shown(*band.high, row) + "`";
  if (after) return "`below " + line.shown(*band.high, row) + "`";
  return "`from " + line.shown(*before.high, row) + " to under " + line.shown(*band.high, row) + "`";
}

std::string ended(const Line& line, const Band& before, const ast::Band& first, const Band& band) {
  const bool inside = !band.low_inside;
  if (first.kind == ast::EdgeKind::FromTo)
    return "`from " +
           line.shown(before.low_inside || !line.bands.whole ? *before.low : Rational(*before.low + 1), first) +
           " to " + line.shown(inside || !line.bands.whole ? *band.low : Rational(*band.low - 1), first) + "`";
  if (inside) return "`up to " + line.shown(*band.low, first) + "`";
  if (first.kind == ast::EdgeKind::FromToUnder)
    return "`from " + line.shown(*before.low, first) + " to under " + line.shown(*band.low, first) + "`";
  return "`below " + line.shown(*band.low, first) + "`";
}

// Both ways to make two rows touch; which of them the contract means is not for the program to say.
std::string both_ways(const Line& line, const Band& before, const ast::Band& first, const Band& band,
                      const ast::Band& row) {
  return "write " + started(line, before, row, band) + " here, or " + ended(line, before, first, band) +
         " in the row before; the contract decides which";
}

void report_gap(const Line& line, const Band& before, const ast::Band& first, const Band& band, const ast::Band& row) {
  const bool one = *before.high == *band.low;
  const Rational next = before.high_inside && line.bands.whole ? Rational(*before.high + 1) : *before.high;
  const Rational last = band.low_inside && line.bands.whole ? Rational(*band.low - 1) : *band.low;
  const bool single = one || (line.bands.whole && next == last);
  std::string lacking = line.shown(next, row);
  if (!single)
    lacking = (before.high_inside && !line.bands.whole ? "what is above " : "") + lacking +
              (line.bands.whole || !band.low_inside ? " to "
               : before.high_inside                 ? " and below "
                                                    : " to under ") +
              line.shown(last, row);
  Diagnostic& d = report(line.b, DiagnosticKind::BandGap, row.span,
                         "no row of " + in_ticks(line.bands.name.text) + " covers " + lacking,
                         both_ways(line, before, first, band, row));
  label(d, first.span, "the row before");
}

void report_overlap(const Line& line, const Band& before, const ast::Band& first, const Band& band,
                    const ast::Band& row) {
  const bool ascend =
      (!before.low || *before.low < *band.low) && (!band.high || *before.high < *band.high);  // only the ends meet
  Diagnostic& d =
      report(line.b, DiagnosticKind::BandOverlap, row.span,
             "two rows of " + in_ticks(line.bands.name.text) + " cover " + line.shown(*band.low, row),
             ascend ? both_ways(line, before, first, band, row) : "rows ascend, and each number lies in one of them");
  label(d, first.span, "the row before");
}

// A row that says where it starts, against the end of the row before.
bool touches(const Line& line, const Band& before, const ast::Band& first, Band& band, const ast::Band& row) {
  if (!before.high) {
    Diagnostic& d = report(line.b, DiagnosticKind::BandOverlap, row.span,
                           "the row before has no upper end, so this one is never reached");
    label(d, first.span, "the row before");
    return false;
  }
  // In whole numbers 9 follows 8 as the start of `from 9` follows the end of `to 8`.
  const auto after = [&](const Rational& edge, bool inside) { return inside ? Rational(edge + 1) : edge; };
  if (line.bands.whole && after(*before.high, before.high_inside) == after(*band.low, !band.low_inside)) {
    band.low = before.high;
    band.low_inside = !before.high_inside;
    return true;
  }
  if (*band.low == *before.high && band.low_inside != before.high_inside) return true;
  const bool shared = *band.low == *before.high && band.low_inside && before.high_inside;
  if (line.bands.curve && !line.bands.whole && shared) return meets(line, before, first, band, row);
  const bool gap = *band.low > *before.high || (*band.low == *before.high && !band.low_inside);
  if (gap)
    report_gap(line, before, first, band, row);
  else
    report_overlap(line, before, first, band, row);
  return false;
}

std::string separate_losses(const Line& line) {
  const std::string instead = line.bands.losses == ast::Losses::Mirrored ? " in place of `losses mirrored`"
                              : line.bands.losses == ast::Losses::None   ? " in place of `losses none`"
                                                                         : "";
  return "say `, losses separate` in the header" + instead + " where losses have rows of their own";
}

// The first row, when it does not say where it starts.
bool start(const Line& line, Band& band, const ast::Band& row) {
  if (!line.from_zero) return true;
  band.low = Rational(0);
  band.low_inside = true;
  if (*band.high > 0 || (*band.high == 0 && band.high_inside)) return true;
  report(line.b, DiagnosticKind::BandForm, row.span, "the rows cover zero and above, and this one ends below",
         separate_losses(line));
  return false;
}

bool begins(const Line& line, const Band& band, const ast::Band& row) {
  const bool open = !band.low;
  if (!line.from_zero && open) return true;
  if (line.from_zero && band.low && *band.low == 0 && band.low_inside) return true;
  if (line.from_zero && band.low && *band.low < 0) {
    report(line.b, DiagnosticKind::BandForm, row.span, "the rows cover zero and above, and this one starts below",
           separate_losses(line));
    return false;
  }
  const std::string from = line.from_zero ? "0" : line.shown(*band.low - 1, row);
  const std::string low = line.shown(*band.low, row);
  const std::string lacking = (band.low_inside ? "below " : "up to ") + low;
  std::string help = "add a row before it, `" + lacking + ": FIGURE`";
  if (band.high)
    help += std::string("; or write `") + (band.high_inside ? "up to " : "below ") + line.shown(*band.high, row) +
            "` here if what is " + lacking + " gets the same; the contract decides";
  report(line.b, DiagnosticKind::BandUncovered, row.span,
         "no row of " + in_ticks(line.bands.name.text) + " covers " + from, std::move(help));
  return false;
}

bool ends(const Line& line, const Band& band, const ast::Band& row) {
  if (!band.high) return true;
  const Rational beyond = band.high_inside ? Rational(*band.high + 1) : *band.high;
  report(line.b, DiagnosticKind::BandUncovered, row.span,
         "no row of " + in_ticks(line.bands.name.text) + " covers " + line.shown(beyond, row),
         std::string("close with `") + (band.high_inside ? "above " : "at least ") + line.shown(*band.high, row) +
             ": FIGURE`");
  return false;
}

}  // namespace

bool check_band_block(Builder& b, const ast::File& file, const ast::Bands& bands, const ast::BandBlock& written,
                      const std::vector<BandFigures>& rows, BandBlock& block) {
  const Line line{b, bands, file, bands.graduated && bands.losses != ast::Losses::Separate};
  if (written.bands.empty()) {
    report(b, DiagnosticKind::BandForm, written.span, in_ticks(bands.name.text) + " has no rows");
    return false;
  }
  for (std::size_t i = 0; i < written.bands.size(); ++i) {
    const ast::Band& row = written.bands[i];
    if (!row_fits(line, row, rows[i], i == 0)) return false;
    Band band{rows[i].low, low_is_inside(row.kind), rows[i].high, high_is_inside(row.kind), rows[i].cell, rows[i].end};
    const bool continues = row.kind == ast::EdgeKind::Below || row.kind == ast::EdgeKind::UpTo;
    if (i == 0) {
      if (continues && !start(line, band, row)) return false;
      if (!begins(line, band, row)) return false;
    } else if (continues) {
      const Band& before = block.bands.back();
      band.low = before.high;
      band.low_inside = !before.high_inside;
      const bool backwards = !before.high || *band.high < *before.high ||
                             (*band.high == *before.high && !(band.low_inside && band.high_inside));
      if (backwards) {
        Diagnostic& d = report(b, DiagnosticKind::BandOverlap, row.span,
                               "the rows do not ascend: this one ends where the one before has been",
                               "put the rows in the order of their edges, the lowest first");
        label(d, written.bands[i - 1].span, "the row before");
        return false;
      }
    } else if (!touches(line, block.bands.back(), written.bands[i - 1], band, row)) {
      return false;
    }
    block.bands.push_back(std::move(band));
  }
  return ends(line, block.bands.back(), written.bands.back());
}

}  // namespace meruit::check
