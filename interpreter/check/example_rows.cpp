#include "check/example_rows.h"

#include <algorithm>

#include "check/expressions.h"
#include "check/print_expr.h"
#include "check/resolve.h"

namespace meruit::check {

ExprId example_value(Builder& b, ast::ExprId written, const Type& type, Span defined, const std::string& what) {
  Place place;
  place.scope = {0};
  place.level = kConstant;
  place.owner = "an example gives values that are written out";
  const ExprId value = check_expr(b, place, written, &type);
  return fit(b, value, {type, defined, in_ticks(what) + " is " + words(b, type), true});
}

// No file could hold what the declaration of the field forbids.
bool may_hold(Builder& b, const Field& field, ExprId value) {
  const Expr& given = b.expr(value);
  const Rational* number = given.op == Op::Literal ? std::get_if<Rational>(&given.items[0]) : nullptr;
  if (number == nullptr) return true;
  const Constraints& limits = field.constraints;
  const Rational places = number::power_of_ten(static_cast<unsigned>(limits.places.value_or(0)));
  const bool whole = !limits.whole || denominator(*number) == 1;
  const bool inside = (!limits.from || *number >= *limits.from) && (!limits.to || *number <= *limits.to);
  const bool short_enough = !limits.places || denominator(Rational(*number * places)) == 1;
  if (whole && inside && short_enough) return true;
  Diagnostic& d = report(b, DiagnosticKind::WrongType, given.span,
                         "the field " + in_ticks(field.name) +
                             (!whole    ? " is whole"
                              : !inside ? " has limits, and this lies outside"
                                        : " has fewer places"),
                         "give a value that a file could hold");
  label(d, field.span, "declared here");
  return false;
}

namespace {

// The record that a row is of; nullptr after a message.
const RecordNames* record_of(Builder& b, const ast::Name& name) {
  const Scope& scope = b.scopes[0];
  if (const RecordNames* found = record_called(scope, name.text)) return found;
  std::vector<std::string> known;
  for (const RecordNames& record : scope.records) known.push_back(record.name);
  report(b, DiagnosticKind::UnknownName, name.span, "there is no record " + in_ticks(name.text),
         did_you_mean(name.text, known));
  return nullptr;
}

std::vector<FieldId> full_key_of(const Builder& b, RelationId relation) {
  std::vector<FieldId> keys;
  for (const FieldId id : b.model.relations[relation.index].fields)
    if (b.model.fields[id.index].key) keys.push_back(id);
  return keys;
}

// What a field is called where a row is given: a key of a record above goes by that record's name, and by its own
// where the record has several.
std::string called(const Builder& b, FieldId id) {
  const Field& field = b.model.fields[id.index];
  if (!field.of_parent) return field.name;
  const Link& link = b.model.links[b.model.relations[field.relation.index].parents.front().index];
  const auto column = std::find(link.columns.begin(), link.columns.end(), id);
  const std::vector<FieldId> keys = full_key_of(b, link.to);
  const FieldId key = keys[static_cast<std::size_t>(column - link.columns.begin())];
  if (b.model.fields[key.index].of_parent) return called(b, key);
  const auto own =
      std::count_if(keys.begin(), keys.end(), [&](FieldId k) { return !b.model.fields[k.index].of_parent; });
  return own == 1 ? link.name : b.model.fields[key.index].name;
}

// `practice`, `member` and `visit_id`.
std::string full_key_words(const Builder& b, RelationId relation) {
  std::vector<std::string> parts;
  for (const FieldId id : full_key_of(b, relation)) parts.push_back(in_ticks(called(b, id)));
  return joined(parts);
}

// What a given name sets: a field, or a part of the key of a record above.
std::optional<FieldId> field_given(Builder& b, const RecordNames& record, const ast::Path& path) {
  const ast::Name& name = path.parts.front();
  const auto found = record.names.find(name.text);
  if (path.parts.size() == 1) {
    for (const FieldId id : full_key_of(b, record.relation))
      if (called(b, id) == name.text) return id;
    if (found != record.names.end() && found->second.kind == Symbol::Kind::Field) return FieldId{found->second.index};
  }
  if (path.parts.size() == 1 && found != record.names.end() && found->second.kind == Symbol::Kind::Rule) {
    Diagnostic& d = report(b, DiagnosticKind::NotRebindable, path.span,
                           in_ticks(b, path.span) + " is a rule, and a row says what stands in the data",
                           "give the fields that it comes from");
    label(d, found->second.span, "the rule");
    return std::nullopt;
  }
  std::vector<std::string> known;
  for (const auto& [text, symbol] : record.names)
    if (symbol.kind == Symbol::Kind::Field) known.push_back(text);
  for (const FieldId id : full_key_of(b, record.relation)) known.push_back(called(b, id));
  std::sort(known.begin(), known.end());
  const std::string meant = did_you_mean(name.text, known);
  report(
      b, DiagnosticKind::UnknownName, path.span, "a " + record.name + " has no field " + in_ticks(b, path.span),
      meant.empty() ? "a row gives its full key, " + full_key_words(b, record.relation) + ", and its fields" : meant);
  return std::nullopt;
}

const Rebinding* given_for(const ExampleRow& row, FieldId field) {
  const auto found = std::find_if(row.fields.begin(), row.fields.end(),
                                  [&](const Rebinding& one) { return one.index == field.index; });
  return found == row.fields.end() ? nullptr : &*found;
}

bool key_given(Builder& b, const ExampleRow& row) {
  std::vector<std::string> lacking;
  for (const FieldId id : b.model.relations[row.relation.index].fields)
    if (b.model.fields[id.index].key && given_for(row, id) == nullptr) lacking.push_back(in_ticks(called(b, id)));
  if (lacking.empty()) return true;
  report(b, DiagnosticKind::ExampleNeeds, row.span, "the row has no " + joined(lacking),
         "a row is known by its full key, " + full_key_words(b, row.relation));
  return false;
}

std::string row_key_text(const Builder& b, const ExampleRow& row, const std::vector<FieldId>& fields) {
  std::string text;
  for (const FieldId id : fields) text += (text.empty() ? "" : ", ") + expr_text(b.model, given_for(row, id)->value);
  return text;
}

// With its key, as a row that lacks would be written.
std::string row_as_written(const Builder& b, RelationId relation, const std::vector<ExprId>& key) {
  std::string text = "`row " + b.model.relations[relation.index].name + " given ";
  const std::vector<FieldId> parts = full_key_of(b, relation);
  for (std::size_t i = 0; i < parts.size() && i < key.size(); ++i)
    text += called(b, parts[i]) + ": " + expr_text(b.model, key[i]) + ", ";
  return text + "…`";
}

std::vector<ExprId> key_of_parent(const ExampleRow& row, const Link& link) {
  std::vector<ExprId> key;
  for (const FieldId column : link.columns) key.push_back(given_for(row, column)->value);
  return key;
}

const ExampleRow* row_with(const Builder& b, const Example& example, RelationId relation, const std::string& key,
                           const ExampleRow* before) {
  for (const ExampleRow& row : example.rows) {
    if (&row == before) break;
    if (row.relation == relation && row_key_text(b, row, full_key_of(b, relation)) == key) return &row;
  }
  return nullptr;
}

}  // namespace

std::optional<ExampleRow> check_example_row(Builder& b, const ast::ExampleRow& written) {
  const RecordNames* record = record_of(b, written.record);
  if (record == nullptr) return std::nullopt;
  ExampleRow row{record->relation, {}, written.record.span};
  bool good = true;
  for (const ast::Given& given : written.given) {
    const std::optional<FieldId> id = field_given(b, *record, given.name);
    good = good && id;
    if (!id || !b.fields[id->index].known) continue;
    const Field field = b.model.fields[id->index];
    const ExprId value = example_value(b, given.value, field.type, field.span, called(b, *id));
    const Rebinding* known = given_for(row, *id);
    if (known != nullptr)
      label(report(b, DiagnosticKind::DuplicateName, given.name.span, in_ticks(called(b, *id)) + " is given twice"),
            known->span, "the first");
    good = good && known == nullptr && value.given() && may_hold(b, field, value);
    if (value.given()) row.fields.push_back({Rebinding::Kind::Field, id->index, value, given.span});
  }
  if (!good || !key_given(b, row)) return std::nullopt;
  return row;
}

std::optional<ExpectedRow> check_expected_row(Builder& b, const ast::RowOf& written, const Example& example) {
  const RecordNames* record = record_of(b, written.record);
  if (record == nullptr) return std::nullopt;
  const std::vector<FieldId> keys = full_key_of(b, record->relation);
  if (keys.size() != written.key.size()) {
    std::vector<std::string> parts;
    for (const FieldId id : keys) parts.push_back(in_ticks(b.model.fields[id.index].name));
    report(b, DiagnosticKind::ArgumentCount, written.span,
           "the full key of a " + record->name + " is " + joined(parts) + "; here " +
               (written.key.size() == 1 ? "is 1 value" : "are " + std::to_string(written.key.size()) + " values"));
    return std::nullopt;
  }
  ExpectedRow row{record->relation, {}};
  std::string text;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Field field = b.model.fields[keys[i].index];
    row.key.push_back(example_value(b, written.key[i], field.type, field.span, field.name));
    if (!row.key.back().given()) return std::nullopt;
    text += (text.empty() ? "" : ", ") + expr_text(b.model, row.key.back());
  }
  if (row_with(b, example, row.relation, text, nullptr) != nullptr) return row;
  report(b, DiagnosticKind::ExampleNeeds, written.span, "the example has no row of " + record->name + " with this key",
         "add it: " + row_as_written(b, row.relation, row.key));
  return std::nullopt;
}

std::optional<Symbol> find_in_row(Builder& b, const ExpectedRow& row, const ast::Path& path) {
  const RecordNames& record = *record_names(b.scopes[0], row.relation);
  const auto found = record.names.find(path.parts.front().text);
  if (found != record.names.end() && found->second.kind != Symbol::Kind::Link) return found->second;
  std::vector<std::string> known;
  for (const auto& [name, symbol] : record.names)
    if (symbol.kind == Symbol::Kind::Rule) known.push_back(name);
  std::sort(known.begin(), known.end());
  report(b, DiagnosticKind::UnknownName, path.span, "a " + record.name + " has no rule " + in_ticks(b, path.span),
         did_you_mean(path.parts.front().text, known));
  return std::nullopt;
}

bool rows_agree(Builder& b, const Example& example) {
  bool good = true;
  for (const ExampleRow& row : example.rows) {
    const std::string& name = b.model.relations[row.relation.index].name;
    const std::string key = row_key_text(b, row, full_key_of(b, row.relation));
    if (const ExampleRow* first = row_with(b, example, row.relation, key, &row)) {
      Diagnostic& d =
          report(b, DiagnosticKind::DuplicateName, row.span, "two rows of " + name + " have the key " + key);
      label(d, first->span, "the first");
      good = false;
    }
    for (const LinkId id : b.model.relations[row.relation.index].parents) {
      const Link& link = b.model.links[id.index];
      const std::string parent = row_key_text(b, row, link.columns);
      if (row_with(b, example, link.to, parent, nullptr) != nullptr) continue;
      report(b, DiagnosticKind::ExampleNeeds, row.span, "there is no " + link.name + " " + parent + " in this example",
             "add it: " + row_as_written(b, link.to, key_of_parent(row, link)));
      good = false;
    }
  }
  return good;
}

void report_lacking_in(Builder& b, const ExampleRow& row, const Needs& needs) {
  std::vector<std::string> lacking;
  for (const FieldId id : b.model.relations[row.relation.index].fields) {
    const Field& field = b.model.fields[id.index];
    const bool may_lack = field.type.may_be_missing && !field.type.waived;
    if (needs.fields[id.index] && !may_lack && given_for(row, id) == nullptr) lacking.push_back(in_ticks(field.name));
  }
  if (lacking.empty()) return;
  report(b, DiagnosticKind::ExampleNeeds, row.span,
         "what this example expects needs " + joined(lacking) + ", which the row does not give",
         "add " + joined(lacking) + " to the row");
}

}  // namespace meruit::check
