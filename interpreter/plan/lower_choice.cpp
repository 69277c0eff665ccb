// Cases and absences. A branch of cases becomes a block of its own, run on the rows that take it; a rule or a
// field that it uses is still computed once, outside.
#include "plan/lowering.h"

namespace meruit::plan {

using check::Expr;
using check::ExprId;
using check::FaultKind;
using check::TypeKind;

Lowering::Part Lowering::branch(ExprId id) {
  const BlockId block{static_cast<std::uint32_t>(section_.blocks.size())};
  section_.blocks.emplace_back();
  Scope scope{block, scope_, {}, {}};
  scope_ = &scope;
  Operand operand = materialise(lower(id));
  scope_ = scope.around;

  // Nothing to compute: the register around is the branch.
  Block& written = section_.blocks[block.index];
  if (!written.steps.empty()) return {block, std::move(operand)};
  for (const Block::Capture& capture : written.captures)
    if (capture.inner == operand.of) {
      operand.of = capture.outer;
      break;
    }
  written.captures.clear();
  return {BlockId{}, std::move(operand)};
}

Operand Lowering::cases(ExprId id) {
  const Expr& e = expr(id);
  Cases step;
  step.first = e.first_that_applies;
  step.no_case = site(FaultKind::NoCaseHolds, id);
  if (!step.first) step.two_cases = site(e.of_exceptions ? FaultKind::TwoExceptionsApply : FaultKind::TwoCasesHold, id);

  const std::size_t count = e.operands.size() / 2;
  for (std::size_t i = 0; i < count; ++i) {
    const ExprId condition = e.operands[2 * i];
    // The first condition is looked at for every row, like all of them where exactly one must hold.
    const Part part = step.first && i > 0 ? branch(condition) : Part{{}, materialise(lower(condition))};
    step.conditions.push_back({part.block, {part.operand.of, Whole(1)}});
  }
  std::vector<Operand> values;
  std::vector<BlockId> blocks;
  const auto add_value = [&](ExprId value) {
    Part part = branch(value);
    blocks.push_back(part.block);
    values.push_back(std::move(part.operand));
  };
  for (std::size_t i = 0; i < count; ++i) add_value(e.operands[2 * i + 1]);
  if (e.has_otherwise) add_value(e.operands.back());

  Rational scale = 1;
  bool pair = false;
  const std::vector<Term> terms = at_common_scale(values, scale, pair);
  for (std::size_t i = 0; i < count; ++i) step.values.push_back({blocks[i], terms[i]});
  if (e.has_otherwise) step.otherwise = {blocks.back(), terms.back()};
  step.out = fresh(e.type.kind, pair);
  const Operand made = number_column(e.type, step.out, scale);
  emit(std::move(step));
  return made;
}

Operand Lowering::if_missing(ExprId id) {
  const Expr& e = expr(id);
  const std::vector<Operand> operands{materialise(lower(e.operands[0])), materialise(lower(e.operands[1]))};
  Rational scale;
  bool pair = false;
  std::vector<Term> terms = at_common_scale(operands, scale, pair);
  const RegisterId out = fresh(e.type.kind, pair);
  emit(IfMissing{out, std::move(terms[0]), std::move(terms[1])});
  return number_column(e.type, out, scale);
}

Operand Lowering::required(ExprId id) {
  const Expr& e = expr(id);
  const Operand of = materialise(lower(e.operands.front()));
  const RegisterId out = fresh(e.type.kind, of.pair);
  emit(Required{out, of.of, site(FaultKind::RequiredMissing, id)});
  return number_column(e.type, out, of.scale);
}

}  // namespace meruit::plan
