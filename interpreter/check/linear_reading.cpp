#include "check/linear_reading.h"

#include <unordered_set>

#include "check/calendar_operations.h"
#include "check/print_expr.h"

namespace meruit::check {

namespace {

constexpr std::size_t kMostRules = 40;
constexpr std::size_t kMostFixed = 200;
constexpr std::size_t kMostLookedAt = 2'000;  // expressions; a record found without the rest is not confirmed

// The figure of a parameter that has one, whatever the date.
ExprId plain_figure(const Builder& b, const Expr& expr) {
  const Parameter& parameter = b.model.parameters[expr.index];
  const bool plain = parameter.values.size() == 1 && !parameter.values[0].from;
  return plain ? parameter.values[0].value : ExprId();
}

bool is_sum(Op op) { return op == Op::Negate || op == Op::Add || op == Op::Subtract; }

// What one expression passes on: the body of a rule, what supplies a field, a parameter's figure.
ExprId stands_for(const Builder& b, const Expr& expr) {
  if (expr.op == Op::Rule) return b.model.rules[expr.index].body;
  if (expr.op == Op::Field) return b.model.fields[expr.index].value;
  if (expr.op == Op::Parameter) return plain_figure(b, expr);
  return {};
}

// Whether it may differ from record to record.
bool varies(const Builder& b, ExprId id) { return b.expr(id).level != kConstant; }

struct Fixing {
  const Builder& b;
  Sources& found;
  std::unordered_set<std::uint32_t> seen;

  void look(ExprId id) {
    if (!id.given() || seen.size() >= kMostFixed || !seen.insert(id.index).second) return;
    const Expr& expr = b.expr(id);
    if (expr.op == Op::Multiply || expr.op == Op::Divide) {
      sources_under(b, expr.operands[1], found);
      look(expr.operands[0]);
    } else if (is_sum(expr.op)) {
      for (const ExprId operand : expr.operands) look(operand);
    } else if (const ExprId other = stands_for(b, expr); other.given()) {
      look(other);
    } else if (expr.op != Op::Field && expr.op != Op::Input) {
      sources_under(b, id, found);
    }
  }
};

}  // namespace

Rational number_of(const Value& value) {
  if (const auto* date = std::get_if<calendar::Date>(&value)) return Rational(date->days);
  return std::get<Rational>(value);
}

std::string key_of(const Model& model, ExprId id) {
  if (!id.given()) return "?";
  const Expr& expr = model[id];
  std::string key = std::to_string(static_cast<int>(expr.op)) + ":" + std::to_string(expr.index) + "." +
                    std::to_string(expr.column) + "." + std::to_string(static_cast<int>(expr.aggregate)) +
                    (expr.has_where ? "w" : "") + (expr.has_date ? "d" : "") + (expr.has_otherwise ? "o" : "") +
                    (expr.first_that_applies ? "f" : "");
  if (expr.op == Op::Power || expr.op == Op::Root) key += "^" + std::to_string(expr.exponent);
  if (counts_days(expr.op)) key += calendar::word(expr.measure);
  if (expr.op == Op::Aggregate) key += ast::word(expr.method) + number::to_plain(expr.quantum);
  if (expr.op == Op::Round || expr.op == Op::Root)
    key += number::to_plain(expr.quantum) + std::to_string(static_cast<int>(expr.mode));
  const Type& type = expr.op == Op::InSet ? model[expr.operands[0]].type : expr.type;
  for (const Value& item : expr.items) key += " " + value_text(model, item, type);
  for (const ExprId operand : expr.operands) key += "(" + key_of(model, operand) + ")";
  return key;
}

void sources_under(const Builder& b, ExprId root, Sources& found) {
  std::vector<ExprId> open{root};
  std::unordered_set<std::uint32_t> seen;
  while (!open.empty()) {
    const ExprId id = open.back();
    open.pop_back();
    if (!id.given() || seen.size() >= kMostLookedAt || !seen.insert(id.index).second) continue;
    const Expr& expr = b.expr(id);
    const ExprId other = stands_for(b, expr);
    open.push_back(other);
    if (expr.op == Op::Input || (expr.op == Op::Field && !other.given())) found.emplace(source_of(expr), id);
    open.insert(open.end(), expr.operands.begin(), expr.operands.end());
  }
}

void sources_to_fix(const Builder& b, ExprId id, Sources& found) { Fixing{b, found, {}}.look(id); }

Linear LinearReading::read(ExprId id) {
  budget::tick();
  const Expr& expr = b_.expr(id);
  switch (expr.op) {
    case Op::Literal:
      return {{}, number_of(expr.items[0])};
    case Op::Field:
    case Op::Input:
      return source(id);
    case Op::Rule:
      return rule(expr.index, id);
    case Op::Parameter: {
      const ExprId figure = plain_figure(b_, expr);
      return figure.given() ? read(figure) : apart(id);
    }
    case Op::Negate:
      return scaled(read(expr.operands[0]), -1);
    case Op::Add:
    case Op::Subtract: {
      const Linear left = read(expr.operands[0]);
      return sum(left, read(expr.operands[1]), expr.op == Op::Add ? 1 : -1);
    }
    case Op::Multiply: {
      const bool first = varies(b_, expr.operands[0]), second = varies(b_, expr.operands[1]);
      if (first && second && fixed_ == nullptr) return apart(id);
      const Linear left = read(expr.operands[0]), right = read(expr.operands[1]);
      if (right.is_constant()) return scaled(left, right.constant);
      return left.is_constant() ? scaled(right, left.constant) : apart(id);
    }
    case Op::Divide: {
      if (varies(b_, expr.operands[1]) && fixed_ == nullptr) return apart(id);
      const Linear right = read(expr.operands[1]);
      if (!right.is_constant() || right.constant == 0) return apart(id);
      return scaled(read(expr.operands[0]), 1 / right.constant);
    }
    default:
      return apart(id);
  }
}

Linear LinearReading::source(ExprId id) {
  const Expr& expr = b_.expr(id);
  if (const ExprId other = stands_for(b_, expr); other.given()) return read(other);
  if (fixed_ != nullptr)
    if (const auto at = fixed_->find(source_of(expr)); at != fixed_->end() && at->second)
      return {{}, number_of(*at->second)};
  return apart(id);
}

Linear LinearReading::rule(std::uint32_t index, ExprId id) {
  if (const auto known = rules_.find(index); known != rules_.end()) return known->second;
  const ExprId body = b_.model.rules[index].body;
  if (!body.given() || rules_.size() >= kMostRules) return apart(id);
  rules_[index] = Linear();  // definitions come in order, so that it is not met again below itself
  return rules_[index] = read(body);
}

Linear LinearReading::apart(ExprId id) {
  if (fixed_ != nullptr)
    if (const auto value = evaluate(b_.model, id, *fixed_)) return {{}, number_of(*value)};
  const auto [at, fresh] = known_.emplace(key_of(b_.model, id), unknowns_.size());
  if (fresh) unknowns_.push_back(id);
  return {{{at->second, Rational(1)}}, 0};
}

std::vector<bool> whole_ones(const Builder& b, const std::vector<ExprId>& unknowns) {
  std::vector<bool> result;
  for (const ExprId id : unknowns) {
    const Expr& expr = b.expr(id);
    const bool counted = expr.op == Op::Field && b.model.fields[expr.index].constraints.whole;
    result.push_back(counted || expr.type.kind == TypeKind::Date || expr.op == Op::YearOf || expr.op == Op::DaysOf ||
                     expr.op == Op::Elapsed);
  }
  return result;
}

std::vector<Constraint> declared_of(const Builder& b, const std::vector<ExprId>& unknowns) {
  std::vector<Constraint> all;
  for (Unknown unknown = 0; unknown < unknowns.size(); ++unknown) {
    const Expr& expr = b.expr(unknowns[unknown]);
    if (expr.op != Op::Field) continue;
    const Constraints& limits = b.model.fields[expr.index].constraints;
    if (limits.from) all.push_back({Constraint::Sense::AtMostZero, {{{unknown, Rational(-1)}}, *limits.from}});
    if (limits.to) all.push_back({Constraint::Sense::AtMostZero, {{{unknown, Rational(1)}}, -*limits.to}});
  }
  return all;
}

}  // namespace meruit::check
