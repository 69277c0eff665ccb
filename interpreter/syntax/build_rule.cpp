// Rules, payments, uses of models, and examples.
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

ast::Body body(Build& build, G::BodyContext* context) {
  if (context->whole() == nullptr) return cases(build, context->case_when(), context->case_otherwise());
  ast::Body body;
  body.span = span(build, context);
  ast::Case one;
  one.value = whole(build, context->whole());
  one.span = body.span;
  body.cases.push_back(std::move(one));
  return body;
}

void twice(Build& build, bool already, G::ModifierContext* context, const char* what) {
  if (already) refuse(build, span(build, context), std::string("`") + what + "` is said twice", "keep one of them");
}

void bound(Build& build, ast::Rule& rule, G::ModifierContext* context) {
  G::BoundContext* written = context->bound();
  const bool least = written->LEAST() != nullptr;
  std::optional<ast::Bound>& bound = least ? rule.at_least : rule.at_most;
  twice(build, bound.has_value(), context, least ? "at least" : "at most");
  if (rule.rounding)
    refuse(build, span(build, context), "the limit comes before the rounding, and stands behind it here",
           "write the limit first: what is rounded is the limited value", source::DiagnosticKind::TwoReadings);
  bound = ast::Bound{limit(build, written->limit()), span(build, written)};
}

void modifier(Build& build, ast::Rule& rule, G::ModifierContext* context) {
  if (context->bound() != nullptr) {
    bound(build, rule, context);
  } else if (context->rounding() != nullptr) {
    twice(build, rule.rounding.has_value(), context, "rounded");
    rule.rounding = rounding(build, context->rounding());
  } else if (context->REPORTED() != nullptr) {
    twice(build, rule.reported, context, "reported");
    rule.reported = true;
  } else if (context->MAY() != nullptr) {
    twice(build, rule.may_be_missing, context, "may be missing");
    rule.may_be_missing = true;
  } else {
    twice(build, rule.first_that_applies, context, "the first that applies");
    rule.first_that_applies = true;
  }
  if (rule.payment && context->REPORTED() != nullptr)
    refuse(build, span(build, context), "a payment is always in the results", "leave `reported` out");
  if (rule.payment && context->MAY() != nullptr)
    refuse(build, span(build, context), "a payment cannot be missing",
           "say what is paid then, for example `otherwise: $0`");
}

void finish(Build& build, ast::Rule& rule, const std::vector<G::ModifierContext*>& modifiers, G::BodyContext* written) {
  for (G::ModifierContext* one : modifiers) modifier(build, rule, one);
  rule.body = body(build, written);
  if (rule.first_that_applies && !rule.body.by_cases)
    refuse(build, rule.body.span, "`the first that applies` chooses between cases, and there are none",
           "write cases (`when …: …`), or leave it out");
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

}  // namespace

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
  rule.cites = cites(build, context->cites());
  rule.span = span(build, context);
  build.file.rules.push_back(std::move(rule));
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

void example(Build& build, G::ExampleContext* context) {
  ast::Example example;
  example.title = *title(build, context->title());
  if (G::EvidenceContext* evidence = context->evidence()) {
    example.evidence = evidence->PUBLISHED() != nullptr ? ast::Evidence::Published
                       : evidence->DERIVED() != nullptr ? ast::Evidence::Derived
                                                        : ast::Evidence::Constructed;
    example.evidence_source = text(build, evidence->TEXT());
  }
  example.given = givens(build, context->givens());
  for (G::ExpectedContext* one : context->expected()) {
    ast::Expect expect;
    expect.name = path(build, one->path());
    if (one->rounding() != nullptr) expect.rounding = rounding(build, one->rounding());
    expect.value = whole(build, one->whole());
    expect.span = span(build, one);
    example.expect.push_back(std::move(expect));
  }
  example.span = span(build, context);
  build.file.examples.push_back(std::move(example));
}

}  // namespace meruit::syntax
