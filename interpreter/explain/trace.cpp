// Steps: which there are, in what order, and what each says of itself. The walk keeps its own stack, so that a long
// chain of rules does not become deep recursion.
#include "explain/trace.h"

#include <algorithm>

#include "check/check.h"
#include "explain/shapes.h"

namespace meruit::explain {

using check::ExprId;
using check::Op;

namespace {

using StepKind = ExplainedStep::Kind;

// The operations on a rule's whole value, from the outside: roundings and changes of scale.
std::set<ExprId> spine_of(const check::Model& model, ExprId id) {
  std::set<ExprId> spine;
  while (true) {
    const check::Expr& expr = model[id];
    if (const ExprId inner = given_only(model, id); inner.given()) {
      id = expr.operands[1];
    } else if (expr.op == Op::Round || expr.op == Op::Required || is_conversion(model, id)) {
      spine.insert(id);
      id = expr.operands[0];
    } else {
      return spine;
    }
  }
}

}  // namespace

Trace::Trace(const Question& question)
    : model_(question.model),
      sources_(question.sources),
      question_(question),
      scene_(oracle::make_scene(question.model, question.records)),
      percentages_(question.model, question.sources) {
  oracle::remember_rules(scene_);
}

check::Level Trace::level_of(const Subject& subject) const {
  switch (subject.kind) {
    case StepKind::Payment:
    case StepKind::Rule:
    case StepKind::Exception:
    case StepKind::Given:
      return model_.rules[subject.index].level;
    case StepKind::Field:
      return check::rows_of(model_.fields[subject.index].relation);
    case StepKind::Parameter:
    case StepKind::Table:
    case StepKind::Bands:
      break;
  }
  return check::kConstant;
}

std::size_t Trace::subject(Subject subject, std::uint32_t column) {
  subject.row = row_;
  const std::size_t own_row = check::of_rows(level_of(subject)) ? row_ : 0;
  const auto [at, fresh] =
      known_.emplace(Key(subject.kind, subject.index, column, subject.asked, own_row), subjects_.size());
  if (fresh) {
    subjects_.push_back(std::move(subject));
    placed_.emplace_back();
  }
  return at->second;
}

std::size_t Trace::add(check::RuleId id) {
  const StepKind kind = model_.rules[id.index].payment ? StepKind::Payment : StepKind::Rule;
  row_ = question_.row;
  return add(subject({kind, id.index, {}, {}}));
}

// Depth first: each step comes after the first step that needs it, and after all that its elder siblings need.
std::size_t Trace::add(std::size_t root) {
  struct Waiting {
    std::size_t subject, parent;
  };
  std::vector<Waiting> waiting{{root, kNoStep}};
  while (!waiting.empty()) {
    const auto [subject, parent] = waiting.back();
    waiting.pop_back();
    if (placed_[subject]) continue;
    placed_[subject] = steps_.size();
    ExplainedStep step;
    step.parent = parent;
    step.depth = parent == kNoStep ? 0 : steps_[parent].depth + 1;
    build(subject, step);
    step.needs = needs_;
    for (auto need = needs_.rbegin(); need != needs_.rend(); ++need) waiting.push_back({*need, steps_.size()});
    steps_.push_back(std::move(step));
    faults_.push_back(fault_);
  }
  return placed_[root].value();
}

// `given` of a formula makes definitions of its own, called by the names that they come from.
void Trace::describe(ExplainedStep& step, const std::string& name, const std::string& title, source::Span span,
                     const check::Type& type) const {
  step.name = name;
  step.title = title.empty() ? name : title;
  step.place = question_.place(span);
  if (type.kind == check::TypeKind::Number && !type.unit.plain())
    step.unit = number::to_words(type.unit, model_.currency);
  step.type = public_kind(type.kind);
  step.set = step.kind != StepKind::Given && is_set(name);
}

bool Trace::is_set(const std::string& name) const {
  return std::find(question_.set.begin(), question_.set.end(), name) != question_.set.end();
}

// A party's title, or the record itself: that of the payment's own row, or one above it.
std::string Trace::party(const std::string& name, const check::Rule& payment) const {
  for (const auto& [party, title] : model_.parties)
    if (party == name && !title.empty()) return title;
  if (!check::of_rows(payment.level)) return name;
  for (std::uint32_t i = 0; i < model_.relations.size(); ++i) {
    if (model_.relations[i].name != name) continue;
    const auto up = check::links_up(model_, payment.level.relation, {i});
    return up ? row_called({i}, oracle::row_above(scene_, *up, row_)) : name;
  }
  return name;
}

void Trace::build(std::size_t position, ExplainedStep& step) {
  const Subject subject = subjects_[position];
  step.kind = subject.kind;
  step_ = &step;
  spine_.clear();
  needs_.clear();
  fault_.reset();
  row_ = subject.row;
  if (const check::Level level = level_of(subject); check::of_rows(level)) {
    step.record = model_.relations[level.relation.index].name;
    step.key = question_.key_of(level.relation, row_);
  }
  switch (subject.kind) {
    case StepKind::Payment:
    case StepKind::Rule:
    case StepKind::Exception:
    case StepKind::Given:  // known by the rule or parameter that it is
      return build_rule({subject.index}, step);
    case StepKind::Field:
      return build_field({subject.index}, step);
    case StepKind::Parameter:
      return build_parameter(subject, step);
    case StepKind::Table:
      return build_lookup(subject, step);
    case StepKind::Bands:
      return build_bands(subject, step);
  }
}

void Trace::have_value(ExplainedStep& step, const check::Type& type, const check::Outcome& found, ExprId call) {
  step.value = explained(model_, type, step.percent, found);
  if (const auto* fault = std::get_if<check::Fault>(&found)) fault_ = *fault;
  if (fault_ && fault_->place == call) step.fault_here = fault_words(model_, sources_, *fault_);
}

void Trace::body(ExprId id, ExplainedStep& step) {
  spine_ = spine_of(model_, id);
  step.expression = part(id);
}

void Trace::build_rule(check::RuleId id, ExplainedStep& step) {
  const check::Rule& rule = model_.rules[id.index];
  const Name name = rule_name(model_, id);
  rule_ = id;
  step.overall = !check::of_rows(rule.level);
  if (rule.hidden && !rule.instance_of.given()) step.kind = StepKind::Given;
  describe(step, name.name, name.title, rule.span, rule.type);
  const check::Exception* exception = exception_of(model_, id);
  say_source(step, exception == nullptr ? rule.cites : exception->cites, rule.span, {rule.said});
  if (rule.line_of.given()) step.line_of = model_.rules[rule.line_of.index].name;
  if (rule.mark.given()) {
    const check::Outcome marked = oracle::evaluate_rule(scene_, rule.mark, step.overall ? 0 : row_);
    step.unknown_limit = marked == check::Outcome(check::Value(true));
  }
  step.percent = percentages_.rule(id);
  if (step.overall) row_ = 0;
  const check::Outcome found = oracle::evaluate_rule(scene_, id, row_);
  have_value(step, rule.type, found);
  body(rule.body, step);
  add_lines(id);
  add_given(rule.given);
  const auto* value = std::get_if<check::Value>(&found);
  if (!rule.payment || value == nullptr) return;
  const Rational& amount = std::get<Rational>(*value);
  if (amount == 0) return;
  step.owed_by = party(amount > 0 ? rule.payer : rule.payee, rule);
  step.owed_to = party(amount > 0 ? rule.payee : rule.payer, rule);
}

void Trace::build_field(check::FieldId id, ExplainedStep& step) {
  const check::Field& field = model_.fields[id.index];
  const Name name = field_name(model_, id);
  describe(step, name.name, name.title, field.span, field.type);
  step.percent = percentages_.field(id);
  step.assumed = step.set ? std::string() : field.assumed;
  const check::Outcome found = outcome(field.value);
  have_value(step, field.type, found);
  if (!step.set && model_[field.value].op == Op::Input) {
    const check::Input& input = model_.inputs[model_[field.value].index];
    step.origin = "column `" + input.column + "`";
  }
  body(field.value, step);
  add_given(field.given);
}

// The parameter beside this one says whether the figure that is in force is unknown.
bool Trace::is_unknown(const Subject& parameter) {
  const auto date = date_of(parameter.call);
  const auto& beside = model_.parameters[model_.parameters[parameter.index].unknown.index].values;
  const check::DatedValue* figure = date ? check::in_force(beside, *date) : nullptr;
  return figure != nullptr && figure->value.given() && outcome(figure->value) == check::Outcome(check::Value(true));
}

void Trace::build_parameter(const Subject& subject, ExplainedStep& step) {
  const check::Parameter& parameter = model_.parameters[subject.index];
  const Name name = parameter_name(model_, {subject.index});
  if (parameter.hidden && !parameter.instance_of.given()) step.kind = StepKind::Given;
  describe(step, name.name, name.title, parameter.span, parameter.type);
  step.percent = percentages_.parameter(subject.index);
  const check::Outcome found = outcome(subject.call);
  have_value(step, parameter.type, found, subject.call);
  note_block(subject.call, parameter.values, step);
  const auto date = date_of(subject.call);
  const check::DatedValue* figure = date ? check::in_force(parameter.values, *date) : nullptr;
  say_source(step, parameter.cites, parameter.span, {figure == nullptr ? parameter.span : figure->span});
  if (step.value.missing && parameter.unknown.given() && is_unknown(subject)) {
    step.value.shown = "unknown";
    return;  // there is no formula
  }
  if (figure != nullptr && figure->value.given()) body(figure->value, step);
  add_given(parameter.given);
}

// The statement's citations; of amendments those alone that set what was `used` of it (figures, rows, a body), or that
// took something away from it. The place is that of the first thing used that an amendment set.
void Trace::say_source(ExplainedStep& step, const std::vector<std::string>& cites, source::Span statement,
                       const std::vector<source::Span>& used) const {
  const auto stands_in = [](source::Span one, source::Span where) {
    return one.source == where.source && where.begin <= one.begin && one.end <= where.end;
  };
  const auto is_mark = [&](const std::string& cite) {
    return std::any_of(model_.marks.begin(), model_.marks.end(), [&](const auto& each) { return each.cite == cite; });
  };
  for (const std::string& cite : cites)
    if (!is_mark(cite)) step.cites.push_back(cite);
  const bool is_row = step.row || step.bands || step.kind == StepKind::Parameter;
  const auto credit = [&](const std::string& cite) {
    if (std::find(step.cites.begin(), step.cites.end(), cite) == step.cites.end()) step.cites.push_back(cite);
  };
  bool amended = false;
  for (const ast::Mark& mark : model_.marks) {
    const auto set =
        std::find_if(used.begin(), used.end(), [&](source::Span one) { return stands_in(one, mark.where); });
    if (set != used.end() || mark.where == statement) credit(mark.cite);
    if (set == used.end() || amended) continue;
    amended = true;
    step.place = question_.place(is_row ? *set : mark.where);
  }
}

}  // namespace meruit::explain
