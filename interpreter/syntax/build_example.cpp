// Examples: what is given, the rows of their run, what is expected.
#include "syntax/build.h"

namespace meruit::syntax {

namespace {

ast::Expect expected(Build& build, G::ExpectedContext* context) {
  ast::Expect expect;
  if (G::Row_ofContext* row = context->row_of()) {
    expect.row = ast::RowOf{name(build, row->name()), parted(build, row->whole()), span(build, row)};
    const ast::Name value = name(build, context->name());
    expect.name = {{value}, value.span};
  } else {
    expect.name = path(build, context->path());
  }
  if (context->rounding() != nullptr) expect.rounding = rounding(build, context->rounding());
  expect.value = whole(build, context->whole());
  expect.span = span(build, context);
  return expect;
}

}  // namespace

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
  for (G::Example_rowContext* one : context->example_row())
    example.rows.push_back({name(build, one->name()), givens(build, one->givens()), span(build, one)});
  for (G::ExpectedContext* one : context->expected()) example.expect.push_back(expected(build, one));
  example.span = span(build, context);
  build.file.examples.push_back(std::move(example));
}

}  // namespace meruit::syntax
