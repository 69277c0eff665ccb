// A parser by recursive descent that computes as it goes. The first thing it does not know ends it, with a reason.
#include "calculator.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "decimal_text.h"
#include "tokens.h"

namespace meruit::suites {

namespace {

using number::RoundingMode;

constexpr const char* kBeyond = "more than arithmetic, rounding and comparison of literal numbers";

struct Value {
  std::vector<Rational> numbers;  // more or less than one: a sequence
  std::optional<bool> truth;
};

Value one(const Rational& number) { return {{number}, std::nullopt}; }
Value truth(bool value) { return {{}, value}; }

const std::set<std::string> kNumberTypes = {"xs:decimal",
                                            "xs:integer",
                                            "xs:int",
                                            "xs:long",
                                            "xs:short",
                                            "xs:byte",
                                            "xs:unsignedLong",
                                            "xs:unsignedInt",
                                            "xs:unsignedShort",
                                            "xs:unsignedByte",
                                            "xs:positiveInteger",
                                            "xs:negativeInteger",
                                            "xs:nonPositiveInteger",
                                            "xs:nonNegativeInteger"};

// Functions of a number and a number of places, by what they round to; without places, to whole numbers.
std::optional<RoundingMode> rounding_function(const std::string& name) {
  const std::pair<const char*, RoundingMode> known[] = {
      {"floor", RoundingMode::Floor},           {"ceiling", RoundingMode::Ceiling},
      {"decimal", RoundingMode::HalfEven},      {"round-half-to-even", RoundingMode::HalfEven},
      {"round up", RoundingMode::AwayFromZero}, {"round down", RoundingMode::TowardZero},
      {"round half up", RoundingMode::HalfUp},  {"round half down", RoundingMode::HalfDown}};
  for (const auto& [function, mode] : known) {
    if (name == function) return mode;
  }
  return std::nullopt;
}

class Calculator {
 public:
  Calculator(std::vector<Token> tokens, const std::function<void(const Task&)>& step)
      : tokens_(std::move(tokens)), step_(step) {}

  Computed run() {
    const Value result = comparison();
    if (reason_.empty() && peek().kind != Token::Kind::End) stop(kBeyond);
    if (reason_.empty() && !result.truth && result.numbers.size() != 1) stop(kBeyond);
    if (!reason_.empty()) return NotComputed{reason_};
    return result.truth ? Computed(*result.truth) : Computed(result.numbers[0]);
  }

 private:
  [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
  bool take(std::string_view text) {
    const bool fits = (peek().kind == Token::Kind::Sign || peek().kind == Token::Kind::Name) && peek().text == text;
    if (fits) ++at_;
    return fits;
  }
  Value stop(std::string reason) {
    if (reason_.empty()) reason_ = std::move(reason);
    return one(1);
  }
  Rational single(const Value& value) {
    if (value.numbers.size() == 1) return value.numbers[0];
    return stop(kBeyond).numbers[0];
  }

  static Operand operand(const Rational& value) { return {numerator(value), denominator(value)}; }

  // One operation: computed exactly, and shown to the caller.
  Rational apply(Operation operation, const Rational& a, const Rational& b, std::optional<Rounding> rounding = {}) {
    if (!reason_.empty()) return 1;
    Task task{operation, operand(a), operand(b), std::move(rounding), 0};
    ExactForm exact;
    const bool plain_quotient = operation == Operation::Divide && !task.rounding;
    task.expected = plain_quotient ? Rational(a / b) : evaluate(exact, task);
    if (!plain_quotient) step_(task);
    return task.expected;
  }

  Value comparison() {
    const Value left = sum();
    const std::pair<const char*, const char*> signs[] = {{"=", "eq"},  {"!=", "ne"}, {"<=", "le"},
                                                         {">=", "ge"}, {"<", "lt"},  {">", "gt"}};
    for (const auto& [sign, word] : signs) {
      if (!take(sign) && !take(word)) continue;
      const Value right = sum();
      if (left.truth && right.truth) return truth((*left.truth == *right.truth) == (std::string_view(word) == "eq"));
      const Rational order = apply(Operation::Compare, single(left), single(right));
      return truth(holds(word, order));
    }
    return left;
  }
  static bool holds(std::string_view word, const Rational& order) {
    if (word == "eq") return order == 0;
    if (word == "ne") return order != 0;
    if (word == "le") return order <= 0;
    if (word == "ge") return order >= 0;
    return word == "lt" ? order < 0 : order > 0;
  }

  Value sum() {
    Value left = product();
    while (reason_.empty()) {
      if (take("+")) {
        left = one(apply(Operation::Add, single(left), single(product())));
      } else if (take("-")) {
        left = one(apply(Operation::Subtract, single(left), single(product())));
      } else {
        break;
      }
    }
    return left;
  }

  Value product() {
    Value left = signed_value();
    while (reason_.empty()) {
      if (take("*")) {
        left = one(apply(Operation::Multiply, single(left), single(signed_value())));
      } else if (take("/") || take("div")) {
        left = divided(single(left), std::nullopt);
      } else if (take("idiv")) {
        left = divided(single(left), Rounding{1, RoundingMode::TowardZero});
      } else if (take("mod")) {
        const Rational right = divisor();
        left = one(apply(Operation::Remainder, single(left), right));
      } else {
        break;
      }
    }
    return left;
  }
  Rational divisor() {
    const Rational right = single(signed_value());
    return right != 0 ? right : stop("a division by zero, a fault in Meruit").numbers[0];
  }
  Value divided(const Rational& left, std::optional<Rounding> rounding) {
    const Rational right = divisor();
    return one(apply(Operation::Divide, left, right, std::move(rounding)));
  }

  Value signed_value() {
    if (take("-")) return one(apply(Operation::Negate, single(signed_value()), 0));
    if (take("+")) return one(single(signed_value()));
    Value value = primary();
    if (take("**")) return stop("powers, which Meruit does not have yet");
    return value;
  }

  Value primary() {
    const Token token = peek();
    if (token.kind == Token::Kind::Number) return literal(token.text);
    if (take("(")) return closed(sequence());
    if (token.kind != Token::Kind::Name) {
      return stop(kBeyond);
    }
    ++at_;
    if (token.text == "true") return constant(true);
    if (token.text == "false") return constant(false);
    if (kNumberTypes.contains(token.text)) return typed();
    if (!take("(")) return stop(kBeyond);
    return call(token.text, closed(sequence()));
  }
  Value literal(const std::string& text) {
    ++at_;
    const std::optional<DecimalText> number = parse_general_decimal(text);
    if (!number || text.find_first_of("eE") != std::string::npos) return stop("floating point");
    return one(value_of(*number));
  }
  Value constant(bool value) {  // `true` in FEEL, `true()` in XPath
    if (take("(") && !take(")")) return stop(kBeyond);
    return truth(value);
  }
  Value typed() {  // xs:decimal("1.5"), xs:integer(3)
    if (!take("(")) return stop(kBeyond);
    if (peek().kind != Token::Kind::Text) return closed(sequence());
    const std::optional<DecimalText> number = parse_general_decimal(peek().text);
    ++at_;
    return closed(number ? one(value_of(*number)) : stop(kBeyond));
  }
  Value closed(const Value& value) { return take(")") ? value : stop(kBeyond); }

  // `a, b, (c, d)`: one flat sequence, or one truth.
  Value sequence() {
    if (peek().text == ")") return {};
    Value all = comparison();
    while (reason_.empty() && take(",")) {
      const Value next = comparison();
      if (all.truth || next.truth) return stop(kBeyond);
      all.numbers.insert(all.numbers.end(), next.numbers.begin(), next.numbers.end());
    }
    return all;
  }

  Value call(const std::string& name, const Value& given) {
    if (!reason_.empty()) return given;
    if (name == "not" && given.truth) return truth(!*given.truth);
    if (given.truth || given.numbers.empty()) return stop(kBeyond);
    const std::vector<Rational>& numbers = given.numbers;
    if (const std::optional<RoundingMode> mode = rounding_function(name)) return rounded(numbers, *mode);
    if (name == "abs" && numbers.size() == 1) return one(apply(Operation::Absolute, numbers[0], 0));
    if (name == "modulo" && numbers.size() == 2) return modulo(numbers[0], numbers[1]);
    if (name == "min") return folded(Operation::Min, numbers);
    if (name == "max") return folded(Operation::Max, numbers);
    if (name == "sum") return folded(Operation::Add, numbers);
    if (name == "round") return stop("ties toward plus infinity, a rounding that Meruit does not have");
    return stop(kBeyond);
  }
  Value rounded(const std::vector<Rational>& numbers, RoundingMode mode) {
    const Rational places = numbers.size() > 1 ? numbers[1] : Rational(0);
    if (numbers.size() > 2 || denominator(places) != 1 || abs(places) > 1000) return stop(kBeyond);
    const Rational quantum = value_of({1, -numerator(places).convert_to<long>()});
    return one(apply(Operation::Keep, numbers[0], 0, Rounding{quantum, mode}));
  }
  // With the sign of the divisor: a - b * floor(a / b).
  Value modulo(const Rational& a, const Rational& b) {
    if (b == 0) return stop("a division by zero, a fault in Meruit");
    const Rational whole = apply(Operation::Divide, a, b, Rounding{1, RoundingMode::Floor});
    return one(apply(Operation::Subtract, a, apply(Operation::Multiply, b, whole)));
  }
  Value folded(Operation operation, const std::vector<Rational>& numbers) {
    Rational result = numbers[0];
    for (std::size_t i = 1; i < numbers.size(); ++i) result = apply(operation, result, numbers[i]);
    return one(result);
  }

  std::vector<Token> tokens_;
  const std::function<void(const Task&)>& step_;
  std::size_t at_ = 0;
  std::string reason_;
};

}  // namespace

Computed compute(std::string_view expression, const std::function<void(const Task&)>& step) {
  std::optional<std::vector<Token>> cut = tokens(expression);
  if (!cut) return NotComputed{kBeyond};
  return Calculator(std::move(*cut), step).run();
}

}  // namespace meruit::suites
