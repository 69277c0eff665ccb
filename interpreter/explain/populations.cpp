// The rows behind an aggregate: how many there are, which of them decide, and which the condition leaves out. They are
// gone through once, and a few are kept, however many there are.
#include <algorithm>

#include "explain/shapes.h"
#include "explain/trace.h"
#include "explain/words.h"
#include "oracle/origin.h"

namespace meruit::explain {

using ast::AggregateKind;
using check::Expr;
using check::ExprId;
using check::Outcome;
using check::Value;

namespace {

constexpr std::size_t kNamed = 5;  // rows of a kind that are named

bool has_body(const Expr& expr) { return expr.operands.size() > (expr.has_where ? 1U : 0U); }

// "3 claims", "all 12 members", "1 claim", "no claims".
std::string how_many(const check::Relation& relation, std::size_t count, bool all) {
  if (count == 0) return "no " + relation.plural;
  if (count == 1) return "1 " + relation.name;
  return (all ? "all " : "") + number::to_grouped(Rational(count)) + " " + relation.plural;
}

bool says_yes_or_no(AggregateKind kind) { return kind == AggregateKind::Any || kind == AggregateKind::Every; }

// Of the rows that count, those that the value hangs on.
bool decides(AggregateKind kind, const Outcome& one, const Outcome& whole) {
  switch (kind) {
    case AggregateKind::Smallest:
    case AggregateKind::Largest:
      return one == whole;
    case AggregateKind::Any:
      return one == Outcome(Value(true));
    case AggregateKind::Every:
      return one == Outcome(Value(false));
    default:
      return true;
  }
}

// Which of two rows is named first; rows that are alike stay in the order of their keys.
bool comes_before(AggregateKind kind, const Outcome& one, const Outcome& other) {
  const auto* a = std::get_if<Value>(&one);
  const auto* b = std::get_if<Value>(&other);
  if (a == nullptr || b == nullptr) return false;
  const auto size = [](const Value& value) { return Rational(abs(std::get<Rational>(value))); };
  if (kind == AggregateKind::Sum) return size(*a) > size(*b);
  const bool ordered = std::holds_alternative<Rational>(*a) || std::holds_alternative<calendar::Date>(*a);
  return ordered && oracle::less(*b, *a);
}

// The few that are named first, and how many there are.
struct Foremost {
  AggregateKind kind;
  std::vector<std::pair<std::size_t, Outcome>> rows = {};
  std::size_t count = 0;

  void add(std::size_t row, Outcome found) {
    ++count;
    const auto after = [&](const auto& one, const auto& other) { return comes_before(kind, one.second, other.second); };
    const std::pair<std::size_t, Outcome> fresh(row, std::move(found));
    rows.insert(std::upper_bound(rows.begin(), rows.end(), fresh, after), fresh);
    if (rows.size() > kNamed) rows.pop_back();
  }
};

}  // namespace

std::string Trace::row_called(check::RelationId relation, std::size_t row) const {
  return model_.relations[relation.index].name + " " + question_.key_of(relation, row);
}

ExplainedValue Trace::body_value(const Expr& expr, const Outcome& found) const {
  const ExprId body = expr.operands.front();
  return explained(model_, model_[body].type, percentages_.expression(body), found);
}

bool Trace::is_left_out(const Expr& expr, std::size_t row) {
  return expr.has_where && oracle::evaluate(scene_, expr.operands.back(), row) != Outcome(Value(true));
}

ExplainedRecord Trace::record_of(const Expr& expr, std::size_t row) const {
  return {question_.key_of({expr.index}, row), question_.line_of({expr.index}, row), {}};
}

// A fault in what is summed, in its condition, or in a weight is that of the record with the smallest key; where that
// goes through rows in its turn, of the one of these in which it arose.
void Trace::find_faulty_record(ExprId id) {
  const Expr& expr = model_[id];
  const Outcome whole = outcome(id);
  const auto* fault = std::get_if<check::Fault>(&whole);
  if (fault == nullptr || fault->place == id || fault_ != *fault) return;
  const check::RelationId gathered = expr.op == check::Op::Split ? expr.level.relation : check::RelationId{expr.index};
  for (const std::size_t row : oracle::rows_gathered(scene_, expr, row_)) {
    for (const ExprId operand : expr.operands) {
      const Outcome found = oracle::evaluate(scene_, operand, row);
      const auto* own = std::get_if<check::Fault>(&found);
      if (own == nullptr || !(*own == *fault)) continue;
      const auto origin = oracle::origin_of(scene_, operand, row, *fault);
      const bool known = origin && origin->row && origin->relation.given();
      step_->fault_here = fault_words(model_, sources_, *fault) + ", for " +
                          (known ? row_called(origin->relation, *origin->row) : row_called(gathered, row));
      return;
    }
  }
}

// What the record that is explained adds: itself, or the one above it that is gone through.
void Trace::note_own(const Expr& expr, ExplainedPopulation& told) {
  if (!question_.has_record() || !has_body(expr)) return;
  const auto up = check::links_up(model_, question_.relation, {expr.index});
  if (!up) return;
  const std::size_t row = oracle::row_above(scene_, *up, question_.row);
  if (!expr.chain.empty() && oracle::row_above(scene_, expr.chain, row) != row_) return;
  if (is_left_out(expr, row)) return;
  told.own = body_value(expr, oracle::evaluate(scene_, expr.operands.front(), row));
  told.own_key = question_.key_of({expr.index}, row);
}

void Trace::note_rows(ExprId id, const std::vector<std::size_t>& rows, ExplainedPopulation& told) {
  const Expr& expr = model_[id];
  const Outcome whole = outcome(id);
  const bool named = told.named && oracle::fault_of(whole) == nullptr;
  Foremost foremost{expr.aggregate};
  for (const std::size_t row : rows) {
    if (is_left_out(expr, row)) {
      if (named && told.left_out.size() < kNamed) told.left_out.push_back(record_of(expr, row));
      continue;
    }
    ++told.counted;
    if (!named) continue;
    Outcome found = has_body(expr) ? oracle::evaluate(scene_, expr.operands.front(), row) : Outcome(Value(true));
    if (decides(expr.aggregate, found, whole)) foremost.add(row, std::move(found));
  }
  for (const auto& [row, found] : foremost.rows) {
    told.rows.push_back(record_of(expr, row));
    if (has_body(expr) && !says_yes_or_no(expr.aggregate)) told.rows.back().value = body_value(expr, found);
  }
  told.further = foremost.count - foremost.rows.size();
  if (expr.aggregate != AggregateKind::Sum || told.further == 0) return;
  Rational together = oracle::plain<Rational>(whole);
  for (const auto& each : foremost.rows) together -= oracle::plain<Rational>(each.second);
  told.together = explained(model_, expr.type, percentages_.expression(id), Value(together));
}

void Trace::add_population(ExprId id, ExplainedPart& part) {
  const Expr& expr = model_[id];
  const check::Relation& relation = model_.relations[expr.index];
  const std::vector<std::size_t> rows = oracle::rows_gathered(scene_, expr, row_);
  ExplainedPopulation told;
  told.operation = part.operation;
  told.relation = relation.name;
  told.file = question_.records.relations[expr.index].origin;
  told.records = rows.size();
  told.has_where = expr.has_where;
  told.value = part.value;
  part.name = relation.plural;
  part.title = how_many(relation, rows.size(), expr.chain.empty());
  if (!expr.chain.empty()) {
    const check::RelationId above = model_.links[expr.chain.back().index].to;
    told.of = model_.relations[above.index].name;
    told.of_key = question_.key_of(above, row_);
    part.name += " of " + row_called(above, row_);
    part.title += " of " + row_called(above, row_);
  }
  part.parts = unseen(id).parts;  // of no single row
  told.words = write_words(part);
  told.named = !expr.chain.empty() || !question_.has_record();
  note_own(expr, told);
  note_rows(id, rows, told);
  step_->populations.push_back(std::move(told));
  find_faulty_record(id);
}

}  // namespace meruit::explain
