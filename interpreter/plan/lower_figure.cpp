// Figures looked up for each row: parameters on a date of the row, and tables. Every key becomes the position of
// its value among those the table names; positions lead to a row, the row to a cell.
#include <algorithm>
#include <limits>

#include "check/check.h"
#include "plan/constant.h"
#include "plan/constant_figure.h"
#include "plan/lowering.h"

namespace meruit::plan {

using check::Expr;
using check::ExprId;
using check::Fault;
using check::FaultKind;
using check::Outcome;
using check::TypeKind;
using check::Value;

namespace {

constexpr std::size_t kMostDense = std::size_t{1} << 22;  // combinations of keys kept as an array

// The block in force at the term's start; all of them when a date of the row decides.
std::vector<const check::TableBlock*> blocks_of(const check::Model& model, const check::Table& table, bool dated) {
  std::vector<const check::TableBlock*> blocks;
  if (dated) {
    for (const check::TableBlock& block : table.blocks) blocks.push_back(&block);
  } else if (const auto* block = check::in_force(table.blocks, date_of_term(model))) {
    blocks.push_back(block);
  }
  return blocks;
}

// The distinct values that a key's cells name, in order.
std::vector<Value> values_of_key(const std::vector<const check::TableBlock*>& blocks, std::size_t key) {
  std::vector<Value> values;
  for (const auto* block : blocks)
    for (const check::TableRow& row : block->rows)
      values.insert(values.end(), row.keys[key].values.begin(), row.keys[key].values.end());
  std::sort(values.begin(), values.end(), [](const Value& a, const Value& b) { return value_before(a, b); });
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::vector<std::int32_t> positions(const std::vector<Value>& sorted, const std::vector<Value>& values) {
  std::vector<std::int32_t> found;
  for (const Value& value : values) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), value,
                                     [](const Value& a, const Value& b) { return value_before(a, b); });
    found.push_back(static_cast<std::int32_t>(at - sorted.begin()));
  }
  return found;
}

// Visits the array's place of every combination that a row fits; `any` includes the value that no row names.
template <class Visit>
void visit_places(const RowFinder& finder, const RowFinder::Row& row, std::size_t key, std::size_t place,
                  Visit&& visit) {
  if (key == finder.sizes.size()) {
    visit(place);
    return;
  }
  const std::size_t size = finder.sizes[key] + 1;
  if (!row.keys[key].empty()) {
    for (const std::int32_t position : row.keys[key])
      visit_places(finder, row, key + 1, place * size + static_cast<std::size_t>(position), visit);
    return;
  }
  for (std::size_t position = 0; position < size; ++position)
    visit_places(finder, row, key + 1, place * size + position, visit);
}

void fill_dense(RowFinder& finder) {
  std::size_t places = finder.blocks;
  for (const std::uint32_t size : finder.sizes) {
    places *= size + 1;
    if (places > kMostDense) return;
  }
  finder.dense.assign(places, kNotFound);
  // The first row that fits wins: written last.
  for (auto row = finder.rows.rbegin(); row != finder.rows.rend(); ++row)
    visit_places(finder, *row, 0, row->block, [&](std::size_t place) { finder.dense[place] = row->row; });
  finder.rows.clear();
}

}  // namespace

RegisterId Lowering::find_block(ExprId date, const std::vector<std::optional<calendar::Date>>& starts) {
  const RegisterId of = materialise(lower(date)).of;
  FindBlock step{fresh(TypeKind::OneOf), of, {}};
  for (const auto& start : starts) step.from.push_back(start ? start->days : std::numeric_limits<std::int32_t>::min());
  const RegisterId out = step.out;
  emit(std::move(step));
  return out;
}

Operand Lowering::gather(RegisterId position, const check::Type& type, const std::vector<Outcome>& cells,
                         ExprId place) {
  Gather step{fresh(type.kind), position, {}, site(FaultKind::NotFound, place), site(FaultKind::DateNotCovered, place)};
  step.cells.kind = type.kind;
  Rational scale = 0;
  if (type.kind == TypeKind::Number)
    for (const Outcome& cell : cells) {
      if (const auto* value = std::get_if<Value>(&cell)) scale = common_scale(scale, std::get<Rational>(*value));
      // What may be absent is put out as it is, so it stands at a scale of one over a whole number.
      if (std::holds_alternative<check::Absence>(cell)) scale = common_scale(scale, 1);
    }
  if (scale == 0) scale = 1;

  for (const Outcome& cell : cells) {
    const auto* value = std::get_if<Value>(&cell);
    const auto* fault = std::get_if<Fault>(&cell);
    step.cells.sites.push_back(fault != nullptr ? site(fault->kind, fault->place) : 0);
    step.cells.absent.push_back(std::holds_alternative<check::Absence>(cell) ? 1 : 0);
    step.cells.any_absent = step.cells.any_absent || step.cells.absent.back() != 0;
    switch (type.kind) {
      case TypeKind::Number:
        step.cells.numbers.push_back(value != nullptr ? whole_times(std::get<Rational>(*value), scale) : Whole());
        break;
      case TypeKind::Text:
        step.cells.texts.push_back(value != nullptr ? std::get<std::string>(*value) : "");
        break;
      case TypeKind::Period: {
        const auto period = value != nullptr ? std::get<calendar::Period>(*value) : calendar::Period{};
        step.cells.ordinals.push_back(period.first.days);
        step.cells.lasts.push_back(period.last.days);
        break;
      }
      default:
        step.cells.ordinals.push_back(value != nullptr ? ordinal_of(*value) : 0);
        break;
    }
  }
  const Operand made = number_column(type, step.out, scale);
  emit(std::move(step));
  return made;
}

Operand Lowering::parameter(ExprId id) {
  const Expr& e = expr(id);
  const check::Parameter& parameter = context_.model.parameters[e.index];
  std::vector<std::optional<calendar::Date>> starts;
  std::vector<Outcome> cells;
  for (const check::DatedValue& figure : parameter.values) {
    starts.push_back(figure.from);
    cells.push_back(figure.value.given() ? evaluate_constant(context_.model, figure.value)
                                         : Outcome(Fault{FaultKind::Unpublished, id}));
  }
  const RegisterId block = find_block(e.operands.back(), starts);
  return gather(block, e.type, cells, id);
}

Operand Lowering::table(ExprId id) {
  const Expr& e = expr(id);
  const check::Table& table = context_.model.tables[e.index];
  const auto blocks = blocks_of(context_.model, table, e.has_date);

  FindRow step;
  std::vector<std::vector<Value>> distinct;
  for (std::size_t key = 0; key < table.keys.size(); ++key) {
    const Operand of = materialise(lower(e.operands[key]));
    distinct.push_back(values_of_key(blocks, key));
    const RegisterId found = fresh(TypeKind::OneOf);
    emit(FindKey{found, of.of, keys_of(distinct.back(), of)});
    step.keys.push_back(found);
    step.finder.sizes.push_back(static_cast<std::uint32_t>(distinct.back().size()));
  }
  if (e.has_date) {
    std::vector<std::optional<calendar::Date>> starts;
    for (const auto* block : blocks) starts.push_back(block->from);
    step.block = find_block(e.operands.back(), starts);
  }

  std::vector<Outcome> cells;
  step.finder.blocks = static_cast<std::uint32_t>(blocks.size());
  for (std::uint32_t b = 0; b < blocks.size(); ++b) {
    for (const check::TableRow& row : blocks[b]->rows) {
      RowFinder::Row entry{b, static_cast<std::int32_t>(cells.size()), {}};
      for (std::size_t key = 0; key < row.keys.size(); ++key)
        entry.keys.push_back(row.keys[key].any ? std::vector<std::int32_t>{}
                                               : positions(distinct[key], row.keys[key].values));
      step.finder.rows.push_back(std::move(entry));
      cells.push_back(cell_value(row.cells[e.column], id));
    }
  }
  // No block in force at the term: every row says so.
  if (blocks.empty()) return constant(e.type, Fault{FaultKind::DateNotCovered, id});
  fill_dense(step.finder);
  step.out = fresh(TypeKind::OneOf);
  const RegisterId row = step.out;
  emit(std::move(step));
  return gather(row, e.type, cells, id);
}

}  // namespace meruit::plan
