// Builds the checked model `result = operation(a, b)` by hand, with one row of data, and runs it: exactly, then in the
// engine from each width up, scaled and as pairs, fused and one step an operation.
#include "engine.h"

#include <utility>
#include <vector>

#include "data/relation.h"
#include "exec/output.h"
#include "exec/run.h"
#include "oracle/oracle.h"
#include "plan/plan.h"

namespace meruit::suites {

namespace {

using check::Expr;
using check::ExprId;
using check::kConstant;
using check::Level;
using check::Op;
using check::Outcome;
using check::rows_of;
using check::TypeKind;
using number::RoundingMode;

class OneRule {
 public:
  explicit OneRule(const Task& task) {
    model_.relations.emplace_back();
    model_.relations[0].name = "row";
    records_.relations.emplace_back();
    relation().id = {0};
    relation().rows = 1;
    const ExprId a = field("a", task.a);
    const ExprId b = field("b", task.b);
    const ExprId plain = body(task.operation, a, b);
    check::Rule rule;
    rule.name = "result";
    rule.level = rows_of({0});
    rule.body = task.rounding ? round(plain, task.rounding->quantum, task.rounding->mode) : plain;
    model_.rules.push_back(std::move(rule));
    model_.order = {check::ordered(check::RuleId{0})};
    model_.outputs = {{0}};
  }

  [[nodiscard]] const check::Model& model() const { return model_; }
  [[nodiscard]] const data::Records& records() const { return records_; }

 private:
  [[nodiscard]] data::Relation& relation() { return sole_relation(records_); }
  ExprId add(Expr expr, Level level, TypeKind kind = TypeKind::Number) {
    expr.level = level;
    expr.type.kind = kind;
    model_.exprs.push_back(std::move(expr));
    return {static_cast<std::uint32_t>(model_.exprs.size() - 1)};
  }
  ExprId literal(const Rational& value) {
    Expr expr;
    expr.op = Op::Literal;
    expr.items = {value};
    return add(std::move(expr), kConstant);
  }
  ExprId operation(Op op, std::vector<ExprId> operands, TypeKind kind = TypeKind::Number) {
    Expr expr;
    expr.op = op;
    expr.operands = std::move(operands);
    return add(std::move(expr), rows_of({0}), kind);
  }
  ExprId indexed(Op op, std::size_t index) {
    Expr expr;
    expr.op = op;
    expr.index = static_cast<std::uint32_t>(index);
    return add(std::move(expr), rows_of({0}));
  }
  ExprId round(ExprId of, const Rational& quantum, RoundingMode mode) {
    const ExprId result = operation(Op::Round, {of});
    model_.exprs[result.index].quantum = quantum;
    model_.exprs[result.index].mode = mode;
    return result;
  }

  ExprId field(const char* name, const Operand& operand) {
    const std::size_t index = model_.fields.size();
    relation().columns.push_back(
        data::make_column(TypeKind::Number, {check::Value(Rational(operand.numerator, operand.denominator))}));
    check::Input input;
    input.relation = {0};
    input.column = name;
    input.cast.kind = check::CastKind::Number;
    model_.inputs.push_back(input);
    check::Field made;
    made.relation = {0};
    made.name = name;
    made.value = indexed(Op::Input, index);
    model_.fields.push_back(std::move(made));
    const auto id = static_cast<std::uint32_t>(index);
    model_.relations[0].fields.push_back({id});
    model_.relations[0].inputs.push_back({id});
    return indexed(Op::Field, index);
  }

  // -1, 0 or 1, as a contract would say it: by cases.
  ExprId compared(ExprId a, ExprId b) {
    Expr cases;
    cases.op = Op::Cases;
    cases.has_otherwise = true;
    cases.operands = {operation(Op::Less, {a, b}, TypeKind::YesNo), literal(-1),
                      operation(Op::Equal, {a, b}, TypeKind::YesNo), literal(0), literal(1)};
    return add(std::move(cases), rows_of({0}));
  }

  ExprId body(Operation asked, ExprId a, ExprId b) {
    switch (asked) {
      case Operation::Keep:
        return a;
      case Operation::Negate:
        return operation(Op::Negate, {a});
      case Operation::Absolute:
        return operation(Op::Absolute, {a});
      case Operation::Add:
        return operation(Op::Add, {a, b});
      case Operation::Subtract:
        return operation(Op::Subtract, {a, b});
      case Operation::Multiply:
        return operation(Op::Multiply, {a, b});
      case Operation::Divide:
        return operation(Op::Divide, {a, b});
      case Operation::Remainder: {
        const ExprId whole = round(operation(Op::Divide, {a, b}), 1, RoundingMode::TowardZero);
        return operation(Op::Subtract, {a, operation(Op::Multiply, {b, whole})});
      }
      case Operation::Compare:
        return compared(a, b);
      case Operation::Max:
        return operation(Op::Maximum, {a, b});
      case Operation::Min:
        return operation(Op::Minimum, {a, b});
    }
    return a;
  }

  check::Model model_;
  data::Records records_;
};

std::string difference(const std::string& form, const Outcome& found, const Rational& expected) {
  const check::Value* value = std::get_if<check::Value>(&found);
  const Rational* number = value != nullptr ? std::get_if<Rational>(value) : nullptr;
  if (number == nullptr) return form + " gives no number";
  return *number == expected ? std::string() : form + " gives " + number::to_plain(*number);
}

struct Form {
  const char* name;
  plan::Options options;
};

}  // namespace

std::string check_engine(const Task& task, std::map<std::string, long>& held) {
  const Form forms[] = {{"scaled", {}},
                        {"scaled, one step an operation", {.all_pairs = false, .no_fusing = true}},
                        {"pair", {.all_pairs = true, .no_fusing = false}},
                        {"pair, one step an operation", {.all_pairs = true, .no_fusing = true}}};
  const OneRule contract(task);
  const oracle::Results exact = oracle::evaluate(contract.model(), contract.records());
  std::string wrong = difference("the reference evaluator", exact.outputs[0][0], task.expected);
  if (!wrong.empty()) return wrong;
  for (const Form& form : forms) {
    const plan::Plan plan = plan::lower(contract.model(), contract.records(), form.options);
    for (const plan::Width start : {plan::Width::I64, plan::Width::I128, plan::Width::Big}) {
      const exec::Results results =
          exec::run(plan, contract.records(), {.threads = 1, .batch_rows = 1, .start = start});
      const exec::OutputColumn& output = results.outputs[0];
      const plan::Width width = output.chunks()[0].width;
      const std::string name = std::string("engine, ") + form.name + ", " + plan::words(width);
      wrong = difference(name, output.at(0), task.expected);
      if (!wrong.empty()) return wrong;
      if (width == start) ++held[name];
    }
  }
  return {};
}

}  // namespace meruit::suites
