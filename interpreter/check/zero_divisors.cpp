// Divisors that a record may make zero where the contract divides by them: noted, with such a record. What cannot be
// shown is not said; a run stops at a division by zero in any case.
#include <algorithm>
#include <set>

#include "check/definitions.h"
#include "check/powers.h"
#include "check/record_search.h"
#include "check/types.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostSteps = 20'000;  // of the walk over a contract's rules
constexpr std::size_t kMostDepth = 200;     // of it, so that no chain of rules is too deep for the machine
constexpr std::size_t kMostDivisors = 100;
constexpr std::size_t kMostConditions = 8;    // on the way to one
constexpr std::size_t kMostTried = 12;        // points at which a record is looked for
constexpr std::uint64_t kMostDigits = 1'000;  // about, of a number that is worked out for one

// Whether its numbers stay short when it is worked out for one record.
bool is_short(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  if (expr.type.kind == TypeKind::Number) return size_of(b, id).digits <= kMostDigits;
  return std::all_of(expr.operands.begin(), expr.operands.end(), [&](ExprId operand) { return is_short(b, operand); });
}

// Each with what it must come to for the place to be reached.
using Conditions = std::vector<std::pair<ExprId, bool>>;

struct Divided {
  ExprId divisor;
  Conditions conditions;
};

// From the outputs down to every quotient, with the conditions on the way. Where they are not known, it goes no
// further.
class Walk {
 public:
  explicit Walk(const Builder& b) : b_(b) {}

  void rule(std::uint32_t index, const Conditions& conditions) {
    if (seen_.emplace(index, conditions).second) under(b_.model.rules[index].body, conditions);
  }
  [[nodiscard]] const std::vector<Divided>& found() const { return found_; }

 private:
  void under(ExprId id, const Conditions& conditions) {
    if (!id.given() || ++steps_ > kMostSteps || conditions.size() > kMostConditions || depth_ >= kMostDepth) return;
    ++depth_;
    look_at(b_.expr(id), conditions);
    --depth_;
  }

  void look_at(const Expr& expr, const Conditions& conditions) {
    switch (expr.op) {
      case Op::Rule:
        return rule(expr.index, conditions);
      case Op::Field:
        return under(b_.model.fields[expr.index].value, conditions);
      case Op::Cases:
        return cases(expr, conditions);
      case Op::And:
      case Op::Or:
        under(expr.operands[0], conditions);
        return under(expr.operands[1], with(conditions, expr.operands[0], expr.op == Op::And));
      case Op::IfMissing:
        return under(expr.operands[0], conditions);
      case Op::Aggregate:
        return aggregate(expr, conditions);
      case Op::Split:
        if (!conditions.empty()) return;
        break;
      case Op::Divide:
        divided(expr.operands[1], conditions);
        break;
      default:
        break;
    }
    for (const ExprId operand : expr.operands) under(operand, conditions);
  }

  void divided(ExprId divisor, const Conditions& conditions) {
    if (of_rows(b_.expr(divisor).level) && found_.size() < kMostDivisors) found_.push_back({divisor, conditions});
  }

  static Conditions with(Conditions conditions, ExprId condition, bool holds) {
    conditions.emplace_back(condition, holds);
    return conditions;
  }

  void cases(const Expr& expr, const Conditions& conditions) {
    const std::size_t count = expr.operands.size() / 2;
    Conditions before = conditions;
    for (std::size_t i = 0; i < count; ++i) {
      const ExprId condition = expr.operands[2 * i];
      under(condition, expr.first_that_applies ? before : conditions);
      under(expr.operands[2 * i + 1], with(expr.first_that_applies ? before : conditions, condition, true));
      before.emplace_back(condition, false);
    }
    if (expr.has_otherwise) under(expr.operands.back(), before);
  }

  // What holds of one record says nothing of all, so that only what is always gathered is looked at.
  void aggregate(const Expr& expr, const Conditions& conditions) {
    if (!conditions.empty()) return;
    Conditions chosen;
    if (expr.has_where) {
      under(expr.operands.back(), {});
      chosen.emplace_back(expr.operands.back(), true);
    }
    if (expr.operands.size() > (expr.has_where ? 1U : 0U)) under(expr.operands.front(), chosen);
  }

  const Builder& b_;
  std::size_t steps_ = 0, depth_ = 0;
  std::vector<Divided> found_;
  std::set<std::pair<std::uint32_t, Conditions>> seen_;
};

// "`first_births` is 0 and `track` is upside", of a record for which it is while the conditions are what they must be;
// empty where there is nothing to say beside the zero.
std::optional<std::string> zero_at(Builder& b, const Divided& divided) {
  const Span span = b.expr(divided.divisor).span;
  const ExprId zero = add_literal(b, Rational(0), b.type(divided.divisor), span);
  const ExprId is_zero = add(b, Op::Equal, plain_type(TypeKind::YesNo), span, {divided.divisor, zero});
  Conditions all = divided.conditions;
  all.emplace_back(is_zero, true);
  std::vector<ExprId> asked;
  for (const auto& condition : all) asked.push_back(condition.first);
  if (!std::all_of(asked.begin(), asked.end(), [&](ExprId id) { return is_short(b, id); })) return std::nullopt;
  const ConditionSpace space = condition_space(b, asked);
  if (!few_points(space)) return std::nullopt;
  std::set<std::size_t> subjects;
  for (std::size_t i = 0; i < space.subjects.size(); ++i) subjects.insert(i);
  RecordSearch search(b, space);
  std::size_t tried = 0;
  Point point(space.subjects.size());
  do {
    bool reached = possible_point(b, space, point);
    for (std::size_t i = 0; i < all.size() && reached; ++i)
      reached = holds(space.conditions[i], point) == all[i].second;
    if (!reached || !consistent(space, point)) continue;
    if (++tried > kMostTried) return std::nullopt;
    if (const auto record = search.find({point, subjects, all}, Records::Usual))
      return subjects.size() == 1 ? std::string() : witness(b, space, point, subjects, *record);
  } while (next_point(space, point));
  return std::nullopt;
}

}  // namespace

void note_zero_divisors(Builder& b) {
  if (b.sink.has_errors()) return;
  Walk walk(b);
  for (std::uint32_t i = 0; i < b.model.rules.size(); ++i) {
    const Rule& rule = b.model.rules[i];
    if (!rule.hidden && rule.part == Rule::Part::None && (rule.reported || rule.payment) &&
        rule.name.find('.') == std::string::npos)
      walk.rule(i, {});
  }
  const std::size_t size = b.model.exprs.size();  // what is asked here is no part of the model
  std::set<std::uint32_t> told;
  for (const Divided& divided : walk.found()) {
    if (told.count(divided.divisor.index) > 0) continue;
    const std::optional<std::string> where = zero_at(b, divided);
    b.model.exprs.resize(size);
    if (!where) continue;
    told.insert(divided.divisor.index);
    const Span span = b.expr(divided.divisor).span;
    report(b, DiagnosticKind::DivisorMayBeZero, span,
           in_ticks(b, span) + " may be 0 here, and a run stops at a record for which it is" +
               (where->empty() ? "" : ": when " + *where),
           "if such records come, say what holds for them, `when " + written_or(b, span, "X") +
               " <> 0: …` and `otherwise: …`; if none can, a limit in the declaration of the field says so");
  }
}

}  // namespace meruit::check
