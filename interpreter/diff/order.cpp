// The order of evaluation of a model that was put together.
#include "diff/merge.h"

namespace meruit::diff {

namespace {

using check::ExprId;
using check::Op;

class Ordering {
 public:
  explicit Ordering(check::Model& model)
      : model_(model), rules_(model.rules.size()), fields_(model.fields.size()), parameters_(model.parameters.size()) {}

  bool run() {
    for (std::uint32_t i = 0; i < model_.relations.size(); ++i) order_.push_back(check::ordered(check::RelationId{i}));
    for (std::uint32_t i = 0; i < rules_.size(); ++i) visit(rules_[i], Op::Rule, i);
    model_.order = std::move(order_);
    return !circle_;
  }

 private:
  enum class State : std::uint8_t { New, Open, Done };

  void visit(State& state, Op op, std::uint32_t index) {
    if (state == State::Open) circle_ = true;
    if (state != State::New) return;
    state = State::Open;
    if (op == Op::Rule) expression(model_.rules[index].body);
    if (op == Op::Field) expression(model_.fields[index].value);
    if (op == Op::Parameter)
      for (const check::DatedValue& value : model_.parameters[index].values) expression(value.value);
    state = State::Done;
    if (op == Op::Rule) order_.push_back(check::ordered(check::RuleId{index}));
  }

  void expression(ExprId id) {
    if (!id.given() || circle_) return;
    const check::Expr& expr = model_[id];
    if (expr.op == Op::Rule) visit(rules_[expr.index], expr.op, expr.index);
    if (expr.op == Op::Field) visit(fields_[expr.index], expr.op, expr.index);
    if (expr.op == Op::Parameter) visit(parameters_[expr.index], expr.op, expr.index);
    for (const ExprId operand : expr.operands) expression(operand);
  }

  check::Model& model_;
  std::vector<State> rules_, fields_, parameters_;
  std::vector<check::Ordered> order_;
  bool circle_ = false;
};

}  // namespace

bool put_in_order(check::Model& model) { return Ordering(model).run(); }

}  // namespace meruit::diff
