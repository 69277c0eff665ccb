// A record's part of a pool: what it would be to the last fraction, what rounding down leaves over, and whose that is.
#include <algorithm>

#include "explain/shapes.h"
#include "explain/trace.h"
#include "explain/words.h"

namespace meruit::explain {

using check::Expr;
using check::ExprId;
using check::Value;

namespace {

std::string order_words(const check::Model& model, const Expr& split) {
  std::string words = split.by_weight ? "the largest weight first" : "the largest remainder first";
  for (const check::FieldId key : split.keys) {
    const check::Field& field = model.fields[key.index];
    words += ", then the lowest " + (field.title.empty() ? field.name : field.title);
  }
  return words;
}

}  // namespace

// Weights below zero spoil all parts: whose it is.
void Trace::find_faulty_weight(ExprId id) {
  const check::Outcome whole = outcome(id);
  const auto* fault = std::get_if<check::Fault>(&whole);
  if (fault == nullptr || fault_ != *fault) return;
  if (fault->place != id) {
    const check::Outcome pool = outcome(model_[id].operands[0]);
    if (oracle::fault_of(pool) == nullptr) find_faulty_record(id);
    return;
  }
  if (fault->kind != check::FaultKind::NegativeWeight) return;
  const auto below_zero = [&](std::size_t row) {
    return oracle::plain<Rational>(oracle::evaluate(scene_, model_[id].operands[1], row)) < 0;
  };
  const std::vector<std::size_t> rows = oracle::rows_gathered(scene_, model_[id], row_);
  const auto row = std::find_if(rows.begin(), rows.end(), below_zero);
  step_->fault_here += ", that of " + row_called(model_[id].level.relation, *row);
}

void Trace::add_split(ExprId id, const ExplainedPart& part) {
  find_faulty_weight(id);
  if (part.value.exact.empty()) return;
  const Expr& expr = model_[id];
  const oracle::Parts& all = oracle::split(scene_, id);
  const bool percent = percentages_.expression(id);
  const auto amount = [&](const Rational& x) { return explained(model_, expr.type, percent, Value(x)); };
  ExplainedSplit told;
  told.pool = write_words(unseen(expr.operands[0]));
  told.weight = write_words(unseen(expr.operands[1]));
  told.relation = model_.relations[expr.level.relation.index].name;
  told.plural = model_.relations[expr.level.relation.index].plural;
  told.amount = part.parts[0].value;
  told.own = part.parts[1].value;
  told.total =
      explained(model_, model_[expr.operands[1]].type, percentages_.expression(expr.operands[1]), Value(all.total));
  told.exact = amount(all.exact[row_]);
  told.rounded_down = amount(all.down[row_]);
  told.to = quantum_words(model_, expr, percent);
  told.quantum = amount(expr.quantum);
  told.left_over = amount(Rational(all.left_over * expr.quantum));
  told.given_out = static_cast<std::size_t>(all.left_over);
  told.order = order_words(model_, expr);
  told.place = static_cast<std::size_t>(std::find(all.order.begin(), all.order.end(), row_) - all.order.begin()) + 1;
  told.records = all.order.size();
  step_->split = std::move(told);
}

}  // namespace meruit::explain
