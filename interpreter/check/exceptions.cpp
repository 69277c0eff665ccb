// An exception becomes parts of the rule that it changes: whether it applies, the value so far, its own value.
#include "check/exceptions.h"

#include <algorithm>

#include "check/condition_space.h"
#include "check/scopes.h"

namespace meruit::check {

namespace {

// A part of rule `subject`, at the end of the model's rules.
RuleId add_part(Builder& b, std::uint32_t subject, Rule::Part part, ScopeId scope, const ast::Rule* written,
                std::string name) {
  const Rule& whole = b.model.rules[subject];
  Rule rule;
  rule.name = std::move(name);
  rule.level = whole.level;
  rule.part = part;
  rule.part_of = {subject};
  rule.span = written->name.span;
  rule.said = written->body.span;
  b.model.rules.push_back(std::move(rule));
  RuleSource source;
  source.scope = scope;
  source.rule = written;
  b.rules.push_back(source);
  return {static_cast<std::uint32_t>(b.model.rules.size() - 1)};
}

std::optional<std::uint32_t> subject_of(Builder& b, ScopeId id, const ast::Exception& written) {
  if (refuse_namesakes(b, id, {}, written.to)) return std::nullopt;
  const std::optional<Symbol> symbol = find_given(b, id, written.to);
  if (!symbol) return std::nullopt;
  if (symbol->kind == Symbol::Kind::Rule) return symbol->index;
  Diagnostic& d = report(b, DiagnosticKind::ExceptionForm, written.to.span,
                         "an exception changes a rule or a payment, and " + in_ticks(b, written.to.span) + " is a " +
                             (symbol->kind == Symbol::Kind::Field ? "field" : "parameter"),
                         "write a rule for what changes, `rule NAME is " + written_or(b, written.to.span, "…") +
                             "`, use its name in place of the " +
                             (symbol->kind == Symbol::Kind::Field ? "field's" : "parameter's") +
                             ", and make the exception one to that rule");
  label(d, symbol->span, "defined here");
  return std::nullopt;
}

void declare_one(Builder& b, ScopeId id, const ast::Exception& written) {
  const std::optional<std::uint32_t> subject = subject_of(b, id, written);
  if (!subject) return;
  const RuleSource source = b.rules[*subject];
  if (!source.lines.empty()) {
    Diagnostic& d =
        report(b, DiagnosticKind::ExceptionForm, written.to.span,
               in_ticks(b, written.to.span) + " is the sum of its lines, and an exception would change that",
               "name the line that the exception changes");
    label(d, source.rule->lines.front().name.span, "the first of its lines");
    return;
  }
  if (!b.model.rules[*subject].base.given()) {
    const RuleId base = add_part(b, *subject, Rule::Part::Base, source.scope, source.rule,
                                 b.model.rules[*subject].name + " before exceptions");
    b.model.rules[*subject].base = base;
  }
  Exception exception;
  exception.name = b.scope(id).prefix + written.rule.name.text;
  exception.title = written.rule.title ? written.rule.title->value : "";
  for (const ast::Text& cite : written.rule.cites) exception.cites.push_back(cite.value);
  exception.span = written.rule.name.span;
  const ast::Rule* body = &written.rule;
  exception.before = add_part(b, *subject, Rule::Part::Before, id, body, "value before " + exception.name);
  exception.applies = add_part(b, *subject, Rule::Part::Applies, id, body, exception.name + " applies");
  exception.value = add_part(b, *subject, Rule::Part::Result, id, body, exception.name);
  if (!declare(b, id, written.rule.name, Symbol::Kind::Exception, *subject)) return;
  b.exceptions[*subject].push_back({id, &written, {}, false});
  b.model.rules[*subject].exceptions.push_back(std::move(exception));
}

// ---- order ------------------------------------------------------------------------------------------------

// The exceptions of the same rule that `after` names, by position; none of what is reported.
std::vector<std::uint32_t> named_after(Builder& b, std::uint32_t subject, ExceptionSource& source) {
  const std::vector<ExceptionSource>& all = b.exceptions[subject];
  std::vector<std::uint32_t> found;
  for (const ast::Name& name : source.written->after) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const ExceptionSource& other) {
      return other.written->rule.name.text == name.text;
    });
    if (at != all.end()) {
      found.push_back(static_cast<std::uint32_t>(at - all.begin()));
      continue;
    }
    source.ordered = false;
    std::vector<std::string> known;
    for (const ExceptionSource& other : all) known.push_back(other.written->rule.name.text);
    std::string help = did_you_mean(name.text, known);
    if (help.empty()) help = "`after` names exceptions to the same rule: " + joined(known);
    report(b, DiagnosticKind::ExceptionForm, name.span,
           in_ticks(b.model.rules[subject].name) + " has no exception " + in_ticks(name.text), std::move(help));
  }
  return found;
}

void report_circle(Builder& b, std::uint32_t subject, const std::vector<std::uint32_t>& left) {
  const ExceptionSource& first = b.exceptions[subject][left.front()];
  Diagnostic& d = report(b, DiagnosticKind::Cycle, first.written->rule.name.span,
                         "exceptions to " + in_ticks(b.model.rules[subject].name) + " wait for each other in a circle",
                         "take one `after` away");
  for (const std::uint32_t other : left)
    for (const ast::Name& name : b.exceptions[subject][other].written->after)
      label(d, name.span, in_ticks(b.exceptions[subject][other].written->rule.name.text) + " comes after this one");
}

// Each after those it names, otherwise as declared; `after` becomes all that come before by the contract's words.
void put_in_order(Builder& b, std::uint32_t subject) {
  std::vector<Exception>& all = b.model.rules[subject].exceptions;
  std::vector<ExceptionSource>& sources = b.exceptions[subject];
  std::vector<std::vector<std::uint32_t>> named;
  for (ExceptionSource& source : sources) named.push_back(named_after(b, subject, source));
  std::vector<std::uint32_t> place(all.size(), Id<void>::kNone), order, left;
  for (std::uint32_t i = 0; i < all.size(); ++i) left.push_back(i);
  while (!left.empty()) {
    const auto next = std::find_if(left.begin(), left.end(), [&](std::uint32_t one) {
      return std::all_of(named[one].begin(), named[one].end(),
                         [&](std::uint32_t before) { return place[before] != Id<void>::kNone; });
    });
    if (next == left.end()) {
      report_circle(b, subject, left);
      break;
    }
    place[*next] = static_cast<std::uint32_t>(order.size());
    order.push_back(*next);
    left.erase(next);
  }
  std::vector<Exception> ordered;
  std::vector<ExceptionSource> ordered_sources;
  for (const std::uint32_t one : order) {
    Exception exception = all[one];
    for (const std::uint32_t before : named[one]) {
      exception.after.push_back(place[before]);
      for (const std::uint32_t earlier : ordered[place[before]].after) exception.after.push_back(earlier);
    }
    std::sort(exception.after.begin(), exception.after.end());
    exception.after.erase(std::unique(exception.after.begin(), exception.after.end()), exception.after.end());
    ordered.push_back(std::move(exception));
    ordered_sources.push_back(sources[one]);
  }
  all = std::move(ordered);
  sources = std::move(ordered_sources);
  for (std::uint32_t i = 0; i < all.size(); ++i)
    for (const RuleId part : {all[i].before, all[i].applies, all[i].value}) b.rules[part.index].exception = i;
}

bool comes_after(const Exception& one, std::uint32_t other) {
  return std::binary_search(one.after.begin(), one.after.end(), other);
}

ExprId use_rule(Builder& b, RuleId id, Span span) {
  const Rule& rule = b.model.rules[id.index];
  const ExprId use = add(b, Op::Rule, rule.type, span, {}, rule.level);
  b.model.exprs[use.index].index = id.index;
  return use;
}

// ---- two at once -------------------------------------------------------------------------------------------

void report_meeting(Builder& b, const ExceptionSource& first, const ExceptionSource& second, const std::string& where) {
  const ast::Name& name = first.written->rule.name;
  Diagnostic& d = report(b, DiagnosticKind::ExceptionsMeet, second.written->rule.name.span,
                         in_ticks(name.text) + " and " + in_ticks(second.written->rule.name.text) + " both apply" +
                             (where.empty() ? "" : " when " + where) + ", and nothing says which comes first",
                         "say `, after " + name.text + "` in the header of the one that comes second");
  label(d, name.span, "the other exception");
}

void prove_pair(Builder& b, const ExceptionSource& first, const ExceptionSource& second) {
  const std::vector<ExprId> always;
  const Meeting meeting =
      can_meet(b, first.always ? always : first.conditions, second.always ? always : second.conditions);
  if (meeting.met) return report_meeting(b, first, second, meeting.where);
  if (!meeting.open) return;
  Diagnostic& d = report(b, DiagnosticKind::CasesUnproved, second.written->rule.name.span,
                         "whether " + in_ticks(first.written->rule.name.text) + " and " +
                             in_ticks(second.written->rule.name.text) + " can both apply is not proved here",
                         "nothing need be done: a run stops at a record for which both do");
  label(d, first.written->rule.name.span, "the other exception");
}

}  // namespace

void declare_exceptions(Builder& b) {
  for (std::uint32_t id = 0; id < b.scopes.size(); ++id)
    for (const ast::Exception& written : b.scopes[id].file->exceptions) declare_one(b, {id}, written);
  for (auto& [subject, sources] : b.exceptions) put_in_order(b, subject);
}

std::vector<std::pair<std::uint32_t, Span>> parts_used(const Builder& b, std::uint32_t index) {
  const Rule& rule = b.model.rules[index];
  const bool whole = rule.part == Rule::Part::None;
  const Rule& subject = whole ? rule : b.model.rules[rule.part_of.index];
  std::vector<std::pair<std::uint32_t, Span>> used;
  if (!subject.base.given() || rule.part == Rule::Part::Base) return used;
  const std::uint32_t position = b.rules[index].exception;
  if (!whole && position == Id<void>::kNone) return used;  // one of a circle
  if (rule.part == Rule::Part::Applies) return {{subject.exceptions[position].value.index, rule.span}};
  if (rule.part == Rule::Part::Result) return {{subject.exceptions[position].before.index, rule.span}};
  used.emplace_back(subject.base.index, rule.span);
  for (std::uint32_t i = 0; i < subject.exceptions.size(); ++i) {
    const Exception& one = subject.exceptions[i];
    if (!whole && !comes_after(subject.exceptions[position], i)) continue;
    used.emplace_back(one.value.index, one.span);
    used.emplace_back(one.applies.index, one.span);
  }
  return used;
}

ExprId add_value_so_far(Builder& b, std::uint32_t subject, const std::vector<std::uint32_t>& from, Span span) {
  const Rule rule = b.model.rules[subject];
  const ExprId base = use_rule(b, rule.base, span);
  if (from.empty()) return base;
  bool chain = true;
  for (std::size_t i = 1; i < from.size(); ++i) chain = chain && comes_after(rule.exceptions[from[i]], from[i - 1]);
  // The last that applies. Of several that apply, each must come after the other: the last is then the only one that
  // none of the others comes after.
  std::vector<ExprId> operands;
  for (auto at = from.rbegin(); at != from.rend(); ++at) {
    const Exception& one = rule.exceptions[*at];
    ExprId condition = use_rule(b, one.applies, one.span);
    for (auto later = from.rbegin(); later != at && !chain; ++later) {
      if (!comes_after(rule.exceptions[*later], *at)) continue;
      const Type type = plain_type(TypeKind::YesNo);
      const ExprId other = use_rule(b, rule.exceptions[*later].applies, one.span);
      const ExprId silent = add(b, Op::Not, type, one.span, {other});
      condition = add(b, Op::And, type, one.span, {condition, silent});
    }
    operands.push_back(condition);
    operands.push_back(use_rule(b, one.value, one.span));
  }
  operands.push_back(base);
  const ExprId id = add(b, Op::Cases, b.type(base), span, operands);
  Expr& cases = b.model.exprs[id.index];
  cases.has_otherwise = true;
  cases.first_that_applies = chain;
  cases.of_exceptions = true;
  return id;
}

ExprId add_applies(Builder& b, const std::vector<ExprId>& conditions, bool always, Span span) {
  const Type type = plain_type(TypeKind::YesNo);
  if (always) return add_literal(b, true, type, span);
  ExprId any = conditions.front();
  for (std::size_t i = 1; i < conditions.size(); ++i) any = add(b, Op::Or, type, span, {any, conditions[i]});
  return any;
}

void prove_exceptions(Builder& b, std::uint32_t subject) {
  const std::vector<Exception>& all = b.model.rules[subject].exceptions;
  const std::vector<ExceptionSource>& sources = b.exceptions[subject];
  for (std::uint32_t second = 0; second < all.size(); ++second)
    for (std::uint32_t first = 0; first < second; ++first) {
      const bool known = b.rules[all[first].value.index].known && b.rules[all[second].value.index].known;
      if (known && sources[second].ordered && sources[first].ordered && !comes_after(all[second], first))
        prove_pair(b, sources[first], sources[second]);
    }
}

}  // namespace meruit::check
