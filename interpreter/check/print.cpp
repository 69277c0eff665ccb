// A model as text: one statement a line, expressions fully bracketed, units in words. What two models mean is the
// same exactly when their prints are, so this is also what fingerprint() digests.
#include "check/check.h"
#include "check/print_figures.h"
#include "number/rational.h"

namespace meruit::check {

namespace {

const char* words(Level level) { return level == kConstant ? "constant" : level == kOverall ? "overall" : "each"; }

const char* words(CastKind kind) {
  switch (kind) {
    case CastKind::Number:
      return "number";
    case CastKind::Dollars:
      return "dollars";
    case CastKind::Percent:
      return "percent";
    case CastKind::Fraction:
      return "fraction";
    case CastKind::Text:
      return "text";
    case CastKind::TrimmedText:
      return "trimmed text";
    case CastKind::Date:
      return "date";
    case CastKind::YesNo:
      return "yes/no";
    case CastKind::Codes:
      return "codes";
  }
  return "";
}

std::string header(const Model& model) {
  std::string text = (model.is_model ? "model " : "contract ") + titled(model.name, model.title) + "\n";
  if (!model.version.empty()) text += "  version: \"" + model.version + "\"\n";
  if (model.term) text += "  term: " + calendar::to_text(*model.term) + "\n";
  if (!model.currency.empty()) text += "  currency: " + model.currency + "\n";
  if (model.rounding) text += std::string("  rounding: ") + number::words(*model.rounding) + "\n";
  text += cited(model.cites);
  for (const NamedTerm& term : model.terms)
    text += "term " + term.label + " is " + calendar::to_text(term.period) + "\n";
  for (const auto& [name, title] : model.parties) text += "party " + titled(name, title) + "\n";
  for (const std::string& question : model.open_questions) text += "open question \"" + question + "\"\n";
  for (const List& list : model.lists) {
    text += "list " + titled(list.name, list.title) + " is";
    for (std::size_t i = 0; i < list.words.size(); ++i) text += (i > 0 ? ", " : " ") + list.words[i];
    text += "\n";
  }
  return text;
}

std::string fields(const Model& model) {
  std::string text;
  const bool several = model.relations.size() > 1;
  for (const Relation& relation : model.relations) {
    text += "record " + titled(relation.name, relation.title) + ", plural " + relation.plural;
    for (const LinkId parent : relation.parents) text += ", below " + model.links[parent.index].name;
    text += "\n";
  }
  for (const Field& field : model.fields) {
    const std::string whose = several ? model.relations[field.relation.index].name + "." : "";
    text += std::string("  ") + (field.key ? "key " : "") + whose + titled(field.name, field.title) + ": " +
            type_text(model, field.type) + constraints_text(field.constraints);
    text += " = " + expr_text(model, field.value);
    if (!field.assumed.empty()) text += " because \"" + field.assumed + "\"";
    text += "\n";
  }
  std::vector<InputId> inputs;
  for (const Relation& relation : model.relations)
    inputs.insert(inputs.end(), relation.inputs.begin(), relation.inputs.end());
  for (const InputId id : inputs) {
    const Input& input = model.inputs[id.index];
    if (several) text += "  " + model.relations[input.relation.index].name;
    text += "  column \"" + input.column + "\" as " + words(input.cast.kind);
    if (!input.cast.date_form.empty()) text += " \"" + input.cast.date_form + "\"";
    for (const auto& [code, value] : input.cast.codes) text += " " + code + "=" + value_text(model, value, input.type);
    text += ": " + type_text(model, input.type) + (input.lazy ? ", where a row asks for it" : "") + "\n";
  }
  if (model.unknown_columns_ignored) text += "  unknown columns ignored\n";
  for (const std::string& mark : model.missing_marks)
    if (!mark.empty()) text += "  missing \"" + mark + "\"\n";
  for (const ExprId expectation : model.expectations) text += "  expect " + expr_text(model, expectation) + "\n";
  return text;
}

// A rule is shown subject to its exceptions, in the order in which they apply.
std::string exceptions(const Model& model, const Rule& rule) {
  std::string text;
  const auto body = [&](RuleId part) { return expr_text(model, model.rules[part.index].body) + "\n"; };
  if (rule.base.given()) text += "  before exceptions: " + body(rule.base);
  for (const Exception& one : rule.exceptions) {
    text += "  subject to " + titled(one.name, one.title);
    for (std::size_t i = 0; i < one.after.size(); ++i)
      text += (i == 0 ? ", after " : ", ") + rule.exceptions[one.after[i]].name;
    text += "\n    value so far: " + body(one.before) + "    applies: " + body(one.applies) +
            "    value: " + body(one.value) + cited(one.cites);
  }
  return text;
}

std::string rules(const Model& model) {
  const bool several = model.relations.size() > 1;
  std::string text;
  for (const Rule& rule : model.rules) {
    if (rule.part != Rule::Part::None && !rule.hidden) continue;
    text += std::string(rule.payment ? "pay " : "rule ") + titled(rule.name, rule.title) + " " + words(rule.level);
    if (several && of_rows(rule.level)) text += " " + model.relations[rule.level.relation.index].name;
    if (rule.line_of.given()) text += ", line of " + model.rules[rule.line_of.index].name;
    if (!rule.payer.empty()) text += " from " + rule.payer + " to " + rule.payee;
    text += std::string(rule.reported ? ", reported" : "") + ": " + type_text(model, rule.type) + "\n    " +
            expr_text(model, rule.body) + "\n" + cited(rule.cites) + (rule.hidden ? "" : exceptions(model, rule));
  }
  const auto listed = [&](const char* what, const std::vector<RuleId>& ids) {
    text += what;
    for (const RuleId id : ids) text += " " + model.rules[id.index].name;
    text += "\n";
  };
  listed("order:", model.rules_in_order());
  listed("outputs:", model.outputs);
  return text;
}

std::string name_of(const Model& model, const Rebinding& one) {
  if (one.kind == Rebinding::Kind::Field) return model.fields[one.index].name;
  return one.kind == Rebinding::Kind::Rule ? model.rules[one.index].name : model.parameters[one.index].name;
}

std::string examples(const Model& model) {
  std::string text;
  for (const Example& example : model.examples) {
    text += "example \"" + example.title + "\"\n";
    if (example.term) text += "  given term: " + calendar::to_text(*example.term) + "\n";
    for (const Rebinding& given : example.given)
      text += "  given " + name_of(model, given) + ": " + expr_text(model, given.value) + "\n";
    for (const Expectation& expectation : example.expect) {
      text += "  expect " + model.rules[expectation.rule.index].name;
      if (expectation.quantum)
        text += " rounded to " + number::to_plain(*expectation.quantum) + " " + number::words(expectation.mode);
      text += ": " + (expectation.value.given() ? expr_text(model, expectation.value) : "unpublished") + "\n";
    }
  }
  return text;
}

}  // namespace

std::string print(const Model& model) {
  return header(model) + fields(model) + figures_text(model) + rules(model) + examples(model);
}

}  // namespace meruit::check
