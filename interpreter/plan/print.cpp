// A plan as text: a stage a paragraph, a step a line, inner blocks under the section they belong to.
#include "plan/plan.h"
#include "plan/print_step.h"

#include "plan/lowering.h"

namespace meruit::plan {

namespace {

const char* words(const Register& of) {
  switch (of.kind) {
    case check::TypeKind::Number:
      return of.pair ? "pair" : "number";
    case check::TypeKind::YesNo:
      return "yes/no";
    case check::TypeKind::Text:
      return "text";
    case check::TypeKind::Date:
      return "date";
    case check::TypeKind::Period:
      return "period";
    case check::TypeKind::Row:
    case check::TypeKind::OneOf:
      return "position";
  }
  return "";
}

const char* words(check::Violation::Kind kind) {
  switch (kind) {
    case check::Violation::Kind::Unreadable:
      return "readable";
    case check::Violation::Kind::Whole:
      return "whole";
    case check::Violation::Kind::Range:
      return "range";
    case check::Violation::Kind::Places:
      return "places";
    case check::Violation::Kind::Expectation:
      return "expectation";
  }
  return "";
}

void print_section(const Section& section, const char* name, const Plan& plan, const check::Model& model,
                   std::string& out) {
  for (std::uint32_t b = 0; b < section.blocks.size(); ++b) {
    const Block& block = section.blocks[b];
    if (block.steps.empty()) continue;
    out += "  " + (b == 0 ? std::string(name) : block_name({b})) + "\n";
    for (const Block::Capture& capture : block.captures)
      out += "    " + register_name(capture.inner) + " <- " + register_name(capture.outer) + " of the rows taken\n";
    for (const Step& step : block.steps) {
      const RegisterId to = written(step);
      out += "    " + register_name(to) + " " + words(section.registers[to.index]) + " <- " +
             print_step(step, plan, model) + "\n";
    }
  }
}

std::string over(const Integer& denominator, bool pair) {
  const std::string row = pair ? " * d" : "";
  return denominator == 1 && !pair ? "" : " / " + (denominator == 1 ? "d" : denominator.str() + row);
}

void print_output(const Output& output, const check::Model& model, std::string& out) {
  out += "  output " + model.rules[output.rule.index].name + " <- " + register_name(output.of) +
         over(output.denominator, output.pair) + "\n";
}

std::string words(const Fold& fold) {
  std::string text = ast::word(fold.kind);
  if (fold.kind == ast::AggregateKind::Percentile)
    text = number::to_plain(fold.share) + " " + text + " " + ast::word(fold.method);
  if (fold.body.given()) text += " of " + register_name(fold.body);
  if (fold.where.given()) text += " where " + register_name(fold.where);
  return text;
}

void print_pass(const Plan& plan, const Pass& pass, const check::Model& model, std::string& out) {
  const bool sole = model.relations.size() == 1;
  const std::string name = "each " + (sole ? "row" : model.relations[pass.relation.index].name);
  print_section(pass.section, name.c_str(), plan, model, out);
  for (const Check& check : pass.checks) {
    const bool field = check.kind != check::Violation::Kind::Expectation;
    out += std::string("  check ") + words(check.kind) + " of " + register_name(check.of) +
           (field ? " as " + model.fields[check.index].name : "") + "\n";
  }
  for (const Fold& fold : pass.folds) out += "  fold s" + std::to_string(fold.slot.index) + " <- " + words(fold) + "\n";
  for (const GroupFold& group : pass.groups)
    out += "  fold k" + std::to_string(group.into.index) + " of each " +
           model.relations[plan.columns[group.into.index].relation.index].name + " <- " + words(group.fold) + "\n";
  for (const Keep& keep : pass.keeps)
    out += "  keep k" + std::to_string(keep.into.index) + " <- " + register_name(keep.of) + "\n";
  for (const std::uint32_t output : pass.outputs) print_output(plan.outputs[output], model, out);
}

void print_stage(const Plan& plan, std::uint32_t index, const check::Model& model, std::string& out) {
  const Stage& stage = plan.stages[index];
  out += "stage " + std::to_string(index) + "\n";
  for (const Pass& pass : stage.passes) print_pass(plan, pass, model, out);
  print_section(stage.overall, "overall", plan, model, out);
  for (const Export& exported : stage.exports)
    out += "  s" + std::to_string(exported.slot.index) + " <- " + register_name(exported.of) + "\n";
  for (const Pass& pass : stage.passes)
    for (const Split& split : pass.splits)
      out += "  split s" + std::to_string(split.slot.index) + " <- s" + std::to_string(split.pool.index) + " by " +
             register_name(split.weight) + " of s" + std::to_string(split.total.index) +
             (split.by_weight ? ", largest weight first\n" : ", largest remainder first\n");
  for (const Output& output : plan.outputs)
    if (output.overall && output.stage == index) print_output(output, model, out);
}

}  // namespace

std::string print(const Plan& plan, const check::Model& model) {
  std::string out;
  for (std::uint32_t k = 0; k < plan.stages.size(); ++k) print_stage(plan, k, model, out);
  return out;
}

}  // namespace meruit::plan
