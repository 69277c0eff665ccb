#include "diff/normal_form.h"

#include <algorithm>
#include <set>
#include <vector>

#include "number/rational.h"

namespace meruit::diff {

namespace {

using check::Expr;
using check::ExprId;
using check::Op;

constexpr std::size_t kMostTerms = 200;

// A sum of products; a product is its factors, sorted. `evaluated`: all that is worked out on the way, because each
// of these may be at fault.
struct Sum {
  std::map<std::vector<std::string>, Rational> terms;
  std::set<std::string> evaluated;

  void add(const std::vector<std::string>& factors, const Rational& times) {
    Rational& all = terms[factors];
    all += times;
    if (all == 0) terms.erase(factors);
  }
};

std::string text_of(const Sum& sum) {
  std::string text = "[";
  for (const auto& [factors, times] : sum.terms) {
    text += " + " + number::to_plain(times);
    for (const std::string& factor : factors) text += " * " + factor;
  }
  text += " |";
  for (const std::string& one : sum.evaluated) text += " " + one;
  return text + "]";
}

Sum plus(Sum a, const Sum& b, int sign) {
  for (const auto& [factors, times] : b.terms) a.add(factors, times * sign);
  a.evaluated.insert(b.evaluated.begin(), b.evaluated.end());
  return a;
}

Sum product(const Sum& a, const Sum& b) {
  Sum result;
  for (const auto& [left, m] : a.terms)
    for (const auto& [right, n] : b.terms) {
      std::vector<std::string> factors = left;
      factors.insert(factors.end(), right.begin(), right.end());
      std::sort(factors.begin(), factors.end());
      result.add(factors, m * n);
    }
  result.evaluated = a.evaluated;
  result.evaluated.insert(b.evaluated.begin(), b.evaluated.end());
  return result;
}

Sum single(const std::string& atom) {
  Sum sum;
  sum.add({atom}, 1);
  sum.evaluated.insert(atom);
  return sum;
}

class Reader {
 public:
  Reader(const Book& book, const Naming& naming, const std::function<bool(std::uint32_t)>& open)
      : book_(book), naming_(naming), open_(open) {}

  std::string form(ExprId id) {
    return book_.model[id].type.kind == check::TypeKind::Number && !book_.model[id].type.may_be_missing
               ? text_of(number(id))
               : other(id);
  }

 private:
  Sum number(ExprId id) {
    const Expr& expr = book_.model[id];
    const auto operand = [&](std::size_t i) { return number(expr.operands[i]); };
    switch (expr.op) {
      case Op::Literal: {
        Sum sum;
        sum.add({}, std::get<Rational>(expr.items.front()));
        return sum;
      }
      case Op::Rule:
        if (open_(expr.index)) return number(book_.model.rules[expr.index].body);
        return single(other(id));
      case Op::Add:
        return plus(operand(0), operand(1), 1);
      case Op::Subtract:
        return plus(operand(0), operand(1), -1);
      case Op::Negate:
        return plus({}, operand(0), -1);
      case Op::Multiply:
        return times(operand(0), operand(1));
      case Op::Divide:
        return times(operand(0), inverse(operand(1)));
      default:
        return single(other(id));
    }
  }

  static Sum times(const Sum& a, const Sum& b) {
    if (a.terms.size() * b.terms.size() <= kMostTerms) return product(a, b);
    std::vector<std::string> both{text_of(a), text_of(b)};
    std::sort(both.begin(), both.end());
    return single("(" + both[0] + " * " + both[1] + ")");
  }

  static Sum inverse(const Sum& sum) {
    const bool constant = sum.evaluated.empty() && sum.terms.size() == 1 && sum.terms.begin()->first.empty();
    if (!constant) return single("1/" + text_of(sum));
    Sum result;
    result.add({}, 1 / sum.terms.begin()->second);
    return result;
  }

  // Whether the sides of a comparison are numbers that are there.
  [[nodiscard]] bool numbers(const Expr& expr) const {
    return std::all_of(expr.operands.begin(), expr.operands.end(), [&](ExprId id) {
      const check::Type& type = book_.model[id].type;
      return type.kind == check::TypeKind::Number && !type.may_be_missing;
    });
  }

  // a < b and b > a are one; so are a < b and a - b < 0.
  std::string comparison(const Expr& expr) {
    const bool turned = expr.op == Op::Greater || expr.op == Op::GreaterEqual;
    const ExprId low = expr.operands[turned ? 1 : 0], high = expr.operands[turned ? 0 : 1];
    const bool strict = expr.op == Op::Less || expr.op == Op::Greater;
    const std::string sign = strict ? "<" : "<=";
    if (numbers(expr)) return "(0 " + sign + " " + text_of(plus(number(high), number(low), -1)) + ")";
    return "(" + form(low) + " " + sign + " " + form(high) + ")";
  }

  std::string in_any_order(const Expr& expr) {
    std::vector<std::string> forms;
    for (const ExprId operand : expr.operands) forms.push_back(form(operand));
    std::sort(forms.begin(), forms.end());
    std::string text = "(" + std::to_string(static_cast<int>(expr.op));
    for (const std::string& each : forms) text += " " + each;
    return text + ")";
  }

  std::string other(ExprId id) {
    const Expr& expr = book_.model[id];
    switch (expr.op) {
      case Op::Less:
      case Op::LessEqual:
      case Op::Greater:
      case Op::GreaterEqual:
        return comparison(expr);
      case Op::Minimum:
      case Op::Maximum:
      case Op::Equal:
      case Op::NotEqual:
        return in_any_order(expr);
      case Op::Rule:
        if (open_(expr.index) && expr.type.kind != check::TypeKind::Number)
          return form(book_.model.rules[expr.index].body);
        break;
      default:
        break;
    }
    if (expr.operands.empty()) return meaning(book_, id, naming_);
    std::string text = "(" + head_of(book_, id, naming_);
    for (const ExprId operand : expr.operands) text += " " + form(operand);
    return text + ")";
  }

  const Book& book_;
  const Naming& naming_;
  const std::function<bool(std::uint32_t)>& open_;
};

}  // namespace

std::string normal_form(const Book& book, ExprId id, const Naming& naming,
                        const std::function<bool(std::uint32_t rule)>& open) {
  return id.given() ? Reader(book, naming, open).form(id) : "none";
}

}  // namespace meruit::diff
