// Records: their fields, and what these may hold.
#include "syntax/build.h"

namespace meruit::syntax {

namespace {

ast::TypeKind type_kind(G::Bare_typeContext* context) {
  switch (context->start->getType()) {
    case G::NUMBER_TYPE:
      return ast::TypeKind::Number;
    case G::MONEY_TYPE:
      return ast::TypeKind::Money;
    case G::YES_NO:
      return ast::TypeKind::YesNo;
    case G::TEXT_TYPE:
      return ast::TypeKind::Text;
    case G::DATE_TYPE:
      return ast::TypeKind::Date;
    case G::PERIOD_TYPE:
      return ast::TypeKind::Period;
    default:
      return context->OF() != nullptr ? ast::TypeKind::OneOf : ast::TypeKind::Named;
  }
}

void bare_type(Build& build, ast::TypeText& type, G::Bare_typeContext* context) {
  type.kind = type_kind(context);
  if (type.kind == ast::TypeKind::Named) type.name = name(build, context->name(0));
  if (type.kind == ast::TypeKind::OneOf)
    for (G::NameContext* word : context->name()) type.words.push_back(name(build, word));
  type.unit.money = type.kind == ast::TypeKind::Money;
  if (context->unit_name() != nullptr) type.unit.numerator.push_back(unit_name(build, context->unit_name()));
  type.unit.per = pers(build, context->per());
  type.unit.span = span(build, context);
}

void constraints(Build& build, ast::TypeText& type, G::TypeContext* context) {
  for (G::RangeContext* range : context->range()) {
    if (type.from.given() || type.to.given())
      refuse(build, span(build, range), "a second range for one field", "keep one; two ends are `from … to …`");
    const ast::ExprId first = operation(build, range->operation(0));
    (range->UP() != nullptr ? type.to : type.from) = first;
    if (range->FROM() != nullptr) type.to = operation(build, range->operation(1));
  }
  for (G::DecimalsContext* decimals : context->decimals()) {
    if (type.places)
      refuse(build, span(build, decimals), "a second number of places for one field", "keep one of them");
    type.places = whole_number(build, decimals->NUMBER(), 100);
  }
  for (antlr4::tree::TerminalNode* word : context->WHOLE()) {
    if (type.whole) refuse(build, span(build, word->getSymbol()), "`whole` stands here twice", "keep one of them");
    type.whole = true;
  }
  for (antlr4::tree::TerminalNode* word : context->OPTIONAL()) {
    if (type.optional)
      refuse(build, span(build, word->getSymbol()), "`optional` stands here twice", "keep one of them");
    type.optional = true;
  }
  for (antlr4::tree::TerminalNode* word : context->WAIVED()) {
    if (type.waived)
      refuse(build, span(build, word->getSymbol()), "`may be waived` stands here twice", "keep one of them");
    type.waived = true;
    if (type.optional)
      refuse(build, type.span, "a value that is absent is either missing or waived, and here it may be both",
             "keep the one that is meant");
  }
  const bool numeric = type.kind == ast::TypeKind::Number || type.kind == ast::TypeKind::Money;
  if (!numeric && (type.whole || type.places || type.from.given() || type.to.given()))
    refuse(build, type.span, "`whole`, limits and `with … places` fit only numbers and money",
           "leave them out, or give the field the type `number` or `money`");
}

ast::Field field(Build& build, G::FieldContext* context) {
  ast::Field field;
  field.key = context->KEY() != nullptr;
  field.name = name(build, context->name());
  field.title = title(build, context->title());
  field.type.span = span(build, context->type());
  bare_type(build, field.type, context->type()->bare_type());
  constraints(build, field.type, context->type());
  field.span = span(build, context);
  return field;
}

}  // namespace

void record(Build& build, G::RecordContext* context) {
  ast::Record record;
  std::size_t at = 0;
  record.name = name(build, context->name(at++));
  if (context->OF() != nullptr) record.parent = name(build, context->name(at++));
  record.title = title(build, context->title());
  record.plural = name(build, context->name(at));
  for (G::FieldContext* row : context->field()) record.fields.push_back(field(build, row));
  record.span = span(build, context);
  build.file.records.push_back(std::move(record));
}

}  // namespace meruit::syntax
