#include "check/evaluate.h"

#include <algorithm>
#include <functional>

#include "budget/budget.h"
#include "check/calendar_operations.h"
#include "number/root.h"
#include "number/rounding.h"

namespace meruit::check {

namespace {

using Found = std::optional<Value>;

constexpr int kDeepest = 200;

struct Evaluation {
  const Model& model;
  const SourceValues& sources;
  std::unordered_map<std::uint32_t, Found> rules;
  int depth = 0;

  Found operator()(ExprId id) {
    if (!id.given() || depth >= kDeepest) return std::nullopt;
    budget::tick();
    depth += 1;
    Found found = look(model[id]);
    depth -= 1;
    return found;
  }

  Found look(const Expr& expr) {
    switch (expr.op) {
      case Op::Literal:
        return expr.items[0];
      case Op::Field:
      case Op::Input:
        return source(expr);
      case Op::Rule:
        if (const auto known = rules.find(expr.index); known != rules.end()) return known->second;
        return rules[expr.index] = (*this)(model.rules[expr.index].body);
      case Op::Parameter: {
        const Parameter& parameter = model.parameters[expr.index];
        const bool plain = parameter.values.size() == 1 && !parameter.values[0].from;
        return plain ? (*this)(parameter.values[0].value) : std::nullopt;
      }
      case Op::Term:
        return model.term ? Found(*model.term) : std::nullopt;
      case Op::And:
      case Op::Or: {
        const Found left = (*this)(expr.operands[0]);
        if (!left || std::get<bool>(*left) != (expr.op == Op::And)) return left;
        return (*this)(expr.operands[1]);
      }
      case Op::IsGiven:
      case Op::IsMissing: {
        const std::optional<bool> there = given(expr.operands[0]);
        return there ? Found(*there == (expr.op == Op::IsGiven)) : std::nullopt;
      }
      case Op::IfMissing: {
        const std::optional<bool> there = given(expr.operands[0]);
        return there ? (*this)(expr.operands[*there ? 0 : 1]) : std::nullopt;
      }
      case Op::Required:
        return (*this)(expr.operands[0]);
      case Op::Cases:
        return cases(expr);
      default:
        return strict(expr);
    }
  }

  Found source(const Expr& expr) {
    const auto at = sources.find(source_of(expr));
    if (at != sources.end()) return at->second;
    const ExprId value = expr.op == Op::Field ? model.fields[expr.index].value : ExprId();
    return value.given() ? (*this)(value) : std::nullopt;
  }

  std::optional<bool> given(ExprId id) {
    const Expr& expr = model[id];
    const bool own = expr.op == Op::Field || expr.op == Op::Input;
    if (!expr.type.may_be_missing && !own) return true;
    const auto at = own ? sources.find(source_of(expr)) : sources.end();
    return at == sources.end() ? std::nullopt : std::optional(at->second.has_value());
  }

  Found cases(const Expr& expr) {
    std::vector<std::size_t> holding;
    for (std::size_t i = 0; 2 * i + 1 < expr.operands.size(); ++i) {
      const Found condition = (*this)(expr.operands[2 * i]);
      if (!condition) return std::nullopt;
      if (!std::get<bool>(*condition)) continue;
      holding.push_back(i);
      if (expr.first_that_applies) break;
    }
    if (holding.size() > 1) return std::nullopt;
    if (holding.size() == 1) return (*this)(expr.operands[2 * holding[0] + 1]);
    return expr.has_otherwise ? (*this)(expr.operands.back()) : std::nullopt;
  }

  Found strict(const Expr& expr) {
    std::vector<Value> values;
    for (const ExprId operand : expr.operands) {
      Found value = (*this)(operand);
      if (!value) return std::nullopt;
      values.push_back(std::move(*value));
    }
    if (values.empty()) return std::nullopt;
    if (counts_days(expr.op)) {
      const Outcome counted = days_counted(expr, {}, values);
      const auto* value = std::get_if<Value>(&counted);
      return value == nullptr ? std::nullopt : Found(*value);
    }
    if (std::all_of(values.begin(), values.end(), [](const Value& v) { return std::holds_alternative<Rational>(v); }))
      if (const auto number = arithmetic(expr, values)) return Value(*number);
    return question(expr, values);
  }

  static std::optional<Rational> arithmetic(const Expr& expr, const std::vector<Value>& values) {
    const auto n = [&](std::size_t i) -> const Rational& { return std::get<Rational>(values[i]); };
    const auto by_size = [](const Value& a, const Value& b) { return std::get<Rational>(a) < std::get<Rational>(b); };
    switch (expr.op) {
      case Op::Negate:
        return Rational(-n(0));
      case Op::Add:
        return Rational(n(0) + n(1));
      case Op::Subtract:
        return Rational(n(0) - n(1));
      case Op::Multiply:
        return Rational(n(0) * n(1));
      case Op::Divide:
        return n(1) == 0 ? std::nullopt : std::optional(Rational(n(0) / n(1)));
      case Op::Minimum:
        return std::get<Rational>(*std::min_element(values.begin(), values.end(), by_size));
      case Op::Maximum:
        return std::get<Rational>(*std::max_element(values.begin(), values.end(), by_size));
      case Op::Clamp:
        return std::max(n(1), std::min(n(0), n(2)));
      case Op::Absolute:
        return Rational(abs(n(0)));
      case Op::Power:
        return expr.exponent < 0 && n(0) == 0 ? std::nullopt : std::optional(number::power(n(0), expr.exponent));
      case Op::Round:
        return number::round_to(n(0), expr.quantum, expr.mode);
      default:
        return std::nullopt;
    }
  }

  static Found extreme_date(const Expr& expr, const std::vector<Value>& values) {
    const auto earlier = [](const Value& a, const Value& b) {
      return std::get<calendar::Date>(a) < std::get<calendar::Date>(b);
    };
    const auto [first, last] = std::minmax_element(values.begin(), values.end(), earlier);
    return expr.op == Op::Minimum ? *first : *last;
  }

  static Found question(const Expr& expr, const std::vector<Value>& values) {
    const auto* date = std::get_if<calendar::Date>(&values[0]);
    const auto* number = std::get_if<Rational>(&values[0]);
    const auto* period = std::get_if<calendar::Period>(&values.back());
    const auto less = [&](std::size_t a, std::size_t b) {
      return date != nullptr ? std::get<calendar::Date>(values[a]) < std::get<calendar::Date>(values[b])
                             : std::get<Rational>(values[a]) < std::get<Rational>(values[b]);
    };
    const bool order = date != nullptr || number != nullptr;
    switch (expr.op) {
      case Op::Not:
        return Value(!std::get<bool>(values[0]));
      case Op::Equal:
        return Value(values[0] == values[1]);
      case Op::NotEqual:
        return Value(values[0] != values[1]);
      case Op::Less:
        return order ? Found(less(0, 1)) : std::nullopt;
      case Op::LessEqual:
        return order ? Found(!less(1, 0)) : std::nullopt;
      case Op::Greater:
        return order ? Found(less(1, 0)) : std::nullopt;
      case Op::GreaterEqual:
        return order ? Found(!less(0, 1)) : std::nullopt;
      case Op::Minimum:
      case Op::Maximum:
        return extreme_date(expr, values);
      case Op::InSet:
        return Value(std::find(expr.items.begin(), expr.items.end(), values[0]) != expr.items.end());
      case Op::InPeriod:
        return Value(period->contains(*date));
      case Op::StartOf:
        return Value(period->first);
      case Op::EndOf:
        return Value(period->last);
      case Op::YearOf:
        return date != nullptr ? Found(Rational(calendar::to_civil(*date).year)) : std::nullopt;
      default:
        return std::nullopt;
    }
  }
};

// What Evaluation never has a value for, it has none for in whatever needs it always.
struct Prospect {
  const Model& model;
  std::unordered_map<std::uint32_t, bool> known;
  int depth = 0;

  bool operator()(ExprId id) {
    if (!id.given()) return false;
    if (depth >= kDeepest) return true;
    if (const auto at = known.find(id.index); at != known.end()) return at->second;
    depth += 1;
    const bool found = look(model[id]);
    depth -= 1;
    return known[id.index] = found;
  }

  bool look(const Expr& expr) {
    const std::vector<ExprId>& operands = expr.operands;
    switch (expr.op) {
      case Op::Missing:
      case Op::MakePeriod:
      case Op::Overlaps:
      case Op::Lookup:
      case Op::Band:
      case Op::Aggregate:
      case Op::Split:
      case Op::Root:
        return false;
      case Op::Rule:
        return (*this)(model.rules[expr.index].body);
      case Op::Parameter: {
        const Parameter& parameter = model.parameters[expr.index];
        return parameter.values.size() == 1 && !parameter.values[0].from && (*this)(parameter.values[0].value);
      }
      case Op::IsGiven:
      case Op::IsMissing:
        return true;
      case Op::And:
      case Op::Or:
        return (*this)(operands[0]);
      case Op::IfMissing:
        return (*this)(operands[0]) || (*this)(operands[1]);
      case Op::Cases:
        return cases(expr);
      default:
        return std::all_of(operands.begin(), operands.end(), std::ref(*this));
    }
  }

  bool cases(const Expr& expr) {
    bool any = expr.has_otherwise && (*this)(expr.operands.back());
    for (std::size_t i = 0; 2 * i + 1 < expr.operands.size(); ++i) {
      const bool needed = i == 0 || !expr.first_that_applies;
      if (needed && !(*this)(expr.operands[2 * i])) return false;
      any = any || (*this)(expr.operands[2 * i + 1]);
    }
    return any;
  }
};

}  // namespace

std::optional<Value> evaluate(const Model& model, ExprId id, const SourceValues& sources) {
  return Evaluation{model, sources, {}, 0}(id);
}

bool may_evaluate(const Model& model, ExprId id) { return Prospect{model, {}, 0}(id); }

}  // namespace meruit::check
