// Mappings: how the columns of a file supply the fields of a record.
#include "syntax/build.h"

namespace meruit::syntax {

namespace {

// Marks and rows of a mapping say each thing once.
void mapping_row(Build& build, ast::Mapping& mapping, G::Mapping_rowContext* context, bool& columns_said) {
  if (auto* row = dynamic_cast<G::MissingRowContext*>(context)) {
    if (!mapping.missing_marks.empty())
      refuse(build, span(build, row), "`missing` stands here twice", "keep one row with all the marks");
    for (const ast::Text& mark : texts(build, row->texts())) mapping.missing_marks.push_back(mark);
  } else if (auto* columns = dynamic_cast<G::UnknownColumnsRowContext*>(context)) {
    if (columns_said)
      refuse(build, span(build, columns), "`unknown_columns` stands here twice", "keep one of the two rows");
    columns_said = true;
    mapping.unknown_columns_ignored = columns->IGNORED() != nullptr;
  }
}

ast::Body single(Build& build, G::WholeContext* context) {
  ast::Body body;
  body.span = span(build, context);
  ast::Case one;
  one.value = whole(build, context);
  one.span = body.span;
  body.cases.push_back(std::move(one));
  return body;
}

ast::SupplyField supply_field(Build& build, G::Supply_rowContext* context) {
  ast::SupplyField field;
  field.name = name(build, context->name());
  field.span = span(build, context);
  if (auto* assumed = dynamic_cast<G::AssumedContext*>(context->supply_value())) {
    field.assumed = true;
    field.body = single(build, assumed->whole());
    field.because = text(build, assumed->TEXT());
  } else if (auto* by_cases = dynamic_cast<G::SupplyCasesContext*>(context->supply_value())) {
    field.first_that_applies = by_cases->first_that_applies() != nullptr;
    field.body = cases(build, by_cases->case_when(), by_cases->case_otherwise());
  } else if (auto* value = dynamic_cast<G::SupplyValueContext*>(context->supply_value())) {
    field.body = single(build, value->whole());
    if (value->TEXT() != nullptr) field.because = text(build, value->TEXT());
  }
  return field;
}

// A reason belongs to what the file does not say: an assumption, or a value that is missing.
void check_reason(Build& build, const ast::SupplyField& field) {
  if (field.assumed || !field.because) return;
  if (std::holds_alternative<ast::Missing>(build.file[field.body.cases.front().value].node)) return;
  refuse(build, field.because->span, "a reason belongs to what is assumed or missing",
         "write `assumed VALUE because \"…\"`, or leave the reason out");
}

void need_mapping(Build& build, antlr4::ParserRuleContext* context, const char* word) {
  if (build.in_mapping) return;
  refuse(build, span(build, context->start), std::string("`") + word + "` belongs in a mapping, and this is a contract",
         "put it in a file of its own (`*.map`) that begins with `mapping NAME for MODEL`",
         source::DiagnosticKind::WrongFile);
}

}  // namespace

void mapping(Build& build, G::MappingContext* context) {
  ast::Mapping mapping;
  mapping.name = name(build, context->name(0));
  mapping.title = title(build, context->title());
  mapping.model = name(build, context->name(1));
  bool columns_said = false;
  for (G::Mapping_rowContext* row : context->mapping_row()) mapping_row(build, mapping, row, columns_said);
  mapping.span = span(build, context);
  if (build.file.mapping)
    refuse(build, mapping.span, "a second mapping in one file", "keep each mapping in a file of its own",
           source::DiagnosticKind::WrongFile);
  else
    build.file.mapping = std::move(mapping);
}

void supply(Build& build, G::SupplyContext* context) {
  need_mapping(build, context, "supply");
  ast::Supply supply;
  supply.record = name(build, context->name());
  supply.format = name(build, context->CSV()->getSymbol());
  for (G::Supply_rowContext* row : context->supply_row()) {
    supply.fields.push_back(supply_field(build, row));
    check_reason(build, supply.fields.back());
  }
  supply.span = span(build, context);
  build.file.supplies.push_back(std::move(supply));
}

void expectation(Build& build, G::ExpectationContext* context) {
  need_mapping(build, context, "expect");
  build.file.expectations.push_back({whole(build, context->whole()), span(build, context)});
}

}  // namespace meruit::syntax
