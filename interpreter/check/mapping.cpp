// A mapping's rows to the values of fields; without a mapping, each field is the column of its name.
#include <algorithm>

#include "check/definitions.h"
#include "check/expressions.h"
#include "check/resolve.h"
#include "source/nearest.h"

namespace meruit::check {

namespace {

bool is_supplied(const Builder& b, FieldId id) {
  return b.fields[id.index].scope.index == 0 && b.fields[id.index].instead.given == nullptr &&
         !b.fields[id.index].bound.given();
}

// ---- without a mapping ------------------------------------------------------------------------------------

ExprId period_columns(Builder& b, const Field& field) {
  Type date = plain_type(TypeKind::Date);
  date.may_be_missing = field.type.may_be_missing;
  const Cast cast = cast_for(b, date);
  const ExprId first = add_input(b, field.relation, field.name + "_first", cast, date, field.span);
  const ExprId last = add_input(b, field.relation, field.name + "_last", cast, date, field.span);
  Type period = field.type;
  if (!period.may_be_missing) return add(b, Op::MakePeriod, period, field.span, {first, last});
  const Type yes = plain_type(TypeKind::YesNo);
  const ExprId both =
      add(b, Op::And, yes, field.span,
          {add(b, Op::IsGiven, yes, field.span, {first}), add(b, Op::IsGiven, yes, field.span, {last})});
  const Type plain = plain_type(TypeKind::Date);
  const ExprId made = add(b, Op::MakePeriod, plain_type(TypeKind::Period), field.span,
                          {add_input(b, field.relation, field.name + "_first", cast, date, field.span),
                           add_input(b, field.relation, field.name + "_last", cast, date, field.span)});
  for (const ExprId operand : b.expr(made).operands) b.model.exprs[operand.index].type = plain;
  const ExprId cases = add(b, Op::Cases, period, field.span, {both, made, add(b, Op::Missing, period, field.span)});
  b.model.exprs[cases.index].first_that_applies = true;
  b.model.exprs[cases.index].has_otherwise = true;
  return cases;
}

void supply_by_name(Builder& b) {
  std::vector<FieldId> fields;
  for (const RecordNames& record : b.scopes[0].records)
    fields.insert(fields.end(), record.fields.begin(), record.fields.end());
  for (const FieldId id : fields) {
    const Field field = b.model.fields[id.index];
    if (!is_supplied(b, id)) continue;
    b.model.fields[id.index].value =
        field.type.kind == TypeKind::Period
            ? period_columns(b, field)
            : add_input(b, field.relation, field.name, cast_for(b, field.type), field.type, field.span);
  }
}

// ---- with one ---------------------------------------------------------------------------------------------

// A computed plain number counts in the field's unit, as the bare number of a cell does.
ExprId in_unit_of(Builder& b, ExprId value, const Type& wanted) {
  if (!value.given() || wanted.kind != TypeKind::Number || b.type(value).kind != TypeKind::Number) return value;
  if (wanted.unit.plain() || !b.type(value).unit.plain() || b.expr(value).op == Op::Literal ||
      b.expr(value).op == Op::Missing)
    return value;
  return where_given(b, value, [&](ExprId number) {
    const Span span = b.expr(number).span;
    const ExprId one = add_literal(b, Rational(1), number_type(wanted.unit), span);
    return add(b, Op::Multiply, number_type(wanted.unit), span, {number, one});
  });
}

bool reads_lazily(const Builder& b, ExprId id) {
  const Expr& expr = b.expr(id);
  if (expr.op == Op::Input) return b.model.inputs[expr.index].lazy;
  return std::any_of(expr.operands.begin(), expr.operands.end(), [&](ExprId each) { return reads_lazily(b, each); });
}

Place mapping_place(ScopeId scope) {
  Place place = place_of(scope, rows_of({0}));
  place.in_mapping = true;
  return place;
}

void supply_field(Builder& b, ScopeId scope, const ast::SupplyField& row, FieldId id) {
  const Field field = b.model.fields[id.index];
  if (!b.fields[id.index].known) return;
  Place place = mapping_place(scope);
  ExprId value = check_body(b, place, row.body, row.first_that_applies, &field.type, field.type.may_be_missing);
  if (!field.type.may_be_missing && value.given() && b.expr(value).op == Op::Missing) {
    Diagnostic& d = report(b, DiagnosticKind::MissingUsed, row.span,
                           "the field " + in_ticks(field.name) + " is not optional, so it cannot be missing",
                           "supply it from a column or `assumed VALUE because \"…\"`, or make the field `, optional`");
    label(d, field.span, "the field");
    return;
  }
  value = in_unit_of(b, value, field.type);
  value = fit(b, value,
              {field.type, field.span, "the field " + in_ticks(field.name) + " is " + words(b, field.type), true});
  if (!value.given()) return;
  if (field.key && b.expr(value).op != Op::Input) {
    Diagnostic& d = report(b, DiagnosticKind::KeyNotColumn, row.span,
                           "the key " + in_ticks(field.name) + " must be one column of the file",
                           "write `" + field.name + ": COLUMN`, with the column that tells one record from another");
    label(d, field.span, "the key");
    return;
  }
  b.model.fields[id.index].value = value;
  b.model.fields[id.index].lazy = reads_lazily(b, value);
  if (row.because) b.model.fields[id.index].assumed = row.because->value;
}

struct Supplied {
  std::unordered_map<std::uint32_t, Span> rows;  // by field
  std::vector<std::string> meant;                // fields whose names are misspelt in rows of their own
};

void supply_row(Builder& b, ScopeId scope, const ast::SupplyField& row, Supplied& supplied) {
  const Scope& contract = b.scopes[0];
  const RecordNames& record = sole_record(contract);
  const std::optional<FieldId> found = resolve_field(contract, row.name.text);
  if (!found) {
    std::vector<std::string> known;
    for (const FieldId id : record.fields) known.push_back(b.model.fields[id.index].name);
    Diagnostic& d = report(b, DiagnosticKind::UnknownName, row.name.span,
                           "the record " + in_ticks(record.name) + " has no field " + in_ticks(row.name.text),
                           did_you_mean(row.name.text, known));
    label(d, b.model.relations[record.relation.index].span, "the record");
    supplied.meant.push_back(source::nearest(row.name.text, known));
    return;
  }
  const auto [at, fresh] = supplied.rows.emplace(found->index, row.name.span);
  if (!fresh) {
    Diagnostic& d = report(b, DiagnosticKind::DuplicateName, row.name.span,
                           "the field " + in_ticks(row.name.text) + " is supplied twice");
    label(d, at->second, "the first");
    return;
  }
  supply_field(b, scope, row, *found);
}

void report_unsupplied(Builder& b, const ast::Supply& supply, const Supplied& supplied) {
  std::vector<std::string> lacking;
  const Field* first = nullptr;
  for (const FieldId id : sole_record(b.scopes[0]).fields) {
    const Field& field = b.model.fields[id.index];
    if (!is_supplied(b, id) || supplied.rows.count(id.index) > 0) continue;
    if (std::find(supplied.meant.begin(), supplied.meant.end(), field.name) != supplied.meant.end()) continue;
    lacking.push_back(in_ticks(field.name));
    if (first == nullptr) first = &field;
  }
  if (lacking.empty()) return;
  std::string help = "add a row " + in_ticks(first->name + ": COLUMN");
  if (!first->key) {
    help += "; where the file has no such column, " + in_ticks(first->name + ": assumed VALUE because \"…\"");
    if (first->type.kind == TypeKind::YesNo) help += " (VALUE is `yes` or `no`)";
    if (first->type.may_be_missing && !first->type.waived)
      help += " or " + in_ticks(first->name + ": missing because \"…\"");
  }
  report(b, DiagnosticKind::FieldNotSupplied, supply.record.span, "the mapping does not supply " + joined(lacking),
         std::move(help));
}

bool mapping_fits(Builder& b, const ast::File& file) {
  if (!file.mapping) return false;
  const ast::Mapping& mapping = *file.mapping;
  if (mapping.model.text != b.model.name) {
    Diagnostic& d = report(b, DiagnosticKind::MappingModel, mapping.model.span,
                           "the mapping is for " + in_ticks(mapping.model.text) + "; this is " + in_ticks(b.model.name),
                           "write `for " + b.model.name + "`, or name the contract that it is for");
    if (b.scopes[0].file->header) label(d, b.scopes[0].file->header->name.span, "the contract");
    return false;
  }
  return true;
}

void supply_by_mapping(Builder& b, const ast::File& file) {
  if (!mapping_fits(b, file)) return;
  if (b.scopes[0].records.size() > 1) {
    report(b, DiagnosticKind::NotYet, file.mapping->name.span,
           "a mapping for several kinds of records is not part of this version of the language",
           "give files whose columns are called like the fields");
    return;
  }
  const ScopeId scope{static_cast<std::uint32_t>(b.scopes.size())};
  b.scopes.emplace_back();
  b.scopes.back().file = &file;
  b.model.unknown_columns_ignored = file.mapping->unknown_columns_ignored;
  if (!file.mapping->missing_marks.empty()) {
    b.model.missing_marks.clear();
    for (const ast::Text& mark : file.mapping->missing_marks) b.model.missing_marks.push_back(mark.value);
  }
  Supplied supplied;
  for (const ast::Supply& supply : file.supplies) {
    if (supply.record.text != sole_record(b.scopes[0]).name) {
      report(b, DiagnosticKind::UnknownName, supply.record.span, "there is no record " + in_ticks(supply.record.text),
             "the record is " + in_ticks(sole_record(b.scopes[0]).name));
      return;
    }
    for (const ast::SupplyField& row : supply.fields) supply_row(b, scope, row, supplied);
  }
  if (file.supplies.empty())
    report(b, DiagnosticKind::FieldNotSupplied, file.mapping->name.span, "the mapping supplies nothing",
           "write `supply " + sole_record(b.scopes[0]).name + " from csv`");
  else
    report_unsupplied(b, file.supplies.front(), supplied);
  for (const ast::ExpectStatement& expect : file.expectations) {
    Place place = mapping_place(scope);
    const ExprId condition = check_condition(b, place, expect.condition);
    if (condition.given()) b.model.expectations.push_back(condition);
  }
}

}  // namespace

void supply_fields(Builder& b, const ast::File* mapping) {
  if (mapping == nullptr)
    supply_by_name(b);
  else
    supply_by_mapping(b, *mapping);
}

}  // namespace meruit::check
