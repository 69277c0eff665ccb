// Fields of used models: given by the use, or connected with the contract's own field of the same name.
#include "check/definitions.h"
#include "check/expressions.h"

namespace meruit::check {

namespace {

void check_given_field(Builder& b, std::uint32_t index, const Override& instead) {
  const Field field = b.model.fields[index];
  Place place = place_of(instead.scope, rows_of(field.relation));
  ExprId value = check_expr(b, place, instead.given->value, &field.type);
  value = fit(b, value, {field.type, field.span, in_ticks(field.name) + " is " + words(b, field.type), false});
  b.model.fields[index].value = value;
  b.fields[index].known = b.fields[index].known && value.given();
  b.model.relations[field.relation.index].fields.push_back({index});
}

bool supplies(const Builder& b, const Type& from, const Type& to) {
  if (from.kind != to.kind || (from.may_be_missing && !to.may_be_missing)) return false;
  if (from.may_be_missing && from.waived != to.waived) return false;
  if (from.kind == TypeKind::OneOf) return same_words(b, from.list, to.list);
  return from.kind != TypeKind::Number || from.unit.same_dimension(to.unit);
}

void check_bound_field(Builder& b, std::uint32_t index, FieldId from) {
  const Field field = b.model.fields[index];
  const Field own = b.model.fields[from.index];
  if (!b.fields[from.index].known || !b.fields[index].known) {
    b.fields[index].known = false;
    return;
  }
  if (!supplies(b, own.type, field.type)) {
    const auto shown = [&](const Type& type) {
      return words(b, type) + (type.waived ? ", may be waived" : type.may_be_missing ? ", optional" : "");
    };
    Diagnostic& d =
        report(b, DiagnosticKind::UseConflict, own.span,
               in_ticks(own.name) + " is " + shown(own.type) + "; the used model needs " + shown(field.type),
               "make the two alike, or say in `use … given` what stands for it");
    label(d, field.span, in_ticks(field.name));
    b.fields[index].known = false;
    return;
  }
  Type type = own.type;
  const ExprId value = add(b, Op::Field, type, field.span, {}, rows_of(own.relation));
  b.model.exprs[value.index].index = from.index;
  b.model.fields[index].value = type.kind == TypeKind::Number ? convert(b, value, field.type.unit) : value;
}

}  // namespace

void define_field(Builder& b, std::uint32_t index) {
  const FieldSource source = b.fields[index];
  if (source.instead.given != nullptr) return check_given_field(b, index, source.instead);
  if (source.bound.given()) check_bound_field(b, index, source.bound);
}

}  // namespace meruit::check
