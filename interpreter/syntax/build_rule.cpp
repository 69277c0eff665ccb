// Rules, payments, uses of models, and examples.
#include <utility>

#include "syntax/build.h"

namespace meruit::syntax {

namespace {

// A rounding after cases would belong to the last one or to all of them.
ast::Case case_value(Build& build, G::Case_valueContext* context, ast::Span from) {
  if (has<G::RoundedSuffixContext>(context->whole()))
    refuse(build, span(build, context->whole()), "a rounding at the end of a case might be meant for all the cases",
           "for all of them, write `, rounded …` in the header before `is`; for this one, put the value in parentheses",
           source::DiagnosticKind::TwoReadings);
  ast::Case one;
  one.value = whole(build, context->whole());
  if (context->TEXT() != nullptr) one.because = text(build, context->TEXT());
  if (one.because && !(build.in_mapping && std::holds_alternative<ast::Missing>(build.file[one.value].node)))
    refuse(build, one.because->span, "a reason belongs to what a mapping leaves missing",
           "leave the reason out; a source is named by a row `cites: \"…\"`");
  one.span = source::join(from, span(build, context));
  return one;
}

ast::ExprId split(Build& build, G::SplitContext* context) {
  ast::Split split;
  split.pool = operation(build, context->operation(0));
  split.collection = name(build, context->name(0));
  split.weight = operation(build, context->operation(1));
  split.rounding = rounding(build, context->rounding());
  split.largest_weight = context->WEIGHT() != nullptr;
  for (std::size_t i = 1; i < context->name().size(); ++i) split.keys.push_back(name(build, context->name(i)));
  if (split.rounding.mode != number::RoundingMode::Floor)
    refuse(build, split.rounding.span,
           "each part of a split is rounded down, so that what is left over can be given out",
           "write `each part rounded down to cents`");
  return add(build, span(build, context), std::move(split));
}

void twice(Build& build, bool already, antlr4::ParserRuleContext* context, const char* what) {
  if (already)
    refuse(build, span(build, context), std::string("`") + what + "` is said twice",
           "keep the one that the contract says");
}

void bound(Build& build, ast::Rule& rule, G::BoundContext* written) {
  const bool least = written->LEAST() != nullptr;
  std::optional<ast::Bound>& bound = least ? rule.at_least : rule.at_most;
  twice(build, bound.has_value(), written, least ? "at least" : "at most");
  if (rule.rounding)
    refuse(build, span(build, written), "the limit comes before the rounding, and here it stands after it",
           "write the limit first: what is rounded is the limited value", source::DiagnosticKind::TwoReadings);
  bound = ast::Bound{limit(build, written->limit()), span(build, written)};
}

// What rules, payments and exceptions have alike.
bool shared_modifier(Build& build, ast::Rule& rule, G::BoundContext* limit, G::RoundingContext* rounds, bool each_line,
                     G::First_that_appliesContext* first) {
  if (limit != nullptr) {
    bound(build, rule, limit);
  } else if (rounds != nullptr) {
    if (rule.rounding && each_line != rule.each_line)
      refuse(build, span(build, rounds), "to round each line and to round their sum are two different contracts",
             "keep the one that the contract means");
    else
      twice(build, rule.rounding.has_value(), rounds, "rounded");
    rule.rounding = rounding(build, rounds);
    rule.each_line = each_line;
  } else if (first != nullptr) {
    twice(build, rule.first_that_applies, first, "the first that applies");
    rule.first_that_applies = true;
  } else {
    return false;
  }
  return true;
}

void modifier(Build& build, ast::Rule& rule, G::ModifierContext* context) {
  if (shared_modifier(build, rule, context->bound(), context->rounding(), context->LINE() != nullptr,
                      context->first_that_applies()))
    return;
  const bool reported = context->REPORTED() != nullptr;
  const bool waived = context->WAIVED() != nullptr;
  bool& said = reported ? rule.reported : waived ? rule.may_be_waived : rule.may_be_missing;
  twice(build, said, context, reported ? "reported" : waived ? "may be waived" : "may be missing");
  said = true;
  if (rule.may_be_missing && rule.may_be_waived)
    refuse(build, span(build, context), "a value that is absent is either missing or waived, and here it may be both",
           "keep `may be missing` where the data lack the value, `may be waived` where there is no such limit");
  if (rule.payment && reported)
    refuse(build, span(build, context), "a payment is always in the results", "leave `reported` out");
  if (rule.payment && !reported)
    refuse(build, span(build, context), "a payment cannot be missing, and cannot be waived",
           "say what is paid then, for example `otherwise: $0`");
}

void need_cases(Build& build, bool first_that_applies, const ast::Body& body) {
  if (first_that_applies && !body.by_cases)
    refuse(build, body.span, "`the first that applies` chooses between cases, and there are none",
           "write cases (`when …: …`), or leave it out");
}

void read_body(Build& build, ast::Rule& rule, G::BodyContext* written) {
  rule.body = body(build, written);
  need_cases(build, rule.first_that_applies, rule.body);
}

// The lines add up to the payment, and nothing else does.
void need_no_more_than_lines(Build& build, const ast::Rule& rule) {
  if (rule.first_that_applies)
    refuse(build, rule.name.span, "`the first that applies` chooses between cases, and a payment of lines adds them up",
           "put it after the name of the line that has cases; where none has, leave it out");
  for (const auto* bound : {&rule.at_least, &rule.at_most})
    if (*bound)
      refuse(build, (*bound)->span, "a limited payment is no longer the sum of its lines",
             std::string("add a line for what the limit changes, `line limit: ") +
                 (bound == &rule.at_least ? "max" : "min") +
                 "(LIMIT - (A + B), $0)` with A and B the other lines; to limit one line alone is another contract");
}

void finish(Build& build, ast::Rule& rule, const std::vector<G::ModifierContext*>& modifiers, G::BodyContext* written) {
  for (G::ModifierContext* one : modifiers) modifier(build, rule, one);
  if (written == nullptr) return need_no_more_than_lines(build, rule);
  read_body(build, rule, written);
  if (rule.each_line)
    refuse(build, rule.rounding->span, "`each line` rounds the lines of a payment, and there are none",
           "write the lines (`line NAME: …`), or `rounded …` alone");
}

ast::PayLine pay_line(Build& build, G::Pay_lineContext* context) {
  ast::PayLine line;
  line.name = name(build, context->name());
  line.title = title(build, context->title());
  line.first_that_applies = context->first_that_applies() != nullptr;
  line.body = body(build, context->body());
  need_cases(build, line.first_that_applies, line.body);
  line.head = head(build, context, context->body()->start);
  line.span = span(build, context);
  return line;
}

}  // namespace

ast::Body body(Build& build, G::BodyContext* context) {
  if (!context->case_when().empty()) return cases(build, context->case_when(), context->case_otherwise());
  ast::Body body;
  body.span = span(build, context);
  ast::Case one;
  one.value = context->split() != nullptr ? split(build, context->split()) : whole(build, context->whole());
  one.span = body.span;
  body.cases.push_back(std::move(one));
  return body;
}

std::vector<ast::Given> givens(Build& build, G::GivensContext* context) {
  std::vector<ast::Given> found;
  if (context == nullptr) return found;
  for (G::GivenContext* one : context->given()) {
    if (has<G::RoundedSuffixContext>(one->whole()))
      refuse(build, span(build, one->whole()), "a rounding of a given value stands in parentheses",
             "write `(… rounded …)`", source::DiagnosticKind::TwoReadings);
    if (has<G::CodesSuffixContext>(one->whole()))
      refuse(build, span(build, one->whole()), "codes of a file have no place here", "write the value itself");
    found.push_back({path(build, one->path()), whole(build, one->whole()), span(build, one)});
  }
  return found;
}

ast::Body cases(Build& build, const std::vector<G::Case_whenContext*>& whens, G::Case_otherwiseContext* otherwise) {
  ast::Body body;
  body.by_cases = true;
  for (G::Case_whenContext* written : whens) {
    const ast::ExprId condition = whole(build, written->whole());
    ast::Case one = case_value(build, written->case_value(), span(build, written->WHEN()->getSymbol()));
    one.condition = condition;
    body.cases.push_back(std::move(one));
  }
  if (otherwise != nullptr) {
    ast::Case last = case_value(build, otherwise->case_value(), span(build, otherwise->OTHERWISE()->getSymbol()));
    last.otherwise = true;
    body.cases.push_back(std::move(last));
  }
  body.span = source::join(body.cases.front().span, body.cases.back().span);
  return body;
}

void rule(Build& build, G::Rule_statementContext* context) {
  ast::Rule rule;
  rule.name = name(build, context->name());
  rule.title = title(build, context->title());
  for (G::LevelContext* one : context->level()) {
    if (rule.level.kind != ast::LevelKind::Default)
      refuse(build, span(build, one), "a rule has one level", "keep `overall` or one `for each …`");
    rule.level = level(build, one);
  }
  rule.unit = in_unit(build, context->in_unit());
  finish(build, rule, context->modifier(), context->body());
  rule.head = head(build, context, context->body()->start);
  rule.cites = cites(build, context->cites());
  rule.span = span(build, context);
  build.file.rules.push_back(std::move(rule));
}

void payment(Build& build, G::PayContext* context) {
  ast::Rule rule;
  rule.payment = true;
  rule.name = name(build, context->name(0));
  rule.title = title(build, context->title());
  rule.payer = name(build, context->name(1));
  rule.payee = name(build, context->name(2));
  rule.level = level(build, context->level());
  finish(build, rule, context->modifier(), context->body());
  for (G::Pay_lineContext* line : context->pay_line()) rule.lines.push_back(pay_line(build, line));
  rule.head = head(build, context, rule.lines.empty() ? context->body()->start : context->pay_line().front()->start);
  rule.cites = cites(build, context->cites());
  rule.span = span(build, context);
  build.file.rules.push_back(std::move(rule));
}

void exception(Build& build, G::Exception_statementContext* context) {
  ast::Exception exception;
  ast::Rule& rule = exception.rule;
  rule.name = name(build, context->name());
  rule.title = title(build, context->title());
  exception.to = path(build, context->path());
  bool ordered = false;
  for (G::Exception_modifierContext* one : context->exception_modifier()) {
    if (shared_modifier(build, rule, one->bound(), one->rounding(), false, one->first_that_applies())) continue;
    twice(build, std::exchange(ordered, true), one, "after");
    for (G::NameContext* other : one->name()) exception.after.push_back(name(build, other));
  }
  read_body(build, rule, context->body());
  rule.head = head(build, context, context->body()->start);
  rule.cites = cites(build, context->cites());
  rule.span = span(build, context);
  build.file.exceptions.push_back(std::move(exception));
}

void use(Build& build, G::UseContext* context) {
  ast::Use use;
  use.model = name(build, context->name(0));
  if (context->TEXT() != nullptr) use.path = text(build, context->TEXT());
  use.alias = name(build, context->name(1));
  use.given = givens(build, context->givens());
  use.span = span(build, context);
  build.file.uses.push_back(std::move(use));
}

}  // namespace meruit::syntax
