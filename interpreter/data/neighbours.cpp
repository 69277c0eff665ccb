#include "data/neighbours.h"

#include <algorithm>
#include <optional>

#include "data/cast.h"
#include "data/cells.h"
#include "source/wording.h"

namespace meruit::data {

namespace {

using check::CastKind;

// Cells that are not zero, without their signs, on one side of 1 as the file writes them.
struct Side {
  std::size_t count = 0;
  Rational least, most;

  void add(const Rational& size) {
    if (count == 0 || size < least) least = size;
    if (count == 0 || size > most) most = size;
    ++count;
  }
};

// What the contract says of the number decides, where it says it on both sides.
bool has_range(const check::Model& model, const check::Input& input) {
  return std::any_of(model.fields.begin(), model.fields.end(), [&](const check::Field& field) {
    return field.value.given() && model[field.value].op == check::Op::Input &&
           &model.inputs[model[field.value].index] == &input && field.constraints.from && field.constraints.to;
  });
}

class Neighbours {
 public:
  Neighbours(const check::Input& input, const Column& column)
      : column_(column), percent_(input.cast.kind == CastKind::Percent ? 100 : 1) {}

  // Sizes as the file writes them; nothing for an absence, a zero, and a cell that is in error already.
  template <class F>
  void each(const Problems& problems, F&& f) const {
    const auto& bad = problems.rows();
    const std::size_t rows = std::max({column_.i64.size(), column_.i128.size(), column_.big.size()});
    for (std::size_t row = 0; row < rows; ++row) {
      if (row < bad.size() && bad[row]) continue;
      const check::Outcome outcome = at(column_, row);
      const auto* value = std::get_if<check::Value>(&outcome);
      if (value == nullptr) continue;
      const Rational size = abs(std::get<Rational>(*value)) * percent_;
      if (size != 0) f(row, size);
    }
  }

  // The quick look that nearly every column needs: whole numbers, no fractions.
  [[nodiscard]] bool on_one_side() const {
    if (column_.i64.empty()) return false;
    const Integer one = column_.denominator / percent_;
    if (one > Integer(INT64_MAX)) return false;
    const auto edge = one.convert_to<std::int64_t>();
    bool low = false, high = false;
    for (const std::int64_t n : column_.i64) {
      low = low || (n != 0 && n <= edge && n >= -edge);
      high = high || n > edge || n < -edge;
    }
    return !(low && high);
  }

 private:
  const Column& column_;
  Integer percent_;
};

std::string between(const Side& side) {
  return side.least == side.most ? number::to_plain(side.least)
                                 : "from " + number::to_plain(side.least) + " to " + number::to_plain(side.most);
}

}  // namespace

void compare_neighbours(const check::Model& model, const check::Input& input, const ArrowColumn& file_column,
                        const Column& column, Problems& problems, std::vector<Problem>& doubts) {
  constexpr int kCertain = 100, kDoubtful = 10;  // times; docs/language.md
  constexpr std::size_t kMany = 4;               // of the others for each
  const bool is_percentage = input.cast.kind == CastKind::Percent || input.cast.kind == CastKind::Fraction;
  if (!is_percentage || input.lazy || !file_column.is_text() || has_range(model, input)) return;
  const Neighbours neighbours(input, column);
  if (neighbours.on_one_side()) return;
  Side low, high;
  neighbours.each(problems, [&](std::size_t, const Rational& size) { (size <= 1 ? low : high).add(size); });
  if (low.count == 0 || high.count == 0 || high.least < kDoubtful * low.most) return;

  const bool high_odd = high.count < low.count;
  const Side& odd = high_odd ? high : low;
  const Side& many = high_odd ? low : high;
  if (many.count < kMany * odd.count) return;
  const bool certain = high.least >= kCertain * low.most;
  std::size_t told = 0;
  const std::string others = source::counted(many.count, "other cell") + " of the column " +
                             (many.count == 1 ? "is " : "are ") + between(many);
  Problems found(certain ? Problems::kAll : 1);
  neighbours.each(problems, [&](std::size_t row, const Rational& size) {
    if ((size > 1) != high_odd) return;
    if (!certain && ++told > 1) return;
    found.add(
        {row, input.column, shown(text_of(file_column, row)),
         "a percentage written like its neighbours: " + others +
             "; where the cell is right as it is, a range with both ends in the contract (`from 0% to 100%`) says what "
             "may be, and ends this comparison for the whole column",
         input.span});
  });
  if (certain) return problems.absorb(std::move(found));
  for (Problem& problem : found.first()) {
    if (odd.count > 1) problem.found += " (and " + source::counted(odd.count - 1, "further cell") + " like it)";
    doubts.push_back(std::move(problem));
  }
}

}  // namespace meruit::data
